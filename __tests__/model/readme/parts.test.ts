import { expect, test } from "vitest";
import { partlyRead, partsOf } from "../../../src/model/readme/parts.ts";
import { parseMarkdown } from "../../../src/parsers/markdown/parse.ts";
import { sourceFile, textOf } from "../../../src/source.ts";

const markdown = (text: string) => parseMarkdown(sourceFile("README.md", text));
const named = (text: string) => [...partsOf(markdown(`# all\n\n${text}\n`)).keys()];

test.each<readonly [text: string, names: readonly string[]]>([
  ["## web", ["web"]],
  ["### `web`", ["web"]],
  ["## The web image", ["web"]],
  ["## 2. Web: the front", ["web"]],
  ["## :rocket: web", ["web"]],
  ["## 🚀 web", ["web"]],
  ["## web (nginx)", ["web"]],
  ["## web - the front", ["web"]],
  ["## Image web", ["web"]],
  ["## [web](web/)", ["web"]],
  ["## apps/web", ["apps/web"]],
  ["## ./apps/web/", ["apps/web"]],
  ["## registry.example.org/acme/web", ["web"]],
  ["## acme/web:1.2", ["web"]],
  ["## php-fpm container", ["php-fpm"]],
  ["## How to run the web server", []],
  ["## web server setup", []],
  ["- web\n- [web](web/)", []],
  ["See [web](web/).", []],
  ["| Image | Use |\n|---|---|\n| `web` | front |\n| [api](api/) | back |", ["web", "api"]],
  ["| # | Image | Use |\n|---|---|---|\n| 1 | web | front |", ["web"]],
  ["| Image |\n|---|\n| web |", []],
  ["| Image | Use |\n|---|---|\n| web | |", []],
])("%j calls %j", (text, names) => {
  expect(named(text)).toEqual(names);
});

test("the only title names the repo, and one of several may be an image's", () => {
  expect([...partsOf(markdown("# web\n\ntext\n")).keys()]).toEqual([]);
  expect([...partsOf(markdown("# web\n\na\n\n# api\n\nb\n")).keys()]).toEqual(["api", "web"]);
});

const PAGE = `# all

Port 1111.

## web

Listens on port 8080, as user \`www\`.

### Files of the front

| File | Use |
| --- | --- |
| web/site.conf | site |

## api

| Variable | Default |
| --- | --- |
| LEVEL | \`debug\` |

| Image | User | Port |
| --- | --- | --- |
| web | front | 8081 |
| api | back | 9090 |
`;

function partOf(name: string) {
  const page = markdown(PAGE);
  return partlyRead(page, partsOf(page).get(name) ?? []);
}

const at = (places: readonly { readonly at: { readonly span?: { start: number; end: number } } }[]) =>
  places.map(({ at: { span } }) => (span === undefined ? "" : textOf(sourceFile("README.md", PAGE), span)));

test("a part is its section, to the end of what lies below, and its rows", () => {
  const web = partOf("web");
  expect([...new Set(web.ports.map(({ value }) => value.port))]).toEqual([8080, 8081]);
  expect(web.users.filter(({ strict }) => strict).map(({ value }) => value)).toEqual([]);
  expect(web.users.map(({ value }) => value)).toContain("front");
  expect(web.configFiles.map(({ value }) => value)).toEqual(["web/site.conf"]);
  expect(web.variables).toEqual([]);
  expect(web.mentions("site.conf")).toBeDefined();
  expect(web.mentions("api")).toBeUndefined();
});

test("places are those of the whole page", () => {
  const [web, api] = [partOf("web"), partOf("api")];
  expect(at(web.ports)).toEqual(["8080", "8081"]);
  expect(at(api.variables)).toEqual(["LEVEL"]);
  const [level] = api.variables;
  expect(level?.valueAt?.span && textOf(sourceFile("README.md", PAGE), level.valueAt.span)).toBe("debug");
});

test("many parts of one page are each read by themselves", () => {
  const images = Array.from(
    { length: 2_000 },
    (_, index) => `## i${index}\n\nListens on port ${index + 1000}.\n`,
  );
  const page = markdown(`# all\n\n${images.join("\n")}`);
  const parts = partsOf(page);
  const read = [...parts.values()].reduce((sum, own) => sum + partlyRead(page, own).ports.length, 0);
  expect([parts.size, read]).toEqual([2_000, 2_000]);
});

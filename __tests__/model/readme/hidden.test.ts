import { expect, test } from "vitest";
import { readDocumentation } from "../../../src/model/readme/read.ts";
import { parseMarkdown } from "../../../src/parsers/markdown/parse.ts";
import { sourceFile } from "../../../src/source.ts";

const read = (text: string) => readDocumentation(parseMarkdown(sourceFile("README.md", text)));

test.each<readonly [text: string, documented: boolean]>([
  ["Listens on port 8080.", true],
  ["~~Listens on port 8080.~~", false],
  ["Listens on port ~~`8080`~~ 9090.", false],
  ["Listens on port ~8080~ 9090.", false],
  ["| Port | Use |\n| --- | --- |\n| ~~8080~~ | HTTP |", false],
  ["| Port | Use |\n| --- | --- |\n| <del>8080</del> | HTTP |", false],
  ["<s>port 8080</s>", false],
  ["<strike>port\n8080</strike>", false],
  ["<!-- port 8080 -->", false],
  ["<!--\nport 8080", false],
  ["[//]: # (port 8080)", false],
  ["```sh\ndocker run -p 8080:8080 web\n```", true],
  ["```sh\n~~docker run -p 8080:8080 web~~\n```", true],
  ["From ~/a to ~/b on port 8080", true],
  ["About ~5 MB, port 8080, ~10 s", true],
  ["~~open\n\nport 8080~~", true],
  ["<del>open, port 8080", true],
])("%j documents the port: %s", (text, documented) => {
  const { ports, visible } = read(text);
  expect(ports.some(({ value }) => value.port === 8080)).toBe(documented);
  expect(visible.includes("8080")).toBe(documented);
});

test("many marks cost no more than their number", () => {
  const { visible } = read(
    `${"<s>\n".repeat(20_000)}${"~a ".repeat(900)}\n\n${"<!-- x -->\n".repeat(100)}port 8080\n`,
  );
  expect(visible).toContain("8080");
});

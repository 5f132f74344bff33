import { expect, test } from "vitest";
import { readRepo } from "../.github/scripts/repo.ts";
import { draftDocs } from "../src/app/docs.ts";
import { describe as described } from "../src/engine/describe.ts";
import { readFleet } from "../src/model/fleet/read.ts";
import { parseMarkdown } from "../src/parsers/markdown/parse.ts";
import { defaultPolicy } from "../src/policy/defaults.ts";
import { rules } from "../src/rules/index.ts";
import { memoryWorkspace } from "../src/workspace/memory.ts";
import { directReadmes } from "./app/direct-readmes.ts";
import { subjectOf } from "./fixes/planned.ts";

const FENCE = /^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm;

/** The folder of the page; a path from `/` on counts from the repo's root. */
const files = Object.fromEntries(
  Array.from(readRepo("docs/nginx-image.md").matchAll(FENCE), ([, path = "", text = ""]) => [
    path.startsWith("/") ? path.slice(1) : `deployment/images/example/${path}`,
    text,
  ]),
);
const withPages = { ...files, "deployment/images/example/html/index.html": "<!doctype html>\n" };
const withoutPolicy = Object.fromEntries(Object.entries(withPages).filter(([path]) => !path.startsWith(".")));

test("the page shows a whole folder", () => {
  expect(Object.keys(files).sort()).toEqual([
    ".github/keelcheck.yml",
    "deployment/images/example/Dockerfile",
    "deployment/images/example/README.md",
    "deployment/images/example/config/nginx.conf",
  ]);
});

test.each([
  ["the page's policy", withPages],
  ["no policy", withoutPolicy],
])("nothing is said of its image under %s", (_about, tree) => {
  const { findings } = subjectOf({ name: "", workspace: memoryWorkspace(tree) });
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
});

test("its README is what docs writes", async () => {
  const answer = await draftDocs({ workspace: memoryWorkspace(withPages), rules, readmes: directReadmes });
  expect(answer).toMatchObject({ ok: true, changes: [], notes: [] });
});

test("it runs as nginx and listens on 8080, for both families", () => {
  const fleet = readFleet({
    workspace: memoryWorkspace(withPages),
    policy: defaultPolicy,
    markdown: (file) => parseMarkdown(file),
  });
  const [image] = described(fleet);
  expect(image?.containerUser).toMatchObject({ known: true, name: "nginx", root: false });
  const [server] = image?.servers ?? [];
  expect(server).toMatchObject({ kind: "nginx", starts: true, workers: { name: "nginx" } });
  expect(server?.listeners.map(({ address, port }) => `${address} ${port}`)).toEqual([
    "0.0.0.0 8080",
    ":: 8080",
  ]);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gitWorkspace } from "../../src/workspace/git.ts";
import type { SearchWhere, Workspace } from "../../src/workspace/workspace.ts";
import { git } from "../checkouts/git.ts";

const files: Readonly<Record<string, string>> = {
  "images/app-1/Dockerfile": "FROM reg/base\n",
  "images/app-10/Dockerfile.web": "COPY app-1/x /\n",
  "images/app-2/web.dockerfile": "COPY app-10/x /\n",
  "images/app-2/README.md": "app-1 -e *.x (a|b)\n",
  "näme/Dockerfile": "FROM ${X}app-1\n",
};
let folder = "";
let workspace: Workspace;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keelcheck-search-"));
  git(folder, "init", "--quiet");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "all");
  workspace = gitWorkspace(folder, "HEAD");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  readonly name: string;
  readonly strings: readonly string[];
  readonly where?: SearchWhere;
  readonly wanted: readonly string[];
}

const dockerfiles = { names: ["*dockerfile*"] };

test.each<Case>([
  {
    name: "a string anywhere",
    strings: ["app-1"],
    wanted: [
      "images/app-10/Dockerfile.web",
      "images/app-2/README.md",
      "images/app-2/web.dockerfile",
      "näme/Dockerfile",
    ],
  },
  {
    name: "in files of a name, in any case",
    strings: ["app-1"],
    where: dockerfiles,
    wanted: ["images/app-10/Dockerfile.web", "images/app-2/web.dockerfile", "näme/Dockerfile"],
  },
  {
    name: "as a word",
    strings: ["app-1"],
    where: { ...dockerfiles, words: true },
    wanted: ["images/app-10/Dockerfile.web", "näme/Dockerfile"],
  },
  {
    name: "one of several",
    strings: ["reg/base", "(a|b)"],
    wanted: ["images/app-1/Dockerfile", "images/app-2/README.md"],
  },
  { name: "no pattern and no option", strings: ["*.x", "-e"], wanted: ["images/app-2/README.md"] },
  { name: "nothing holds it", strings: ["nowhere"], wanted: [] },
  { name: "nothing is asked", strings: [], wanted: [] },
  { name: "an empty string names nothing", strings: [""], wanted: [] },
  {
    name: "more strings than a command line takes",
    strings: [...Array.from({ length: 60_000 }, (_, n) => `nothing-called-${n}-is-there-at-all`), "reg/base"],
    wanted: ["images/app-1/Dockerfile"],
  },
])("$name", ({ strings, where, wanted }) => {
  expect(workspace.search?.(strings, where)).toEqual(wanted);
});

test("each entry is read by its path, whatever was read before", () => {
  const paths = [...Object.keys(files), ...Object.keys(files).reverse()];
  for (const path of paths) expect(workspace.read(path)).toEqual({ text: files[path] });
  expect(workspace.read("images/app-1")).toBeUndefined();
  expect(workspace.read("images/app-1/Dockerfile.x")).toBeUndefined();
});

test("in a sub-folder of the checkout, paths from there, whatever the configuration says", () => {
  const settings = { "grep.fullName": "true", "color.grep": "always", "grep.lineNumber": "true" };
  for (const [name, value] of Object.entries(settings)) git(folder, "config", name, value);
  const below = gitWorkspace(join(folder, "images"), "HEAD");
  expect(below.search?.(["reg/base"], dockerfiles)).toEqual(["app-1/Dockerfile"]);
  expect(below.read("app-1/Dockerfile")).toEqual({ text: "FROM reg/base\n" });
});

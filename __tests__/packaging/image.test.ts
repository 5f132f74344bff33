import { expect, test } from "vitest";
import { readRepo } from "../../.github/scripts/repo.ts";
import { describe as described } from "../../src/engine/describe.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { subjectOf } from "../fixes/planned.ts";

const HOME = ".github/image";
const paths = ["Dockerfile", "Dockerfile.dockerignore", "README.md"].map((name) => `${HOME}/${name}`);
const files = {
  ...Object.fromEntries(paths.map((path) => [path, readRepo(path)])),
  "package.json": readRepo("package.json"),
  "dist/cli.js": { text: "", kind: "executable" as const },
  "docs/commands.md": readRepo("docs/commands.md"),
  "src/left-out.ts": "",
};

test("Keelcheck has nothing to say of its own image", () => {
  const policy = `images: ${HOME}\nrules: { user/non-numeric: error }\nnginx: { master: non-root }\n`;
  const tree = { ...files, ".github/keelcheck.yml": policy };
  const { findings } = subjectOf({ name: "", workspace: memoryWorkspace(tree) });
  expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
});

test("it runs as a user, and holds what the command line needs and no more", () => {
  const policy = {
    ...defaultPolicy,
    images: { globs: [HOME], at: { file: { path: "", text: "", lineStarts: [0] } } },
  };
  const fleet = readFleet({
    workspace: memoryWorkspace(files),
    policy,
    markdown: (file) => parseMarkdown(file),
  });
  const [image] = described(fleet);
  expect(image?.containerUser).toMatchObject({ known: true, uid: 1000, root: false });
  const copied = fleet.images[0]?.copies.flatMap(({ sources }) => sources.flatMap((source) => source.files));
  expect(copied?.map(({ path, container }) => `${path} ${container}`)).toEqual([
    "package.json /opt/keelcheck/package.json",
    "docs/commands.md /opt/keelcheck/docs/commands.md",
    "dist/cli.js /opt/keelcheck/dist/cli.js",
  ]);
});

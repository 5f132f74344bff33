import { expect, test } from "vitest";
import { changeScope } from "../../../src/model/change/scope.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { changesBetween, type Files, searchable } from "../../app/changes-between.ts";

type Head = Readonly<Record<string, Files[string] | null>>;

interface Case {
  readonly name: string;
  readonly policy?: string;
  readonly base: Files;
  /** What the head has otherwise; `null` for a file that is gone. */
  readonly head: Head;
  readonly renames?: Readonly<Record<string, string>>;
  /** Image folders at the head; at the base too, unless `before` says otherwise. */
  readonly wanted: readonly string[];
  readonly before?: readonly string[];
}

const web = { "images/web/Dockerfile": "FROM debian\nCOPY web.conf /etc/\n", "images/web/web.conf": "" };
const app = { "images/app/Dockerfile": "FROM debian\n" };
const two: Files = { ...web, ...app };
const shared: Files = {
  ...two,
  "images/wide/Dockerfile": "FROM debian\nCOPY shared/x.conf /etc/\n",
  "shared/x.conf": "",
  "shared/y.conf": "",
};
const everything: Files = { ...two, "images/all/Dockerfile": "FROM debian\nCOPY . /srv\n", "docs/a.md": "" };
const ours = "registries: { reg.example.com/team: . }\n";
const family: Files = {
  ...two,
  "images/base/Dockerfile": "FROM debian\n",
  "images/child/Dockerfile": "FROM reg.example.com/team/base:1\n",
  "images/grandchild/Dockerfile": "ARG FROM_IMAGE=reg.example.com/team/child\nFROM ${FROM_IMAGE}\n",
  "images/base-tools/Dockerfile": "FROM reg.example.com/team/other\n",
};
const bake = (more = "") =>
  `${["base", "child", "app"]
    .map((name) => `target "${name}" {\n  context = "images/${name}"\n${name === "child" ? more : ""}}\n`)
    .join("\n")}`;
const baked: Files = {
  ...app,
  "images/base/Dockerfile": "FROM debian\n",
  "images/child/Dockerfile": "FROM base\n",
  "docker-bake.hcl": bake('  contexts = { base = "target:base" }\n'),
};
const compose = (lines: readonly string[]) =>
  ["services:", "  web:", "    build: images/web", ...lines, "  app:", "    build: images/app", ""].join(
    "\n",
  );

const cases: readonly Case[] = [
  { name: "a file in a folder", base: two, head: { "images/web/web.conf": "x" }, wanted: ["images/web"] },
  { name: "a new file in a folder", base: two, head: { "images/web/sub/a": "x" }, wanted: ["images/web"] },
  { name: "a file that is gone", base: two, head: { "images/web/web.conf": null }, wanted: ["images/web"] },
  {
    name: "documents and other sources",
    base: shared,
    head: { "docs/x.md": "x", "src/a.ts": "x" },
    wanted: [],
  },
  {
    name: "what a README above says of one image",
    base: { ...two, "README.md": "# all\n\n## web\n\nA.\n\n## app\n\nB.\n" },
    head: { "README.md": "# all\n\n## web\n\nA.\n\n## app\n\nC.\n" },
    wanted: ["images/app"],
  },
  {
    name: "a row of a README above",
    base: { ...two, "images/README.md": "| Image | Port |\n|---|---|\n| web | 80 |\n| app | 81 |\n" },
    head: { "images/README.md": "| Image | Port |\n|---|---|\n| [web](web) | 8080 |\n| app | 81 |\n" },
    wanted: ["images/web"],
  },
  {
    name: "a README above that is gone",
    base: { ...two, "README.md": "web\n===\n\nA.\n\nother\n===\n" },
    head: { "README.md": null },
    wanted: ["images/web"],
  },
  {
    name: "other words of a README above",
    base: { ...two, "README.md": "# all\n\nweb\n\n## web\n\nA.\n" },
    head: { "README.md": "# all\n\nweb and app\n\n## web\n\nA.\n" },
    wanted: [],
  },
  { name: "the policy", base: two, head: { ".github/keelcheck.yml": "ipv6: required\n" }, wanted: [] },
  {
    name: "a shared file that one image copies",
    base: shared,
    head: { "shared/x.conf": "x" },
    wanted: ["images/wide"],
  },
  { name: "a shared file that none copies", base: shared, head: { "shared/y.conf": "x" }, wanted: [] },
  {
    name: "a shared file that is gone",
    base: shared,
    head: { "shared/x.conf": null },
    wanted: ["images/wide"],
  },
  {
    name: "a shared folder, a glob, a variable",
    base: {
      ...shared,
      "images/dir/Dockerfile": "FROM debian\nCOPY shared /etc/\n",
      "images/glob/Dockerfile": "FROM debian\nCOPY shared/*.conf /etc/\n",
      "images/var/Dockerfile": "FROM debian\nARG X\nCOPY shared/${X}.conf /etc/\n",
    },
    head: { "shared/y.conf": "x" },
    wanted: ["images/dir", "images/glob", "images/var"],
  },
  {
    name: "a bind mount",
    base: {
      ...shared,
      "images/wide/Dockerfile": "FROM debian\nRUN --mount=type=bind,source=shared,target=/x make\n",
    },
    head: { "shared/y.conf": "x" },
    wanted: ["images/wide"],
  },
  { name: "COPY . . of its own folder", base: everything, head: { "docs/a.md": "x" }, wanted: [] },
  {
    name: "COPY . . where bake says that the context is the root",
    base: {
      ...everything,
      "docker-bake.hcl": 'target "all" {\n  context = "."\n  dockerfile = "images/all/Dockerfile"\n}\n',
    },
    head: { "docs/a.md": "x" },
    wanted: ["images/all"],
  },
  {
    name: "COPY . . where compose in the image's own folder says so",
    base: {
      ...everything,
      "images/all/compose.yaml":
        "services:\n  all:\n    build:\n      context: ../..\n      dockerfile: images/all/Dockerfile\n",
    },
    head: { "docs/a.md": "x" },
    wanted: ["images/all"],
  },
  {
    name: "COPY . . where a workflow says so",
    base: {
      ...everything,
      ".github/workflows/x.yml":
        "on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: docker build -f images/all/Dockerfile .\n",
    },
    head: { "docs/a.md": "x" },
    wanted: ["images/all"],
  },
  {
    name: "COPY . . where the policy says so",
    policy: "builds: [{ dockerfile: images/all/Dockerfile, context: . }]\n",
    base: everything,
    head: { "docs/a.md": "x" },
    wanted: ["images/all"],
  },
  {
    name: "a file of another image's folder, in a wider context",
    base: {
      ...two,
      "images/thief/Dockerfile": "FROM debian\nCOPY images/web/web.conf /etc/\n",
    },
    head: { "images/web/web.conf": "x" },
    wanted: ["images/thief", "images/web"],
  },
  {
    name: "the root's .dockerignore",
    base: shared,
    head: { ".dockerignore": "*.conf\n" },
    wanted: ["images/wide"],
  },
  {
    name: "the root's .gitignore, for images that copy what is not there",
    base: { ...shared, "images/built/Dockerfile": "FROM debian\nCOPY dist /srv\n" },
    head: { ".gitignore": "dist\n" },
    wanted: ["images/built"],
  },
  {
    name: "a link in a folder to a shared file",
    base: { ...two, "images/web/link.conf": { target: "../../shared/x.conf" }, "shared/x.conf": "" },
    head: { "shared/x.conf": "x" },
    wanted: ["images/web"],
  },
  {
    name: "a base, its heirs, and theirs",
    policy: ours,
    base: family,
    head: { "images/base/Dockerfile": "FROM alpine\n" },
    wanted: ["images/base", "images/child", "images/grandchild"],
  },
  {
    name: "an heir, and not what it is built on",
    policy: ours,
    base: family,
    head: { "images/child/x": "x" },
    wanted: ["images/child", "images/grandchild"],
  },
  { name: "no registry is ours", base: family, head: { "images/base/x": "x" }, wanted: ["images/base"] },
  {
    name: "a base that another Dockerfile of its folder makes",
    policy: ours,
    base: {
      ...two,
      "images/php/Dockerfile.fpm": "FROM debian\n",
      "images/php/Dockerfile.cli": "FROM debian\n",
      "images/shop/Dockerfile": "FROM reg.example.com/team/fpm\n",
    },
    head: { "images/php/Dockerfile.fpm": "FROM alpine\n" },
    wanted: ["images/php", "images/shop"],
  },
  {
    name: "a base that a build argument names",
    policy: ours,
    base: {
      ...baked,
      "images/child/Dockerfile": "ARG B\nFROM $B\n",
      "docker-bake.hcl": bake('  args = { B = "reg.example.com/team/base" }\n'),
    },
    head: { "images/base/x": "x" },
    wanted: ["images/base", "images/child"],
  },
  {
    name: "a base by bake's contexts",
    base: baked,
    head: { "images/base/x": "x" },
    wanted: ["images/base", "images/child"],
  },
  {
    name: "a base by compose's additional contexts",
    base: {
      ...app,
      "images/base/Dockerfile": "FROM debian\n",
      "images/child/Dockerfile": "FROM base\n",
      "compose.yaml":
        "services:\n  base:\n    build: images/base\n  child:\n    build:\n      context: images/child\n      additional_contexts:\n        base: service:base\n",
    },
    head: { "images/base/x": "x" },
    wanted: ["images/base", "images/child"],
  },
  {
    name: "bake says something else of one image",
    base: baked,
    head: { "docker-bake.hcl": bake() },
    wanted: ["images/child"],
  },
  {
    name: "bake has a comment more and its targets in another order",
    base: baked,
    head: {
      "docker-bake.hcl": `# more\n\n${bake('  contexts = { base = "target:base" }\n').split("\n\n").reverse().join("\n\n")}`,
    },
    wanted: [],
  },
  {
    name: "bake is gone",
    base: baked,
    head: { "docker-bake.hcl": null },
    wanted: ["images/app", "images/base", "images/child"],
  },
  {
    name: "compose gives one service a user",
    base: { ...two, "compose.yaml": compose([]) },
    head: { "compose.yaml": compose(["    user: web"]) },
    wanted: ["images/web"],
  },
  {
    name: "compose has a comment more",
    base: { ...two, "compose.yaml": compose([]) },
    head: { "compose.yaml": `# more\n${compose([])}` },
    wanted: [],
  },
  {
    name: "a workflow builds an image with another target",
    base: { ...two, ".github/workflows/x.yml": workflow("a") },
    head: { ".github/workflows/x.yml": workflow("b") },
    wanted: ["images/web"],
  },
  {
    name: "variables beside a compose file",
    base: { ...two, "compose.yaml": compose([]), ".env": "A=1\n" },
    head: { ".env": "A=2\n" },
    wanted: ["images/app", "images/web"],
  },
  {
    name: "variables that a service names",
    base: { ...two, "compose.yaml": compose(["    env_file: vars/list"]), "vars/list": "A=1\n" },
    head: { "vars/list": "A=2\n" },
    wanted: ["images/web"],
  },
  {
    name: "a file that a service mounts",
    base: { ...two, "compose.yaml": compose(["    volumes:", "      - ./conf:/etc/x"]), "conf/a": "" },
    head: { "conf/a": "x" },
    wanted: ["images/web"],
  },
  {
    name: "compose in an image's folder says something of another image",
    base: { ...two, "images/web/compose.yaml": "services:\n  app:\n    build: ../app\n" },
    head: { "images/web/compose.yaml": "services:\n  app:\n    build: ../app\n    user: root\n" },
    wanted: ["images/app", "images/web"],
  },
  {
    name: "a renamed folder",
    base: two,
    head: {
      "images/web/Dockerfile": null,
      "images/web/web.conf": null,
      "images/site/Dockerfile": web["images/web/Dockerfile"],
      "images/site/web.conf": "",
    },
    renames: {
      "images/web/Dockerfile": "images/site/Dockerfile",
      "images/web/web.conf": "images/site/web.conf",
    },
    wanted: ["images/site"],
    before: ["images/web"],
  },
  {
    name: "a removed folder",
    base: two,
    head: { "images/web/Dockerfile": null, "images/web/web.conf": null },
    wanted: [],
    before: ["images/web"],
  },
  {
    name: "a new folder",
    base: two,
    head: { "images/new/Dockerfile": "FROM debian\n" },
    wanted: ["images/new"],
    before: [],
  },
  {
    name: "a removed folder that another image's README links to",
    base: { ...two, "images/app/README.md": "[web](../web/README.md)\n", "images/web/README.md": "# web\n" },
    head: { "images/web/Dockerfile": null, "images/web/web.conf": null, "images/web/README.md": null },
    wanted: ["images/app"],
    before: ["images/app", "images/web"],
  },
  {
    name: "a Dockerfile becomes one of an images root that it lies in",
    base: two,
    head: { "images/Dockerfile": "FROM debian\n" },
    wanted: ["images", "images/app", "images/web"],
    before: ["images/app", "images/web"],
  },
  {
    name: "a new Dockerfile at the root of a repo whose root is the images root: every folder lies in it",
    base: { "web/Dockerfile": "FROM debian\n", "app/Dockerfile": "FROM debian\n" },
    head: { Dockerfile: "FROM debian\n" },
    wanted: ["", "app", "web"],
    before: ["app", "web"],
  },
  {
    name: "a file of one folder where the repo is the root",
    base: { "web/Dockerfile": "FROM debian\n", "app/Dockerfile": "FROM debian\n" },
    head: { "web/x": "" },
    wanted: ["web"],
  },
  {
    name: "images by the policy's globs",
    policy: 'images: ["docker/*"]\n',
    base: {
      "docker/a/Dockerfile": "FROM debian\n",
      "docker/b/Dockerfile": "FROM debian\n",
      "images/c/Dockerfile": "FROM debian\n",
    },
    head: { "docker/a/x": "", "images/c/x": "" },
    wanted: ["docker/a"],
  },
];

test.each(
  cases.flatMap((one) => [true, false].map((search) => ({ ...one, search }))),
)("$name (search: $search)", ({ policy, base, head, renames, wanted, before = wanted, search }) => {
  const { scope } = scopeOf(policy, base, headOf(base, head), { renames, search });
  expect(foldersOf(scope.head)).toEqual(wanted);
  expect(foldersOf(scope.base)).toEqual(before);
});

test("reads no Dockerfile but those of the touched images and of what they are built on", () => {
  const many = Object.fromEntries(
    Array.from({ length: 50 }, (_, n) => [`images/n${n}/Dockerfile`, "FROM debian\n"]),
  );
  const base = { ...family, ...many };
  const seen = new Set<string>();
  const head = headOf(base, { "images/child/x": "x" });
  const { scope, right, policy } = scopeOf(ours, base, head, { search: true, seen });
  const fleet = readFleet({ workspace: right, policy, ...scope.head });
  expect(fleet.images.map(({ name }) => name)).toEqual(["base", "child", "grandchild"]);
  expect(fleet.images.filter(fleet.asks.image).map(({ name }) => name)).toEqual(["child", "grandchild"]);
  expect([...seen].filter((path) => path.endsWith("Dockerfile")).sort()).toEqual([
    "images/base/Dockerfile",
    "images/child/Dockerfile",
    "images/grandchild/Dockerfile",
  ]);
});

function scopeOf(
  text: string | undefined,
  base: Files,
  head: Files,
  how: { renames?: Readonly<Record<string, string>> | undefined; search: boolean; seen?: Set<string> },
) {
  const file = text === undefined ? undefined : sourceFile(".github/keelcheck.yml", text);
  const { policy, problems } = loadPolicy(file, rules);
  expect(problems).toEqual([]);
  const open = (files: Files) => {
    const workspace = memoryWorkspace(files);
    return how.search ? searchable(workspace, (path) => how.seen?.add(path)) : workspace;
  };
  const [left, right] = [open(base), open(head)];
  const changed = changesBetween(base, head, how.renames).files.map((each) =>
    each.status === "added"
      ? { after: each.path }
      : each.status === "removed"
        ? { before: each.path }
        : { before: each.status === "renamed" ? each.from : each.path, after: each.path },
  );
  const scope = changeScope({ base: left, head: right, policies: { base: policy, head: policy }, changed });
  return { scope, right, policy };
}

function headOf(base: Files, head: Head): Files {
  const all = { ...base, ...head };
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, file]) => (file === null ? [] : [[path, file]])),
  );
}

function foldersOf({
  scope,
}: {
  readonly scope: { readonly folders: ReadonlySet<string> };
}): readonly string[] {
  return [...scope.folders].sort();
}

function workflow(target: string): string {
  const run = `docker build --target ${target} -f images/web/Dockerfile images/web`;
  return `on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: ${run}\n`;
}

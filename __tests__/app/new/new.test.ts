import { describe, expect, test } from "vitest";
import { failureLines } from "../../../src/app/failure.ts";
import { loadedPolicy } from "../../../src/app/load.ts";
import { draftNew, type NewImage } from "../../../src/app/new/draft.ts";
import { describe as described } from "../../../src/engine/describe.ts";
import { laidFiles } from "../../../src/engine/fix/patch.ts";
import type { ImageFacts } from "../../../src/facts.ts";
import type { Finding } from "../../../src/finding.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { parseMarkdown } from "../../../src/parsers/markdown/parse.ts";
import { rules } from "../../../src/rules/index.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../../src/workspace/overlay.ts";
import { subjectOf } from "../../fixes/planned.ts";
import { directReadmes } from "../direct-readmes.ts";

type Files = Readonly<Record<string, string>>;

const POLICY = ".github/keelcheck.yml";
const KINDS = ["nginx", "apache", "none"] as const;

/** What became of a wish: the files and what is found and known of them, or why there are none. */
interface Made {
  readonly refused?: string;
  readonly folder?: string;
  readonly texts: Files;
  readonly found: readonly string[];
  readonly facts?: ImageFacts | undefined;
  readonly left?: readonly Finding[];
  readonly empty?: readonly string[];
  readonly unwritten?: readonly string[];
}

async function made(files: Files, image: NewImage): Promise<Made> {
  const workspace = memoryWorkspace(files);
  const answer = await draftNew({ workspace, rules, readmes: directReadmes }, image);
  if (!answer.ok) return { refused: failureLines(answer.failure).join("\n"), texts: {}, found: [] };
  const texts = Object.fromEntries(answer.changes.map(({ path, after = "" }) => [path, after]));
  const after = overlayWorkspace(workspace, laidFiles(answer.changes));
  const { findings } = subjectOf({ name: "", workspace: after });
  const read = loadedPolicy({ workspace: after, rules });
  if (!read.ok) throw new Error("the policy is wrong");
  const fleet = readFleet({ workspace: after, policy: read.policy, markdown: (file) => parseMarkdown(file) });
  const facts = described(fleet).find(({ dockerfile }) => dockerfile.startsWith(`${answer.folder}/`));
  return { ...answer, texts, facts, found: findings.map(({ rule, message }) => `${rule} ${message}`) };
}

/** Policies, and what of them a new image has to fit itself to. */
const policies: Readonly<Record<string, string>> = {
  "no policy": "",
  "a strict one": `runtime: kubernetes
ports: { nginx: 8081, apache: 8082 }
ipv6: required
nginx: { master: non-root }
layout: { required: [README.md, Dockerfile], config: conf, names: kebab-case }
docs: { require: [user, ports, config files, volumes, environment] }
`,
  "another user, who owns what nginx touches": `nginx: { user: web }
owned: { /etc/nginx/nginx.conf: web, /var/www: web }
`,
  "users by number": "rules: { user/non-numeric: error }\n",
  "every warning an error": "fail-on: notice\n",
  "a low port on Docker": "runtime: docker\nports: { nginx: 80, apache: 80 }\n",
  "a low port on Kubernetes": "runtime: kubernetes\nports: { nginx: 80, apache: 80 }\n",
  "a low port anywhere": "ports: { nginx: 443, apache: 443 }\n",
  "sections that facts fill": "docs: { sections: [Purpose, User, Ports, Configuration, Volumes] }\n",
  "only these files": "layout: { allow: [README.md, nginx.conf, httpd.conf] }\n",
  "folders of these names": `layout:
  config: rootfs
  allow: [README.md, rootfs/**]
  required: [{ server: nginx, files: [rootfs/, OWNERS] }, { server: none, files: [README.md] }]
`,
  "images elsewhere": "images: [services/*/image, '!services/old/**']\n",
  "a mirror of Docker Hub": "registries: { harbor.corp/hub: docker.io }\n",
};

describe.each(Object.entries(policies))("%s", (name, policy) => {
  test.each(KINDS)("%s: nothing is said of the folder", async (server) => {
    const answer = await made(policy === "" ? {} : { [POLICY]: policy }, { name: "shop", server });
    expect(answer).toMatchObject({ found: [], left: [], unwritten: [] });
    const owners = name === "folders of these names" && server === "nginx";
    expect(answer.empty).toEqual(owners ? ["deployment/images/shop/OWNERS"] : []);
    if (server === "none") return;
    const [running] = answer.facts?.servers ?? [];
    expect(running).toMatchObject({ kind: server, starts: true, workers: { known: true, root: false } });
    const port = { nginx: /nginx: (\d+)/, apache: /apache: (\d+)/ }[server].exec(policy)?.[1] ?? "8080";
    expect([...new Set(running?.listeners.map((one) => String(one.port)))]).toEqual([port]);
    expect(name.startsWith("a low port") || answer.facts?.containerUser).not.toMatchObject({ root: true });
  });
});

test.each([
  ["debian:12-slim", "nginx"],
  ["ubuntu:24.04", "apache"],
  ["alpine:3.20", "nginx"],
  ["alpine:3.20", "apache"],
  ["nginxinc/nginx-unprivileged:1.30", "nginx"],
  ["nginx:1.26", "nginx"],
  ["httpd:2.4", "apache"],
  ["node:22", "none"],
  ["redis:7", "none"],
  ["gcr.io/distroless/static-debian12:nonroot", "none"],
] as const)("on %s with %s nothing is said of it", async (base, server) => {
  const answer = await made({}, { name: "shop", server, base });
  expect(answer).toMatchObject({ found: [], left: [] });
  expect(answer.texts["deployment/images/shop/Dockerfile"]).toMatch(new RegExp(`^FROM ${base}\n`));
});

test.each([
  ["nginx:1.28", "80"],
  ["httpd:2.4-alpine", "80"],
  ["nginxinc/nginx-unprivileged:1.30", "8080"],
])("without a server on %s, the port of the base is described", async (base, port) => {
  const { found, texts, refused } = await made({}, { name: "shop", server: "none", base });
  expect({ found, refused }).toEqual({ found: [], refused: undefined });
  expect(texts["deployment/images/shop/README.md"]).toMatch(
    new RegExp(`\\| ${port} \\|.*What \`${base}\` offers`),
  );
});

const DOCKERFILE = "FROM nginx:1.28.0-alpine\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER nginx\n";

test("it takes the base that the repo's own images have, and stands among them", async () => {
  const files = { "docker/a/Dockerfile": DOCKERFILE, "docker/b/Dockerfile": DOCKERFILE };
  const { folder, texts } = await made(files, { name: "c", server: "nginx" });
  expect(folder).toBe("docker/c");
  expect(texts["docker/c/Dockerfile"]).toMatch(/^FROM nginx:1.28.0-alpine\n/);
});

test("the policy's mirror is named", async () => {
  const policy = { [POLICY]: policies["a mirror of Docker Hub"] ?? "" };
  const { texts } = await made(policy, { name: "shop", server: "nginx" });
  expect(texts["deployment/images/shop/Dockerfile"]).toMatch(/^FROM harbor.corp\/hub\/library\/nginx:/);
});

test("below a folder that the glob names, the README is the image folder's", async () => {
  const { texts } = await made(
    { [POLICY]: policies["images elsewhere"] ?? "" },
    { name: "shop", server: "nginx" },
  );
  expect(Object.keys(texts)).toEqual([
    "services/shop/README.md",
    "services/shop/image/Dockerfile",
    "services/shop/image/config/nginx.conf",
    "services/shop/image/html/index.html",
  ]);
});

test("files that every folder needs are as the others have them, else empty", async () => {
  const files = {
    [POLICY]: "layout: { required: [LICENSE, OWNERS, 'test/*.sh'] }\n",
    "deployment/images/a/LICENSE": "MIT\n",
    "deployment/images/b/LICENSE": "MIT\n",
    "deployment/images/a/OWNERS": "team-a\n",
    "deployment/images/b/OWNERS": "team-b\n",
    "deployment/images/a/Dockerfile": "FROM debian:12\n",
    "deployment/images/b/Dockerfile": "FROM debian:12\n",
  };
  const answer = await made(files, { name: "c", server: "none" });
  expect(answer.texts).toMatchObject({
    "deployment/images/c/LICENSE": "MIT\n",
    "deployment/images/c/OWNERS": "",
    "deployment/images/c/test/c.sh": "",
  });
  expect(answer.empty).toEqual(["deployment/images/c/OWNERS", "deployment/images/c/test/c.sh"]);
});

test("sections that only a person can write are there, and named", async () => {
  const answer = await made(
    { [POLICY]: "docs: { sections: [Purpose, Runbook, Ports] }\n" },
    { name: "shop", server: "nginx" },
  );
  expect(answer.unwritten).toEqual(["Runbook"]);
  expect(answer.found).toEqual([]);
  expect(answer.texts["deployment/images/shop/README.md"]).toContain("## Runbook\n\nTo be written.\n");
});

test("what the folder cannot settle is told", async () => {
  const files = {
    "docker-bake.hcl":
      'group "default" { targets = ["web"] }\ntarget "web" { context = "deployment/images/web" }\n',
    "deployment/images/web/Dockerfile": "FROM debian:12\n",
  };
  const answer = await made(files, { name: "shop", server: "nginx" });
  expect(answer.left?.map(({ rule }) => rule)).toEqual(["layout/unbuilt-image"]);
});

test.each([
  ["Shop_Frontend", "", /not a valid image name.*did you mean "shop-frontend"\?/],
  ["shop_frontend", "layout: { names: kebab-case }\n", /kebab-case; did you mean "shop-frontend"\?/],
  ["../shop", "", /did you mean "shop"\?/],
  ["a/b", "", /did you mean "a-b"\?/],
  ["web", "", /deployment\/images\/web already exists/],
  ["new", "images: [deployment/images/web]\n", /has no room for new: add a glob/],
])("%s is refused under %j", async (name, policy, why) => {
  const files = {
    "deployment/images/Web/Dockerfile": "FROM debian:12\n",
    "deployment/images/web/Dockerfile": "FROM debian:12\n",
    ...(policy !== "" && { [POLICY]: policy }),
  };
  expect((await made(files, { name, server: "nginx" })).refused).toMatch(why);
});

test.each([
  [{ base: "Nginx:1" }, /--base: "Nginx:1" is not a valid image reference/],
  [{ base: "ghcr.io/corp/app:1" }, /unknown how to install nginx on ghcr.io\/corp\/app:1/],
  [{ base: "php:8.3-apache", server: "apache" }, /unknown how to install apache on php:8.3-apache/],
  [{ port: 9000 }, /^the policy wants nginx on port 8080$/],
] as const)("%j is refused where it cannot pass", async (wish, why) => {
  const files = { [POLICY]: "ports: { nginx: 8080 }\n" };
  expect((await made(files, { name: "shop", server: "nginx", ...wish })).refused).toMatch(why);
});

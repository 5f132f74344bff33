import { describe, expect, test } from "vitest";
import { readRepo } from "../.github/scripts/repo.ts";
import { memoryWorkspace } from "../src/workspace/memory.ts";
import { subjectOf } from "./fixes/planned.ts";

const HOME = "deployment/images/example";
const SECTION = /^## (.*)\n[\s\S]*?^```yaml policy\n([\s\S]*?)^```\n\n^```text tree\n([\s\S]*?)^```$/gm;

const conventions = Array.from(
  readRepo("docs/layout.md").matchAll(SECTION),
  ([, title = "", policy = "", tree = ""]) => ({
    title,
    policy,
    paths: tree.trim().split("\n"),
  }),
);

const CONF = `pid /tmp/nginx.pid;
error_log /dev/stderr;
events {}
http {
    access_log /dev/stdout;
    client_body_temp_path /tmp/client_body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    uwsgi_temp_path /tmp/uwsgi;
    scgi_temp_path /tmp/scgi;
    server {
        # The pages
        listen 8080;
        listen [::]:8080;
    }
}
`;

/** The files of a tree, with a text that fits each. */
function treeOf(paths: readonly string[], policy: string): Readonly<Record<string, string>> {
  const isRoot = paths.some((path) => path.startsWith("rootfs/"));
  const copies = isRoot
    ? "COPY rootfs/ /\n"
    : "COPY config/nginx.conf /etc/nginx/nginx.conf\nCOPY html/ /usr/share/nginx/html/\n";
  const texts = (path: string) =>
    path.endsWith("Dockerfile")
      ? `FROM nginx:1.28\n${copies}USER nginx\nEXPOSE 8080\n`
      : path.endsWith(".conf")
        ? CONF
        : path.endsWith(".md")
          ? "# example\n\nServes on port 8080 as user `nginx`.\n\n## Configuration\n\nnginx reads `/etc/nginx/nginx.conf`.\n"
          : "<h1>hello</h1>\n";
  const files = Object.fromEntries(paths.map((path) => [`${HOME}/${path}`, texts(path)]));
  return { ".github/keelcheck.yml": policy, ...files };
}

const found = (files: Readonly<Record<string, string>>) =>
  subjectOf({ name: "", workspace: memoryWorkspace(files) }).findings.map(
    ({ rule, at }) => `${rule} ${at.file.path.slice(HOME.length + 1)}`,
  );

test("the page has three conventions", () => {
  expect(conventions.map(({ title }) => title)).toEqual([
    "A folder of configuration",
    "The root file system",
    "A folder a release",
  ]);
});

describe.each(conventions)("$title", ({ policy, paths }) => {
  const files = treeOf(paths, policy);

  test("nothing is said of the folder that follows it", () => {
    expect(found(files)).toEqual([]);
  });

  test("what it does not allow is told", () => {
    const more = { ...files, [`${HOME}/notes.txt`]: "x\n", [`${HOME}/nginx.conf`]: CONF };
    expect(found(more)).toEqual(
      expect.arrayContaining(["layout/unexpected-file notes.txt", "layout/unexpected-file nginx.conf"]),
    );
  });

  test("what it asks for is missed", () => {
    const { [`${HOME}/README.md`]: _, ...less } = files;
    expect(found(less)).toContainEqual(expect.stringMatching(/^layout\/required-files /));
  });
});

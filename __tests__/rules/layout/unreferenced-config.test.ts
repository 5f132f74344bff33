import { posix } from "node:path";
import { expect, test } from "vitest";
import { unreferencedConfig } from "../../../src/rules/layout/unreferenced-config.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const folder = "deployment/images/web";
const dockerfile = "FROM nginx\nCOPY site-a.conf /etc/nginx/conf.d/default.conf\n";
const site = "server {\n    listen 8080;\n}\n";

function unreferenced(name: string, server = "nginx"): string {
  const what = `is an ${server} configuration, but no COPY copies it and no other file names it`;
  return `${folder}/${name} ${posix.basename(name)} ${what}`;
}

test.each<[string, Files, string[]]>([
  ["nginx", { "site-b.conf": site }, [unreferenced("site-b.conf")]],
  ["nginx without an ending", { "sites/shop": site }, [unreferenced("sites/shop")]],
  [
    "Apache",
    { "vhost.conf": "<VirtualHost *:8080>\nServerName a\n</VirtualHost>\n" },
    [unreferenced("vhost.conf", "Apache")],
  ],
  ["neither", { "app.conf": "level = debug\n", "app.ini": "[a]\n" }, []],
  ["nginx that does not parse", { "site-b.conf": "server {\n" }, []],
  ["a backup is backup-file's", { "site-b.conf.bak": site }, []],
  ["named by the README", { "site-b.conf": site, "README.md": "Use site-b.conf in tests.\n" }, []],
  ["a template", { "site-b.conf.template": site }, []],
  ["a link", { "site-b.conf": { target: "site-a.conf" } }, []],
  [
    "copied by another Dockerfile of the folder",
    { "site-b.conf": site, "test.Dockerfile": "FROM nginx\nCOPY site-b.conf /etc/nginx/conf.d/\n" },
    [],
  ],
  [
    "a source that cannot be told",
    {
      "site-b.conf": site,
      Dockerfile: "FROM nginx\nARG F\nCOPY $F /etc/nginx/conf.d/\nCOPY site-a.conf /x\n",
    },
    [],
  ],
  [
    "a folder bound into a RUN",
    {
      "site-b.conf": site,
      Dockerfile:
        "FROM nginx\nRUN --mount=target=/src cp /src/*.conf /etc/nginx/conf.d/\nCOPY site-a.conf /x\n",
    },
    [],
  ],
  [
    "a cache bound into a RUN",
    {
      "site-b.conf": site,
      Dockerfile: "FROM nginx\nRUN --mount=type=cache,target=/c true\nCOPY site-a.conf /x\n",
    },
    [unreferenced("site-b.conf")],
  ],
  [
    "a context that cannot be told",
    { "site-b.conf": site, Dockerfile: "FROM nginx\nCOPY nowhere.conf /x\n" },
    [],
  ],
  [
    "only its container path is named",
    { Dockerfile: "FROM nginx\nCOPY site-a.conf /etc/nginx/nginx.conf\n", "nginx.conf": site },
    [unreferenced("nginx.conf")],
  ],
  [
    "only a longer name is named",
    { Dockerfile: "FROM nginx\nCOPY a.conf.old site-a.conf /x/\n", "a.conf.old": site, "a.conf": site },
    [unreferenced("a.conf")],
  ],
  [
    "named with its folder, from another image",
    { "site-b.conf": site, "../api/test.sh": "cat ../web/site-b.conf\n", "../api/Dockerfile": "FROM node\n" },
    [],
  ],
  [
    "another image has a file of this name",
    {
      "site-b.conf": site,
      "../api/site-b.conf": site,
      "../api/Dockerfile": "FROM nginx\nCOPY site-b.conf /etc/nginx/conf.d/\n",
    },
    [unreferenced("site-b.conf")],
  ],
  [
    "named by a workflow",
    { "site-b.conf": site, "../../../ci.sh": "cp $PWD/deployment/images/web/site-b.conf /tmp\n" },
    [],
  ],
])("%s", (_, files, lines) => {
  const own = { Dockerfile: dockerfile, "site-a.conf": site, ...files };
  const all = Object.fromEntries(Object.entries(own).map(([name, file]) => [posix.join(folder, name), file]));
  expect(checkRule(unreferencedConfig, all)).toEqual(lines);
});

const NGINX = "events {}\nhttp { server { listen 8080; } }\n";

test("the fix deletes it, unless a backup copy of it is what the image has", () => {
  const image = (copied: string) => ({
    "deployment/images/web/Dockerfile": `FROM nginx\nCOPY ${copied} /etc/nginx/nginx.conf\n`,
    "deployment/images/web/nginx.conf": NGINX,
    [`deployment/images/web/${copied}`]: NGINX,
  });
  expect(fixTitles(unreferencedConfig, image("main.conf"))).toEqual([
    "[unsafe] delete deployment/images/web/nginx.conf",
  ]);
  expect(fixed(unreferencedConfig, image("main.conf"))).toEqual({
    "deployment/images/web/nginx.conf": undefined,
  });
  expect(fixTitles(unreferencedConfig, image("nginx.conf.old"))).toEqual(["-"]);
});

test("what a COPY of a mistyped path may mean is not deleted", () => {
  const files = (copied: string) => ({
    "compose.yaml": "services:\n  web:\n    build: ./deployment/images/web\n",
    "deployment/images/web/Dockerfile": `FROM nginx\nCOPY ${copied} /etc/nginx/nginx.conf\n`,
    "deployment/images/web/nginx.conf": NGINX,
  });
  expect(fixTitles(unreferencedConfig, files("nginx.con"))).toEqual(["-"]);
  expect(fixTitles(unreferencedConfig, files("other.txt"))).toEqual([
    "[unsafe] delete deployment/images/web/nginx.conf",
  ]);
});

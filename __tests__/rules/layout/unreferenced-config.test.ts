import { posix } from "node:path";
import { expect, test } from "vitest";
import { unreferencedConfig } from "../../../src/rules/layout/unreferenced-config.ts";
import { fixTitles } from "../apply-fix.ts";
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

const compose = (lines: string) => `services:\n  web:\n    image: nginx:1.27\n${lines}`;

test.each<[string, Files, boolean]>([
  [
    "a service mounts it",
    { "../compose.yml": compose("    volumes: [./web/sites/site-b.conf:/x/y]\n") },
    true,
  ],
  [
    "a service mounts its folder",
    { "compose.yml": compose("    volumes: [./sites:/etc/nginx/conf.d:ro]\n") },
    true,
  ],
  ["a service mounts a folder above", { "../../compose.yml": compose("    volumes: [.:/srv]\n") }, true],
  ["a service mounts another folder", { "compose.yml": compose("    volumes: [./html:/srv]\n") }, false],
  [
    "a part of the mounted path is a variable",
    { "compose.yml": compose("    volumes: ['./sites/$X:/srv']\n") },
    true,
  ],
  ["an include names its container path", { "site-a.conf": "include /etc/nginx/extra/site-b.conf;\n" }, true],
  ["an include takes its folder", { "site-a.conf": "include /etc/nginx/sites/*.conf;\n" }, true],
  ["an include of Apache's", { "site-a.conf": "  IncludeOptional conf/sites/*.conf\n" }, true],
  ["an include takes another folder", { "site-a.conf": "include /etc/nginx/conf.d/*.conf;\n" }, false],
  ["a script copies its folder", { "start.sh": "cp -r sites/. /etc/nginx/conf.d\n" }, true],
  ["a script copies it from a variable", { "start.sh": 'rsync -a "$HERE/sites/" web:/etc\n' }, true],
  [
    "a Makefile names its folder",
    { "../../../Makefile": "push:\n\tscp deployment/images/web/sites/* host:\n" },
    true,
  ],
  [
    "another image's script names its own folder",
    { "../api/start.sh": "cp sites/* /x\n", "../api/Dockerfile": "FROM a\n" },
    false,
  ],
  ["a word is called like its folder", { "start.sh": "echo sites\n" }, false],
  ["a page names its folder", { "README.md": "# web\n\nSee sites/ for more.\n" }, false],
  [
    "the Dockerfile copies a neighbour",
    { Dockerfile: `${dockerfile}COPY sites/c.conf /x/\n`, "sites/c.conf": "" },
    false,
  ],
])("%s: that is use, or not", (_, files, used) => {
  const own = { Dockerfile: dockerfile, "site-a.conf": site, "sites/site-b.conf": site, ...files };
  const all = Object.fromEntries(Object.entries(own).map(([name, file]) => [posix.join(folder, name), file]));
  expect(checkRule(unreferencedConfig, all)).toEqual(used ? [] : [unreferenced("sites/site-b.conf")]);
  expect(fixTitles(unreferencedConfig, all)).toEqual(used ? [] : ["-"]);
});

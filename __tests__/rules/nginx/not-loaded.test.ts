import { expect, test } from "vitest";
import { notLoaded } from "../../../src/rules/nginx/not-loaded.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, files: Record<string, string>) =>
  checkRule(notLoaded, {
    [`${web}/Dockerfile`]: dockerfile,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${web}/${path}`, text])),
  });
const debian = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\n";
const start = 'CMD ["nginx", "-g", "daemon off;"]\n';
const site = "server { listen 8080; }\n";
const loads = "it loads /etc/nginx/conf.d/*.conf";

test.each<[string, string, Record<string, string>, readonly string[]]>([
  [
    "available and not enabled",
    `${debian}COPY s /etc/nginx/sites-available/web\n${start}`,
    { s: site },
    [
      `${web}/Dockerfile:3:6-7 ${web}/s is copied to /etc/nginx/sites-available/web, which nginx does not load; ${loads}, /etc/nginx/sites-enabled/*`,
    ],
  ],
  [
    "enabled by a link",
    `${debian}COPY s /etc/nginx/sites-available/web\nRUN ln -s /etc/nginx/sites-available/web /etc/nginx/sites-enabled/\n${start}`,
    { s: site },
    [],
  ],
  [
    "Alpine's folder in the official image",
    "FROM nginx:1.27\nCOPY conf/ /etc/nginx/http.d/\n",
    { "conf/a.conf": site },
    [
      `${web}/Dockerfile:2:6-11 ${web}/conf/a.conf is copied to /etc/nginx/http.d/a.conf, which nginx does not load; ${loads}`,
    ],
  ],
  [
    "a main configuration that drops the include",
    "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY s.conf /etc/nginx/conf.d/\n",
    { "n.conf": "events {}\nhttp { server { listen 1; } }\n", "s.conf": site },
    [
      `${web}/Dockerfile:3:6-12 ${web}/s.conf is copied to /etc/nginx/conf.d/s.conf, which nginx does not load; it loads an include in /etc/nginx/nginx.conf`,
    ],
  ],
  ["the whole repo elsewhere", "FROM nginx:1.27\nCOPY . /app\n", { "s.conf": site }, []],
  [
    "moved to its place",
    "FROM nginx:1.27\nCOPY s.conf /tmp/s.conf\nRUN mv /tmp/s.conf /etc/nginx/conf.d/\n",
    { "s.conf": site },
    [],
  ],
  [
    "named by a script",
    "FROM nginx:1.27\nCOPY s.conf /opt/s.conf\nRUN install.sh /opt/s.conf\n",
    { "s.conf": site },
    [],
  ],
  [
    "written over",
    "FROM nginx:1.27\nCOPY a /etc/nginx/web\nCOPY b /etc/nginx/web\n",
    { a: site, b: "hello\n" },
    [],
  ],
  [
    "in another stage",
    "FROM nginx:1.27 AS a\nCOPY s.conf /etc/nginx/s\nFROM nginx:1.27\n",
    { "s.conf": site },
    [],
  ],
  [
    "while a folder is written at the start",
    "FROM nginx:1.27\nCOPY s.conf /etc/nginx/s\nCOPY --chmod=755 <<EOF /docker-entrypoint.d/a.sh\n#!/bin/sh\ncp /opt/*.conf /etc/nginx/conf.d/\nEOF\n",
    { "s.conf": site },
    [],
  ],
  [
    "mime types, pages, Lua",
    "FROM nginx:1.27\nCOPY mime.types index.html a.lua /etc/nginx/extra/\n",
    { "mime.types": "types { text/html html; }\n", "index.html": "<p>\n", "a.lua": "ngx.say(1)\n" },
    [],
  ],
])("%s", (_, dockerfile, files, expected) => {
  expect(check(dockerfile, files)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "another folder",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY s.conf /etc/nginx/sites-enabled/\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "s.conf": "server { listen 80; }\n",
      "README.md": "# web\n\nReads `/etc/nginx/sites-enabled/s.conf`.\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/s.conf instead of the default site"],
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY n.conf /etc/nginx/nginx.conf\nCOPY s.conf /etc/nginx/conf.d/\n",
      "README.md":
        "# web\n\nReads `/etc/nginx/conf.d/s.conf`.\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 80 | Served by nginx |\n",
    },
  ],
  [
    "a port that the README does not name",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/sites-available/default\n",
      "s.conf": "server { listen 8081; }\n",
      "README.md": "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 80 | HTTP |\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/default.conf"],
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "README.md":
        "# web\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 80 | HTTP |\n| 8081 | Served by nginx |\n",
    },
  ],
  [
    "another name",
    { Dockerfile: "FROM nginx:1.27\nCOPY shop /etc/nginx/conf.d/shop\n", shop: "server { listen 80; }\n" },
    ["[unsafe] copy it to /etc/nginx/conf.d/shop.conf instead of the default site"],
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY shop /etc/nginx/conf.d/shop.conf\n",
    },
  ],
  [
    "in place of the default site",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/sites-available/default\n",
      "s.conf": "server { listen 80; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/default.conf"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n" },
  ],
  [
    "beside the default site, whose port stays its own",
    {
      Dockerfile: "FROM nginx:1.27\nEXPOSE 80\nCOPY s.conf /etc/nginx/sites-enabled/\n",
      "s.conf": "server { listen 80; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/s.conf instead of the default site"],
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN rm /etc/nginx/conf.d/default.conf\nEXPOSE 80\nCOPY s.conf /etc/nginx/conf.d/\n",
    },
  ],
  [
    "in the JSON form",
    {
      Dockerfile: 'FROM nginx:1.27\nCOPY ["s.conf", "/etc/nginx/sites-available/default"]\n',
      "s.conf": "server { listen 80; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/default.conf"],
    { Dockerfile: 'FROM nginx:1.27\nCOPY ["s.conf", "/etc/nginx/conf.d/default.conf"]\n' },
  ],
  [
    "a main configuration",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/nginx.conf"],
    { Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(notLoaded, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "one of two files",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf t.conf /etc/nginx/sites-enabled/\n",
      "s.conf": "server { listen 80; }\n",
      "t.conf": "x",
    },
  ],
  [
    "a target of a variable",
    {
      Dockerfile: "FROM nginx:1.27\nARG TO=/etc/nginx/sites-enabled\nCOPY s.conf $TO/\n",
      "s.conf": "server { listen 80; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(notLoaded, files).fixes).toEqual(["-"]);
});

test.each([
  [
    "an image that is built on it includes the file",
    "server { listen 8081; include /etc/nginx/shared/php.conf; }\n",
    0,
  ],
  ["nobody includes it", "server { listen 8081; }\n", 1],
  // Nobody can tell what the heir loads.
  ["an heir's configuration holds a variable", "include /etc/nginx/${WHICH}.conf;\n", 0],
])("a file for heirs: %s", (_, heir, count) => {
  const base = `${debian}COPY php.conf /etc/nginx/shared/php.conf\n${start}`;
  const own = heir.includes("$")
    ? "FROM acme/base:1\nARG WHICH\nCOPY s.conf /tmp/s.conf\nRUN some-tool /tmp/s.conf > /etc/nginx/conf.d/s.conf\n"
    : "FROM acme/base:1\nCOPY s.conf /etc/nginx/conf.d/s.conf\n";
  const found = checkRule(notLoaded, {
    "deployment/images/base/Dockerfile": base,
    "deployment/images/base/php.conf": "location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; }\n",
    "deployment/images/heir/Dockerfile": own,
    "deployment/images/heir/s.conf": heir,
    "deployment/images/other/Dockerfile": "FROM acme/base:1\n",
    "docker-bake.hcl": `target "base" {\n  context = "deployment/images/base"\n  tags = ["acme/base:1"]\n}\ntarget "heir" {\n  context = "deployment/images/heir"\n}\ntarget "other" {\n  context = "deployment/images/other"\n}\n`,
  });
  expect(found).toHaveLength(count);
});

test.each<[string, string, Record<string, string>, readonly string[]]>([
  [
    "of a folder of snippets others are included",
    "h5bp/",
    { "h5bp/gzip.conf": "gzip on;\n", "h5bp/ssl.conf": "ssl_protocols TLSv1.3;\n" },
    [],
  ],
  ["no other is", "h5bp/", { "h5bp/ssl.conf": "ssl_protocols TLSv1.3;\n" }, ["ssl.conf"]],
  [
    "a site among them",
    "h5bp/",
    { "h5bp/gzip.conf": "gzip on;\n", "h5bp/shop.conf": "server { listen 8081; }\n" },
    ["shop.conf"],
  ],
  [
    "beside the main configuration",
    "",
    { "h5bp/gzip.conf": "gzip on;\n", "h5bp/ssl.conf": "ssl_protocols TLSv1.3;\n" },
    ["ssl.conf"],
  ],
])("a spare snippet: %s", (_, into, files, missing) => {
  const own =
    "gzip.conf" in files || "h5bp/gzip.conf" in files ? `include /etc/nginx/${into}gzip.conf; ` : "";
  const found = check(
    `FROM nginx:1.27\nCOPY h5bp /etc/nginx/${into}\nCOPY s /etc/nginx/conf.d/default.conf\n`,
    {
      ...files,
      s: `server { listen 8080; ${own}}\n`,
    },
  );
  expect(found.map((line) => /h5bp\/([\w.]+) is copied/.exec(line)?.[1])).toEqual(missing);
});

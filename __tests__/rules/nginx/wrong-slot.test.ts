import { expect, test } from "vitest";
import { wrongSlot } from "../../../src/rules/nginx/wrong-slot.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, files: Record<string, string>) =>
  checkRule(wrongSlot, {
    [`${web}/Dockerfile`]: dockerfile,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${web}/${path}`, text])),
  });
const whole = "events {}\nhttp { server { listen 8080; } }\n";
const apache = "RUN apt-get update && apt-get install -y apache2\n";

test.each<[string, string, Record<string, string>, readonly string[]]>([
  [
    "out of a folder",
    "FROM nginx:1.27\nCOPY conf/ /etc/nginx/conf.d/\n",
    { "conf/nginx.conf": whole, "conf/a.conf": "server { listen 1; }\n" },
    [
      `${web}/Dockerfile:2:6-11 ${web}/conf/nginx.conf is a main configuration, but nginx loads /etc/nginx/conf.d/nginx.conf inside "http"`,
    ],
  ],
  [
    "nginx's site in Apache's folder",
    `FROM debian:12\n${apache}COPY a.conf /etc/apache2/sites-enabled/\nCMD ["apachectl", "-D", "FOREGROUND"]\n`,
    { "a.conf": "server {\n  listen 8080;\n}\n" },
    [
      `${web}/Dockerfile:3:6-12 ${web}/a.conf is an nginx configuration, but Apache loads /etc/apache2/sites-enabled/a.conf`,
    ],
  ],
  [
    "a location beside the servers",
    "FROM nginx:1.27\nCOPY a.conf /etc/nginx/conf.d/\n",
    { "a.conf": "location / {\n  proxy_pass http://app;\n}\n" },
    [
      `${web}/Dockerfile:2:6-12 ${web}/a.conf holds directives for "server", but nginx loads /etc/nginx/conf.d/a.conf inside "http"`,
    ],
  ],
  [
    "one wrong directive among right ones is nginx/syntax's",
    "FROM nginx:1.27\nCOPY a.conf /etc/nginx/conf.d/\n",
    { "a.conf": "server {\n  listen 1;\n  worker_processes 1;\n}\n" },
    [],
  ],
  [
    "directives that may stand anywhere",
    "FROM nginx:1.27\nCOPY a.conf /etc/nginx/conf.d/\n",
    { "a.conf": "client_max_body_size 1m;\n" },
    [],
  ],
  [
    "nginx that is not started",
    'FROM nginx:1.27\nCOPY n.conf /etc/nginx/conf.d/\nCMD ["bash"]\n',
    { "n.conf": whole },
    [],
  ],
])("%s", (_, dockerfile, files, expected) => {
  expect(check(dockerfile, files)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "a site that stands for the main configuration",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/nginx.conf\n",
      "s.conf": "server { listen 80; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/conf.d/default.conf"],
    { Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n" },
  ],
  [
    "the same on Alpine",
    {
      Dockerfile:
        'FROM alpine:3.20\nRUN apk add nginx\nCOPY s.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
      "s.conf": "server { listen 80; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/http.d/default.conf"],
    {
      Dockerfile:
        'FROM alpine:3.20\nRUN apk add nginx\nCOPY s.conf /etc/nginx/http.d/default.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
  ],
  [
    "a main configuration",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/conf.d/n.conf\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] copy it to /etc/nginx/nginx.conf"],
    { Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(wrongSlot, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "where the image has one of its own",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY a.conf /etc/nginx/nginx.conf\nCOPY n.conf /etc/nginx/conf.d/n.conf\n",
      "a.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(wrongSlot, files).fixes).toEqual(["-"]);
});

import { expect, test } from "vitest";
import { syntax } from "../../../src/rules/nginx/syntax.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (files: Record<string, string>) =>
  checkRule(
    syntax,
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${web}/${path}`, text])),
  );
const official = "FROM nginx:1.27\nCOPY a.conf /etc/nginx/conf.d/default.conf\n";

test.each<[string, Record<string, string>, readonly string[]]>([
  [
    "an unclosed block",
    { Dockerfile: official, "a.conf": "server {\n  listen 1;\n" },
    [`${web}/a.conf:3:1-1 unexpected end of file, expecting "}": the "server" block of line 1 is not closed`],
  ],
  [
    "a listen that is written twice",
    { Dockerfile: official, "a.conf": "server {\n  listen 80;\n  listen 0.0.0.0:80;\n}\n" },
    [`${web}/a.conf:3:10-20 a duplicate listen 0.0.0.0:80: a server may name it only once`],
  ],
  [
    "a second user is nginx/user-duplicate's",
    {
      Dockerfile:
        'FROM nginx:1.27\nCOPY a.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "user nginx; daemon off;"]\n',
      "a.conf": "user nginx;\nevents {}\n",
    },
    [],
  ],
  [
    "a listen without its semicolon",
    { Dockerfile: official, "a.conf": "server {\n  listen 80\n  server_name x;\n}\n" },
    [
      `${web}/a.conf:2:10-12 invalid parameter "server_name" of the "listen" directive: a ";" is missing after "80"`,
    ],
  ],
  [
    "-g that ends without its semicolon",
    { Dockerfile: 'FROM nginx:1.27\nCMD ["nginx", "-g", "daemon off"]\n' },
    [`${web}/Dockerfile:2:1-34 unexpected end of the parameter of -g: a ";" is missing at its end`],
  ],
  [
    "a text that is written in the Dockerfile",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY <<EOF /etc/nginx/conf.d/default.conf\nserver {\n  listen 70000;\n}\nEOF\n",
    },
    [`${web}/Dockerfile:4:10-15 invalid port in "70000" of the "listen" directive`],
  ],
  [
    "an entrypoint that nothing is known of",
    { Dockerfile: `${official}ENTRYPOINT ["/run"]\n`, "a.conf": "server {" },
    [],
  ],
  ["nginx that is not started", { Dockerfile: `${official}CMD ["bash"]\n`, "a.conf": "server {" }, []],
  [
    "a file that is written over",
    {
      Dockerfile: `${official}COPY b.conf /etc/nginx/conf.d/default.conf\n`,
      "a.conf": "server {",
      "b.conf": "",
    },
    [],
  ],
])("%s", (_, files, expected) => {
  expect(check(files)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "at the end of the line",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx # who\nworker_processes 1;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] add the missing ";"'],
    { "n.conf": "user nginx; # who\nworker_processes 1;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "before a brace",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\r\n    listen 80;\r\n    root /srv # here\r\n    # the end\r\n}\r\n",
    },
    ['[safe] add the missing ";"'],
    { "s.conf": "server {\r\n    listen 80;\r\n    root /srv; # here\r\n    # the end\r\n}\r\n" },
  ],
  [
    "before a brace on the line",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { listen 80 }\n",
    },
    ['[safe] add the missing ";"'],
    { "s.conf": "server { listen 80; }\n" },
  ],
  [
    "at the end of the file",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nevents {}\nhttp {}\npid /run/n.pid",
    },
    ['[safe] add the missing ";"'],
    { "n.conf": "user nginx;\nevents {}\nhttp {}\npid /run/n.pid;" },
  ],
  [
    "behind empty lines",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "\n\nevents {}\nuser nginx\n\n# end\n",
    },
    ['[safe] add the missing ";"'],
    { "n.conf": "\n\nevents {}\nuser nginx;\n\n# end\n" },
  ],
  [
    "behind a listen",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n    listen 80\n    server_name a;\n}\n",
    },
    ['[safe] add the missing ";"'],
    { "s.conf": "server {\n    listen 80;\n    server_name a;\n}\n" },
  ],
  [
    "behind -g",
    { Dockerfile: 'FROM nginx:1.27\nCMD ["nginx", "-g", "daemon off"]\n' },
    ['[safe] add the missing ";"'],
    { Dockerfile: 'FROM nginx:1.27\nCMD ["nginx", "-g", "daemon off;"]\n' },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(syntax, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "nothing that a brace could end",
    { Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n", "n.conf": "\n\n}\n" },
  ],
  [
    "a directive in the wrong place",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server { user nginx; listen 80; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(syntax, files).fixes).toEqual(["-"]);
});

import { expect, test } from "vitest";
import { syntax } from "../../../src/rules/nginx/syntax.ts";
import { checkRule } from "../check-rule.ts";

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
    [`${web}/a.conf:3:10-20 a duplicate listen 0.0.0.0:80: one server may name it once`],
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

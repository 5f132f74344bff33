import { expect, test } from "vitest";
import { includeMissing } from "../../../src/rules/nginx/include-missing.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "", files: Record<string, string> = {}) =>
  checkRule(includeMissing, {
    [`${web}/Dockerfile`]: `FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n${rest}`,
    [`${web}/s.conf`]: conf,
    ...files,
  });
const dead = "does not exist in the image: nginx refuses to start";

test.each<[string, string, string, readonly string[], Record<string, string>?]>([
  [
    "relative to the main configuration's folder",
    "include a.conf;",
    "COPY a.conf /etc/nginx/conf.d/snippets/\n",
    [`${web}/s.conf:1:9-15 /etc/nginx/a.conf ${dead}`],
    { [`${web}/a.conf`]: "" },
  ],
  [
    "removed later",
    "include a.conf;",
    "COPY a.conf /etc/nginx/\nRUN rm /etc/nginx/a.conf\n",
    [`${web}/s.conf:1:9-15 /etc/nginx/a.conf ${dead}`],
    { [`${web}/a.conf`]: "" },
  ],
  ["there", "include a.conf;", "COPY a.conf /etc/nginx/\n", [], { [`${web}/a.conf`]: "" }],
  ["the base's own", "server { location / { include fastcgi_params; } include mime.types; }", "", []],
  ["a wildcard", "include a/*.conf;", "", []],
  [
    "a volume that is filled elsewhere is not known to be empty",
    "include a.conf;",
    "COPY --from=registry.example/certs:1 / /etc/nginx/\n",
    [],
  ],
  ["a variable is filled in by something", "include ${A}.conf;", "", []],
  ["nginx that is not started", "include a.conf;", 'CMD ["bash"]\n', []],
])("%s", (_, conf, rest, expected, files) => {
  expect(check(conf, rest, files)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the file of that name",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nCOPY tls.conf /etc/nginx/parts/\n",
      "s.conf": "server {\n    include tls.conf;\n    listen 80;\n}\n",
      "tls.conf": "gzip on;\n",
    },
    ["[unsafe] include parts/tls.conf"],
    { "s.conf": "server {\n    include parts/tls.conf;\n    listen 80;\n}\n" },
  ],
  [
    "the file of the base that is meant",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n    include /etc/nginx/mime.typs;\n    listen 80;\n}\n",
    },
    ["[unsafe] include /etc/nginx/mime.types"],
    { "s.conf": "server {\n    include /etc/nginx/mime.types;\n    listen 80;\n}\n" },
  ],
  [
    "a line less",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf": "server {\n    include tls.conf; # certificates\n    listen 80;\n}\n",
    },
    ["[unsafe] remove the include of /etc/nginx/tls.conf"],
    { "s.conf": "server {\n    listen 80;\n}\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(includeMissing, files)).toEqual({ fixes, changed, left: [] });
});

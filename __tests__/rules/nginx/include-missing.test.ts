import { expect, test } from "vitest";
import { includeMissing } from "../../../src/rules/nginx/include-missing.ts";
import { checkRule } from "../check-rule.ts";

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

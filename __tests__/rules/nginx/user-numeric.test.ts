import { expect, test } from "vitest";
import { userNumeric } from "../../../src/rules/nginx/user-numeric.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "") =>
  checkRule(userNumeric, {
    [`${web}/Dockerfile`]: `FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n${rest}`,
    [`${web}/n.conf`]: `${conf}\nevents {}\n`,
  });

test.each<[string, string, readonly string[], string?]>([
  [
    "root's number",
    "user 0;",
    [`${web}/n.conf:1:6-7 "user" takes a name, but 0 is a number: nginx refuses to start`],
  ],
  [
    "quoted",
    'user "101";',
    [`${web}/n.conf:1:6-11 "user" takes a name, but 101 is a number: nginx refuses to start`],
  ],
  [
    "a variable",
    "user $U;",
    [`${web}/n.conf:1:6-8 "user" takes a name, but $U is a variable: nginx refuses to start`],
  ],
  ["what may be filled in", "user ${U};", []],
  ["a name with a number", "user www-data;", []],
  ["started as another user", "user 101;", [], "USER nginx\n"],
])("%s", (_, conf, expected, rest) => {
  expect(check(conf, rest)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the name of a number",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user 101 101;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] write "user nginx;"'],
    { "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userNumeric, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "root's number",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user 0;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
  [
    "a number that nobody has",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user 4711;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
  [
    "a variable",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user $who;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(userNumeric, files).fixes).toEqual(["-"]);
});

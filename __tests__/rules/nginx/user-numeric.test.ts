import { expect, test } from "vitest";
import { userNumeric } from "../../../src/rules/nginx/user-numeric.ts";
import { checkRule } from "../check-rule.ts";

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
    [`${web}/n.conf:1:6-7 "user" takes a name, and 0 is a number: nginx refuses to start`],
  ],
  [
    "quoted",
    'user "101";',
    [`${web}/n.conf:1:6-11 "user" takes a name, and 101 is a number: nginx refuses to start`],
  ],
  [
    "a variable",
    "user $U;",
    [`${web}/n.conf:1:6-8 "user" takes a name, and $U is a variable: nginx refuses to start`],
  ],
  ["what may be filled in", "user ${U};", []],
  ["a name with a number", "user www-data;", []],
  ["started as another user", "user 101;", [], "USER nginx\n"],
])("%s", (_, conf, expected, rest) => {
  expect(check(conf, rest)).toEqual(expected);
});

import { expect, test } from "vitest";
import { userRoot } from "../../../src/rules/nginx/user-root.ts";
import { checkRule } from "../check-rule.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, files: Record<string, string>) =>
  checkRule(userRoot, {
    [`${web}/Dockerfile`]: dockerfile,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${web}/${path}`, text])),
  });
const official = "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n";
const said = 'nginx serves as root: its workers run as "user root" says; a user of its own is wanted';

test.each<[string, string, string, readonly string[]]>([
  ["behind http", official, "events {}\nhttp {}\nuser root;\n", [`${web}/n.conf:3:6-10 ${said}`]],
  [
    "by the command",
    `${official}CMD ["nginx", "-g", "user root; daemon off;"]\n`,
    "events {}\n",
    [`${web}/Dockerfile:3:1-46 ${said}`],
  ],
  [
    "by sed in the Dockerfile",
    `${official}RUN sed -i 's/nginx;/root;/' /etc/nginx/nginx.conf\n`,
    "user nginx;\nevents {}\n",
    [`${web}/Dockerfile:3:5-51 ${said}`],
  ],
  ["another user", official, "user nginx;\nevents {}\n", []],
  ["an include that cannot be told", `${official}ENTRYPOINT ["/run.sh"]\n`, "user root;\nevents {}\n", []],
  ["a master that is root is no worker", official, "events {}\n", []],
  ["ROOT is no user", official, "user ROOT;\nevents {}\n", []],
])("%s", (_, dockerfile, conf, expected) => {
  expect(check(dockerfile, { "n.conf": conf })).toEqual(expected);
});

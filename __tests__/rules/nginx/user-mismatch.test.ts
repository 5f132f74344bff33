import { expect, test } from "vitest";
import { userMismatch } from "../../../src/rules/nginx/user-mismatch.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, conf: string, user: string) =>
  checkRule(
    userMismatch,
    { [`${web}/Dockerfile`]: dockerfile, [`${web}/n.conf`]: conf },
    { policy: `nginx:\n  user: ${user}\n` },
  );
const official = "FROM nginx:1.27\nRUN useradd --uid 1234 web\nCOPY n.conf /etc/nginx/nginx.conf\n";

test.each<[string, string, string, string, readonly string[]]>([
  [
    "another in the configuration",
    official,
    "user nginx;\nevents {}\n",
    "web",
    [`${web}/n.conf:1:6-11 nginx serves as user "nginx", but the policy asks for "web"`],
  ],
  [
    "another by USER",
    `${official}USER nginx\n`,
    "user web;\nevents {}\n",
    "web",
    [`${web}/Dockerfile:4:6-11 nginx serves as user "nginx", but the policy asks for "web"`],
  ],
  ["the same by its number", `${official}USER 1234\n`, "events {}\n", "web", []],
  ["a number as the policy's word", `${official}USER web\n`, "events {}\n", '"1234"', []],
  ["none at all is nginx/user-missing's", official, "events {}\n", "web", []],
  ["root is nginx/user-root's", official, "user root;\nevents {}\n", "web", []],
  ["declared asks for any", official, "user nginx;\nevents {}\n", "declared", []],
])("%s", (_, dockerfile, conf, user, expected) => {
  expect(check(dockerfile, conf, user)).toEqual(expected);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the policy's user",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ["[unsafe] let nginx serve as web, as the policy asks"],
    { "n.conf": "user web;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
    "nginx:\n  user: web\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(userMismatch, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "a user that is not known to be there",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    "nginx:\n  user: web\n",
  ],
  [
    "the container's own user",
    {
      Dockerfile:
        "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\nUSER nginx\n",
      "n.conf": "events {}\nhttp { include conf.d/*.conf; }\n",
    },
    "nginx:\n  user: web\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(userMismatch, files, policy).fixes).toEqual(["-"]);
});

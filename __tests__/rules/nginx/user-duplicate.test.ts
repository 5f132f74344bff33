import { expect, test } from "vitest";
import { userDuplicate } from "../../../src/rules/nginx/user-duplicate.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(userDuplicate, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const conf = (text: string): Files => ({ [`${WEB}/nginx.conf`]: text });
const COPIED = ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf"];
const said = (place: string, kept: string) =>
  `${WEB}/${place} duplicate "user" directive: nginx will not start (already set to "${kept}")`;

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  ["two in one file", COPIED, "user nginx;\nuser root;\nevents {}\n", [said("nginx.conf:2:1-11", "nginx")]],
  [
    "three, the third as well",
    COPIED,
    "user a;\nuser b;\nuser c;\nevents {}\n",
    [said("nginx.conf:2:1-8", "a"), said("nginx.conf:3:1-8", "a")],
  ],
  [
    "one of -g and the repo's own, at the file",
    [...COPIED, 'CMD ["nginx", "-g", "user nginx;"]'],
    "user nginx;\nevents {}\n",
    [said("nginx.conf:1:1-12", "nginx")],
  ],
  [
    "one of -g and the base's own, at the command",
    ["FROM nginx:1.27", 'CMD ["nginx", "-g", "user root;"]'],
    "",
    [said("Dockerfile:2:1-34", "nginx")],
  ],
])("reports %s", (_name, lines, text, wanted) => {
  expect(check(lines, text === "" ? {} : conf(text))).toEqual(wanted);
});

test.each<readonly [string, readonly string[], string]>([
  ["there is one", COPIED, "user nginx;\nevents {}\n"],
  ["nginx is not started as root", [...COPIED, "USER nginx"], "user a;\nuser b;\nevents {}\n"],
  [
    "who starts nginx is not known",
    ["FROM nginx:1.27", "ARG WHO", "USER $WHO", COPIED[1] ?? ""],
    "user a;\nuser b;\nevents {}\n",
  ],
  [
    "the image starts something else",
    [...COPIED, "ENTRYPOINT []", 'CMD ["sleep", "1"]'],
    "user a;\nuser b;\nevents {}\n",
  ],
  [
    "the other stands in a file that nothing includes",
    [...COPIED, "COPY nginx.conf /etc/nginx/other"],
    "user a;\nevents {}\n",
  ],
])("is silent when %s", (_name, lines, text) => {
  expect(check(lines, conf(text))).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the same again",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx;\nuser nginx; # again\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] remove "user nginx;"'],
    { "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "another, on a line with more",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "user nginx; user www-data; events {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[unsafe] remove "user www-data;"'],
    { "n.conf": "user nginx; events {}\nhttp { include conf.d/*.conf; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userDuplicate, files)).toEqual({ fixes, changed, left: [] });
});

import { expect, test } from "vitest";
import { userIgnored } from "../../../src/rules/nginx/user-ignored.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], text: string) =>
  checkRule(userIgnored, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, [`${WEB}/nginx.conf`]: text });
const COPIED = ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf"];
const said = (place: string, user: string, master: string) =>
  `${WEB}/${place} "user ${user}" has no effect: nginx is started as ${master}`;

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  [
    "the same user",
    [...COPIED, "USER nginx"],
    "user nginx;\nevents {}\n",
    [said("nginx.conf:1:1-12", "nginx", 'user "nginx"')],
  ],
  [
    "a number",
    [...COPIED, "USER 1234"],
    "user nginx;\nevents {}\n",
    [said("nginx.conf:1:1-12", "nginx", "uid 1234")],
  ],
  [
    "root",
    [...COPIED, "USER 1234"],
    "user root;\nevents {}\n",
    [said("nginx.conf:1:1-11", "root", "uid 1234")],
  ],
  [
    "the command's",
    ["FROM nginx:1.27", "USER nginx", 'CMD ["nginx", "-g", "user www-data;"]'],
    "",
    [said("Dockerfile:3:1-38", "www-data", 'user "nginx"')],
  ],
  [
    "a server that is started by a step-down tool",
    ["FROM nginx:alpine", COPIED[1] ?? "", 'ENTRYPOINT ["su-exec", "nginx", "nginx"]'],
    "user root;\nevents {}\n",
    [said("nginx.conf:1:1-11", "root", 'user "nginx"')],
  ],
])("reports %s", (_name, lines, text, wanted) => {
  expect(check(lines, text)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], string]>([
  ["root starts it", COPIED, "user nginx;\nevents {}\n"],
  ["the line is the base's own", ["FROM nginx:1.27", "USER nginx"], ""],
  ["the line is a comment", [...COPIED, "USER nginx"], "#user nginx;\nevents {}\n"],
  ["who starts it is not known", ["FROM harbor.corp/nginx:1", COPIED[1] ?? ""], "user nginx;\nevents {}\n"],
])("is silent when %s", (_name, lines, text) => {
  expect(check(lines, text)).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "a line of its own",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nUSER nginx\n",
      "n.conf": "pid /tmp/n.pid;\n  user www-data; # who\nevents {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] remove "user www-data;"'],
    { "n.conf": "pid /tmp/n.pid;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "what counts for another service",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\nUSER nginx\n",
      "n.conf": "user www-data;\nevents {}\nhttp { include conf.d/*.conf; }\n",
      "/compose.yml": "services:\n  a:\n    build: deployment/images/web\n    user: root\n",
    },
    ['[unsafe] remove "user www-data;"'],
    { "n.conf": "events {}\nhttp { include conf.d/*.conf; }\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userIgnored, files)).toEqual({ fixes, changed, left: [] });
});

import { expect, test } from "vitest";
import { userMissing } from "../../../src/rules/nginx/user-missing.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string, conf: string, policy?: string) =>
  checkRule(
    userMissing,
    { [`${web}/Dockerfile`]: dockerfile, [`${web}/n.conf`]: conf },
    policy === undefined ? {} : { policy },
  );
const official = "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n";
const main = "events {}\nhttp { include conf.d/*.conf; }\n";
const said = '/etc/nginx/nginx.conf sets no user: nginx serves as the compiled-in "nginx"';

test.each<[string, string, string, readonly string[], string?]>([
  [
    "a policy that names one",
    official,
    main,
    [`${web}/n.conf:1:1-7 ${said}, but the policy asks for "web"`],
    "nginx:\n  user: web\n",
  ],
  ["a policy that wants none", official, main, [], "nginx:\n  user: any\n"],
  [
    "the base's own without one, as root",
    "FROM nginxinc/nginx-unprivileged\nUSER root\n",
    main,
    [`${web}/Dockerfile:1:6-33 ${said}`],
  ],
  ["the base's own without one, as it is", "FROM nginxinc/nginx-unprivileged\n", main, []],
  [
    "another main configuration by -c",
    `FROM nginx:1.27\nCOPY n.conf /srv/n.conf\nCMD ["nginx", "-c", "/srv/n.conf"]\n`,
    main,
    [`${web}/n.conf:1:1-7 ${said.replace("/etc/nginx/nginx.conf", "/srv/n.conf")}`],
  ],
  [
    "an include that is written at the start",
    `${official}COPY --chmod=755 <<EOF /docker-entrypoint.d/a.sh\n#!/bin/sh\necho "user web;" > /etc/nginx/user.conf\nEOF\n`,
    `include user.conf;\n${main}`,
    [],
  ],
  [
    "a container user that cannot be told",
    "FROM nginx:1.27\nARG U\nCOPY n.conf /etc/nginx/nginx.conf\nUSER ${U}\n",
    main,
    [],
  ],
  ["one process has no workers", official, `master_process off;\n${main}`, []],
])("%s", (_, dockerfile, conf, expected, policy) => {
  expect(check(dockerfile, conf, policy)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the user that is compiled in",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "events {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[safe] add "user nginx;", the package\'s own user'],
    { "n.conf": "user nginx;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "the user that the image makes, behind the comments",
    {
      Dockerfile: "FROM nginx:1.27\nRUN useradd --system web\nCOPY n.conf /etc/nginx/nginx.conf\n",
      "n.conf": "# ours\r\n\r\nevents {}\r\nhttp {}\r\n",
    },
    [`[unsafe] add "user web;", the image's own user`],
    { "n.conf": "# ours\r\n\r\nuser web;\r\nevents {}\r\nhttp {}\r\n" },
  ],
  [
    "Debian's own user, which is not the one compiled in",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCOPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
      "n.conf": "events {}\nhttp { include conf.d/*.conf; }\n",
    },
    ['[unsafe] add "user www-data;", the package\'s own user'],
    { "n.conf": "user www-data;\nevents {}\nhttp { include conf.d/*.conf; }\n" },
  ],
  [
    "all on one line",
    { Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n", "n.conf": "events {} http {}" },
    ['[safe] add "user nginx;", the package\'s own user'],
    { "n.conf": "user nginx;\nevents {} http {}" },
  ],
  [
    "a heredoc of the Dockerfile",
    { Dockerfile: "FROM nginx:1.27\nCOPY <<EOT /etc/nginx/nginx.conf\nevents {}\nhttp {}\nEOT\n" },
    ['[safe] add "user nginx;", the package\'s own user'],
    {
      Dockerfile: "FROM nginx:1.27\nCOPY <<EOT /etc/nginx/nginx.conf\nuser nginx;\nevents {}\nhttp {}\nEOT\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(userMissing, files)).toEqual({ fixes, changed, left: [] });
});

test("a user line that nginx stops at is another rule's", () => {
  const files = {
    Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
    "n.conf": "user nginx # the worker\nworker_processes 1;\nevents {}\nhttp {}\n",
  };
  expect(mended(userMissing, files)).toEqual({ fixes: [], changed: {}, left: [] });
});

test("behind a mistake that hides what follows there is no fix", () => {
  const files = {
    Dockerfile: "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
    "n.conf": "worker_processes 1\nuser nginx;\nevents {}\nhttp {}\n",
  };
  expect(mended(userMissing, files).changed).toEqual({});
});

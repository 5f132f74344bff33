import { expect, test } from "vitest";
import { defaultSite } from "../../../src/rules/nginx/default-site.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (dockerfile: string) =>
  checkRule(defaultSite, {
    [`${web}/Dockerfile`]: dockerfile,
    [`${web}/s.conf`]: "server { listen 8080; }\n",
    [`${web}/n.conf`]: "user nginx;\nevents {}\nhttp { server { listen 8080; } }\n",
  });
const start = 'CMD ["nginx", "-g", "daemon off;"]\n';
const said = (path: string) => `default site ${path} is served on port 80 next to the image's own`;

test.each<[string, string, readonly string[]]>([
  [
    "Alpine's package",
    `FROM alpine:3.20\nRUN apk add --no-cache nginx\nCOPY s.conf /etc/nginx/http.d/\n${start}`,
    [`${web}/Dockerfile:2:5-29 ${said("/etc/nginx/http.d/default.conf")}`],
  ],
  [
    "Red Hat's, whose page stands in the main configuration",
    `FROM rockylinux:9\nRUN dnf install -y nginx\nCOPY s.conf /etc/nginx/conf.d/\n${start}`,
    [`${web}/Dockerfile:2:5-25 ${said("/etc/nginx/nginx.conf")}`],
  ],
  [
    "a main configuration of the repo's own that drops the include",
    "FROM nginx:1.27\nCOPY n.conf /etc/nginx/nginx.conf\n",
    [],
  ],
  [
    "unlinked",
    `FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nRUN unlink /etc/nginx/sites-enabled/default\nCOPY s.conf /etc/nginx/conf.d/\n${start}`,
    [],
  ],
  ["emptied", `FROM nginx:1.27\nRUN rm -rf /etc/nginx/conf.d/*\nCOPY s.conf /etc/nginx/conf.d/\n`, []],
  ["nginx that is not started", 'FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/\nCMD ["bash"]\n', []],
])("%s", (_, dockerfile, expected) => {
  expect(check(dockerfile)).toEqual(expected);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "behind the installation",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y nginx \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/nginx/conf.d/\nCMD ["nginx", "-g", "daemon off;"]\n',
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove the default site /etc/nginx/sites-enabled/default"],
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y nginx \\\n    && rm /etc/nginx/sites-enabled/default \\\n    && rm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/nginx/conf.d/\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
  ],
  [
    "on a line of its own where one would be too long",
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -yq --no-install-recommends nginx ca-certificates && rm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/nginx/conf.d/\nCMD ["nginx", "-g", "daemon off;"]\n',
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove the default site /etc/nginx/sites-enabled/default"],
    {
      Dockerfile:
        'FROM debian:12\nRUN apt-get update && apt-get install -yq --no-install-recommends nginx ca-certificates \\\n    && rm /etc/nginx/sites-enabled/default && rm -rf /var/lib/apt/lists/*\nCOPY s.conf /etc/nginx/conf.d/\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
  ],
  [
    "behind the FROM, and out of EXPOSE",
    {
      Dockerfile: "FROM nginx:1.27\r\n\r\nCOPY s.conf /etc/nginx/conf.d/\r\nEXPOSE 80 8080\r\n",
      "s.conf": "server { listen 8080; }\n",
    },
    ["[safe] remove the default site /etc/nginx/conf.d/default.conf"],
    {
      Dockerfile:
        "FROM nginx:1.27\r\n\r\nRUN rm /etc/nginx/conf.d/default.conf\r\n\r\nCOPY s.conf /etc/nginx/conf.d/\r\nEXPOSE 8080\r\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(defaultSite, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "a base that is another user's",
    {
      Dockerfile: "FROM nginxinc/nginx-unprivileged:1.27\nCOPY s.conf /etc/nginx/conf.d/\n",
      "s.conf": "server { listen 8081; }\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(defaultSite, files).fixes).toEqual(["-"]);
});

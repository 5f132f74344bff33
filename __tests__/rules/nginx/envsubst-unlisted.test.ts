import { expect, test } from "vitest";
import { envsubstUnlisted } from "../../../src/rules/nginx/envsubst-unlisted.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const TEMPLATE =
  "server { listen 80; location / { proxy_set_header Host $host; return 301 $SITE$request_uri; } }\n";
const check = (line: string, { template = TEMPLATE, cmd = 'CMD ["/start.sh"]', env = "" } = {}) =>
  checkRule(envsubstUnlisted, {
    [`${WEB}/Dockerfile`]: `FROM nginx:1.27\nENV SITE=https://a.test ${env}\nWORKDIR /srv\nCOPY site.t /srv/\nCOPY --chmod=755 start.sh /\n${cmd}\n`,
    [`${WEB}/site.t`]: template,
    [`${WEB}/start.sh`]: `#!/bin/bash\n${line}\nexec nginx -g "daemon off;"\n`,
  }).map((found) => found.replace(/^\S+ /, ""));
const EMPTIED = ["envsubst without a list empties nginx's own $host and 1 more in /srv/site.t"];

test.each<[string, string, Parameters<typeof check>[1]?]>([
  ["a redirection", "envsubst < site.t > /etc/nginx/conf.d/default.conf"],
  ["a pipe", "cat /srv/site.t | envsubst > /etc/nginx/conf.d/default.conf"],
  ["a function", "render() {\n  /usr/bin/envsubst </srv/site.t >/etc/nginx/conf.d/default.conf\n}\nrender"],
  ["a substitution", 'text="$(envsubst < /srv/site.t)"'],
  [
    "a command's text",
    ":",
    {
      cmd: `CMD ["sh", "-c", "envsubst < /srv/site.t > /etc/nginx/conf.d/default.conf && nginx -g 'daemon off;'"]`,
    },
  ],
  [
    "the shell form",
    ":",
    { cmd: "CMD envsubst < /srv/site.t > /etc/nginx/conf.d/default.conf && nginx -g 'daemon off;'" },
  ],
])("reports %s", (_, line, options) => {
  expect(check(line, options)).toEqual(EMPTIED);
});

test.each<[string, string, Parameters<typeof check>[1]?]>([
  ["a list", "envsubst '$SITE' < site.t > /etc/nginx/conf.d/default.conf"],
  ["a list by a variable", 'envsubst "$NAMES" < site.t > /etc/nginx/conf.d/default.conf'],
  [
    "a variable that the image sets to itself",
    "envsubst < site.t > /etc/nginx/conf.d/default.conf",
    { env: "host='$host' request_uri='$request_uri'" },
  ],
  [
    "a variable that the script sets",
    "export host='$host'\nexport request_uri='$request_uri'\nenvsubst < site.t > x",
  ],
  [
    "a dollar by a variable",
    "envsubst < site.t > x",
    { template: "server { listen 80; return 301 https://a${DOLLAR}request_uri; }\n" },
  ],
  ["a text of something else", "envsubst < site.t > x", { template: "Dear $host, this is $uri.\n" }],
  ["another file", "envsubst < /srv/other.t > x"],
])("accepts %s", (_, line, options) => {
  expect(check(line, options)).toEqual([]);
});

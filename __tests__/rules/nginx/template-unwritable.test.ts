import { expect, test } from "vitest";
import { templateUnwritable } from "../../../src/rules/nginx/template-unwritable.ts";
import { checkRule, type Files } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], also: Files = {}) =>
  checkRule(templateUnwritable, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/a.template`]: "server { listen 8080; }\n",
    [`${WEB}/b.template`]: "server { listen 8081; }\n",
    ...also,
  });
const COPY = "COPY a.template /etc/nginx/templates/";
const said = (place: string, who: string, what: string, output = "/etc/nginx/conf.d") =>
  `${WEB}/Dockerfile:${place} ${who} cannot write ${output}, so ${what} is not rendered and nginx starts without it: ${output} belongs to root (mode 0755)`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "a user of the base",
    ["FROM nginx:1.27", COPY, "USER nginx"],
    [said("3:6-11", 'user "nginx"', "a.template")],
  ],
  [
    "several templates once",
    ["FROM nginx:1.27", "COPY *.template /etc/nginx/templates/", "USER 1001"],
    [said("3:6-10", "uid 1001", "a.template and 1 more")],
  ],
  [
    "another folder",
    [
      "FROM nginx:1.27",
      "ENV NGINX_ENVSUBST_OUTPUT_DIR=/etc/nginx/out",
      "RUN mkdir /etc/nginx/out",
      COPY,
      "USER nginx",
    ],
    [said("5:6-11", 'user "nginx"', "a.template", "/etc/nginx/out")],
  ],
])("reports %s", (_name, lines, wanted) => {
  expect(check(lines)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], Files]>([
  ["root renders", ["FROM nginx:1.27", COPY], {}],
  ["there is no template", ["FROM nginx:1.27", "USER nginx"], {}],
  [
    "the folder is the user's",
    ["FROM nginx:1.27", COPY, "RUN chown -R nginx /etc/nginx/conf.d", "USER nginx"],
    {},
  ],
  [
    "the folder is given away from above",
    ["FROM nginx:1.27", COPY, "RUN chown -R 101 /etc/nginx", "USER nginx"],
    {},
  ],
  ["the image is the unprivileged one", ["FROM nginxinc/nginx-unprivileged:1.27", COPY], {}],
  [
    "the unprivileged image runs as somebody else",
    ["FROM nginxinc/nginx-unprivileged:1.27", COPY, "USER 12345"],
    {},
  ],
  [
    "a volume is mounted there",
    ["FROM nginx:1.27", COPY, "USER nginx"],
    {
      "compose.yml":
        "services:\n  web:\n    build: ./deployment/images/web\n    volumes: [conf:/etc/nginx/conf.d]\n",
    },
  ],
  ["nothing renders it anyway", ["FROM nginx:1.27", COPY, "USER nginx", "CMD nginx"], {}],
])("is silent when %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "a command of root's",
    {
      Dockerfile: "FROM nginx:1.27\nCOPY t.conf /etc/nginx/templates/default.conf.template\nUSER nginx\n",
      "t.conf": "server { listen 8080; }\n",
    },
    ["[unsafe] give /etc/nginx/conf.d to nginx"],
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY t.conf /etc/nginx/templates/default.conf.template\nRUN chown -R nginx /etc/nginx/conf.d\nUSER nginx\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(templateUnwritable, files)).toEqual({ fixes, changed, left: [] });
});

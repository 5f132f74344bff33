import { expect, test } from "vitest";
import { templateVariable } from "../../../src/rules/nginx/template-variable.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const COPY = "COPY site.conf.template /etc/nginx/templates/";
const check = (template: string, lines: readonly string[] = [], also: Files = {}) =>
  checkRule(templateVariable, {
    [`${WEB}/Dockerfile`]: `${["FROM nginx:1.27", COPY, ...lines].join("\n")}\n`,
    [`${WEB}/site.conf.template`]: template,
    ...also,
  });
const said = (place: string, name: string) =>
  `${WEB}/site.conf.template:${place} nothing defines ${name}: unless set at the start, nginx reads \${${name}} literally`;

test.each<readonly [string, string, readonly string[]]>([
  ["a variable", "server { listen ${PORT}; }\n", [said("1:17-24", "PORT")]],
  ["one once a template", "server { listen ${PORT}; listen [::]:${PORT}; }\n", [said("1:17-24", "PORT")]],
  [
    "several",
    "server { listen ${PORT}; server_name ${NAME}; }\n",
    [said("1:17-24", "PORT"), said("1:38-45", "NAME")],
  ],
  ["one in a quoted word", 'server { add_header X "${X_VALUE}"; }\n', [said("1:24-34", "X_VALUE")]],
])("reports %s", (_name, template, wanted) => {
  expect(check(template)).toEqual(wanted);
});

const PORT = "server { listen ${PORT}; }\n";

test.each<readonly [string, string, readonly string[], Files]>([
  ["ENV defines it", PORT, ["ENV PORT=8080"], {}],
  ["ENV defines it with what cannot be told", PORT, ["ARG P", "ENV PORT=$P"], {}],
  [
    "compose sets it",
    PORT,
    [],
    {
      "compose.yml":
        "services:\n  web:\n    build: ./deployment/images/web\n    environment:\n      PORT: 8080\n",
    },
  ],
  [
    "compose reads a file of variables",
    PORT,
    [],
    { "compose.yml": "services:\n  web:\n    build: ./deployment/images/web\n    env_file: web.env\n" },
  ],
  [
    "a script of the entrypoint defines it",
    PORT,
    ["COPY 10-port.envsh /docker-entrypoint.d/"],
    { [`${WEB}/10-port.envsh`]: "export PORT=${PORT:-8080}\n" },
  ],
  ["the README names it", PORT, [], { [`${WEB}/README.md`]: "# web\n\nSet `PORT`.\n" }],
  ["it is a comment", "# listen ${PORT};\nserver { listen 80; }\n", [], {}],
  ["it is nginx's own", "server { listen 80; add_header H ${HOST}; return 200 ${HTTP_ACCEPT}; }\n", [], {}],
  ["the template makes it", "server { listen 80; set $PORT 1; return 200 ${PORT}; }\n", [], {}],
  ["a pattern makes it", 'server { listen 80; server_name "~^(?<SITE>.+)$"; return 200 ${SITE}; }\n', [], {}],
  ["it is in lower case", "server { listen 80; return 200 ${port}; }\n", [], {}],
  ["it has no braces", "server { listen $PORT; }\n", [], {}],
  ["the template is not rendered", PORT, ["CMD nginx"], {}],
])("is silent when %s", (_name, template, lines, files) => {
  expect(check(template, lines, files)).toEqual([]);
});

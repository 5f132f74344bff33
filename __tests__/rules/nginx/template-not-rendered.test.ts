import { expect, test } from "vitest";
import { templateNotRendered } from "../../../src/rules/nginx/template-not-rendered.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const SITE = "server { listen 8080; }\n";
const check = (lines: readonly string[], also: Files = {}) =>
  checkRule(templateNotRendered, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/site.conf.template`]: SITE,
    [`${WEB}/site.conf`]: SITE,
    ...also,
  });
const COPY = "COPY site.conf.template /etc/nginx/templates/";
const NGINX = 'CMD ["nginx", "-g", "daemon off;"]';
const said = (line: number, name: string, why: string, length = COPY.length) => [
  `${WEB}/Dockerfile:${line}:1-${length + 1} template ${name} is never rendered: ${why}`,
];
const ONLY_NGINX = "the entrypoint does that only when the command is nginx, not";

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "a command in shell form",
    ["FROM nginx:1.27", COPY, "CMD nginx -g 'daemon off;'"],
    said(2, "site.conf.template", `${ONLY_NGINX} a shell`),
  ],
  [
    "nginx by its path, which is another word",
    ["FROM nginx:1.27", COPY, 'CMD ["/usr/sbin/nginx", "-g", "daemon off;"]'],
    said(2, "site.conf.template", `${ONLY_NGINX} /usr/sbin/nginx`),
  ],
  [
    "an entrypoint that is nginx itself",
    ["FROM nginx:1.27", COPY, 'ENTRYPOINT ["nginx", "-g", "daemon off;"]'],
    said(2, "site.conf.template", "the base image's entrypoint, which would render it, is replaced"),
  ],
  [
    "Alpine's package",
    ["FROM alpine:3.20", "RUN apk add nginx", COPY, NGINX],
    said(3, "site.conf.template", "alpine:3.20 has no entrypoint that renders it"),
  ],
  [
    "another suffix",
    ["FROM nginx:1.27", "COPY site.conf /etc/nginx/templates/site.conf"],
    said(2, "site.conf", "its name does not end in .template", 45),
  ],
  [
    "a suffix that the image changes",
    ["FROM nginx:1.27", "ENV NGINX_ENVSUBST_TEMPLATE_SUFFIX=.tpl", COPY],
    said(3, "site.conf.template", "its name does not end in .tpl"),
  ],
])("reports %s", (_name, lines, wanted) => {
  expect(check(lines)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], Files]>([
  ["the base's command is kept", ["FROM nginx:1.27", COPY], {}],
  ["the command is nginx", ["FROM nginx:1.27", COPY, NGINX], {}],
  ["the command is nginx-debug", ["FROM nginx:1.27", COPY, 'CMD ["nginx-debug", "-g", "daemon off;"]'], {}],
  [
    "the entrypoint is named again",
    ["FROM nginx:1.27", COPY, 'ENTRYPOINT ["/docker-entrypoint.sh"]', NGINX],
    {},
  ],
  [
    "the suffix is that of streams",
    ["FROM nginx:1.27", "COPY site.conf /etc/nginx/templates/a.stream-template"],
    {},
  ],
  [
    "the suffix is the image's own",
    ["FROM nginx:1.27", "ENV NGINX_ENVSUBST_TEMPLATE_SUFFIX=.conf", "COPY site.conf /etc/nginx/templates/"],
    {},
  ],
  ["the base is not known", ["FROM harbor.corp/nginx:1", COPY, 'CMD ["nginx"]'], {}],
  [
    "a command renders it",
    [
      "FROM nginx:1.27",
      COPY,
      "CMD envsubst < /etc/nginx/templates/site.conf.template > /etc/nginx/conf.d/a.conf && nginx",
    ],
    {},
  ],
  [
    "a RUN line renders it",
    [
      "FROM debian:12",
      "RUN apt-get install -y nginx gettext",
      COPY,
      "RUN envsubst < /etc/nginx/templates/site.conf.template > /etc/nginx/conf.d/a.conf",
      NGINX,
    ],
    {},
  ],
  [
    "a script may",
    ["FROM nginx:1.27", COPY, "COPY start.sh /", 'ENTRYPOINT ["sh", "/start.sh"]'],
    { [`${WEB}/start.sh`]: "for t in /etc/nginx/templates/*; do envsubst < $t; done\nexec nginx\n" },
  ],
  [
    "compose gives another command",
    ["FROM nginx:1.27", COPY, "CMD nginx"],
    {
      "compose.yml":
        'services:\n  web:\n    build: ./deployment/images/web\n    command: ["nginx", "-g", "daemon off;"]\n',
    },
  ],
  ["it lies elsewhere", ["FROM nginx:1.27", "COPY site.conf.template /srv/", "CMD nginx"], {}],
])("is silent when %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

import { expect, test } from "vitest";
import { tempPathUnwritable } from "../../../src/rules/nginx/temp-path-unwritable.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], conf: string, also: Readonly<Record<string, string>> = {}) =>
  checkRule(tempPathUnwritable, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/nginx.conf`]: conf,
    ...also,
  });
const COPIED = ["FROM nginx:1.27", "COPY nginx.conf /etc/nginx/nginx.conf"];
const AS_NGINX = [...COPIED, "USER nginx"];
const http = (text: string) => `pid /tmp/n.pid;\nevents {}\nhttp {\n${text}\n}\n`;
const paths = (folder: string) =>
  ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
const CACHE_IS_ROOTS = "/var/cache/nginx belongs to root (mode 0755)";
const said = (place: string, who: string, what: string, why: string) =>
  `${WEB}/${place} ${who} cannot create folder ${what}, so nginx will not start: ${why}`;

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  [
    "the folders that are compiled in",
    AS_NGINX,
    http("server { listen 8080; }"),
    [said("Dockerfile:3:6-11", 'user "nginx"', "/var/cache/nginx/client_temp and 4 more", CACHE_IS_ROOTS)],
  ],
  [
    "those that one of two servers leaves",
    AS_NGINX,
    http(`server { ${paths("/tmp")} }\nserver { listen 8081; }`),
    [said("Dockerfile:3:6-11", 'user "nginx"', "/var/cache/nginx/client_temp and 4 more", CACHE_IS_ROOTS)],
  ],
  [
    "those that a location alone does not replace",
    AS_NGINX,
    http(`server { location / { ${paths("/tmp")} } }`),
    [said("Dockerfile:3:6-11", 'user "nginx"', "/var/cache/nginx/client_temp and 4 more", CACHE_IS_ROOTS)],
  ],
  [
    "one that is named",
    AS_NGINX,
    http(`${paths("/tmp")}\nserver { location /x { proxy_temp_path /var/cache/x; } }`),
    [said("nginx.conf:5:40-52", 'user "nginx"', "/var/cache/x", "/var/cache belongs to root")],
  ],
  [
    "a missing folder above, to root as well",
    COPIED,
    http("proxy_cache_path /srv/cache/pages keys_zone=a:1m;"),
    [said("nginx.conf:4:18-34", "nginx", "/srv/cache/pages", "there is no folder /srv/cache")],
  ],
  [
    "a folder that is given to somebody else",
    [...COPIED, "RUN chown www-data:www-data /var/cache/nginx", "USER nginx"],
    http("server { listen 8080; }"),
    [
      said(
        "Dockerfile:4:6-11",
        'user "nginx"',
        "/var/cache/nginx/client_temp and 4 more",
        "/var/cache/nginx belongs to www-data (mode 0755)",
      ),
    ],
  ],
  [
    "a folder that nobody may write",
    [...COPIED, "RUN chown nginx /var/cache/nginx && chmod 555 /var/cache/nginx", "USER nginx"],
    http("server { listen 8080; }"),
    [
      said(
        "Dockerfile:4:6-11",
        'user "nginx"',
        "/var/cache/nginx/client_temp and 4 more",
        "/var/cache/nginx has mode 0555",
      ),
    ],
  ],
])("reports %s", (_name, lines, conf, wanted) => {
  expect(check(lines, conf)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], string]>([
  ["root makes them", COPIED, http("server { listen 8080; }")],
  ["http names others", AS_NGINX, http(`${paths("/tmp")} server { listen 8080; }`)],
  ["every server names others", AS_NGINX, http(`server { ${paths("/tmp")} }`)],
  ["there is no server", AS_NGINX, http("keepalive_timeout 65;")],
  [
    "the folder above is the user's",
    [...COPIED, "RUN chown 101 /var/cache/nginx", "USER nginx"],
    http("server {}"),
  ],
  [
    "the folder above is open to everybody",
    [...COPIED, "RUN chmod 777 /var/cache/nginx", "USER nginx"],
    http("server {}"),
  ],
  [
    "the folder above is open to the user's group",
    [...COPIED, "RUN chgrp nginx /var/cache/nginx && chmod 775 /var/cache/nginx", "USER nginx"],
    http("server {}"),
  ],
  [
    "the folder above is open to the group of a number without an account",
    [...COPIED, "RUN chmod 775 /var/cache/nginx", "USER 12345"],
    http("server {}"),
  ],
  [
    "the folder above is open to a group that the user may be in",
    [...COPIED, "RUN chgrp adm /var/cache/nginx && chmod 775 /var/cache/nginx", "USER nginx"],
    http("server {}"),
  ],
  [
    "a symbolic mode opens it",
    [...COPIED, "RUN chmod -R ugo+rwx /var/cache/nginx", "USER nginx"],
    http("server {}"),
  ],
  [
    "they are there already",
    [
      ...COPIED,
      "RUN cd /var/cache/nginx && mkdir client_temp proxy_temp fastcgi_temp uwsgi_temp scgi_temp",
      "USER nginx",
    ],
    http("server {}"),
  ],
  ["nginx ran when the image was built", [...COPIED, "RUN nginx -t", "USER nginx"], http("server {}")],
  [
    "the path is not known",
    AS_NGINX,
    http(`include /etc/nginx/more.d/*.conf; ${paths("/tmp")} server { root $x; }`),
  ],
])("is silent when %s", (_name, lines, conf) => {
  expect(check(lines, conf)).toEqual([]);
});

test("finds the folders in an included file of http", () => {
  const conf = http("include /etc/nginx/temp.inc; server { listen 8080; }");
  const lines = [...COPIED, "COPY temp.inc /etc/nginx/temp.inc", "USER nginx"];
  expect(check(lines, conf, { [`${WEB}/temp.inc`]: paths("/tmp") })).toEqual([]);
});

test("is silent when a configuration is included that cannot be told", () => {
  const lines = [...COPIED, "RUN curl -o /etc/nginx/temp.inc https://example.com/temp.inc", "USER nginx"];
  expect(check(lines, http("include /etc/nginx/temp.inc; server { listen 8080; }"))).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "a command of root's",
    { Dockerfile: "FROM nginx:1.27\nUSER nginx\n" },
    ["[unsafe] give /var/cache/nginx to nginx"],
    { Dockerfile: "FROM nginx:1.27\nRUN chown nginx /var/cache/nginx\nUSER nginx\n" },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(tempPathUnwritable, files)).toEqual({ fixes, changed, left: [] });
});

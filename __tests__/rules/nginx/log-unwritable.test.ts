import { describe, expect, test } from "vitest";
import { logUnwritable } from "../../../src/rules/nginx/log-unwritable.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], conf: string) =>
  checkRule(logUnwritable, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/nginx.conf`]: conf,
  });
const COPY = "COPY nginx.conf /etc/nginx/nginx.conf";
const AS_NGINX = ["FROM nginx:1.27", COPY, "USER nginx"];
const AS_ROOT = ["FROM nginx:1.27", COPY];
const DEBIAN = ["FROM debian:12", "RUN apt-get install -y nginx", COPY, 'CMD ["nginx", "-g", "daemon off;"]'];
const LOGS_ARE_ROOTS = "/var/log/nginx belongs to root (mode 0755)";
const said = (place: string, who: string, what: string, why: string) =>
  `${WEB}/${place} ${who} cannot open log ${what}, so nginx will not start: ${why}`;

test.each<readonly [string, readonly string[], string, readonly string[]]>([
  [
    "the main error log",
    AS_NGINX,
    "error_log /var/log/nginx/own.log warn;\nevents {}\n",
    [said("nginx.conf:1:11-33", 'user "nginx"', "/var/log/nginx/own.log", LOGS_ARE_ROOTS)],
  ],
  [
    "the access log of a location that nobody may ever ask for",
    AS_NGINX,
    "events {}\nhttp { access_log off; server { location /x {\naccess_log /var/log/nginx/x.log;\n} } }\n",
    [said("nginx.conf:3:12-32", 'user "nginx"', "/var/log/nginx/x.log", LOGS_ARE_ROOTS)],
  ],
  [
    "one of several, each at its line",
    AS_NGINX,
    "events {}\nhttp {\naccess_log /var/log/nginx/a.log;\naccess_log /dev/stdout;\nerror_log /var/log/b.log;\n}\n",
    [
      said("nginx.conf:3:12-32", 'user "nginx"', "/var/log/nginx/a.log", LOGS_ARE_ROOTS),
      said("nginx.conf:5:11-25", 'user "nginx"', "/var/log/b.log", "/var/log belongs to root"),
    ],
  ],
  [
    "the access log that is compiled in",
    [...DEBIAN.slice(0, 3), "RUN useradd web", "USER web", ...DEBIAN.slice(3)],
    "events {}\nhttp { server { listen 8080; } }\n",
    [
      said(
        "Dockerfile:5:6-9",
        'user "web"',
        "/var/log/nginx/access.log",
        "/var/log/nginx/access.log belongs to www-data (mode 0644)",
      ),
    ],
  ],
  [
    "a missing folder, to root as well",
    AS_ROOT,
    "error_log /var/log/nginx/web/error.log;\nevents {}\n",
    [
      said(
        "nginx.conf:1:11-39",
        "nginx",
        "/var/log/nginx/web/error.log",
        "there is no folder /var/log/nginx/web",
      ),
    ],
  ],
  [
    "a folder of / that nothing makes",
    AS_ROOT,
    "error_log /logs/error.log;\nevents {}\n",
    [said("nginx.conf:1:11-26", "nginx", "/logs/error.log", "there is no folder /logs")],
  ],
  [
    "a relative path, from the prefix that is compiled in",
    AS_ROOT,
    "error_log logs/error.log;\nevents {}\n",
    [said("nginx.conf:1:11-25", "nginx", "/etc/nginx/logs/error.log", "there is no folder /etc/nginx/logs")],
  ],
  [
    "the log of -e, when the main context names none",
    [...AS_NGINX, 'CMD ["nginx", "-e", "/var/log/nginx/own.log"]'],
    "events {}\n",
    [said("Dockerfile:3:6-11", 'user "nginx"', "/var/log/nginx/own.log", LOGS_ARE_ROOTS)],
  ],
])("reports %s", (_name, lines, conf, wanted) => {
  expect(check(lines, conf)).toEqual(wanted);
});

test.each<readonly [string, readonly string[], string]>([
  ["root opens them", AS_ROOT, "error_log /var/log/nginx/own.log;\nevents {}\n"],
  [
    "the image links the usual ones to its output",
    AS_NGINX,
    "error_log /var/log/nginx/error.log;\nevents {}\n",
  ],
  [
    "they are no files",
    AS_NGINX,
    "error_log stderr;\nerror_log syslog:server=10.0.0.1;\nerror_log memory:1m debug;\nevents {}\nhttp { access_log off; }\n",
  ],
  [
    "they are the container's output",
    AS_NGINX,
    "error_log /dev/stderr;\nevents {}\nhttp { access_log /proc/self/fd/1; }\n",
  ],
  ["a variable decides", AS_NGINX, "events {}\nhttp { access_log /var/log/nginx/$host.log; }\n"],
  [
    "the folder is the user's",
    [...AS_NGINX.slice(0, 2), "RUN chown -R nginx /var/log/nginx", "USER nginx"],
    "error_log /var/log/nginx/own.log;\nevents {}\n",
  ],
  [
    "Debian's package gives its logs to the user",
    [...DEBIAN.slice(0, 3), "USER www-data", ...DEBIAN.slice(3)],
    "events {}\nhttp { server { listen 8080; } }\n",
  ],
  [
    "the folder is made",
    [...AS_ROOT, "RUN mkdir -p /var/log/nginx/web"],
    "error_log /var/log/nginx/web/error.log;\nevents {}\n",
  ],
  [
    "a script makes the folder",
    [...AS_ROOT, "RUN sh -c 'mkdir /logs'"],
    "error_log /logs/e.log;\nevents {}\n",
  ],
  [
    "the folder comes with a file in it",
    [...AS_ROOT, "COPY nginx.conf /logs/"],
    "error_log /logs/e.log;\nevents {}\n",
  ],
  [
    "another base may have the folder",
    ["FROM redis:7", "RUN apt-get install -y nginx", COPY, 'CMD ["nginx"]'],
    "error_log /data2/e.log;\nevents {}\n",
  ],
  ["the folder is a volume", [...AS_ROOT, "VOLUME /srv/logs"], "error_log /srv/logs/error.log;\nevents {}\n"],
  ["a folder of a home", AS_ROOT, "error_log /home/web/error.log;\nevents {}\n"],
  [
    "-p moves the prefix",
    [...AS_ROOT, 'CMD ["nginx", "-p", "own"]'],
    "error_log logs/error.log;\nevents {}\n",
  ],
  [
    "the compiled log is not used",
    [...AS_NGINX, 'CMD ["nginx", "-e", "/var/log/nginx/own.log"]'],
    "error_log stderr;\nevents {}\n",
  ],
  [
    "every server turns the access log off",
    [...DEBIAN.slice(0, 3), "RUN useradd web", "USER web", ...DEBIAN.slice(3)],
    "events {}\nhttp { server { access_log off; } }\n",
  ],
])("is silent when %s", (_name, lines, conf) => {
  expect(check(lines, conf)).toEqual([]);
});

// What the fixes write.
describe("the output of another user's program", () => {
  const CONF = "pid /tmp/p;\nerror_log /dev/stderr;\nevents {}\n";
  const output = (start: readonly string[], sup = "", more: readonly string[] = []) =>
    checkRule(logUnwritable, {
      [`${WEB}/Dockerfile`]: `${[
        "FROM debian:12",
        "RUN apt-get install -y nginx supervisor gosu && useradd -u 1500 app && chown app /var/log/nginx",
        "COPY nginx.conf /etc/nginx/nginx.conf",
        "COPY s.conf start.sh /etc/",
        ...more,
        `CMD ${JSON.stringify(start)}`,
      ].join("\n")}\n`,
      [`${WEB}/nginx.conf`]: CONF,
      [`${WEB}/s.conf`]: `[supervisord]\n${sup}`,
      [`${WEB}/start.sh`]: "chmod 666 /dev/stderr\nexec supervisord -nc /etc/s.conf\n",
    });
  const SUPERVISOR = ["supervisord", "-n", "-c", "/etc/s.conf"];
  const NGINX = ["nginx", "-g", "daemon off;"];
  const program = (user: string) => `[program:n]\ncommand=nginx -g "daemon off;"\nuser=${user}\n`;
  const said = [
    `${WEB}/nginx.conf:2:11-22 user "app" cannot open log /dev/stderr, so nginx will not start: /dev/stderr is a pipe of root`,
  ];

  // supervisor 4.3.0 with nginx 1.22.1: open() "/dev/stderr" failed (13: Permission denied).
  test("is not its own", () => {
    expect(output(SUPERVISOR, program("app"))).toEqual(said);
    expect(output(["gosu", "app", ...NGINX])).toEqual(said);
  });

  test("is its own, root's, or opened to it", () => {
    expect(output(SUPERVISOR, program("root"))).toEqual([]);
    expect(output(SUPERVISOR, `user=app\n${program("app")}`)).toEqual([]);
    expect(output(NGINX, "", ["USER app"])).toEqual([]);
    expect(output(["sh", "/etc/start.sh"], program("app"))).toEqual([]);
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "the output",
    {
      Dockerfile: "FROM nginxinc/nginx-unprivileged:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\n",
      "s.conf":
        "error_log /var/log/nginx/e.log;\nserver {\n    listen 8080;\n    access_log /var/log/nginx/a.log main;\n}\n",
    },
    ["[unsafe] log to /dev/stderr", "[unsafe] log to /dev/stdout"],
    { "s.conf": "error_log /dev/stderr;\nserver {\n    listen 8080;\n    access_log /dev/stdout main;\n}\n" },
  ],
  [
    "a folder that is missing",
    {
      Dockerfile:
        'FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nCMD ["nginx", "-g", "daemon off;"]\n',
      "s.conf": "server {\n    listen 80;\n    access_log /var/log/nginx/site/a.log;\n}\n",
    },
    ["[unsafe] create folder /var/log/nginx/site"],
    {
      Dockerfile:
        'FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nRUN mkdir -p /var/log/nginx/site\nCMD ["nginx", "-g", "daemon off;"]\n',
    },
  ],
  [
    "a folder of root's",
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nRUN mkdir /var/log/site\nUSER nginx\n",
      "s.conf": "server {\n    listen 8080;\n    access_log /var/log/site/a.log;\n}\n",
    },
    ["[unsafe] give /var/log/site to nginx"],
    {
      Dockerfile:
        "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nRUN mkdir /var/log/site\nRUN chown nginx /var/log/site\nUSER nginx\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(logUnwritable, files)).toEqual({ fixes, changed, left: [] });
});

import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import {
  COMPOSE,
  CONF,
  DOCKERFILE,
  EVIL,
  edited,
  IMAGE,
  nginxConf,
  plain,
  README,
  supervised,
  textIn,
} from "../repos.ts";

const POLICY = ".github/keelcheck.yml";

const OTHER = "/usr/share/nginx/html/e.conf";
const more: Files = {
  [`${IMAGE}/html/e.conf`]: EVIL,
  [`${IMAGE}/html/x.sh`]: `#!/bin/sh\ncurl -f http://localhost:8080/ || nginx -c ${OTHER}\n`,
  [`${IMAGE}/html/x.py`]: `import subprocess\nsubprocess.run(["nginx", "-c", "${OTHER}"])\n`,
};

/** What a health check does besides asking, as the words of its exec form and as a text. */
const checks: Readonly<Record<string, readonly string[] | string>> = {
  "a program": ["nginx", "-c", OTHER],
  "a text": `nginx -c ${OTHER}`,
  "behind a question": `curl -f http://localhost:8080/ || nginx -c ${OTHER}`,
  "once a pid is there": `pidof nginx && nginx -c ${OTHER}; true`,
  "a shell": ["sh", "-c", `nginx -c ${OTHER}`],
  "a script": ["sh", "/usr/share/nginx/html/x.sh"],
  "a script in a text": "sh /usr/share/nginx/html/x.sh || exit 1",
  "a copy": `cp ${OTHER} /etc/nginx/nginx.conf && nginx -s reload`,
  "a redirection": "echo 'user root;' > /etc/nginx/nginx.conf; nginx -s reload",
  "python -c": ["python3", "-c", `import os; os.system("nginx -c ${OTHER}")`],
  "a script of python": ["python3", "/usr/share/nginx/html/x.py"],
  "a wrapper": ["timeout", "5", "nginx", "-c", OTHER],
  "a variable": `C=${OTHER}; exec nginx -c $C`,
};

function inDockerfile(base: Files, check: readonly string[] | string): Files {
  const said = typeof check === "string" ? check : JSON.stringify(check);
  return edited({ ...base, ...more }, DOCKERFILE, [
    "EXPOSE 8080",
    `HEALTHCHECK --interval=30s CMD ${said}\nEXPOSE 8080`,
  ]);
}

function inCompose(base: Files, check: readonly string[] | string): Files {
  const said = JSON.stringify(typeof check === "string" ? check : ["CMD", ...check]);
  const test = said.replaceAll("$", "$$$$");
  return { ...base, ...more, [COMPOSE]: `${textIn(base, COMPOSE)}    healthcheck:\n      test: ${test}\n` };
}

const CRONTAB = `* * * * * root nginx -c ${OTHER}\n`;
const OF_ROOT = `* * * * * cp ${OTHER} /etc/nginx/nginx.conf && nginx -s reload\n`;
const HOOK = `RUN apt-get update && apt-get install -y cron && printf 'cron\\n' > /docker-entrypoint.d/99.sh && chmod +x /docker-entrypoint.d/99.sh\n`;

/** What cron is told, once a hook of the entrypoint starts it. */
const crontabs: Readonly<Record<string, readonly [string, Files]>> = {
  "cron.d": ["COPY x /etc/cron.d/x", { [`${IMAGE}/x`]: CRONTAB }],
  "cron.d of a RUN": [`RUN echo '${CRONTAB.trim()}' > /etc/cron.d/x`, {}],
  "the system's": ["COPY x /etc/crontab", { [`${IMAGE}/x`]: `SHELL=/bin/sh\n${CRONTAB}` }],
  "the user's": ["COPY x /var/spool/cron/crontabs/root", { [`${IMAGE}/x`]: OF_ROOT }],
  "at times of a name": ["COPY x /etc/cron.d/x", { [`${IMAGE}/x`]: `@reboot root nginx -c ${OTHER}\n` }],
  "a script": ["COPY x /etc/cron.d/x", { [`${IMAGE}/x`]: "@daily root sh /usr/share/nginx/html/x.sh\n" }],
};

const rooted: Files = Object.fromEntries(
  Object.entries(plain).map(([path, file]) => [
    path,
    path === DOCKERFILE && typeof file === "string"
      ? file.replace("USER nginx\n", HOOK)
      : path === README && typeof file === "string"
        ? file.replace("as `nginx`", "as `nginx`, its master as `root`")
        : path === CONF
          ? nginxConf(8080, { user: "nginx" })
          : path === POLICY
            ? "runtime: docker\nports:\n  nginx: 8080\n"
            : file,
  ]),
);

/** Health checks that start another server, or write what it reads, and crontabs that do. */
export const healthChecks: readonly Change[] = [
  ...Object.entries(checks).flatMap(([name, check]) => [
    { name: `HEALTHCHECK: ${name}`, base: plain, head: inDockerfile(plain, check) },
    {
      name: `HEALTHCHECK beside supervisord: ${name}`,
      base: supervised,
      head: inDockerfile(supervised, check),
    },
    { name: `healthcheck of compose: ${name}`, base: plain, head: inCompose(plain, check) },
  ]),
  ...Object.entries(crontabs).map(([name, [line, files]]) => ({
    name: `crontab: ${name}`,
    base: rooted,
    head: edited({ ...rooted, ...more, ...files }, DOCKERFILE, ["EXPOSE 8080", `${line}\nEXPOSE 8080`]),
  })),
];

import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, DOCKERFILE, edited, IMAGE, plain, textIn } from "../repos.ts";

const more: Files = {
  [`${IMAGE}/html/check.sh`]:
    '#!/bin/sh\nset -eu\nstatus=$(curl -s -o /dev/null -w "%{http_code}" http://localhost:8080/)\n[ "$status" = 200 ]\n',
  [`${IMAGE}/html/check.py`]: 'import urllib.request\nurllib.request.urlopen("http://nginx:8080/")\n',
};

const checks: Readonly<Record<string, readonly string[] | string>> = {
  curl: ["curl", "-f", "http://localhost:8080/"],
  "curl and exit": "curl -fsS http://localhost:8080/ || exit 1",
  wget: "wget -q --spider http://127.0.0.1:8080/ || exit 1",
  "a busy port": "nc -z localhost 8080",
  "its configuration": ["nginx", "-t"],
  "its configuration and a port": "nginx -t -q && curl -f localhost:8080",
  "its pid": "pidof nginx || exit 1",
  "a pid file": 'kill -0 "$(cat /tmp/nginx.pid)"',
  "a service": "service nginx status || exit 1",
  "python -c": ["python3", "-c", "import urllib.request as r; r.urlopen('http://nginx:8080/')"],
  "a script": ["sh", "/usr/share/nginx/html/check.sh"],
  "a script of python": ["python3", "/usr/share/nginx/html/check.py"],
  "a program of its own": ["/usr/local/bin/healthcheck"],
  "a file of its own": "date > /tmp/health && curl -f http://localhost:8080/",
  "a variable": 'curl -f "http://localhost:${PORT:-8080}/"',
  supervisorctl: "supervisorctl status nginx | grep -q RUNNING",
};

const CRON = "RUN apt-get update && apt-get install -y cron";
/** What cron is told for the image's upkeep. */
const crontabs: Readonly<Record<string, string>> = {
  "a question": "* * * * * nginx curl -fsS http://localhost:8080/ > /dev/null\n",
  "a backup": "@daily root tar -czf /backup/site.tgz /usr/share/nginx/html\n",
  "a reload": "@weekly root nginx -t && nginx -s reload\n",
  "a renewal": '0 3 * * * root certbot renew --quiet --deploy-hook "nginx -s reload"\n',
  "a rotation": "@daily root logrotate /etc/logrotate.conf\n",
};

/** Health checks that only ask. */
export const healthyChecks: readonly Change[] = Object.entries(checks)
  .flatMap(([name, check]) => {
    const said = typeof check === "string" ? check : JSON.stringify(check);
    const test = JSON.stringify(typeof check === "string" ? check : ["CMD", ...check]).replaceAll(
      "$",
      "$$$$",
    );
    const line = `HEALTHCHECK CMD ${said}\nEXPOSE 8080`;
    const service = `${textIn(plain, COMPOSE)}    healthcheck:\n      test: ${test}\n`;
    return [
      {
        name: `HEALTHCHECK: ${name}`,
        base: plain,
        head: edited({ ...plain, ...more }, DOCKERFILE, ["EXPOSE 8080", line]),
      },
      {
        name: `healthcheck of compose: ${name}`,
        base: plain,
        head: { ...plain, ...more, [COMPOSE]: service },
      },
    ];
  })
  .concat(
    Object.entries(crontabs).map(([name, text]) => ({
      name: `crontab: ${name}`,
      base: plain,
      head: edited({ ...plain, [`${IMAGE}/x`]: text }, DOCKERFILE, [
        "EXPOSE 8080",
        `${CRON}\nCOPY x /etc/cron.d/x\nRUN printf 'cron\\n' > /docker-entrypoint.d/99.sh && chmod +x /docker-entrypoint.d/99.sh\nEXPOSE 8080`,
      ]),
    })),
  );

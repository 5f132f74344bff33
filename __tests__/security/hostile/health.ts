import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { COMPOSE, DOCKERFILE, EVIL, edited, IMAGE, plain, supervised, textIn } from "../repos.ts";

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

/** Health checks that start another server, or write what the server reads. */
export const healthChecks: readonly Change[] = Object.entries(checks).flatMap(([name, check]) => [
  { name: `HEALTHCHECK: ${name}`, base: plain, head: inDockerfile(plain, check) },
  {
    name: `HEALTHCHECK beside supervisord: ${name}`,
    base: supervised,
    head: inDockerfile(supervised, check),
  },
  { name: `healthcheck of compose: ${name}`, base: plain, head: inCompose(plain, check) },
]);

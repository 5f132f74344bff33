import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { alpine, before, debian, gosu, node, php } from "../other-repos.ts";
import { edited, IMAGE, WORKFLOW } from "../repos.ts";

const script = (text: string) =>
  executable(`#!/bin/bash\nset -e\nmkdir -p /tmp/cache\nchown www-data /tmp/cache\n${text}\n`);
const STEP = 'exec gosu www-data "$@"';

/** Lines that touch the same programs and change nothing of who runs what. */
const lines: Readonly<Record<string, readonly [Files, string, Files?]>> = {
  "gosu of another image": [gosu, "COPY --from=tianon/gosu:1.17 /gosu /usr/local/bin/gosu"],
  "gosu by a download": [
    gosu,
    "RUN curl -fsSLo /usr/local/bin/gosu https://example.org/gosu && chmod +x /usr/local/bin/gosu",
  ],
  "a link between such programs": [gosu, "RUN ln -s /usr/sbin/gosu /usr/local/bin/su-exec"],
  "sh is bash": [debian, "RUN ln -sf bash /bin/sh\nRUN true"],
  "sh is dash by its path": [debian, "RUN ln -sf /bin/dash /bin/sh\nRUN true"],
  "a login shell without a profile": [debian, 'SHELL ["/bin/bash", "-l", "-c"]\nRUN true'],
  "a shell with pipefail": [debian, 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN true | cat'],
  "a profile for people": [
    debian,
    "COPY p.sh /etc/profile.d/x.sh",
    { [`${IMAGE}/p.sh`]: "alias ll='ls -l'\n" },
  ],
  "a patch elsewhere": [
    alpine,
    "COPY x.patch /tmp/\nRUN mkdir /srv/a && cd /srv/a && patch -p1 -i /tmp/x.patch",
    { [`${IMAGE}/x.patch`]: "--- a/b\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n" },
  ],
  "a tool of the repo": [
    gosu,
    "COPY tool /usr/local/bin/tool",
    { [`${IMAGE}/tool`]: executable("#!/bin/sh\necho hi\n") },
  ],
  "jemalloc of a package": [
    debian,
    "RUN apt-get update && apt-get install -y libjemalloc2\nENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2",
  ],
  "PHP's settings": [php, "RUN echo 'memory_limit=256M' > /usr/local/etc/php/conf.d/memory.ini"],
};

const byLines: readonly Change[] = Object.entries(lines).map(([name, [base, text, more]]) => ({
  name: `programs: ${name}`,
  base,
  head: before(base, text, more),
}));

/** What a start script may do before it gives root up. */
const starts: Readonly<Record<string, string>> = {
  "a trap at the end": "trap 'echo bye' EXIT",
  "an alias of ls": "alias ll='ls -l'",
  "words by a default": '[ $# -gt 0 ] || set -- nginx -g "daemon off;"',
  "a folder behind PATH": "export PATH=$PATH:/opt/tools/bin",
};

const byStart: readonly Change[] = [
  ...Object.entries(starts).map(([name, text]) => ({
    name: `the start: ${name}`,
    base: gosu,
    head: { ...gosu, [`${IMAGE}/docker-entrypoint.sh`]: script(`${text}\n${STEP}`) },
  })),
  {
    name: "the start: functions of a sourced file",
    base: gosu,
    head: before(gosu, "COPY lib.sh /lib.sh", {
      [`${IMAGE}/lib.sh`]: 'note() {\n  echo "$1"\n}\n',
      [`${IMAGE}/docker-entrypoint.sh`]: script(`. /lib.sh\nnote start\n${STEP}`),
    }),
  },
];

const STEPS = "docker build --target release -t web deployment/images/web";

const byBuilds: readonly Change[] = Object.entries({
  "a context of another name":
    "docker build --build-context docs=./docs --target release -t web deployment/images/web",
  "the options in another order": "docker build -t web --target=release deployment/images/web",
  "more of the builder's": "docker buildx build --load --pull --target release -t web deployment/images/web",
}).map(([name, step]) => ({
  name: `builds: ${name}`,
  base: node,
  head: { ...edited(node, WORKFLOW, [STEPS, step]), "docs/index.md": "hi\n" },
}));

/** Changes round programs, shells and stages that put nothing in their place. */
export const healthyStandIns: readonly Change[] = [...byLines, ...byStart, ...byBuilds];

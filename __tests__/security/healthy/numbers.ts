import type { Files } from "../../app/changes-between.ts";
import { executable } from "../build-steps.ts";
import type { Change } from "../change.ts";
import { alpine, before, debian, gosu, httpd, php, sup } from "../other-repos.ts";
import { IMAGE } from "../repos.ts";

/** Lines about accounts by which nobody gets another's number. */
const lines: Readonly<Record<string, readonly [Files, string]>> = {
  "a number of its own": [debian, "RUN usermod -u 10001 app"],
  "a number that may be shared": [debian, "RUN usermod -o -u 10001 app"],
  "a number of an argument": [debian, "ARG APP_UID=10001\nRUN usermod -o -u $APP_UID app"],
  "a number that the builder gives": [debian, 'ARG APP_UID\nRUN usermod -u "$APP_UID" app'],
  "another group": [debian, "RUN usermod -aG tty app"],
  "another shell": [debian, "RUN usermod -s /usr/sbin/nologin app"],
  "another home": [debian, "RUN usermod -d /srv app"],
  "users in a loop": [debian, 'RUN for u in ann bob; do useradd -m "$u"; done'],
  "groups in a loop": [debian, 'RUN for g in tty video; do usermod -aG "$g" app; done'],
  "a group where it is missing": [debian, "RUN getent group deploy || groupadd -g 10002 deploy"],
  "a line where it is missing": [
    debian,
    "RUN grep -q ^deploy: /etc/passwd || echo 'deploy:x:10002:10002::/srv:/bin/sh' >> /etc/passwd",
  ],
  "a group of BusyBox's": [alpine, "RUN busybox addgroup -g 10002 deploy"],
  "a folder by BusyBox": [alpine, "RUN busybox mkdir -p /srv/data"],
  "a find that hands folders on": [debian, "RUN find /srv -type d -exec chown app {} +"],
  "copies by cpio": [debian, "RUN cd /usr/share/nginx/html && find . | cpio -pd /srv"],
  "a recipe": [debian, "RUN make -C /srv install"],
  "certificates of a stage": [debian, "COPY --from=debian:12 /etc/ssl/certs/ /etc/ssl/certs/"],
  "the group of PHP's Apache": [php, "RUN groupmod -g 1000 www-data && usermod -u 1000 www-data"],
  "the same by arguments": [
    php,
    "ARG UID=1000\nARG GID=1000\nRUN usermod -u ${UID} www-data && groupmod -g ${GID} www-data",
  ],
  "the same that may be shared": [
    php,
    "ARG UID=1000\nARG GID=1000\nRUN groupmod -o -g $GID www-data && usermod -o -u $UID -g www-data www-data",
  ],
  "a group for jobs": [sup, "RUN groupadd -r -g 10003 jobs"],
  "a group of Alpine's Apache": [httpd, "RUN addgroup -S -g 10003 jobs"],
  "a wrapper that makes a user": [debian, "RUN flock /tmp/lock useradd deploy"],
};

const byLines: readonly Change[] = Object.entries(lines).map(([name, [base, text]]) => ({
  name: `accounts: ${name}`,
  base,
  head: before(base, text),
}));

const STEP = 'exec gosu www-data "$@"';

/** What a start script may do to accounts before it gives root up. */
const starts: Readonly<Record<string, string>> = {
  "a group joins": "usermod -aG tty www-data",
  "a number of its own": "usermod -o -u 1000 www-data",
  "a number that is asked for": '[ -z "$PUID" ] || usermod -o -u "$PUID" www-data',
  "a number with a default": 'usermod -o -u "${PUID:-1000}" www-data',
  "a line for whoever it runs as":
    'if ! whoami > /dev/null 2>&1; then\n  echo "user:x:$(id -u):0::/:/bin/sh" >> /etc/passwd\nfi',
  "a home by sed":
    "sed 's/root:\\/root:/root:\\/home:/' /etc/passwd > /tmp/list\ncat /tmp/list > /etc/passwd",
  "a list that is read": "cut -d: -f1 /etc/passwd > /tmp/users",
};

const byStart: readonly Change[] = Object.entries(starts).map(([name, text]) => ({
  name: `accounts at the start: ${name}`,
  base: gosu,
  head: {
    ...gosu,
    [`${IMAGE}/docker-entrypoint.sh`]: executable(
      `#!/bin/sh\nset -e\nmkdir -p /tmp/cache\nchown www-data /tmp/cache\n${text}\n${STEP}\n`,
    ),
  },
}));

/** Changes of accounts that leave everybody's number as it was, or give one that is nobody's. */
export const healthyNumbers: readonly Change[] = [...byLines, ...byStart];

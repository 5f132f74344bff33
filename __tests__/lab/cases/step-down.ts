import type { LabCase, Theme } from "../case.ts";
import { MAIN, SITE, STEP_DOWN, SUPERVISOR, script } from "./images.ts";

const handed = "RUN chown -R www-data:www-data /var/lib/nginx /var/log/nginx /run\n";
const own = (name: string, line: string, text = MAIN): LabCase => ({
  name,
  files: { Dockerfile: `${STEP_DOWN}${handed}COPY nginx.conf /etc/nginx/\n${line}\n`, "nginx.conf": text },
});
const entry = (name: string, text: string, end = ""): LabCase => ({
  name,
  files: {
    Dockerfile: `${STEP_DOWN}${handed}COPY nginx.conf /etc/nginx/\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n${end}`,
    "nginx.conf": MAIN,
    "start.sh": script(text),
  },
});
const program = (name: string, command: string, more = "") =>
  `[program:${name}]\ncommand=${command}\n${more}`;
const nginx = program("nginx", 'nginx -g "daemon off;"');
const apache = program("apache", "apachectl -D FOREGROUND");
const supervised = (name: string, text: string, lines = "", files: LabCase["files"] = {}): LabCase => ({
  name,
  watch: 3,
  files: {
    Dockerfile: `${SUPERVISOR}${lines}COPY supervisord.conf /etc/supervisor/conf.d/own.conf\nCMD ["supervisord", "-n", "-c", "/etc/supervisor/supervisord.conf"]\n`,
    "supervisord.conf": text,
    ...files,
  },
});
const moved = "RUN echo 'Listen 8080' > /etc/apache2/ports.conf\n";

export const stepDown: Theme = {
  name: "step-down",
  cases: [
    own("gosu", 'CMD ["gosu", "www-data", "nginx", "-g", "daemon off;"]'),
    own("gosu by numbers", 'CMD ["gosu", "33:33", "nginx", "-g", "daemon off;"]'),
    own("gosu root", 'CMD ["gosu", "root", "nginx", "-g", "daemon off;"]'),
    own("gosu to a user that does not exist", 'CMD ["gosu", "nosuch", "nginx", "-g", "daemon off;"]'),
    own(
      "setpriv by names",
      'CMD ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups", "nginx", "-g", "daemon off;"]',
    ),
    own(
      "setpriv by numbers, apart",
      'CMD ["setpriv", "--reuid", "33", "--regid", "33", "--init-groups", "--", "nginx", "-g", "daemon off;"]',
    ),
    own("setpriv that changes no user", 'CMD ["setpriv", "--no-new-privs", "nginx", "-g", "daemon off;"]'),
    own("runuser -u", 'CMD ["runuser", "-u", "www-data", "--", "nginx", "-g", "daemon off;"]'),
    own(
      "runuser with a shell and -c",
      `CMD ["runuser", "www-data", "-s", "/bin/sh", "-c", "nginx -g 'daemon off;'"]`,
    ),
    own("su with a shell and -c", `CMD ["su", "-s", "/bin/sh", "www-data", "-c", "nginx -g 'daemon off;'"]`),
    own("su to an account without a shell", `CMD ["su", "www-data", "-c", "nginx -g 'daemon off;'"]`),
    own("su - root", `CMD ["su", "-", "-c", "nginx -g 'daemon off;'"]`),
    own("sudo -u", 'CMD ["sudo", "-u", "www-data", "nginx", "-g", "daemon off;"]'),
    own("sudo without -u", 'CMD ["sudo", "nginx", "-g", "daemon off;"]'),
    own(
      "chroot --userspec",
      'CMD ["chroot", "--userspec=www-data:www-data", "/", "nginx", "-g", "daemon off;"]',
    ),
    own(
      "start-stop-daemon with --chuid",
      'CMD ["start-stop-daemon", "--start", "--chuid", "www-data", "--exec", "/usr/sbin/nginx", "--", "-g", "daemon off;"]',
    ),
    own(
      "tini before gosu",
      'ENTRYPOINT ["tini", "--", "gosu", "www-data"]\nCMD ["nginx", "-g", "daemon off;"]',
    ),
    own("gosu below another user", 'USER www-data\nCMD ["gosu", "www-data", "nginx", "-g", "daemon off;"]'),
    own(
      "gosu to a user other than nginx's own",
      'CMD ["gosu", "www-data", "nginx", "-g", "daemon off;"]',
      MAIN.replace("www-data", "root"),
    ),
    entry(
      "an entrypoint that steps down",
      'set -e\nexec gosu www-data "$@"\n',
      'CMD ["nginx", "-g", "daemon off;"]\n',
    ),
    entry(
      "an entrypoint that steps down when it is root",
      'if [ "$(id -u)" = 0 ]; then\n  exec gosu www-data "$0" "$@"\nfi\nexec "$@"\n',
      'CMD ["nginx", "-g", "daemon off;"]\n',
    ),
    entry(
      "an entrypoint that steps down to a variable",
      'exec gosu "${RUN_AS:-www-data}" nginx -g "daemon off;"\n',
    ),
    entry(
      "an entrypoint that steps down by setpriv",
      "exec setpriv --reuid=33 --regid=33 --clear-groups nginx -g 'daemon off;'\n",
    ),
    entry(
      "an entrypoint that steps down for another program only",
      "gosu www-data true\nexec nginx -g 'daemon off;'\n",
    ),
    supervised("supervisord starts both", nginx + apache, moved),
    supervised("supervisord starts nginx only", nginx),
    supervised(
      "supervisord with a program's user",
      program("nginx", 'nginx -g "daemon off;"', "user=www-data\n"),
      `${handed}COPY nginx.conf /etc/nginx/\n`,
      { "nginx.conf": MAIN },
    ),
    supervised("supervisord with user=root", `[supervisord]\nuser=root\n${nginx}`),
    supervised(
      "supervisord that does not start a program by itself",
      nginx + program("apache", "apachectl -D FOREGROUND", "autostart=false\n"),
      moved,
    ),
    supervised("supervisord with a program that forks away", program("nginx", "nginx")),
    supervised("supervisord with a shell", program("nginx", `/bin/sh -c "exec nginx -g 'daemon off;'"`)),
    supervised("supervisord with a program that is not there", nginx + program("web", "/nosuch")),
    supervised(
      "supervisord with two servers on one port",
      program("apache", "apachectl -D FOREGROUND", "priority=1\n") +
        program(
          "nginx",
          `sh -c "sleep 1; exec nginx -g 'daemon off;'"`,
          "priority=2\nautorestart=false\nstartsecs=0\n",
        ),
    ),
    {
      name: "supervisord with a main file of the repo",
      watch: 3,
      files: {
        Dockerfile: `${SUPERVISOR}COPY supervisord.conf /etc/\nCOPY site.conf /etc/nginx/sites-enabled/default\nCMD ["/usr/bin/supervisord", "-c", "/etc/supervisord.conf"]\n`,
        "supervisord.conf": `[supervisord]\nnodaemon=true\n${nginx}`,
        "site.conf": SITE,
      },
    },
    {
      name: "supervisord that goes to the background",
      files: {
        Dockerfile: `${SUPERVISOR}COPY own.conf /etc/supervisor/conf.d/\nCMD ["supervisord"]\n`,
        "own.conf": nginx,
      },
    },
    {
      name: "supervisord as another user",
      watch: 3,
      files: {
        Dockerfile: `${SUPERVISOR}${handed}RUN chown -R www-data /var/log/supervisor\nCOPY supervisord.conf nginx.conf /etc/nginx/\nUSER www-data\nCMD ["supervisord", "-c", "/etc/nginx/supervisord.conf"]\n`,
        "supervisord.conf": `[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${nginx}`,
        "nginx.conf": MAIN,
      },
    },
  ],
};

import type { LabCase, Theme } from "../case.ts";
import { MAIN, SUPERVISOR } from "./images.ts";

const CONF = "/etc/supervisor/supervisord.conf";
const START = `CMD ["supervisord", "-n", "-c", "${CONF}"]\n`;
const OWN = "[supervisord]\nnodaemon=true\nuser=root\n";
const NGINX = '[program:nginx]\ncommand=nginx -g "daemon off;"\n';

/** supervisord with this main file; `lines` stand before the command. */
const reads = (
  name: string,
  text: string,
  { lines = "", end = START, files = {} }: { lines?: string; end?: string; files?: LabCase["files"] } = {},
): LabCase => ({
  name: `supervisord, ${name}`,
  watch: 3,
  files: {
    Dockerfile: `${SUPERVISOR}COPY s.conf ${CONF}\n${lines}${end}`,
    "s.conf": text,
    ...files,
  },
});
const listener = (more: string) => `[eventlistener:watch]\ncommand=/bin/cat\n${more}`;
const more = (text: string) => ({ lines: "COPY more /etc/more\n", files: { "more/a.conf": text } });
// nginx that only needs /tmp and what its logs are.
const bare = (logs: string, temp = "/tmp") =>
  `pid /tmp/nginx.pid;\n${logs}events {}\nhttp { access_log off; ${[
    "client_body",
    "proxy",
    "fastcgi",
    "uwsgi",
    "scgi",
  ]
    .map((kind) => `${kind}_temp_path ${temp}/${kind};`)
    .join(" ")} server { listen 8080; } }\n`;
const own = (text: string, rest = "") => ({
  lines: `COPY nginx.conf /etc/nginx/nginx.conf\n${rest}`,
  files: { "nginx.conf": text },
});
const asUser = (text: string, before = "") => ({
  ...own(text, `${before}USER www-data\n`),
  end: START,
});

export const supervisord: Theme = {
  name: "supervisord",
  cases: [
    reads("a program", OWN + NGINX),
    reads("without its section", NGINX),
    reads("a section in capitals", `[SUPERVISORD]\nnodaemon=true\n${NGINX}`),
    reads(
      "keys that are indented",
      `${OWN}[program:nginx]\n  autorestart=false\n  command=nginx -g "daemon off;"\n`,
    ),
    reads(
      "a value that goes on",
      `${OWN}[program:nginx]\ncommand=nginx\n  -g "daemon off;"\nautorestart=false\n`,
    ),
    reads(
      "a value that goes on behind a blank line",
      `${OWN}[program:nginx]\ncommand=nginx\n\n  -g 'daemon off;'\n`,
    ),
    reads("a program in two parts", `${NGINX}${OWN}[program:nginx]\nautostart=false\n`),
    reads("a key twice", `${OWN}[program:nginx]\ncommand=/bin/cat\ncommand=nginx -g "daemon off;"\n`),
    reads("what counts for every section", `[DEFAULT]\nautostart=false\n${OWN}${NGINX}`),
    reads("a head with blanks", `${OWN}[ program:nginx ]\ncommand=nginx -g "daemon off;"\n`),
    reads("a blank behind the colon", `${OWN}[program: nginx]\ncommand=nginx -g "daemon off;"\n`),
    reads("a percent sign", `${OWN}${NGINX}[program:a]\ncommand=/bin/sleep %d\nautostart=false\n`),
    reads("a percent sign, doubled", `${OWN}${NGINX}[program:a]\ncommand=/bin/echo 5%%\nstartsecs=0\n`),
    reads("a percent sign in a key that nobody reads", `${OWN}${NGINX}note=100%\n`),
    reads("an expansion without its letter", `${OWN}${NGINX}directory=%(ENV_HOME)/x\n`),
    reads("a variable of the image", `${OWN}[program:nginx]\ncommand=nginx -g "daemon %(ENV_MODE)s;"\n`, {
      lines: "ENV MODE=off\n",
    }),
    reads("a variable that Docker sets", `${OWN}${NGINX}directory=%(ENV_HOME)s\n`),
    reads("a name that there is not", `${OWN}${NGINX}directory=%(HOME)s\n`),
    reads("the program's own name", `${OWN}[program:nginx]\ncommand=%(program_name)s -g "daemon off;"\n`),
    reads(
      "its own variable, defined beside it",
      `${OWN}${NGINX}directory=%(ENV_DIR)s\nenvironment=DIR="/tmp"\n`,
    ),
    reads("a folder that it includes", `${OWN}[include]\nfiles=/etc/more/*.conf\n`, more(NGINX)),
    reads("a relative folder that it includes", `${OWN}[include]\nfiles=../more/*.conf\n`, more(NGINX)),
    reads("an include of nothing", `${OWN}${NGINX}[include]\nfiles=/nosuch/*.conf\n`),
    reads("an include without files", `${OWN}${NGINX}[include]\n`),
    reads("what an included file includes", `${OWN}[include]\nfiles=/etc/more/a.conf\n`, {
      lines: "COPY more /etc/more\n",
      files: { "more/a.conf": "[include]\nfiles=/etc/more/b.conf\n", "more/b.conf": NGINX },
    }),
    reads("its section in an included file", `${NGINX}[include]\nfiles=/etc/more/*.conf\n`, more(OWN)),
    reads(
      "an included file that is wrong",
      `${OWN}${NGINX}[include]\nfiles=/etc/more/*.conf\n`,
      more("[program:x]\n"),
    ),
    reads("a comment in a command", `${OWN}[program:nginx]\ncommand=nginx -g "daemon off ;"\n`),
    reads(
      "a semicolon without a blank",
      `${OWN}[program:nginx]\ncommand=nginx -g 'daemon off;' ; as it is\n`,
    ),
    reads(
      "a command with a variable of a shell",
      `${OWN}[program:nginx]\ncommand=nginx -c $CONF -g "daemon off;"\n`,
      {
        lines: "ENV CONF=/etc/nginx/nginx.conf\n",
      },
    ),
    reads("a command with &&", `${OWN}[program:nginx]\ncommand=true && nginx -g "daemon off;"\n`),
    reads("a program without a command", `${OWN}${NGINX}[program:a]\nautostart=false\n`),
    reads("a number that is none", `${OWN}${NGINX}startsecs=1s\n`),
    reads("a boolean that is none", `${OWN}${NGINX}autostart=maybe\n`),
    reads("a restart that is none", `${OWN}${NGINX}autorestart=always\n`),
    reads("a size that is none", `${OWN}${NGINX}stdout_logfile_maxbytes=5M\n`),
    reads("a signal that is none", `${OWN}${NGINX}stopsignal=FOO\n`),
    reads("a name with a blank", `${OWN}${NGINX}[program:a b]\ncommand=/bin/cat\n`),
    reads("several processes without a number", `${OWN}${NGINX}numprocs=2\n`),
    reads("a group", `${OWN}${NGINX}[group:all]\nprograms=nginx\n`),
    reads("a group of a program that is not there", `${OWN}${NGINX}[group:all]\nprograms=nginx,web\n`),
    reads("an eventlistener", `${OWN}${NGINX}${listener("events=TICK_60\n")}`),
    reads("an eventlistener without events", `${OWN}${NGINX}${listener("")}`),
    reads("an eventlistener of no event", `${OWN}${NGINX}${listener("events=NOSUCH\n")}`),
    reads(
      "an eventlistener that redirects",
      `${OWN}${NGINX}${listener("events=TICK_60\nredirect_stderr=true\n")}`,
    ),
    reads("a web server without a port", `${OWN}${NGINX}[inet_http_server]\n`),
    reads("a number that nobody has", `${OWN}${NGINX}user=1000\n`),
    reads(
      "a user that there is not",
      `${OWN}${NGINX}[program:a]\ncommand=/bin/cat\nuser=nosuch\nautostart=false\n`,
    ),
    reads("a line that is none", `${OWN}${NGINX}autorestart\n`),
    reads("letters that stand together", OWN + NGINX, { end: `CMD ["supervisord", "-nc${CONF}"]\n` }),
    reads("a long option", OWN + NGINX, { end: `CMD ["supervisord", "-n", "--configuration=${CONF}"]\n` }),
    reads(
      "a program's user, logs as they are",
      `${OWN}${NGINX}user=www-data\n`,
      own(bare("error_log stderr;\n")),
    ),
    reads("a program's user by number", `${OWN}${NGINX}user=33\n`, own(bare("error_log stderr;\n"))),
    reads(
      "a program's user that logs to /dev/stderr",
      `${OWN}${NGINX}user=www-data\n`,
      own(bare("error_log /dev/stderr;\n")),
    ),
    reads(
      "root's program that logs to /dev/stderr",
      OWN + NGINX,
      own(`user www-data;\n${bare("error_log /dev/stderr;\n")}`),
    ),
    reads("a program's user and a log that is a link to the output", `${OWN}${NGINX}user=www-data\n`, {
      ...own(
        bare("error_log /var/log/nginx/error.log;\n"),
        "RUN ln -sf /dev/stderr /var/log/nginx/error.log && chmod 755 /var/log/nginx\n",
      ),
    }),
    reads(
      "as a user, and so its programs",
      `[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}`,
      asUser(bare("error_log /dev/stderr;\n")),
    ),
    reads(
      "as a user that its file names",
      `[supervisord]\nuser=www-data\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}user=www-data\n`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, its file names root",
      `[supervisord]\nuser=root\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, a program wants to be root",
      `[supervisord]\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}user=root\n`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "root that becomes a user itself",
      `[supervisord]\nuser=www-data\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}`,
      own(bare("error_log /dev/stderr;\n")),
    ),
    reads(
      "root that becomes a user itself, a program wants to be root",
      `[supervisord]\nuser=www-data\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}user=root\n`,
      own(bare("error_log stderr;\n")),
    ),
    reads("a main file of nginx as usual", OWN + NGINX, own(MAIN)),
    reads("a log in a folder that is not there", `${OWN}${NGINX}stdout_logfile=/nosuch/a.log\n`),
    reads("a log of errors in a folder that is not there", `${OWN}${NGINX}stderr_logfile=/nosuch/a.log\n`),
    reads(
      "a log of a program that nothing starts, in a folder that is not there",
      `${OWN}${NGINX}[program:a]\ncommand=/bin/cat\nautostart=false\nstdout_logfile=/nosuch/a.log\n`,
    ),
    reads(
      "a log to /dev/stdout without a limit",
      `${OWN}${NGINX}stdout_logfile=/dev/stdout\nstdout_logfile_maxbytes=0\n`,
    ),
    reads(
      "a log to the descriptor",
      `${OWN}${NGINX}stdout_logfile=/dev/fd/1\nstdout_logfile_maxbytes=0\nstderr_logfile=/dev/fd/2\nstderr_logfile_maxbytes=0\n`,
    ),
    reads("a log that is none", `${OWN}${NGINX}stdout_logfile=NONE\nstderr_logfile=syslog\n`),
    reads(
      "a main log in a folder that is not there",
      `[supervisord]\nnodaemon=true\nuser=root\nlogfile=/nosuch/s.log\n${NGINX}`,
    ),
    reads(
      "a main log that is no file",
      `[supervisord]\nnodaemon=true\nuser=root\nlogfile=/dev/null\nlogfile_maxbytes=0\n${NGINX}`,
    ),
    reads(
      "a pid file in a folder that is not there",
      `[supervisord]\nnodaemon=true\nuser=root\npidfile=/nosuch/s.pid\n${NGINX}`,
    ),
    reads(
      "a folder of logs that is not there",
      `[supervisord]\nnodaemon=true\nuser=root\nchildlogdir=/nosuch\n${NGINX}`,
    ),
    reads(
      "a socket in a folder that is not there",
      `${OWN}${NGINX}[unix_http_server]\nfile=/nosuch/s.sock\n`,
    ),
    reads(
      "a socket with an owner that there is not",
      `${OWN}${NGINX}[unix_http_server]\nfile=/tmp/s.sock\nchown=nosuch\n`,
    ),
    reads(
      "a socket with a mode that is none",
      `${OWN}${NGINX}[unix_http_server]\nfile=/tmp/s.sock\nchmod=0888\n`,
    ),
    reads(
      "as a user, its pid file is root's",
      `[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/run/s.pid\n${NGINX}`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, a program's log is root's",
      `[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}stdout_logfile=/var/log/n.log\n`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, its main log is root's",
      `[supervisord]\nnodaemon=true\nlogfile=/var/log/s.log\npidfile=/tmp/s.pid\n${NGINX}`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, its main log is where nothing says it",
      `[supervisord]\nnodaemon=true\npidfile=/tmp/s.pid\n${NGINX}`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "as a user, its main log is its own",
      `[supervisord]\nnodaemon=true\nlogfile=/var/log/s.log\npidfile=/tmp/s.pid\n${NGINX}`,
      asUser(bare("error_log stderr;\n"), "RUN touch /var/log/s.log && chown www-data /var/log/s.log\n"),
    ),
    reads(
      "as a user, its socket is root's",
      `[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}[unix_http_server]\nfile=/run/s.sock\n`,
      asUser(bare("error_log stderr;\n")),
    ),
    reads(
      "root that becomes a user itself, its socket root's",
      `[supervisord]\nuser=www-data\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\npidfile=/tmp/s.pid\n${NGINX}[unix_http_server]\nfile=/run/s.sock\n`,
      own(bare("error_log stderr;\n")),
    ),
    reads(
      "root that becomes a user itself, its main log root's",
      `[supervisord]\nuser=www-data\nnodaemon=true\nlogfile=/var/log/s.log\npidfile=/tmp/s.pid\n${NGINX}`,
      own(bare("error_log stderr;\n")),
    ),
    reads("a program's folder that is not there", `${OWN}${NGINX}directory=/nosuch\n`),
    reads(
      "a program that is not there",
      `${OWN}[program:nginx]\ncommand=/usr/sbin/nosuch -g "daemon off;"\n`,
    ),
    reads("a priority that is none", `${OWN}${NGINX}priority=high\n`),
    reads("exit codes that are none", `${OWN}${NGINX}exitcodes=0,x\n`),
    reads("an umask that is none", `${OWN}${NGINX}umask=9\n`),
    reads(
      "a program by its number of process",
      `${OWN}[program:nginx]\ncommand=nginx -g "daemon off;"\nnumprocs=1\nprocess_name=%(program_name)s_%(process_num)02d\n`,
    ),
    reads("a web server on a port that is none", `${OWN}${NGINX}[inet_http_server]\nport=x:y\n`),
    reads("a section that nobody knows", `${OWN}${NGINX}[nosuch:x]\ncommand=1\n`),
    reads("a section without its end", `${OWN}${NGINX}[program:x\ncommand=/bin/cat\n`),
    reads("an environment that is none", `${OWN}${NGINX}environment=A\n`),
    reads("an environment with a comma", `${OWN}${NGINX}environment=A="1,2",B=x\n`),
  ],
};

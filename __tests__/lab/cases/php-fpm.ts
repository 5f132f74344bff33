import type { LabCase, Theme } from "../case.ts";
import { script } from "./images.ts";

const FPM = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx php8.2-fpm\n";
const POOLS = "/etc/php/8.2/fpm/pool.d";
const ALONE = 'CMD ["php-fpm8.2", "-F"]\n';
const PM = "pm = static\npm.max_children = 1\n";
const USER = "user = www-data\ngroup = www-data\n";

const pools = (
  name: string,
  text: string,
  lines = "",
  end = ALONE,
  files: LabCase["files"] = {},
): LabCase => ({
  name: `php-fpm, ${name}`,
  files: {
    Dockerfile: `${FPM}RUN mkdir -p /run/php\nCOPY www.conf ${POOLS}/www.conf\n${lines}${end}`,
    "www.conf": text,
    ...files,
  },
});
const pool = (more: string, user = USER) => `[www]\n${user}listen = 127.0.0.1:9000\n${PM}${more}`;

const PLAIN =
  "RUN sed -i 's#^pid = .*#pid = /tmp/fpm.pid#; s#^error_log = .*#error_log = /proc/self/fd/2#' /etc/php/8.2/fpm/php-fpm.conf\n";
const plain = (name: string, more: string, lines = "", user = "www-data") =>
  pools(
    `as ${user}, ${name}`,
    `[www]\nlisten = /tmp/www.sock\n${PM}${more}`,
    `${PLAIN}${lines}USER ${user}\n`,
  );

/** nginx in front of php-fpm, by a socket; `more` stands in the pool. */
const behind = (
  name: string,
  more: string,
  { lines = "", nginx = "user www-data;\n", path = "/run/php/www.sock", user = USER } = {},
): LabCase =>
  pools(
    `behind nginx, ${name}`,
    `[www]\n${user}listen = ${path}\n${PM}${more}`,
    `COPY nginx.conf /etc/nginx/nginx.conf\nCOPY start.sh /\n${lines}`,
    'CMD ["/start.sh"]\n',
    {
      "nginx.conf": `${nginx}events {}\nhttp { server { listen 8080; location / { fastcgi_pass unix:${path}; } } }\n`,
      "start.sh": script("php-fpm8.2 -D\nexec nginx -g 'daemon off;'\n"),
    },
  );
const SHOP = "RUN useradd --system shop\n";

export const phpFpm: Theme = {
  name: "php-fpm",
  cases: [
    pools("a pool", pool("")),
    pools(
      "a pool beside the stock one",
      pool("").replace("[www]", "[shop]"),
      `RUN mv ${POOLS}/www.conf ${POOLS}/shop.conf\n`,
    ),
    pools("two pools", `${pool("")}[shop]\n${USER}listen = 9001\n${PM}`),
    pools("no user", pool("", "")),
    pools("an empty user", pool("", "user =\n")),
    pools("a user that there is not", pool("", "user = nosuch\n")),
    pools("a group that there is not", pool("", "user = www-data\ngroup = nosuch\n")),
    pools("a number that nobody has", pool("", "user = 1500\ngroup = 1500\n")),
    pools("a user made for it", pool("", "user = shop\ngroup = shop\n"), SHOP),
    pools("a user without its group", pool("", "user = www-data\n")),
    pools("root", pool("", "user = root\ngroup = root\n")),
    pools("root, allowed", pool("", "user = root\ngroup = root\n"), "", 'CMD ["php-fpm8.2", "-F", "-R"]\n'),
    pools("no user, allowed", pool("", ""), "", 'CMD ["php-fpm8.2", "-F", "-R"]\n'),
    pools(
      "root allowed by the long option",
      pool("", "user = 0\n"),
      "",
      'CMD ["php-fpm8.2", "-F", "--allow-to-run-as-root"]\n',
    ),
    pools("the last of two users", pool("user = nobody\ngroup = nogroup\n")),
    pools(
      "a pool in two parts",
      `${pool("")}[shop]\n${USER}listen = 9001\n${PM}[www]\nuser = nobody\ngroup = nogroup\n`,
    ),
    pools("a user in quotes", pool("", 'user = "www-data" ; its own\ngroup = www-data\n')),
    pools("a commented user", pool(";user = nosuch\n")),
    pools(
      "an owner that there is not",
      pool("listen.owner = nosuch\n").replace("127.0.0.1:9000", "/run/php/a.sock"),
    ),
    pools("an owner that there is not, of a port", pool("listen.owner = nosuch\n")),
    pools(
      "a group of the socket that there is not",
      pool("listen.group = nosuch\n").replace("127.0.0.1:9000", "/run/php/a.sock"),
    ),
    pools("a socket by the name of its pool", pool("").replace("127.0.0.1:9000", "/run/php/$pool.sock")),
    pools("a cleared environment that is kept", pool("clear_env = no\n")),
    plain("a socket", ""),
    plain("a socket of its own user", "listen.owner = www-data\n"),
    plain("a socket of its own group", "listen.group = www-data\n"),
    plain("a socket of somebody else", "listen.owner = games\n"),
    plain("a socket of another group", "listen.group = games\n"),
    plain("a socket for everyone", "listen.mode = 0666\n"),
    plain("a user that it cannot become", "user = games\ngroup = games\n"),
    plain("a user that there is not", "user = nosuch\n"),
    plain("without a user", "", "", "1500"),
    behind("nobody named", ""),
    behind("its user named", "listen.owner = www-data\n"),
    behind("its group named", "listen.group = www-data\n"),
    behind("its group named, and no bit for it", "listen.group = www-data\nlisten.mode = 0600\n"),
    behind("open to everyone", "listen.mode = 0666\n"),
    behind("open to everyone, three digits", "listen.mode = 666\n"),
    behind("of another user", "listen.owner = shop\n", { lines: SHOP }),
    behind("of another user and its group", "listen.owner = shop\nlisten.group = www-data\n", {
      lines: SHOP,
    }),
    behind("of another user in whose group nginx is", "listen.owner = shop\n", {
      lines: `${SHOP}RUN usermod -aG shop www-data\n`,
    }),
    behind("by numbers", "listen.owner = 33\nlisten.group = 33\n"),
    behind("nginx as its user", "listen.owner = shop\n", { lines: SHOP, nginx: "user shop;\n" }),
    behind("nginx's workers as root", "", { nginx: "user root;\n" }),
    behind("in a closed folder", "listen.mode = 0666\n", {
      path: "/srv/php/www.sock",
      lines: "RUN mkdir -m 700 /srv/php\n",
    }),
    behind("in a folder of nginx", "listen.mode = 0666\n", {
      path: "/srv/php/www.sock",
      lines: "RUN install -d -m 750 -o www-data /srv/php\n",
    }),
  ],
};

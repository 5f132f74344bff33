import { expect, test } from "vitest";
import { phpFpmSocket } from "../../../src/rules/process/php-fpm-socket.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const SOCKET = "/run/php/shop.sock";
const START = "php-fpm8.2 -D\nexec nginx -g 'daemon off;'\n";

/** Debian's nginx and php-fpm with a pool of these lines, of a user "shop", and nginx with its socket. */
function check(pool: string, { lines = "", pass = `unix:${SOCKET}`, start = START } = {}): readonly string[] {
  return checkRule(phpFpmSocket, {
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN apt-get update && apt-get install -y nginx php8.2-fpm\nRUN useradd --system shop\nCOPY p.conf /etc/php/8.2/fpm/pool.d/\nCOPY site.conf /etc/nginx/conf.d/\nCOPY start.sh /\n${lines}CMD ["sh", "/start.sh"]\n`,
    [`${WEB}/p.conf`]: `[shop]\nuser = shop\nlisten = ${SOCKET}\n${pool}`,
    [`${WEB}/site.conf`]: `server { listen 8080; location / { fastcgi_pass ${pass}; } }\n`,
    [`${WEB}/start.sh`]: start,
  });
}
type Rest = NonNullable<Parameters<typeof check>[1]>;
const said = (place: string, whose: string) => [
  `${WEB}/p.conf:${place} user "www-data" cannot open ${SOCKET} of pool "shop", so nginx answers 502: it belongs to ${whose}`,
];

test.each<readonly [string, string, readonly string[]]>([
  ["a socket of root", "", said("3:10-28", "root:root with mode 660")],
  ["of the pool's user", "listen.owner = shop\n", said("4:16-20", "shop:shop with mode 660")],
  [
    "of nginx's group, closed to it",
    "listen.group = www-data\nlisten.mode = 0600\n",
    said("4:16-24", "root:www-data with mode 600"),
  ],
  ["readable and no more", "listen.mode = 0664\n", said("4:15-19", "root:root with mode 664")],
])("reports %s", (_, pool, expected) => {
  expect(check(pool)).toEqual(expected);
});

test.each<readonly [string, string] | readonly [string, string, Rest]>([
  ["nginx's user", "listen.owner = www-data\n"],
  ["nginx's group", "listen.group = www-data\n"],
  ["everyone", "listen.mode = 0666\n"],
  ["an access list", "listen.acl_users = www-data\n"],
  ["a group that nginx's user is in", "listen.owner = shop\n", { lines: "RUN usermod -aG shop www-data\n" }],
  ["a number, which may be of one of its groups", "listen.owner = 1500\nlisten.group = 1500\n"],
  ["a mode that is none", "listen.mode = rw\n"],
  ["the socket of the package's pool", "", { pass: "unix:/run/php/php8.2-fpm.sock" }],
  ["another machine", "", { pass: "php:9000" }],
  ["a variable", "", { pass: "unix:$php" }],
  [
    "a port of a pool that nothing tells",
    "",
    {
      pass: "127.0.0.1:9000",
      lines: "RUN sed -i 's/^listen = .*/listen = 9000/' /etc/php/8.2/fpm/pool.d/www.conf\n",
    },
  ],
  ["another program that may listen", "", { pass: "127.0.0.1:9000", start: `node a.js &\n${START}` }],
  ["nginx alone", "", { start: "exec nginx -g 'daemon off;'\n" }],
  ["php-fpm alone", "", { start: "exec php-fpm8.2 -F\n" }],
])("accepts %s", (_about, pool: string, rest: Rest = {}) => {
  expect(check(pool, rest)).toEqual([]);
});

test.each<readonly [string, Rest, string]>([
  ["a socket that no pool has", { pass: "unix:/run/php/other.sock" }, "unix:/run/php/other.sock"],
  ["a port, where all have sockets", { pass: "127.0.0.1:9000" }, "127.0.0.1:9000"],
  ["a port by the machine's name", { pass: "localhost:9000" }, "localhost:9000"],
])("reports %s", (_, rest, text) => {
  const place = `${WEB}/site.conf:1:49-${49 + text.length}`;
  const listens = `${SOCKET} and /run/php/php8.2-fpm.sock`;
  expect(check("listen.owner = www-data\n", rest)).toEqual([
    `${place} nothing listens on ${text}, so nginx answers 502: php-fpm listens on ${listens}`,
  ]);
});

test("a pool that listens on a port", () => {
  const lines = "RUN rm /etc/php/8.2/fpm/pool.d/www.conf\n";
  expect(check("listen = 9000\n", { pass: "127.0.0.1:9000", lines })).toEqual([]);
  expect(check("listen = 127.0.0.1:9000\n", { pass: "[::1]:9000", lines })).toEqual([]);
  expect(check("listen = 9000\n", { lines })).toEqual([
    `${WEB}/site.conf:1:49-72 nothing listens on unix:${SOCKET}, so nginx answers 502: php-fpm listens on 9000`,
  ]);
});

/** Debian's Apache in front of a pool "shop". */
function behindApache(site: string, pool = ""): readonly string[] {
  return checkRule(phpFpmSocket, {
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN apt-get update && apt-get install -y apache2 php8.2-fpm\nRUN useradd --system shop && a2enmod proxy_fcgi\nCOPY p.conf /etc/php/8.2/fpm/pool.d/www.conf\nCOPY site.conf /etc/apache2/sites-enabled/\nCOPY start.sh /\nCMD ["sh", "/start.sh"]\n`,
    [`${WEB}/p.conf`]: `[shop]\nuser = shop\nlisten = ${SOCKET}\n${pool}`,
    [`${WEB}/site.conf`]: `<VirtualHost *:80>\n${site}\n</VirtualHost>\n`,
    [`${WEB}/start.sh`]: "php-fpm8.2 -D\nexec apachectl -D FOREGROUND\n",
  });
}

test("Apache in front of a socket", () => {
  const handler = (address: string) => `<FilesMatch php$>\nSetHandler "proxy:${address}"\n</FilesMatch>`;
  const own = handler(`unix:${SOCKET}|fcgi://localhost`);
  expect(behindApache(own)).toEqual([
    `${WEB}/p.conf:3:10-28 user "www-data" cannot open ${SOCKET} of pool "shop", so Apache answers 503: it belongs to root:root with mode 660`,
  ]);
  expect(behindApache(own, "listen.owner = www-data\n")).toEqual([]);
  expect(behindApache(handler("fcgi://php:9000"))).toEqual([]);
  const unheard = (place: string, text: string) => [
    `${WEB}/site.conf:${place} nothing listens on ${text}, so Apache answers 503: php-fpm listens on ${SOCKET}`,
  ];
  const port = "fcgi://127.0.0.1:9000";
  expect(behindApache(handler(port))).toEqual(unheard("3:12-41", `proxy:${port}`));
  expect(behindApache(`ProxyPassMatch ^/(.*php)$ ${port}/srv/$1`)).toEqual(
    unheard("2:27-55", `${port}/srv/$1`),
  );
});

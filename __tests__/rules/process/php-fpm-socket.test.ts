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
  ["another socket", "", { pass: "unix:/run/php/other.sock" }],
  ["a port", "", { pass: "127.0.0.1:9000" }],
  ["nginx alone", "", { start: "exec nginx -g 'daemon off;'\n" }],
  ["php-fpm alone", "", { start: "exec php-fpm8.2 -F\n" }],
])("accepts %s", (_about, pool: string, rest: Rest = {}) => {
  expect(check(pool, rest)).toEqual([]);
});

import { expect, test } from "vitest";
import { checkDirectives, childContext } from "../../src/parsers/nginx/directives.ts";
import { knownDirective } from "../../src/parsers/nginx/entries.ts";
import { guessContexts, looksLikeNginx, startsLikeNginx } from "../../src/parsers/nginx/guess.ts";
import { parseNginx } from "../../src/parsers/nginx/parse.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

const read = (text: string) => parseNginx(sourceFile("nginx.conf", text));

const refused: readonly (readonly [
  why: string,
  context: string,
  text: string,
  problems: readonly string[],
])[] = [
  [
    "a forgotten ; swallows the next line",
    "main",
    "user www-data\nworker_processes auto;\nevents {}",
    [`1 arguments www-data | "user" takes 1 or 2 arguments, not 3: a ";" is missing after "www-data"`],
  ],
  [
    "a forgotten ; swallows two lines",
    "main",
    "user web web\n\npid /run/nginx.pid\nworker_processes auto;",
    [`1 arguments web | "user" takes 1 or 2 arguments, not 6: a ";" is missing after "web"`],
  ],
  [
    "a forgotten ; before a block",
    "main",
    "user www-data\n# all of it\nevents {\n}",
    [`1 block www-data | directive "user" is not terminated by ";": a ";" is missing after "www-data"`],
  ],
  [
    "a forgotten ; where the next word could be an argument",
    "server",
    "listen 80\nlocation / {}",
    [`1 block 80 | directive "listen" is not terminated by ";": a ";" is missing after "80"`],
  ],
  [
    "a forgotten ; behind a name",
    "upstream",
    "ip_hash\nserver a;",
    [`1 arguments ip_hash | "ip_hash" takes no arguments, not 2: a ";" is missing after "ip_hash"`],
  ],
  [
    "too many arguments on one line are only counted",
    "http",
    "root /a index b;",
    [`1 arguments root | "root" takes 1 argument, not 3`],
  ],
  [
    "a directive's name in the middle of a line begins nothing",
    "main",
    "user a\n  b user;",
    [`1 arguments user | "user" takes 1 or 2 arguments, not 3`],
  ],
  [
    "too few arguments",
    "server",
    "listen;",
    [`1 arguments listen | "listen" takes at least 1 argument, not 0`],
  ],
  [
    "a directive outside of its context",
    "http",
    "user web;\nserver { events {} }",
    [
      `1 context user | "user" directive is not allowed here, in "http": it belongs in "main"`,
      `2 context events | "events" directive is not allowed here, in "server": it belongs in "main"`,
    ],
  ],
  ["a block without its {", "http", "server;", [`1 block server | directive "server" has no opening "{"`]],
  [
    "a simple directive with a block",
    "http",
    "root /a {}",
    [`1 block root | directive "root" is not terminated by ";"`],
  ],
  [
    "a flag that is neither on nor off",
    "http",
    "gzip yes;",
    [`1 flag yes | invalid value "yes" in "gzip" directive, it must be "on" or "off"`],
  ],
  ["a directive of a module", "http", "brotli on;", [`1 unknown brotli | unknown directive "brotli"`]],
  [
    "a directive in an if of a server",
    "server",
    "if ($a) { return 301 /; proxy_pass http://a; }",
    [
      `1 context proxy_pass | "proxy_pass" directive is not allowed here, in "if in server": it belongs in "location", "if in location", "limit_except" or "stream server"`,
    ],
  ],
  [
    "names of Object.prototype",
    "main",
    "constructor a;",
    [`1 unknown constructor | unknown directive "constructor"`],
  ],
];

test.each(refused)("%s", (_, context, text, problems) => {
  const { file, directives } = read(text);
  const seen = checkDirectives(directives, context).map(
    ({ kind, message, span }) =>
      `${positionAt(file, span.start).line} ${kind} ${textOf(file, span)} | ${message}`,
  );
  expect(seen).toEqual(problems);
});

const accepted: readonly (readonly [why: string, context: string, text: string])[] = [
  [
    "the stock configuration",
    "main",
    "user nginx;\nevents { worker_connections 1; }\nhttp { include a; server { listen 80; location / { if ($a) { break; } limit_except GET { deny all; } } } }",
  ],
  ["arguments over several lines", "http", "log_format main '$a'\n  '$b'\n  '$c';"],
  [
    "server in each of its meanings",
    "main",
    "http { upstream a { server b:80 weight=2; } server { listen 80; } }\nstream { upstream a { server b:80; } server { proxy_pass a; } }",
  ],
  [
    "pairs of values, which are no directives",
    "http",
    "map $a $b { listen 1; default 0; ~x y; }\ngeo $c { 10.0.0.0/8 1; }\ntypes { text/html html; }\nsplit_clients $a $b { 5% .one; * ''; }",
  ],
  ["flags in any case", "http", "gzip ON; sendfile Off;"],
  ["include anywhere", "upstream", "include a;"],
];

test.each(accepted)("nothing is said of %s", (_, context, text) => {
  expect(checkDirectives(read(text).directives, context)).toEqual([]);
});

test("nothing is said of what stands in a module's block or in Lua", () => {
  const problems = checkDirectives(
    read("rtmp { server { listen a b; user x; } }\nx_by_lua_block { user }").directives,
    "main",
  );
  expect(problems.map(({ kind, directive }) => [kind, directive.name.value])).toEqual([
    ["unknown", "rtmp"],
    ["unknown", "x_by_lua_block"],
  ]);
});

test.each([
  ["server {}", "http", "server"],
  ["server {}", "stream", "stream server"],
  ["if (a) {}", "location", "if in location"],
  ["map $a $b {}", "http", undefined],
  ["server a;", "http", undefined],
  ["constructor {}", "http", undefined],
  ["server {}", "constructor", undefined],
])("%s in %s opens %s", (text, context, inner) => {
  const [directive] = read(text).directives;
  expect(directive && childContext(directive, context)).toBe(inner);
});

test.each([
  ["listen", true],
  ["include", true],
  ["Listen", false],
  ["brotli", false],
  ["toString", false],
])("%s is known: %s", (name, known) => {
  expect(knownDirective(name)).toBe(known);
});

test.each([
  ["a main configuration", "user a;\nevents {}\nhttp {}", ["main"]],
  ["a broken main configuration", "user a\nevents {}\nhttp {}", ["main"]],
  ["a server", "server { listen 80; root /a; }", ["http"]],
  ["a server of a stream", "server { listen 80; proxy_pass a:1; }", ["stream"]],
  ["a location", "location / { root /a; }", ["server", "location"]],
  ["servers of an upstream", "server a:80;\nkeepalive 2;", ["upstream"]],
  ["directives that never stand together", "user a;\nlisten 80;", []],
])("%s may stand in %j", (_, text, contexts) => {
  expect(guessContexts(read(text).directives)).toEqual(contexts);
});

const nginx: readonly (readonly [what: string, text: string])[] = [
  ["a main configuration", "user a;\nevents {}\nhttp { include b; }"],
  ["a main configuration with a forgotten ;", "user a\npid b;\nevents {}\nhttp {}"],
  ["a server", "server { listen 80; }"],
  ["a location", "location /api { proxy_pass http://a; }"],
  ["proxy settings", "proxy_set_header Host $host;\nproxy_http_version 1.1;"],
  ["mime.types", "types { text/html html htm; }"],
  ["a map", "map $http_upgrade $connection_upgrade { default upgrade; '' close; }"],
  ["a server with a module's directives", "server { listen 80; brotli on; }"],
];

test.each(nginx)("%s is nginx configuration", (_, text) => {
  expect(looksLikeNginx(read(text))).toBe(true);
  for (const before of ["", "\ufeff", "# a\n\n"])
    expect(startsLikeNginx(sourceFile("a", before + text))).toBe(looksLikeNginx(read(before + text)));
});

const others: readonly (readonly [what: string, text: string])[] = [
  ["an empty file", ""],
  ["comments", "# server { listen 80; }\n"],
  ["a broken server", "server { listen 80 }"],
  ["a template", "server { listen {{ port }}; }"],
  ["YAML", "server:\n  listen: 80\n"],
  ["JSON", '{ "server": { "listen": 80 } }'],
  ["INI", "[server]\nlisten = 80\n; a comment\n"],
  ["php.ini", "[PHP]\nmemory_limit = 128M\n;opcache.enable=1\n"],
  ["php-fpm", "[www]\nuser = www-data\nlisten = 127.0.0.1:9000\n"],
  ["an env file", "PORT=80\nUSER=www-data\n"],
  ["shell", "#!/bin/sh\nset -e;\nif [ -f a ]; then\n  return 1;\nfi\n"],
  ["shell functions", 'run() {\n  set -e;\n  return 0;\n}\nrun "$@";\n'],
  ["shell settings", "set -eu;\nbreak;\n"],
  ["supervisor", "[program:nginx]\ncommand=nginx -g 'daemon off;'\nuser=root\n"],
  ["systemd", "[Service]\nUser=www-data\nExecStart=/usr/sbin/nginx -g 'daemon off;'\n"],
  ["redis", "bind 127.0.0.1\nport 6379\ninclude /etc/redis/a.conf\n"],
  ["postgres", "listen_addresses = '*'\nport = 5432\n"],
  ["fluent-bit", "[INPUT]\n    Name tail\n    Path /var/log/*.log\n"],
  ["haproxy", "listen stats\n  bind *:8404\nserver a 10.0.0.1:80\n"],
  ["bind", 'options { directory "/var"; };\nzone "a" { type master; };\n'],
  ["dhcpd", "subnet 10.0.0.0 netmask 255.0.0.0 { option routers 10.0.0.1; }\n"],
  ["JavaScript", "if (a) { return b; }\nbreak;\n"],
  ["CSS", "body { margin: 0; }\n"],
  ["a Caddyfile", "example.com {\n  root * /srv\n  file_server\n}\n"],
  ["Apache", "<VirtualHost *:80>\n  ServerName a\n</VirtualHost>\n"],
  ["HCL", 'server {\n  listen = "80"\n}\n'],
  ["freeradius", "server default {\n  listen {\n    type = auth\n  }\n}\n"],
  ["a Dockerfile", "FROM nginx\nUSER nginx\n"],
  ["only includes", "include /etc/nginx/modules/*.conf;"],
];

test.each(others)("%s is not nginx configuration", (_, text) => {
  expect(looksLikeNginx(read(text))).toBe(false);
});

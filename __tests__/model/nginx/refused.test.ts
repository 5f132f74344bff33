import { describe, expect, test } from "vitest";
import { readNginx } from "../../../src/model/nginx/read.ts";
import { nginxDebian, nginxOfficial } from "../../../src/model/stock/nginx.ts";
import { serverInput } from "../server-image.ts";

interface Base {
  readonly on?: string;
  readonly like?: string;
  readonly packages?: ReadonlySet<string>;
  readonly install?: typeof nginxOfficial;
}

function refused(text: string, { on = "nginx:1.31", like, packages, install = nginxOfficial }: Base = {}) {
  const input = serverInput({ install, files: { "/etc/nginx/nginx.conf": text } });
  const from = install === nginxDebian ? ("package" as const) : ("base" as const);
  const installed = { ...input.installed, from, on, ...(like === undefined ? {} : { like }) };
  const { problems, starts } = readNginx({ ...input, installed, ...(packages && { packages }) });
  return { starts, messages: problems.map(({ message }) => message) };
}

const http = (text: string) => `events {}\nhttp { ${text} }\n`;
const server = (text: string) => http(`server { listen 80; ${text} }`);

// Each was put to `nginx -t` of 1.31.5.
test.each([
  [
    server("location / { fastcgi_pass 127.0.0.1:1; fastcgi_buffer_size 128k; }"),
    '"fastcgi_busy_buffers_size", twice the largest buffer unless it is set, must be less than all "fastcgi_buffers" but one',
  ],
  [
    http("proxy_buffer_size 16k; server { location / { proxy_busy_buffers_size 8k; } }"),
    '"proxy_busy_buffers_size" must be at least the larger of "proxy_buffer_size" and one of "proxy_buffers"',
  ],
  [server("uwsgi_buffers 1 8k;"), 'there must be at least 2 "uwsgi_buffers"'],
  [
    server("scgi_max_temp_file_size 1k;"),
    '"scgi_max_temp_file_size" must be 0, or at least the larger of "scgi_buffer_size" and one of "scgi_buffers"',
  ],
  [
    server("valid_referers none a.org; valid_referers A.org/x;"),
    'conflicting parameter "A.org" in "valid_referers"',
  ],
  [server("rewrite ^/a$ /b$ redirect;"), 'invalid variable name in "/b$"'],
  [server("location /(?<p>x)/ { return 200 $p; }"), 'unknown "p" variable'],
  [server("client_body_temp_path /tmp/a one;"), 'invalid value "one"'],
  [http("charset_map koi8-r utf-8 { 80 D0B; }"), 'invalid value "D0B"'],
  [
    server("location ~ ^/(*)$ { return 200; }"),
    'invalid regular expression "^/(*)$": quantifier does not follow a repeatable item',
  ],
  [server("retrun 200;"), 'unknown directive "retrun": did you mean "return"?'],
  [
    server("image_filter test;"),
    '"image_filter" directive is not allowed here, in "server": it belongs in "location"',
  ],
  [server("location / { image_filter test; }"), 'unknown directive "image_filter": its module is not loaded'],
  [server("root /a; root /b;"), '"root" directive is duplicate'],
  [server("location / { alias /a; root /b; }"), '"root" directive is duplicate'],
  [server("location /a { location /b { } }"), 'location "/b" is outside location "/a"'],
  [server("location = /a { location /a/b { } }"), 'location "/a/b" cannot be inside the exact location "/a"'],
  [server("location / { } location / { }"), 'duplicate location "/"'],
  [
    server("location ~ a { proxy_pass http://127.0.0.1/b; }"),
    '"proxy_pass" cannot have a URI part in a location given by regular expression',
  ],
  [server("access_log /a json;"), 'unknown log format "json"'],
  [
    http("server { listen 80; access_log /a m; } log_format m '$status';"),
    'unknown log format "m": it is defined only below',
  ],
  [server("location / { limit_req zone=a; }"), 'no zone "a" is defined'],
  [
    server("location / { fastcgi_pass php; }"),
    'no port in upstream "php", and no "upstream" of that name is defined',
  ],
  [http("upstream a { server 127.0.0.1:1; } upstream a { server 127.0.0.1:2; }"), 'duplicate upstream "a"'],
  [
    http("upstream a { server 127.0.0.1:1; } server { listen 80; location / { proxy_pass http://a:81; } }"),
    'upstream "a" may not have port 81',
  ],
  [http("upstream a { }"), 'no servers are inside upstream "a"'],
  [server("return 200 $reqest_id;"), 'unknown "reqest_id" variable: did you mean "$request_id"?'],
  [http("map $uri $a { default 1 2; }"), "invalid number of the map parameters"],
  [http("map $uri $a { b 1; b 2; }"), 'conflicting parameter "b" in "map"'],
  [http("geo $a { 10.0.0.0/33 1; }"), 'invalid network "10.0.0.0/33"'],
  [http("split_clients $uri $a { 60% 1; 60% 2; }"), "percent total is greater than 100%"],
  [http("split_clients $uri $a { * 1; 10% 2; }"), "percent total is greater than 100%"],
  [http("split_clients $uri $a { 5.001% 1; }"), 'invalid percent value "5.001%"'],
  [
    http("split_clients $uri $request_id { * 1; }"),
    'duplicate "request_id" variable: it is one of nginx\'s own',
  ],
  [http("map $host $a { hostnames; a.b 1; .a.b 2; }"), 'conflicting parameter ".a.b" in "map"'],
  [http("map $host $a { hostnames; *.a.b 1; .A.b 2; }"), 'conflicting parameter ".A.b" in "map"'],
  [http("map $host $a { hostnames; a.*.b 1; }"), 'invalid hostname or wildcard "a.*.b"'],
  [http("map $uri $ { a 1; }"), 'invalid variable name "$"'],
  [http('map $uri $a { b "${host"; }'), 'the closing bracket in "host" variable is missing'],
  [http("map $uri $status { a 1; }"), 'duplicate "status" variable: it is one of nginx\'s own'],
  [server("set $Host a;"), 'duplicate "Host" variable: it is one of nginx\'s own'],
  [server("location ~ ^/(?<uri>.*)$ { }"), 'duplicate "uri" variable: it is one of nginx\'s own'],
  [server('return 200 "${port:-x}";'), 'the closing bracket in "port" variable is missing'],
  [http("geo $a { ranges; 10.0.0.9-10.0.0.1 b; }"), 'invalid range "10.0.0.9-10.0.0.1"'],
  [http("geo $a { ranges; 10.0.0.0/8 b; }"), 'invalid range "10.0.0.0/8"'],
  [
    http("geo $a { default b; ranges; 10.0.0.1-10.0.0.2 c; }"),
    'the "ranges" directive must be the first directive inside "geo" block',
  ],
  [http("geo remote_addr $a { default 0; }"), 'invalid variable name "remote_addr"'],
  [
    "events { worker_connections 2; }\nhttp { server { listen 80; listen [::]:80; } }\n",
    "2 worker_connections are not enough for 2 listening sockets: nginx needs one more than it has sockets",
  ],
  [
    "events { worker_connections 3; }\nhttp { server { listen 80; listen unix:/run/a.sock; } }\nstream { server { listen 53 udp; return a; } }\n",
    "3 worker_connections are not enough for 3 listening sockets: nginx needs one more than it has sockets",
  ],
  [server("ssl_certificate a;"), 'no "ssl_certificate_key" is defined for certificate "a"'],
  [`\uFEFF${server("")}`, 'unknown directive "events": the file begins with a byte order mark'],
])("%s", (text, message) => {
  const { messages, starts } = refused(text);
  expect(messages).toContain(message);
  expect(starts).toMatchObject({ known: true, value: false });
});

test.each([
  http(
    "log_format m '$status'; server { listen 80; access_log /a m; location / { return 200 $arg_x$cookie_y$http_z; } }",
  ),
  http(
    "map $uri $a { hostnames; default 0; ~^/(?<b>.) $b; include mime.types; } server { listen 80; return 200 $a$b; }",
  ),
  http(
    "limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s; server { listen 80; location / { limit_req zone=a; } }",
  ),
  http("upstream a { server 127.0.0.1:1; } server { listen 80; location / { proxy_pass http://a/b; } }"),
  server("location / { } location = / { } location ~ / { } location ~ / { } location @a { }"),
  server(
    "add_header A b; add_header A c; proxy_redirect a b; proxy_redirect c d; error_page 404 /a; error_page 500 /b;",
  ),
  server("set $a b; if ($a) { set $c d; } return 200 $c;"),
  server("location / { proxy_pass http://127.0.0.1:1; proxy_set_header $nosuch a; add_header $nosuch b; }"),
  http("geo $arg_a $b { volatile; 192.0.2.1 x; } server { listen 80; return 200 $b; }"),
  http("server { listen 443 quic; ssl_reject_handshake on; } server { listen 443 quic; server_name a; }"),
  server("location / { fastcgi_pass 127.0.0.1:1; fastcgi_buffer_size 128k; fastcgi_buffers 4 256k; }"),
  server("location ~ ^/(?<p>x)/ { valid_referers none a.org b.org ~a; return 200 $p; }"),
  server("max_headers 10;"),
  http("split_clients $uri $a { .5% b c; 5.% d; * e; * f; }"),
  http("map $host $a { *.b 1; .b 2; hostnames; c.* 3; c 4; www.c.* 5; }"),
  http("map $uri $args { a 1; }"),
  http("geo $a { ranges; default b; 10.0.0.1-10.0.0.2 c; delete 10.0.0.1-10.0.0.2; proxy 10.0.0.3; }"),
  server("set $http_own a; set $args b; location ~ ^/(?<args>.*)$ { return 200 $http_own; }"),
  "events { worker_connections 3; }\nhttp { server { listen 80; } server { listen 80; listen 127.0.0.1:80; listen [::]:80; } }\n",
])("nothing is said of %s", (text) => {
  expect(refused(text).messages).toEqual([]);
});

test("what a release took or did not have yet", () => {
  const volatileGeo = http("geo $a { volatile; default 0; }");
  expect(refused(volatileGeo).messages).toEqual([]);
  expect(refused(volatileGeo, { on: "nginx:1.28" }).messages).toEqual([
    "invalid number of the geo parameters",
  ]);
  const few = "events { worker_connections 1; }\nhttp { server { listen 80; } }\n";
  expect(refused(few, { on: "nginx:1.14.2" }).messages).toEqual([]);
  expect(refused(server("set $connection_time a;"), { on: "nginx:1.18.0" }).messages).toEqual([]);
  expect(refused(http("server { listen 443 ssl; }"), { on: "nginx:1.14.2" }).messages).toEqual([]);
  const early = { on: "nginx:1.18.0" };
  const bare = ['no "ssl_certificate" is defined for the "ssl" directive'];
  expect(refused(server("ssl on;"), early).messages).toEqual(bare);
  expect(refused(http("ssl on; server { listen 80; }"), early).messages).toEqual(bare);
  expect(refused(http("ssl on; server { listen 80; ssl off; }"), early).messages).toEqual([]);
  const certificate = "ssl_certificate a; ssl_certificate_key b;";
  expect(refused(http(`${certificate} server { listen 80; ssl on; }`), early).messages).toEqual([]);
});

test("a module that the image does not have", () => {
  const stream = `load_module modules/ngx_stream_module.so;\n${http("")}`;
  const message = (path: string) => `${path} is loaded as a module, but the image does not have it`;
  expect(refused(stream).messages).toEqual([message("/etc/nginx/modules/ngx_stream_module.so")]);
  const debian = { install: nginxDebian, on: "debian:12" };
  expect(refused(stream, debian).messages).toEqual([
    message("/usr/share/nginx/modules/ngx_stream_module.so"),
  ]);
  expect(refused(stream, { ...debian, packages: new Set(["libnginx-mod-stream"]) }).messages).toEqual([]);
  expect(refused(stream, { like: "corp/nginx" }).messages).toEqual([]);
});

describe("a word that nginx does not have", () => {
  const text = server("vhost_traffic_status on;");
  test.each<[string, string, Base]>([
    ["a module is loaded", `load_module modules/ngx_http_js_module.so;\n${text}`, {}],
    ["the base is only like nginx", text, { like: "corp/nginx" }],
    [
      "a package brings modules",
      text,
      { install: nginxDebian, on: "debian:12", packages: new Set(["nginx-extras"]) },
    ],
    ["an older package may bring modules", text, { install: nginxDebian, on: "debian:11" }],
  ])("is left open where %s", (_, conf, base) => {
    const { messages, starts } = refused(conf, base);
    expect(messages).toEqual([]);
    expect(starts.known).toBe(false);
  });

  test("is refused by the package of Debian 12, and so is stream there", () => {
    const debian = { install: nginxDebian, on: "debian:12" };
    expect(refused(text, debian).messages).toEqual(['unknown directive "vhost_traffic_status"']);
    expect(refused("events {}\nstream { }", debian).messages).toEqual([
      'unknown directive "stream": its module is not loaded',
    ]);
  });

  test("belongs to a fork of nginx, whose table is its own", () => {
    const fork = { like: "docker.angie.software/angie:1.8" };
    expect(refused(server("acme a; listen 81 fast; root /a; root /b;"), fork).messages).not.toContain(
      '"root" directive is duplicate',
    );
  });
});

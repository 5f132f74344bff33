import { describe, expect, test } from "vitest";
import { checkDirectives, type Reader } from "../../src/parsers/nginx/directives.ts";
import { parseNginx } from "../../src/parsers/nginx/parse.ts";
import { refusedPattern } from "../../src/parsers/nginx/patterns.ts";
import { compareReleases, mayHave } from "../../src/parsers/nginx/releases.ts";
import { isTime } from "../../src/parsers/nginx/values.ts";
import { isNetwork } from "../../src/parsers/nginx/words/checks.ts";
import { sourceFile, textOf } from "../../src/source.ts";

function refusedIn(text: string, context: string, reader?: Reader): readonly string[] {
  const file = sourceFile("a", text);
  const problems = checkDirectives(parseNginx(file).directives, context, reader);
  return problems.map(({ message, span }) => `${textOf(file, span)}: ${message}`);
}

// Each was put to `nginx -t` of 1.31.5.
describe("what a directive takes", () => {
  test.each([
    [
      "http",
      "client_max_body_size 10q;",
      '10q: invalid value "10q" in "client_max_body_size" directive, it must be a size such as 512, 8k, 1m or 1g',
    ],
    [
      "http",
      "client_body_buffer_size 1g;",
      '1g: invalid value "1g" in "client_body_buffer_size" directive, it must be a size such as 512, 8k or 1m',
    ],
    [
      "http",
      "proxy_read_timeout 5x;",
      '5x: invalid value "5x" in "proxy_read_timeout" directive, it must be a time such as 30, 30s, 5m or 500ms',
    ],
    [
      "http",
      "gzip_comp_level 12;",
      '12: invalid value "12" in "gzip_comp_level" directive, it must be a number from 1 to 9',
    ],
    [
      "http",
      "ssl_protocols TLSv1.2 TLSv1.4;",
      'TLSv1.4: invalid value "TLSv1.4" in "ssl_protocols" directive, it must be one of SSLv2, SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3',
    ],
    ["http", "proxy_buffers 8;", 'proxy_buffers: "proxy_buffers" takes 2 arguments, not 1'],
    [
      "http",
      "proxy_buffers 0 4k;",
      '0: invalid value "0" in "proxy_buffers" directive, it must be a number and a size, such as 8 4k',
    ],
    ["http", "access_log /a main bufer=1k;", 'bufer=1k: invalid parameter "bufer=1k"'],
    ["http", "error_log /a warm;", 'warm: invalid log level "warm"'],
    ["http", "error_log /a\nsendfile on;", '/a: invalid log level "sendfile": a ";" is missing after "/a"'],
    [
      "http",
      "limit_req_zone $a zone=b:10k rate=1r/s;",
      'zone=b:10k: zone "b" is too small, it must be at least 32k',
    ],
    ["http", "limit_req_zone $a zone=b:1m rate=1r/x;", 'rate=1r/x: invalid rate "rate=1r/x"'],
    ["http", "proxy_cache_path /a levels=1:3 keys_zone=b:1m;", 'levels=1:3: invalid "levels" "levels=1:3"'],
    ["server", "return ok;", 'ok: invalid return code "ok"'],
    ["server", "return 1000;", '1000: invalid return code "1000"'],
    ["server", "error_page 200 /a;", '200: value "200" must be between 300 and 599'],
    ["server", "rewrite ^/a /b lst;", 'lst: invalid parameter "lst"'],
    ["server", "rewrite ^/(a /b;", '^/(a: invalid regular expression "^/(a": missing closing parenthesis'],
    ["server", "set a b;", 'a: invalid variable name "a"'],
    ["server", "if $a { }", '$a: invalid condition "$a"'],
    ["server", "if ($a == b) { }", '==: unexpected "==" in condition'],
    ["server", "location ~~ /a { }", '~~: invalid location modifier "~~"'],
    [
      "server",
      "location / { proxy_pass 127.0.0.1:80; }",
      '127.0.0.1:80: invalid URL prefix in "127.0.0.1:80"',
    ],
    ["server", "location / { allow 10.0.0.0/33; }", '10.0.0.0/33: invalid parameter "10.0.0.0/33"'],
    ["server", "location / { expires 1x; }", '1x: invalid value "1x"'],
    ["server", "location / { try_files /a =x; }", '=x: invalid code "x"'],
    ["server", "add_header A b allways;", 'allways: invalid parameter "allways"'],
    [
      "main",
      "worker_processes many;",
      'many: invalid value "many" in "worker_processes" directive, it must be a number or "auto"',
    ],
    ["upstream", "server a:80 wait=3;", 'wait=3: invalid parameter "wait=3"'],
    ["upstream", "server a:80k;", 'a:80k: invalid port in upstream "a:80k"'],
  ])("in %s: %s", (context, text, message) => {
    expect(refusedIn(text, context)).toEqual([message]);
  });

  test.each([
    [
      "http",
      "client_max_body_size 1G; client_body_buffer_size 16K; keepalive_timeout 75s 60; send_timeout 1m30s; gzip_comp_level 9;",
    ],
    ["http", "proxy_cache_path /a levels=1:2 keys_zone=b:10m max_size=1g inactive=60m use_temp_path=off;"],
    [
      "http",
      "access_log off; access_log /a main buffer=32k flush=5m gzip=2 if=$a; access_log syslog:server=a;",
    ],
    ["http", "limit_req_zone $a zone=b:10m rate=30r/m; limit_conn_zone $a zone=c:1m;"],
    ["http", "SSL_protocols a;".replace("SSL_protocols a", "ssl_protocols tlsv1.2")],
    ["server", 'return 301 https://$host; return http://a; return 200 "ok"; return $scheme://a;'],
    ["server", 'if ($a) { } if ( $a = b ) { } if ($a !~* "^(x|y)") { } if (!-f /a) { }'],
    [
      "server",
      "location = /a { } location ^~ /b { } location ~* \\.(js|css)$ { } location @c { } location =/d { }",
    ],
    ["server", "error_page 404 =200 /a; error_page 500 502 = @b; try_files $uri /a =404;"],
    ["server", "client_max_body_size ${SIZE}; listen 80;"],
    [
      "location",
      "expires modified +24h; expires -1; expires max; expires $a; allow all; deny 2001:db8::/32; allow unix:;",
    ],
    [
      "upstream",
      "server unix:/a; server [::1]:80 weight=2 max_fails=0 fail_timeout=10s backup; server a down;",
    ],
  ])("nothing is said in %s of %s", (context, text) => {
    expect(refusedIn(text, context)).toEqual([]);
  });

  test("a variable that is put in before nginx reads the text may be anything", () => {
    expect(refusedIn("gzip $GZIP;", "http", { rendered: true })).toEqual([]);
    expect(refusedIn("gzip $GZIP;", "http")).toHaveLength(1);
  });
});

describe("releases", () => {
  const of = (release: string) => ({ releases: { from: release, to: release } });
  test.each([
    ["http", "http2 on;", "1.24.0", 'http2: unknown directive "http2": nginx has it since 1.25.1 only'],
    ["http", "http2 on;", "1.25.1", undefined],
    ["http", "ssl on;", "1.31.0", 'ssl: unknown directive "ssl": nginx has it up to 1.25.0 only'],
    ["http", "ssl on;", "1.18.0", undefined],
    ["upstream", "keepalive 2 local;", "1.24.0", 'keepalive: "keepalive" takes 1 argument, not 2'],
  ])("in %s: %s of %s", (context, text, release, message) => {
    expect(refusedIn(text, context, of(release))).toEqual(message === undefined ? [] : [message]);
  });

  test("what one of the releases takes is not refused", () => {
    expect(refusedIn("http2 on;", "http", { releases: { from: "1.24.0" } })).toEqual([]);
    expect(refusedIn("ssl on;", "http")).toEqual([]);
  });

  test("are compared part by part", () => {
    expect(compareReleases("1.9.15", "1.10.0")).toBeLessThan(0);
    expect(compareReleases("1.27", "1.27.0")).toBe(0);
    expect(mayHave({ since: "1.25.1" }, { from: "1.25.0", to: "1.25.999" })).toBe(true);
  });
});

test.each([
  ["(", "missing closing parenthesis"],
  ["a)", "unmatched closing parenthesis"],
  ["[a", "missing terminating ] for character class"],
  ["a\\", "\\ at end of pattern"],
  ["[[:alpha:]", "missing terminating ] for character class"],
  ["\\.(gif|jp(e?g$", "missing closing parenthesis"],
])("PCRE refuses %s", (pattern, why) => {
  expect(refusedPattern(pattern)).toBe(why);
});

test.each([
  "\\.(jpe?g|png)$",
  "^/(?<name>[^/]+)/?$",
  "[]a]",
  "[^]]",
  "a{2,3}?",
  "^(?!x)(?:y)*+$",
  "\\(",
  "[\\]]",
  "(?i)a",
  "\\Q(\\E",
  "[[:alpha:](]",
  "a|b|",
  "()",
])("PCRE takes %s", (pattern) => {
  expect(refusedPattern(pattern)).toBeUndefined();
});

test.each([
  ["30", true],
  ["1h 30m", true],
  ["1h30m", true],
  ["30m 1h", false],
  ["1M", false],
  ["5ms", true],
  ["1.5s", false],
  ["", false],
  ["s", false],
])("%j is a time of milliseconds: %s", (text, expected) => {
  expect(isTime(text, "ms")).toBe(expected);
});

test("years and months are times of seconds alone", () => {
  expect([isTime("1y", "s"), isTime("1M", "s"), isTime("5ms", "s")]).toEqual([true, true, false]);
});

test.each([
  ["10.0.0.0/8", true],
  ["10.0.0.1", true],
  ["2001:db8::/32", true],
  ["::1", true],
  ["10.0.0.256", false],
  ["10.0.0.0/", false],
  ["10.0.0", false],
  ["example.org", false],
])("%s is a network: %s", (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

import { describe, expect, test } from "vitest";
import { known, unknown } from "../../../src/model/fact.ts";
import { readNginx } from "../../../src/model/nginx/read.ts";
import type { ServerInput } from "../../../src/model/servers/input.ts";
import {
  nginxAlpine,
  nginxDebian,
  nginxOfficial,
  nginxOrg,
  nginxRhel,
  nginxUnprivileged,
} from "../../../src/model/stock/nginx.ts";
import {
  cmdPlace,
  type ImageSpec,
  root,
  said,
  serverInput,
  sockets,
  user1234,
  who,
  why,
} from "../server-image.ts";

const read = (spec: ImageSpec) => readNginx(serverInput(spec));
const main = "/etc/nginx/nginx.conf";
const withMain = (text: string, rest: Partial<ImageSpec> = {}) =>
  read({ install: nginxDebian, ...rest, files: { [main]: text, ...rest.files } });
const withServer = (text: string, rest: Partial<ImageSpec> = {}) =>
  withMain(`events {}\nhttp { server { ${text} } }\n`, rest);

describe("users, as the servers were measured", () => {
  const asUser = { input: { processUser: user1234 } };
  const rows: readonly [string, string, string, string, boolean, Partial<ImageSpec>?][] = [
    ["user root", "user root; events {}", "root(0) root", "root(0) root", true],
    ["user root, quoted", 'user "root"; events {}', "root(0) root", "root(0) root", true],
    ["user root behind http", "events {} http {} user root;", "root(0) root", "root(0) root", true],
    ["no user", "events {}", "root(0) root", "nobody(65534)", true],
    ["user in a comment", "# user root;\nevents {}", "root(0) root", "nobody(65534)", true],
    ["user www-data", "user www-data; events {}", "root(0) root", "www-data(33)", true],
    ["one process", "master_process off; user www-data; events {}", "root(0) root", "root(0) root", true],
    ["started as 1234", "user nosuch; events {}", "(1234)", "(1234)", true, asUser],
    ["started as 1234, user twice", "user a; user b; events {}", "(1234)", "(1234)", true, asUser],
    ["started as 1234, number", "user 0; events {}", "(1234)", "(1234)", true, asUser],
    ["user twice", "user www-data; user www-data; events {}", "root(0) root", "www-data(33)", false],
    [
      "-g and the file",
      "user www-data; events {}",
      "root(0) root",
      "www-data(33)",
      false,
      { args: ["-g", "user www-data;"] },
    ],
    [
      "-g alone",
      "events {}",
      "root(0) root",
      "root(0) root",
      true,
      { args: ["-g", "daemon off; user root;"] },
    ],
    [
      "user 0",
      "user 0; events {}",
      "root(0) root",
      '? "user" takes a name, but 0 is a number, so nginx does not start',
      false,
    ],
    [
      "user 101",
      "user 101; events {}",
      "root(0) root",
      '? "user" takes a name, but 101 is a number, so nginx does not start',
      false,
    ],
    [
      "user ROOT",
      "user ROOT; events {}",
      "root(0) root",
      '? there is no user "ROOT" in the image, so nginx does not start',
      false,
    ],
    [
      "user $U",
      "user $U; events {}",
      "root(0) root",
      '? "user" takes a name, but $U is not one, so nginx does not start',
      false,
    ],
    [
      "user nosuch",
      "user nosuch; events {}",
      "root(0) root",
      '? there is no user "nosuch" in the image, so nginx does not start',
      false,
    ],
    ["user nosuch, others", "user nosuch; events {}", "root(0) root", "nosuch()", true, { moreUsers: true }],
    [
      "group nosuch",
      "user www-data nosuch; events {}",
      "root(0) root",
      '? there is no group "nosuch" in the image, so nginx does not start',
      false,
    ],
    [
      "no group of the name",
      "user nobody; events {}",
      "root(0) root",
      '? there is no group "nobody" in the image, so nginx does not start',
      false,
    ],
    ["group named", "user nobody nogroup; events {}", "root(0) root", "nobody(65534)", true],
    ["user in http", "events {} http { user www-data; }", "root(0) root", "nobody(65534)", false],
  ];
  test.each(rows)("%s", (_, text, master, workers, starts, rest = {}) => {
    const server = withMain(text, rest);
    expect({ master: who(server.master), workers: who(server.workers), starts: server.starts }).toMatchObject(
      {
        master,
        workers,
        starts: { known: true, value: starts },
      },
    );
  });

  test("user from an include, with the chain", () => {
    const { workers, userDirectives } = withMain("include user.conf;\nevents {}\n", {
      files: { "/etc/nginx/user.conf": "user root;\n" },
    });
    expect(who(workers)).toBe("root(0) root");
    expect(said(userDirectives.flatMap(({ because }) => because))).toEqual([
      "etc/nginx/nginx.conf:1:9 it is included here",
    ]);
  });

  test("of each stock installation", () => {
    const workers = [nginxOrg, nginxDebian, nginxAlpine, nginxRhel].map((install) =>
      who(read({ install }).workers),
    );
    expect(workers).toEqual(["nginx(101)", "www-data(33)", "nginx()", "nginx()"]);
  });
});

describe("listen, as the servers were measured", () => {
  const asUser = { input: { processUser: user1234 } };
  const rows: readonly [string, string, Partial<ImageSpec>?][] = [
    ["listen 8080;", "0.0.0.0:8080"],
    ["listen *:8080;", "0.0.0.0:8080"],
    ["listen 08080;", "0.0.0.0:8080"],
    ['listen "8080";', "0.0.0.0:8080"],
    ["listen 8080 default_server;", "0.0.0.0:8080"],
    ["listen [::]:8080;", ":::8080"],
    ["listen [0:0::0]:8080 ipv6only=on;", ":::8080"],
    ["listen [::]:8080 ipv6only=off;", "*:8080"],
    ["listen [::1];", "::1:80"],
    ["listen 127.0.0.1;", "127.0.0.1:80"],
    ["listen *;", "0.0.0.0:80"],
    ["", "0.0.0.0:80"],
    ["", "0.0.0.0:8000", asUser],
    ["listen 8000-8003;", "0.0.0.0:8000 0.0.0.0:8001 0.0.0.0:8002 0.0.0.0:8003"],
    ["listen unix:/run/x.sock;", ""],
    ["listen 8443 quic; listen 8443 ssl; ssl_certificate a; ssl_certificate_key b;", "0.0.0.0:8443"],
    ["listen 0.0.0.0:8080; listen 127.0.0.1:8080;", "0.0.0.0:8080"],
    ["listen 8080; listen 127.0.0.1:8080 bind;", "0.0.0.0:8080 127.0.0.1:8080"],
    ["listen 8080; listen [::]:8080;", "0.0.0.0:8080 :::8080"],
    ["listen 8080; } server { listen 8080;", "0.0.0.0:8080"],
    ["if ($x) { return 1; } listen 8080;", "0.0.0.0:8080"],
    ["listen 443 ssl; ssl_certificate a; ssl_certificate_key b; } server { listen 443 ssl;", "0.0.0.0:443"],
    ["listen 443 ssl; ssl_reject_handshake on;", "0.0.0.0:443"],
    [
      "listen 443 ssl; } ssl_certificate a; ssl_certificate_key b; server { listen 80;",
      "0.0.0.0:443 0.0.0.0:80",
    ],
    ["listen 80 reuseport; } server { listen 80;", "0.0.0.0:80"],
  ];
  test("localhost is 127.0.0.1, and [::1] too by the container's network", () => {
    const { listeners, listenersIncomplete } = withServer("listen localhost:8080;");
    expect(sockets(listeners)).toBe("127.0.0.1:8080");
    expect(listenersIncomplete?.why).toBe(
      "whether listen localhost:8080 means [::1] too depends on the container's network",
    );
  });

  test("http and stream do not share a port", () => {
    const one = (http: string, stream: string) =>
      withMain(
        `events {}\nhttp { server { ${http} } }\nstream { server { ${stream} proxy_pass 127.0.0.1:1; } }`,
        {
          install: nginxOrg,
        },
      ).problems.map(({ message }) => message);
    const twice = 'port 80 is bound twice, by "http" and by "stream"';
    expect(one("listen 80;", "listen 80;")).toEqual([twice]);
    expect(one("listen 80;", "listen 127.0.0.1:80;")).toEqual([twice]);
    expect(one("listen [::]:80 ipv6only=off;", "listen 80;")).toEqual([twice]);
    expect(one("listen 127.0.0.1:80;", "listen 80;")).toEqual([twice]);
    expect(one("listen 80;", "listen [::]:80;")).toEqual([]);
    expect(one("listen 80;", "listen 80 udp;")).toEqual([]);
    expect(one("listen 80;", "listen 81;")).toEqual([]);
  });

  test.each([
    ["listen 443 quic; listen 443 ssl; ssl_certificate a; ssl_certificate_key b;", "0.0.0.0:443"],
    [
      "listen 443 quic; } server { listen [::]:443 quic; } ssl_reject_handshake on; server {",
      "0.0.0.0:443 :::443",
    ],
    ["listen 80; } } stream { server { listen 53-54 udp; proxy_pass 127.0.0.1:1;", "0.0.0.0:53 0.0.0.0:54"],
    ["listen 80; } } stream { server { listen unix:/a udp; proxy_pass 127.0.0.1:1;", ""],
  ])("%s takes datagrams", (text, expected) => {
    const { datagrams, problems } = withServer(text, { install: nginxOrg });
    expect(sockets(datagrams)).toBe(expected);
    expect(problems).toEqual([]);
  });

  test("datagrams have options and rooms of their own", () => {
    const said = (text: string) =>
      withServer(text, { install: nginxOrg }).problems.map(({ message }) => message);
    const certified = "ssl_certificate a; ssl_certificate_key b;";
    expect(
      said(`listen 443 quic reuseport; ${certified} } server { listen 443 quic reuseport; ${certified}`),
    ).toEqual(["duplicate listen options for 0.0.0.0:443: only one server may set them"]);
    expect(said(`listen 443 quic; listen 443 quic; ${certified}`)).toEqual([
      "a duplicate listen 0.0.0.0:443: a server may name it only once",
    ]);
    expect(
      said(`listen 443 quic; ${certified} } } stream { server { listen 443 udp; proxy_pass 127.0.0.1:1;`),
    ).toEqual(['port 443 is bound twice, by "http" and by "stream"']);
    expect(said(`listen 443 ssl reuseport; listen 443 quic reuseport; ${certified}`)).toEqual([]);
  });

  test("quic needs a certificate", () => {
    expect(withServer("listen 443 quic;").problems.map(({ message }) => message)).toEqual([
      'no "ssl_certificate" is defined for the "listen ... quic" directive',
    ]);
    expect(withServer("listen 443 quic; ssl_certificate a; ssl_certificate_key b;").problems).toEqual([]);
  });

  test.each(rows)("%s is %s", (text, expected, rest = {}) => {
    const { listeners, problems, starts, listenersIncomplete } = withServer(text, rest);
    expect(sockets(listeners)).toBe(expected);
    expect({ problems, starts, listenersIncomplete }).toMatchObject({
      problems: [],
      starts: { value: true },
      listenersIncomplete: undefined,
    });
  });

  test.each([
    ["listen 0;", 'invalid port in "0" of the "listen" directive'],
    ["listen 65536;", 'invalid port in "65536" of the "listen" directive'],
    ["listen :8080;", 'no host in ":8080" of the "listen" directive'],
    ["listen $PORT;", '"listen" takes no variables: nginx looks for a host named "$PORT"'],
    ["listen 127.0.0.1:;", 'invalid port in "127.0.0.1:" of the "listen" directive'],
    ["listen ::1:80;", 'no host in "::1:80" of the "listen" directive'],
    ["listen 8082-8080;", 'invalid port in "8082-8080" of the "listen" directive'],
    ["listen 8080/tcp;", 'invalid host in "8080/tcp" of the "listen" directive'],
    ["listen 8080; listen 8080;", "a duplicate listen 0.0.0.0:8080: a server may name it only once"],
    ["listen 8080; listen 0.0.0.0:8080;", "a duplicate listen 0.0.0.0:8080: a server may name it only once"],
    ["listen [::]:80; listen [0::0]:80;", "a duplicate listen [::]:80: a server may name it only once"],
    ["listen 8080-8081; listen 8081;", "a duplicate listen 0.0.0.0:8081: a server may name it only once"],
    [
      "listen 80 default_server; } server { listen *:80 default_server;",
      "a duplicate default server for 0.0.0.0:80: only one server may be it",
    ],
    [
      "listen [::]:80 ipv6only=on; } server { listen [::]:80 ipv6only=on;",
      "duplicate listen options for [::]:80: only one server may set them",
    ],
    [
      "listen [::]:80 ipv6only=off; listen 80;",
      "port 80 is bound twice: with ipv6only=off this takes IPv4 as well",
    ],
    ["listen 80 fast;", 'invalid parameter "fast" of the "listen" directive'],
    ["listen unix:/a; listen unix:/a;", "a duplicate listen unix:/a: a server may name it only once"],
    [
      "listen 443; } server { listen 443 ssl; ssl_certificate a; ssl_certificate_key b;",
      'no "ssl_certificate" is defined for the "listen ... ssl" directive',
    ],
  ])("%s is refused", (text, message) => {
    const { problems, starts } = withServer(text);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(starts).toMatchObject({ known: true, value: false });
  });

  test.each([
    [
      "listen web.internal:8080;",
      "listen web.internal:8080 depends on how the name web.internal is resolved",
    ],
    ["listen ${PORT};", "${PORT} is replaced by an unknown value"],
    ["listen 80; } } rtmp { server { listen 1935;", 'the block "rtmp" belongs to an unknown module'],
  ])("%s may be anything", (text, reason) => {
    const { listenersIncomplete, problems } = withServer(text);
    expect({ why: listenersIncomplete?.why, problems }).toEqual({ why: reason, problems: [] });
  });

  test("a known block in the wrong place is an error, and no module's", () => {
    const { listenersIncomplete } = withMain("events {}\nserver { listen 8080; }\n");
    expect(listenersIncomplete).toBeUndefined();
  });

  test("stream servers listen too, and must say where", () => {
    const { listeners, problems } = withMain(
      "events {}\nstream { server { listen 5432; } server { listen 53 udp; } server { } }\n",
    );
    expect(sockets(listeners)).toBe("0.0.0.0:5432");
    expect(said(problems)).toEqual(['etc/nginx/nginx.conf:2:60 no "listen" is defined for this server']);
  });
});

describe("the stock installations", () => {
  test.each([
    ["nginx.org", nginxOrg, "0.0.0.0:80", ["/etc/nginx/conf.d/default.conf"]],
    ["unprivileged", nginxUnprivileged, "0.0.0.0:8080", ["/etc/nginx/conf.d/default.conf"]],
    ["Debian", nginxDebian, "0.0.0.0:80 :::80", ["/etc/nginx/sites-available/default"]],
    ["Alpine", nginxAlpine, "0.0.0.0:80 :::80", ["/etc/nginx/http.d/default.conf"]],
    ["Red Hat", nginxRhel, "0.0.0.0:80 :::80", ["/etc/nginx/nginx.conf"]],
  ] as const)("%s", (_, install, listeners, sites) => {
    const server = read({ install });
    expect(sockets(server.listeners)).toBe(listeners);
    expect(server.defaultSites.map(({ container }) => container.path)).toEqual(sites);
    expect(server).toMatchObject({ problems: [], missingIncludes: [], unloaded: [], ownSites: [] });
    expect(server.incomplete).toBeUndefined();
  });

  test("the entrypoint gives IPv6 to an untouched site, where it may write", () => {
    const by = (user: ServerInput["processUser"]) => ({ entrypoint: { user }, processUser: user });
    const install = nginxOfficial;
    const listeners = (spec: ImageSpec) => sockets(read(spec).listeners);
    expect(listeners({ install, input: by(root) })).toBe("0.0.0.0:80 :::80");
    expect(listeners({ install, input: by(user1234) })).toBe("0.0.0.0:80");
    // It is not the package's own there: the image's build changed it.
    expect(listeners({ install: nginxUnprivileged, input: by(root) })).toBe("0.0.0.0:8080");
    const own = { "/etc/nginx/conf.d/default.conf": "server { listen 80; }" };
    expect(listeners({ install, input: by(root), files: own })).toBe("0.0.0.0:80");
    const removed = { "/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh": null };
    expect(listeners({ install, input: by(root), files: removed })).toBe("0.0.0.0:80");
    const at = { file: cmdPlace.file };
    expect(listeners({ install, input: { ...by(root), readOnly: { at, mounted: [] } } })).toBe("0.0.0.0:80");
  });

  test("an own site beside the default one", () => {
    const site = { "/etc/nginx/conf.d/web.conf": "server { listen 8080; }" };
    const both = read({ install: nginxDebian, files: site });
    expect([both.defaultSites.length, both.ownSites.length]).toEqual([1, 1]);
    const alone = read({
      install: nginxDebian,
      files: { ...site, "/etc/nginx/sites-enabled/default": null },
    });
    expect([alone.defaultSites.length, alone.ownSites.length]).toEqual([0, 1]);
    expect(sockets(alone.listeners)).toBe("0.0.0.0:8080");
  });
});

test("where both sites ask for a port, the own line is shown", () => {
  const files = { "/etc/nginx/sites-enabled/zzz": "server { listen 80; listen 8080; }" };
  const { listeners } = read({ install: nginxDebian, files });
  expect(
    listeners.map(({ address, port, stock, at }) => `${address}:${port} ${stock ?? false} ${at.file.path}`),
  ).toEqual([
    "0.0.0.0:80 false etc/nginx/sites-enabled/zzz",
    ":::80 true Dockerfile",
    "0.0.0.0:8080 false etc/nginx/sites-enabled/zzz",
  ]);
});

describe("what is loaded", () => {
  test("includes are relative to the main configuration's folder, and sorted", () => {
    const { loaded } = withMain("events {}\nhttp { include conf.d/*.conf; }\n", {
      files: {
        "/etc/nginx/conf.d/b.conf": "",
        "/etc/nginx/conf.d/a.conf": "",
        "/etc/nginx/conf.d/.c.conf": "",
      },
    });
    expect(loaded.map(({ container }) => container.path)).toEqual([
      main,
      "/etc/nginx/conf.d/a.conf",
      "/etc/nginx/conf.d/b.conf",
    ]);
  });

  test.each([
    ["a plain path", "include nosuch.conf;", {}, "/etc/nginx/nosuch.conf"],
    ["a glob", "include nosuch/*.conf;", {}, undefined],
    [
      "a link to nothing",
      "include sites-enabled/*;",
      { "/etc/nginx/sites-available/default": null },
      "/etc/nginx/sites-available/default",
    ],
  ])("%s that is not there", (_, include, files, missing) => {
    const { missingIncludes, starts } = withMain(`events {}\nhttp { ${include} }\n`, { files });
    expect(missingIncludes.map(({ value }) => value)).toEqual(missing === undefined ? [] : [missing]);
    expect(starts).toMatchObject({ known: true, value: missing === undefined });
  });

  test("an include that cannot be told is neither missing nor an empty server", () => {
    const { missingIncludes, listeners, incomplete, starts } = withMain(
      "events {}\nhttp { server { include listen.conf; } }\n",
      { opaque: ["/etc/nginx/listen.conf"] },
    );
    expect({ missingIncludes, listeners, incomplete, starts }).toMatchObject({
      missingIncludes: [],
      listeners: [],
      incomplete: { why: why.why },
      starts: { value: true },
    });
  });

  test("a listen from an include counts where it is included", () => {
    const { listeners } = withMain("events {}\nhttp { server { include listen.conf; } }\n", {
      files: { "/etc/nginx/listen.conf": "listen 8080;" },
    });
    expect(sockets(listeners)).toBe("0.0.0.0:8080");
    expect(listeners[0]?.at.file.path).toBe("etc/nginx/listen.conf");
  });

  test("a file that includes itself ends", () => {
    const { problems, starts } = withMain("events {}\nhttp { include a.conf; }\n", {
      files: { "/etc/nginx/a.conf": "include a.conf;" },
    });
    expect(said(problems)).toEqual(["etc/nginx/a.conf:1:9 /etc/nginx/a.conf includes itself"]);
    expect(starts).toMatchObject({ value: false });
  });

  test.each<[string, readonly (string | null)[], Record<string, string>, string]>([
    [
      "-c",
      ["-c", "/srv/n.conf"],
      { "/srv/n.conf": "events {}\nhttp { include s.conf; }", "/srv/s.conf": "server { listen 1; }" },
      "0.0.0.0:1",
    ],
    [
      "-c with -p",
      ["-p/srv", "-c", "n.conf"],
      { "/srv/n.conf": "events {} http { server { listen 2; } }" },
      "0.0.0.0:2",
    ],
    [
      "-c from the compiled prefix",
      ["-c", "n.conf"],
      { "/usr/share/nginx/n.conf": "events {} http { server { listen 3; } }" },
      "0.0.0.0:3",
    ],
    ["-g with one server", ["-g", "daemon off;"], {}, "0.0.0.0:80 :::80"],
  ])("%s", (_, args, files, expected) => {
    expect(sockets(read({ install: nginxDebian, args, files }).listeners)).toBe(expected);
  });

  test.each<[string, readonly (string | null)[], string]>([
    ["a path that is not known", ["-c", null], "the argument of nginx -c cannot be read"],
    ["a relative path", ["-p", "srv", "-c", "n.conf"], "nginx -c n.conf is relative to an unknown folder"],
    ["an argument that is not known", [null], "an argument of nginx cannot be read"],
  ])("%s", (_, args, reason) => {
    const { mainConfig, starts } = read({ install: nginxDebian, args });
    expect({ mainConfig, starts }).toMatchObject({
      mainConfig: { known: false, why: reason },
      starts: { value: true },
    });
  });

  test("without a main configuration, or only to test it, nothing is served", () => {
    const gone = read({ install: nginxDebian, files: { [main]: null } });
    expect(gone.starts.known && said(gone.starts.because)).toEqual([
      "Dockerfile:1:1 there is no /etc/nginx/nginx.conf in the image",
    ]);
    const tested = read({ install: nginxDebian, args: ["-tq"] });
    expect(tested.starts.known && said(tested.starts.because)).toEqual([
      "Dockerfile:3:1 nginx -t does not serve",
    ]);
  });

  test.each<[string, Partial<ServerInput>]>([
    ["the file", { startWrites: [{ path: "/etc/nginx/conf.d/web.conf", why }] }],
    ["its folder", { startWrites: [{ path: "/etc/nginx/conf.d", why }] }],
    ["a file beside it", { startWrites: [{ path: "/etc/nginx/conf.d/other.conf", why }] }],
    ["the target of a link", { startWrites: [{ path: "/etc/nginx/sites-available/default", why }] }],
  ])("what writes %s at the start makes the whole open", (_, input) => {
    const { incomplete, unloaded } = read({
      install: nginxDebian,
      files: {
        "/etc/nginx/conf.d/web.conf": "server { listen 8080; }",
        "/etc/nginx/idle.conf": "server { listen 1; }",
      },
      input,
    });
    expect({ incomplete, unloaded }).toEqual({ incomplete: why, unloaded: [] });
  });

  test("a template that nothing renders is not read", () => {
    const { incomplete, listeners, problems } = withMain(
      "events {}\n# {{ ansible_managed }}\nhttp { server { listen {{ port }}; } }\n",
    );
    expect({ why: incomplete?.why, listeners, problems }).toEqual({
      why: "etc/nginx/nginx.conf contains {{ port }}: it is a template, but what renders it is unknown",
      listeners: [],
      problems: [],
    });
    expect(withMain("# {{ ansible_managed }}\nevents {}\n").incomplete).toBeUndefined();
  });
});

describe("problems", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a missing ;",
      "user www-data\nevents {}\n",
      [
        'etc/nginx/nginx.conf:1:6 directive "user" is not terminated by ";": a ";" is missing after "www-data"',
      ],
    ],
    ["no events", "http {}\n", ['etc/nginx/nginx.conf:1:1 no "events" section in configuration']],
    ["two http", "events {}\nhttp {}\nhttp {}\n", ['etc/nginx/nginx.conf:3:1 "http" directive is duplicate']],
    [
      "two users",
      "user root;\nevents {}\nuser root;\n",
      ['etc/nginx/nginx.conf:3:1 "user" directive is duplicate'],
    ],
    ["a directive of a module", "load_module a.so;\nevents {}\nhttp { vhost_traffic_status_zone; }\n", []],
  ])("%s", (_, text, expected) => {
    expect(said(withMain(text).problems)).toEqual(expected);
  });

  test("of an included file are found in its context", () => {
    const { problems } = read({
      install: nginxOrg,
      files: { "/etc/nginx/conf.d/a.conf": "server {\n  user web;\n  listen 80\n}\n" },
    });
    expect(problems.map(({ message }) => message)).toEqual([
      '"user" directive is not allowed here, in "server": it belongs in "main"',
      'unexpected "}": a ";" is missing after "80"',
    ]);
  });
});

describe("files that nothing loads", () => {
  const fleet = (files: Record<string, string | null>, rest: Partial<ImageSpec> = {}) =>
    read({ install: nginxDebian, ...rest, files }).unloaded.map(
      ({ container, why: kind, what, slot, wanted }) =>
        `${container.path} ${kind}: ${what === undefined ? "" : `${what}${slot ?? ""}, `}${wanted}`,
    );
  const server = "server { listen 8080; }";
  const slots = "/etc/nginx/conf.d/*.conf, /etc/nginx/sites-enabled/*";

  test.each<[string, Record<string, string | null>, readonly string[]]>([
    [
      "a name without .conf",
      { "/etc/nginx/conf.d/site": server },
      [`/etc/nginx/conf.d/site not-loaded: ${slots}`],
    ],
    [
      "sites-available without a link",
      { "/etc/nginx/sites-available/web": server },
      [`/etc/nginx/sites-available/web not-loaded: ${slots}`],
    ],
    [
      "sites-available with its link",
      {
        "/etc/nginx/sites-available/web": server,
        "/etc/nginx/sites-enabled/web": "-> ../sites-available/web",
      },
      [],
    ],
    [
      "a main configuration elsewhere",
      { "/etc/nginx.conf": "events {}\nhttp {}\n" },
      ["/etc/nginx.conf not-loaded: /etc/nginx/nginx.conf"],
    ],
    [
      "a main configuration in conf.d",
      { "/etc/nginx/conf.d/nginx.conf": "events {}\nhttp { server { listen 8080; } }\n" },
      [
        '/etc/nginx/conf.d/nginx.conf wrong-slot: is a main configuration inside "http", /etc/nginx/nginx.conf',
      ],
    ],
    [
      "a fragment as the main configuration",
      { [main]: server },
      [
        `${main} wrong-slot: holds directives for "http" as its main configuration, a path that nginx loads inside "http"`,
      ],
    ],
    [
      "Apache's file in a slot of nginx",
      { "/etc/nginx/conf.d/a.conf": "<VirtualHost *:80>\nServerName a\n</VirtualHost>\n" },
      ["/etc/nginx/conf.d/a.conf wrong-slot: is an Apache configuration, a path that Apache loads"],
    ],
    [
      "a snippet that a loaded file includes",
      {
        "/etc/nginx/conf.d/a.conf": "server { listen 1; include snippets/b.conf; }",
        "/etc/nginx/snippets/b.conf": "proxy_set_header A b;",
      },
      [],
    ],
    [
      "a snippet of an idle file is not said twice",
      {
        "/etc/nginx/site": "server { listen 1; include snippets/b.conf; }",
        "/etc/nginx/snippets/b.conf": "proxy_set_header A b;",
      },
      [`/etc/nginx/site not-loaded: ${slots}`],
    ],
    [
      "what is not nginx's",
      {
        "/etc/nginx/mime.types": "types { text/html html; }",
        "/etc/nginx/cert.pem": "-----BEGIN",
        "/etc/nginx/a.lua": "return 1",
        "/etc/nginx/index.html": "<p>",
      },
      [],
    ],
    ["an example", { "/etc/nginx/conf.d/web.conf.example": server }, []],
  ])("%s", (_, files, expected) => {
    expect(fleet(files)).toEqual(expected);
  });

  test("a path that a script names has its use", () => {
    expect(fleet({ "/opt/web.conf": server })).toEqual([`/opt/web.conf not-loaded: ${slots}`]);
    expect(
      fleet({ "/opt/web.conf": server }, { input: { named: (path) => path === "/opt/web.conf" } }),
    ).toEqual([]);
  });

  test("the official image has no sites-enabled", () => {
    expect(fleet({ "/etc/nginx/sites-enabled/web": server }, { install: nginxOrg })).toEqual([
      "/etc/nginx/sites-enabled/web not-loaded: /etc/nginx/conf.d/*.conf",
    ]);
  });

  test("a wrong slot is one finding, not one for each directive", () => {
    const { problems, starts } = read({
      install: nginxOrg,
      files: { "/etc/nginx/conf.d/nginx.conf": "user a;\nevents {}\nhttp {}\n" },
    });
    expect({ problems, starts }).toMatchObject({ problems: [], starts: { value: false } });
  });
});

describe("templates of the official entrypoint", () => {
  const template =
    "server {\n  listen ${PORT} default_server;\n  server_name $host ${NAME};\n  root /srv$x; listen $PORT2;\n}\n";
  const render = (
    environment: [string, string | null][],
    input: Partial<ServerInput> = {},
    install = nginxOfficial,
  ) =>
    read({
      install,
      files: { "/etc/nginx/templates/default.conf.template": template.replace(" listen $PORT2;", "") },
      input: { entrypoint: { user: root }, environment: new Map(environment), ...input },
    });
  const by = (user: ServerInput["processUser"]) => ({ entrypoint: { user }, processUser: user });

  test("are rendered over the default site, with the template's places", () => {
    const { listeners, defaultSites, ownSites } = render([
      ["PORT", "8080"],
      ["NAME", "a.example"],
    ]);
    expect(sockets(listeners)).toBe("0.0.0.0:8080");
    expect(said(listeners.map(({ at }) => ({ at, note: "here" })))).toEqual([
      "etc/nginx/templates/default.conf.template:2:10 here",
    ]);
    expect(listeners[0]?.at.span).toEqual({ start: 18, end: 25 });
    expect([defaultSites.length, ownSites.length]).toEqual([0, 1]);
  });

  test.each<[string, [string, string | null][]]>([
    ["is set by nothing", []],
    ["cannot be told", [["PORT", null]]],
  ])("leave the listener open when the variable %s", (_, environment) => {
    const { listeners, listenersIncomplete, problems } = render(environment);
    expect({ listeners, why: listenersIncomplete?.why, problems }).toEqual({
      listeners: [],
      why: "${PORT} is replaced by an unknown value",
      problems: [],
    });
  });

  test("keep the old files where the entrypoint may not write", () => {
    const port: [string, string][] = [["PORT", "9"]];
    expect(sockets(render(port, by(user1234)).listeners)).toBe("0.0.0.0:80");
    // A number without a group is in the group root, to which the image opens the folder.
    expect(sockets(render(port, by(user1234), nginxUnprivileged).listeners)).toBe("0.0.0.0:9");
    const grouped = known({ uid: 1234, group: "1234", root: false }, cmdPlace);
    expect(sockets(render(port, by(grouped), nginxUnprivileged).listeners)).toBe("0.0.0.0:8080");
    const nobody = unknown({ key: "no", why: "no" }, cmdPlace);
    expect(render(port, by(nobody)).listenersIncomplete?.why).toBe("no");
    const readOnly = { at: cmdPlace, mounted: ["/tmp"] };
    expect(sockets(render(port, { readOnly }).listeners)).toBe("0.0.0.0:80");
    expect(
      sockets(render(port, { readOnly: { at: cmdPlace, mounted: ["/etc/nginx/conf.d"] } }).listeners),
    ).toBe("0.0.0.0:9");
  });

  test("are plain files without the entrypoint, and without its script", () => {
    const files = {
      "/etc/nginx/templates/default.conf.template": "server { listen $PORT; }",
      "/docker-entrypoint.d/20-envsubst-on-templates.sh": null,
    };
    const input = { entrypoint: { user: root }, environment: new Map([["PORT", "9"]]) };
    expect(
      sockets(read({ install: nginxOfficial, input: { environment: input.environment }, files }).listeners),
    ).toBe("0.0.0.0:80");
    expect(sockets(read({ install: nginxOfficial, input, files }).listeners)).toBe("0.0.0.0:80 :::80");
  });

  const site = (text: string, environment: [string, string][], name = "a.conf.template") =>
    read({
      install: nginxOfficial,
      files: { [`/etc/nginx/templates/${name}`]: text, "/etc/nginx/conf.d/default.conf": null },
      input: { entrypoint: { user: root }, environment: new Map(environment) },
    });

  test("get only what the filter lets through, and nginx refuses the rest", () => {
    const one = (filter: string) =>
      site("server { listen ${PORT}; }", [
        ["PORT", "9"],
        ["NGINX_ENVSUBST_FILTER", filter],
      ]);
    for (const filter of ["", "^PORT$", "PO", "^(HOST|PORT)$", "PORT|HOST", "^P.*"])
      expect(sockets(one(filter).listeners)).toBe("0.0.0.0:9");
    for (const filter of ["^MY_", "HOST|^NGINX_", "ORT_$"]) {
      expect(one(filter).starts).toMatchObject({ known: true, value: false });
      expect(one(filter).problems).toHaveLength(1);
    }
    expect(one("P[O]RT").starts).toMatchObject({ known: true });
    expect(one("P[O]RT").listenersIncomplete?.why).toBe(
      "which variables NGINX_ENVSUBST_FILTER lets through is unknown",
    );
  });

  test("know no default behind a name", () => {
    const { starts, problems } = site("server { listen ${PORT:-8080}; }", [["PORT", "9"]]);
    expect(starts).toMatchObject({ known: true, value: false });
    expect(problems.map(({ message }) => message)).toEqual([
      'invalid port in "${PORT:-8080}" of the "listen" directive',
    ]);
  });

  test("of a folder below go to a folder below, which nginx may not load", () => {
    const { unloaded, listeners } = site("server { listen 9; }", [], "sub/a.conf.template");
    expect(sockets(listeners)).toBe("");
    expect(unloaded.map(({ container, made, wanted }) => [container.path, made, wanted])).toEqual([
      ["/etc/nginx/conf.d/sub/a.conf", "rendered", "/etc/nginx/conf.d/*.conf"],
    ]);
  });

  test("of streams are included by a block that the entrypoint adds", () => {
    const { listeners, unloaded, starts } = site(
      "server { listen ${PORT}; return x; }",
      [["PORT", "5432"]],
      "a.conf.stream-template",
    );
    expect({ listeners: sockets(listeners), unloaded }).toEqual({ listeners: "0.0.0.0:5432", unloaded: [] });
    expect(starts).toMatchObject({ known: true, value: true });
  });

  test("onto a file that the user cannot write end the container", () => {
    const { entrypointEnds, starts } = read({
      install: nginxUnprivileged,
      files: {
        "/etc/nginx/templates/default.conf.template": "server { listen 9; }",
        "/etc/nginx/conf.d/default.conf": "server { listen 8090; }",
      },
      input: by(user1234),
    });
    expect(starts).toMatchObject({ known: true, value: false });
    expect(entrypointEnds?.message).toBe(
      "template etc/nginx/templates/default.conf.template cannot be rendered to /etc/nginx/conf.d/default.conf, and the entrypoint ends there",
    );
  });

  test("of streams in a folder that cannot be created end the container", () => {
    const { entrypointEnds } = read({
      install: nginxOfficial,
      files: { "/etc/nginx/templates/a.conf.stream-template": "server { listen 9; return x; }" },
      input: by(user1234),
    });
    // conf.d cannot be written, so the script gives up before it comes to streams.
    expect(entrypointEnds).toBeUndefined();
  });
});

test.each([
  ["user ${U}; events {}", "${U} is replaced by an unknown value"],
  ["events {} http { server { listen ${P}; } }", "${P} is replaced by an unknown value"],
  [
    "events {} http { nosuch on; }",
    '"nosuch" is not one of nginx\'s own directives, and whether a loaded module has it is unknown',
  ],
  [
    "events {} http { inlude x; }",
    '"inlude" is not one of nginx\'s own directives, and whether a loaded module has it is unknown: did you mean "include"?',
  ],
  ["events {} stream { }", '"stream" belongs to a module, but whether that is loaded is unknown'],
])("%s leaves open whether nginx starts", (text, reason) => {
  expect(withMain(text).starts).toMatchObject({ known: false, why: reason });
  if (text.startsWith("user")) expect(who(withMain(text).workers)).toBe(`? ${reason}`);
});

test.each([
  [
    "events {} http { inlude x; include sites/*.conf; }",
    'unknown directive "inlude": did you mean "include"?',
  ],
  ["events {} include sites/*.conf; http { inlude x; }", undefined],
])("%s: a module is loaded outside of blocks alone", (text, message) => {
  const { problems } = read({
    install: nginxOrg,
    files: { [main]: text },
    opaque: ["/etc/nginx/sites"],
  });
  expect(problems.map((one) => one.message)).toEqual(message === undefined ? [] : [message]);
});

test("a misspelt listen is no server without one, whether nginx stops at it or not", () => {
  for (const install of [nginxOrg, { ...nginxOrg, product: "openresty" as const }]) {
    const { listeners, listenersIncomplete } = read({
      install,
      files: { [main]: "events {} http { server { lisen 8080; } }" },
    });
    expect(listeners).toEqual([]);
    expect(listenersIncomplete?.key).toBe("module of lisen");
  }
});

test("the official build has stream", () => {
  const files = { [main]: "events {} stream { }" };
  expect(read({ install: nginxOrg, files }).starts).toMatchObject({ known: true, value: true });
});

test("what nothing starts stays so, and keeps its reason", () => {
  const starts = known(false, cmdPlace);
  expect(withMain("user 0;", { input: { starts } }).starts).toBe(starts);
});

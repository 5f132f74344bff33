import { describe, expect, test } from "vitest";
import { readApache } from "../../../src/model/apache/read.ts";
import { apacheAlpine, apacheOfficial } from "../../../src/model/stock/apache.ts";
import { apacheDebian, apachePhp } from "../../../src/model/stock/apache-debian.ts";
import { type ImageSpec, serverInput, sockets, user1234, who } from "../server-image.ts";

const read = (spec: ImageSpec) => readApache(serverInput(spec));
const SITE = "/etc/apache2/sites-enabled/web.conf";
const withSite = (text: string, rest: Partial<ImageSpec> = {}) =>
  read({ install: apacheDebian, ...rest, files: { [SITE]: text, ...rest.files } });

/** Whether it starts, or the reasons why not, or why that cannot be told. */
function answer({ starts }: ReturnType<typeof readApache>): boolean | string {
  if (!starts.known) return `? ${starts.why}`;
  return starts.value || starts.because.map(({ note }) => note).join("; ");
}

const notLoaded = (directive: string, module: string) =>
  `${directive} needs mod_${module}, which is not loaded`;

// As apache2 -t of 2.4.71 answered.
describe("sections that are left open", () => {
  test.each<[string, boolean | string]>([
    ["<IfModule alias_module>", true],
    ["<IfModule alias_module>\n<IfModule so_module>\nListen 81", true],
    ["<IfModule alias_module>\n<VirtualHost *:80>\nServerName a", true],
    ["<IfDefine !X>", true],
    ["<IfVersion >= 2.4>", true],
    ["<IfDirective Listen>", true],
    ["<IfModule nosuch_module>", "<IfModule> was not closed"],
    ["<IfDefine X>", "<IfDefine> was not closed"],
    ["<IfModule alias_module>\n<IfModule nosuch_module>", "<IfModule> was not closed"],
    ["<VirtualHost *:80>", "<VirtualHost> was not closed"],
    ["<VirtualHost *:80>\n<IfModule alias_module>", "<IfModule> was not closed"],
    ["<IfVersion = 2.4.57>", "? whether <IfVersion = 2.4.57> holds is unknown, and nothing closes it"],
  ])("%s", (text, expected) => {
    expect(answer(withSite(`${text}\n`))).toBe(expected);
  });

  test("what stands in one counts", () => {
    expect(sockets(withSite("<IfModule alias_module>\nListen 81\n").listeners)).toBe("*:80 *:81");
  });
});

describe("directives of modules", () => {
  const enabled = (...names: string[]) =>
    Object.fromEntries(
      names.map((name) => [
        `/etc/apache2/mods-enabled/${name}.load`,
        `-> /etc/apache2/mods-available/${name}.load`,
      ]),
    );
  const tls = { files: enabled("ssl", "socache_shmcb") };
  const BARE = "SSLEngine is on, but no SSLCertificateFile is set for this server";
  const ask = (named: string) => ({ input: { named: (path: string) => path === named } });
  test.each<[string, string, boolean | string, Partial<ImageSpec>?]>([
    ["not loaded", "ProxyPass / http://a/\nProxyPassReverse / http://a/", notLoaded("ProxyPass", "proxy")],
    ["of a section that is not loaded", "<Proxy *>\n</Proxy>", notLoaded("<Proxy>", "proxy")],
    ["enabled by the package", "Alias /a /b", true],
    ["TLS without a certificate", "<VirtualHost *:443>\nSSLEngine on\n</VirtualHost>", BARE, tls],
    ["TLS of the whole server without a certificate", "SSLEngine On", BARE, tls],
    [
      "TLS with a certificate",
      "<VirtualHost *:443>\nSSLEngine on\nSSLCertificateFile /a\n</VirtualHost>",
      true,
      tls,
    ],
    [
      "TLS with a certificate of the whole server",
      "SSLCertificateFile /a\n<VirtualHost *:443>\nSSLEngine on\n</VirtualHost>",
      true,
      tls,
    ],
    ["TLS that is off", "<VirtualHost *:443>\nSSLEngine off\n</VirtualHost>", true, tls],
    [
      "TLS that includes the rest",
      "<VirtualHost *:443>\nSSLEngine on\nIncludeOptional /a*\n</VirtualHost>",
      true,
      tls,
    ],
    ["enabled", "RewriteEngine On", true, { files: enabled("rewrite") }],
    [
      "linked by hand without what it depends on",
      "ProxyPass / http://a/",
      `${notLoaded("ProxyPass", "proxy")}; mod_proxy_http cannot be loaded before mod_proxy, on which it is built`,
      { files: enabled("proxy_http") },
    ],
    ["of either of two", "ScriptSock /a", true, { files: enabled("cgid") }],
    [
      "disabled",
      "Alias /a /b",
      notLoaded("Alias", "alias"),
      { files: { "/etc/apache2/mods-enabled/alias.load": null } },
    ],
    ["under a condition", "<IfModule mod_headers.c>\nHeader set a b\n</IfModule>", true],
    [
      "that a command may enable",
      "RewriteEngine On",
      "? RewriteEngine needs mod_rewrite, but whether the build loads it is unknown",
      ask("rewrite"),
    ],
    [
      "where a2enmod is given a variable",
      "RewriteEngine On",
      "? RewriteEngine needs mod_rewrite, but whether the build loads it is unknown",
      ask("a2enmod $"),
    ],
    ["misspelled", "Rewrit On", "unknown directive Rewrit: no loaded module provides it"],
    ["of a module that is not httpd's", "XSendFile on", true, { files: enabled("xsendfile") }],
    ["of a package's module", "XSendFile on", true, ask("libapache2-mod")],
    ["in a macro", "<Macro a $b>\n$b On\n</Macro>", true, { files: enabled("macro") }],
    ["PHP's, in its image", "php_value a b", true, { install: apachePhp }],
    ["not loaded, in PHP's image", "Header set a b", notLoaded("Header", "headers"), { install: apachePhp }],
  ])("%s", (_, text, expected, rest) => {
    expect(answer(withSite(`${text}\n`, rest))).toBe(expected);
  });

  test("the module for processes", () => {
    const files = { "/etc/apache2/mods-enabled/mpm_event.load": null };
    const none = "no MPM is loaded: Apache needs mpm_event, mpm_worker or mpm_prefork to start";
    expect(answer(read({ install: apacheDebian, files }))).toBe(none);
    expect(answer(read({ install: apacheDebian, files: { ...files, ...enabled("mpm_prefork") } }))).toBe(
      true,
    );
    expect(answer(read({ install: apachePhp }))).toBe(true);
  });

  test.each([
    ["httpd's own configuration loads it", "", notLoaded("RewriteEngine", "rewrite")],
    ["a line loads it", "LoadModule rewrite_module modules/mod_rewrite.so\n", true],
  ])("the official image: %s", (_, text, expected) => {
    const main = apacheOfficial.files["/usr/local/apache2/conf/httpd.conf"] ?? "";
    const files = { "/usr/local/apache2/conf/httpd.conf": `${main}${text}RewriteEngine On\n` };
    expect(answer(read({ install: apacheOfficial, files }))).toBe(expected);
  });

  test("where the excerpt does not list the modules, nothing is held against a file", () => {
    const files = { "/etc/apache2/conf.d/web.conf": "RewriteEngine On\n" };
    expect(answer(read({ install: apacheAlpine, files }))).toBe(true);
  });

  test("mod_mime wants its types", () => {
    const main = "User www-data\nGroup www-data\nErrorLog syslog\nListen 80\nInclude mods-enabled/*.load\n";
    const conf = (text: string) =>
      answer(read({ install: apacheDebian, files: { "/etc/apache2/apache2.conf": text } }));
    expect(conf(main)).toBe(
      "mod_mime is loaded without TypesConfig, but there is no /etc/apache2/conf/mime.types",
    );
    expect(conf(`${main}TypesConfig /etc/mime.types\n`)).toBe(true);
    expect(conf(`${main}Include mods-enabled/*.conf\n`)).toBe(true);
  });
});

test.each<[string, boolean | string]>([
  ["ServerName a", true],
  ['ServerAdmin "a b"', true],
  ["ServerName a # b", "ServerName takes one argument, not 3: Apache takes no comment after a directive"],
  ["DocumentRoot", "DocumentRoot takes one argument, not 0"],
  ["User www-data www-data", "User takes one argument, not 2"],
])("arguments: %s", (text, expected) => {
  expect(answer(withSite(`${text}\n`))).toBe(expected);
});

test.each<[string, string]>([
  ["<IfDirective Listen>", "*:80 *:81"],
  ["<IfDirective SSLEngine>", "*:80"],
  ["<IfDirective !SSLEngine>", "*:80 *:81"],
  ["<IfDirective Directory>", "*:80"],
  ["<IfSection Directory>", "*:80 *:81"],
  ["<IfSection Proxy>", "*:80"],
  ["<IfFile /etc/passwd>", "*:80 *:81"],
])("%s", (condition, expected) => {
  const name = condition.slice(1).split(" ")[0];
  const { listeners, listenersIncomplete } = withSite(`${condition}\nListen 81\n</${name}>\n`);
  expect([sockets(listeners), listenersIncomplete]).toEqual([expected, undefined]);
});

test.each([
  ["Listen ${PORT}", "Listen ${PORT} needs PORT"],
  ["Group ${WHO}", "Group ${WHO} needs WHO"],
])("%s of a variable that nothing sets", (text, what) => {
  expect(answer(withSite(`${text}\n`))).toBe(
    `? ${what}, which nothing in the image sets: Apache stops unless the container is started with it`,
  );
});

describe("folders", () => {
  const direct = (environment: Record<string, string>, input: Partial<ImageSpec["input"]> = {}) => {
    const all = { APACHE_RUN_USER: "www-data", APACHE_RUN_GROUP: "www-data", ...environment };
    const spec = serverInput({ install: apacheDebian, args: ["-DFOREGROUND"] });
    const environ = new Map(Object.entries(all));
    return answer(readApache({ ...spec, environment: environ, envvars: false, ...input }));
  };
  const logs = { APACHE_LOG_DIR: "/var/log/apache2", APACHE_PID_FILE: "/dev/shm/a.pid" };

  test("of the log", () => {
    const files = { "/var/log/apache2": null };
    const why = "there is no folder /var/log/apache2 in the image, but ErrorLog needs it";
    expect(answer(read({ install: apacheDebian, files }))).toBe(why);
    const given = { named: (path: string) => path === "APACHE_" };
    expect(answer(read({ install: apacheDebian, files, input: given }))).toBe(true);
    expect(answer(withSite("ErrorLog /nosuch/error.log\n"))).toBe(
      "there is no folder /nosuch in the image, but ErrorLog needs it",
    );
    expect(answer(withSite('ErrorLog "|/bin/cat"\nCustomLog /dev/stdout combined\n'))).toBe(true);
  });

  test("of what runs, which apachectl makes and apache2 does not", () => {
    const environment = { ...logs, APACHE_RUN_DIR: "/var/run/apache2" };
    const missing = "there is no folder /var/run/apache2 in the image, but DefaultRuntimeDir needs it";
    expect(answer(read({ install: apacheDebian }))).toBe(true);
    const packaged = { ...serverInput({ install: apacheDebian }).installed, from: "package" as const };
    expect(direct(environment, { installed: packaged })).toBe(missing);
    expect(direct(environment, { installed: packaged, named: (path) => path === "apachectl" })).toBe(
      "? apache2 needs /var/run/apache2, but whether it exists is unknown: apachectl creates it",
    );
    expect(direct({ ...logs, APACHE_RUN_DIR: "/var/log/apache2" }, { installed: packaged })).toBe(true);
  });
});

test.each([
  [["-X"], "www-data(33)"],
  [["-DONE_PROCESS"], "www-data(33)"],
  [["-DFOREGROUND"], "root(0) root"],
])("%s: the first process", (args, master) => {
  expect(who(read({ install: apacheDebian, args }).master)).toBe(master);
});

test("one process of another user stays that user", () => {
  expect(who(read({ install: apacheDebian, args: ["-X"], input: { processUser: user1234 } }).master)).toBe(
    "(1234)",
  );
});

describe("the official image's own site with TLS", () => {
  const conf = "/usr/local/apache2/conf";
  const site = `${conf}/extra/httpd-ssl.conf`;
  const load = (name: string) => `LoadModule ${name}_module modules/mod_${name}.so\n`;
  const loads = ["mpm_event", "authz_core", "unixd", "log_config", "ssl"].map(load).join("");
  const own = (more: string) => `${loads}${more}Listen 80\nUser www-data\nGroup www-data\nInclude ${site}\n`;
  test.each<[string, string, Readonly<Record<string, string>>, boolean | string]>([
    [
      "without its certificate",
      load("socache_shmcb"),
      {},
      `${site} needs ${conf}/server.crt, which the image does not have`,
    ],
    ["without the cache of its sessions", "", {}, `${site} needs mod_socache_shmcb, which is not loaded`],
    ["with both", load("socache_shmcb"), { [`${conf}/server.crt`]: "a", [`${conf}/server.key`]: "b" }, true],
  ])("%s", (_, more, files, expected) => {
    expect(
      answer(read({ install: apacheOfficial, files: { [`${conf}/httpd.conf`]: own(more), ...files } })),
    ).toBe(expected);
  });
});

// As apache2 -d FOLDER -t of 2.4.71 answers: it reads its configuration there.
describe("another folder on the command line", () => {
  test.each([
    ["Debian's", apacheDebian, "/srv/apache2.conf"],
    ["the official one", apacheOfficial, "/srv/conf/httpd.conf"],
    // Compiled in with its whole path.
    ["Alpine's", apacheAlpine, "/etc/apache2/httpd.conf"],
  ])("%s", (_, install, main) => {
    const { mainConfig } = read({ install, args: ["-d", "/srv"], files: { "/srv/x": "" } });
    expect(mainConfig.known ? mainConfig.value.path : mainConfig.why).toContain(main);
  });
});

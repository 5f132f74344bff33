import { describe, expect, test } from "vitest";
import { readApache } from "../../../src/model/apache/read.ts";
import { known } from "../../../src/model/fact.ts";
import { apacheAlpine, apacheOfficial, apacheRhel } from "../../../src/model/stock/apache.ts";
import { apacheDebian } from "../../../src/model/stock/apache-debian.ts";
import { cmdPlace, type ImageSpec, said, serverInput, sockets, user1234, who, why } from "../server-image.ts";

const read = (spec: ImageSpec) => readApache(serverInput(spec));
const debianMain = "/etc/apache2/apache2.conf";
// What every configuration of Debian's package needs, without a line more in the text that is asked.
const MODULES = [
  "-C",
  "ErrorLog /dev/stderr",
  "-C",
  "IncludeOptional mods-enabled/*.load",
  "-C",
  "IncludeOptional mods-enabled/*.conf",
];
const withMain = (text: string, rest: Partial<ImageSpec> = {}) =>
  read({ install: apacheDebian, args: MODULES, ...rest, files: { [debianMain]: text, ...rest.files } });
const identity = "User www-data\nGroup www-data\n";

describe("users, as the servers were measured", () => {
  const rows: readonly [string, string, string, boolean | "cannot tell", Partial<ImageSpec>?][] = [
    ["envvars read", "User ${APACHE_RUN_USER}\nGroup ${APACHE_RUN_GROUP}", "www-data(33)", true],
    [
      "User root",
      "User root\nGroup root",
      "? Apache refuses to run as root: User root keeps it from starting",
      false,
    ],
    [
      "User #0",
      "User #0\nGroup www-data",
      "? Apache refuses to run as root: User #0 keeps it from starting",
      false,
    ],
    ["User root before another", "User root\nUser www-data\nGroup www-data", "www-data(33)", false],
    ["no User", "Group www-data", "root(0) root", true],
    ["no Group", "User www-data", "root(0) root", true],
    ["a number that no user has", "User #1234\nGroup www-data", "root(0) root", true],
    ["a number that a user has", "User #33\nGroup www-data", "www-data(33)", true],
    ["Group root", "User www-data\nGroup root", "www-data(33)", true],
    ["a number as the group", "User www-data\nGroup #1234", "www-data(33)", true],
    [
      "no such user",
      "User nosuch\nGroup www-data",
      "? bad user name nosuch: there is no such user in the image",
      false,
    ],
    ["no such group", "User www-data\nGroup nosuch", "www-data(33)", false],
    ["no such user, but others", "User nosuch\nGroup www-data", "nosuch()", true, { moreUsers: true }],
    ["no such user before another", "User nosuch\nUser www-data\nGroup www-data", "www-data(33)", false],
    [
      "started as 1234, with a name that is none",
      "User nosuch",
      "(1234)",
      false,
      { input: { processUser: user1234 } },
    ],
    [
      "started as 1234",
      "User www-data\nGroup www-data",
      "(1234)",
      true,
      { input: { processUser: user1234 } },
    ],
    ["the last one wins", "User nobody\nuser www-data\nGroup www-data", "www-data(33)", true],
    [
      "in a VirtualHost",
      "<VirtualHost *:80>\nUser www-data\n</VirtualHost>\nGroup www-data",
      "root(0) root",
      false,
    ],
    [
      "under a false condition",
      "<IfModule nosuch_module>\nUser www-data\n</IfModule>\nGroup www-data",
      "root(0) root",
      true,
    ],
    ["in a comment", "# User www-data\nGroup www-data", "root(0) root", true],
    ["continued", "User \\\nwww-data\nGroup www-data", "www-data(33)", true],
    ["by Define", "Define web www-data\nUser ${web}\nGroup ${web}", "www-data(33)", true],
    [
      "a variable that is given at the start",
      "User ${WEB}\nGroup www-data",
      "? ${WEB} is set by nothing in the image",
      "cannot tell",
    ],
    [
      "a condition that cannot be decided",
      '<IfFile "/etc/x">\nUser www-data\n</IfFile>\nGroup www-data',
      "? whether <IfFile /etc/x> holds is unknown",
      true,
      { opaque: ["/etc/x"] },
    ],
  ];
  test.each(rows)("%s", (_, text, workers, starts, rest = {}) => {
    const server = withMain(`Listen 8080\n${text}\n`, rest);
    expect({ workers: who(server.workers), starts: server.starts }).toMatchObject({
      workers,
      starts: starts === "cannot tell" ? { known: false } : { value: starts },
    });
  });

  test("envvars override ENV, and are read by apachectl only", () => {
    const environment = new Map([
      ["APACHE_RUN_USER", "nobody"],
      ["APACHE_RUN_GROUP", "nogroup"],
    ]);
    expect(who(read({ install: apacheDebian, input: { environment } }).workers)).toBe("www-data(33)");
    expect(who(read({ install: apacheDebian, input: { environment, envvars: false } }).workers)).toBe(
      "nobody(65534)",
    );
    const named = (path: string) => path === "/etc/apache2/envvars";
    expect(who(read({ install: apacheDebian, input: { environment, envvars: false, named } }).workers)).toBe(
      "www-data(33)",
    );
    const { problems, starts } = read({
      install: apacheDebian,
      args: ["-DFOREGROUND"],
      input: { envvars: false },
    });
    expect(said(problems)).toEqual([
      "Dockerfile:3:1 ${APACHE_RUN_USER} is not set, so Apache stops: start it with apachectl, which reads envvars",
    ]);
    expect(starts).toMatchObject({ value: false });
  });

  test.each<[string, string, string]>([
    ["another name", "export APACHE_RUN_USER=nobody\nexport APACHE_RUN_GROUP='nogroup'\n", "nobody(65534)"],
    [
      "a default",
      ": ${APACHE_RUN_USER:=www-data}\nexport APACHE_RUN_USER\n: ${APACHE_RUN_GROUP:=www-data}\n",
      "www-data(33)",
    ],
    [
      "a command",
      "export APACHE_RUN_USER=$(id -un)\nexport APACHE_RUN_GROUP=www-data\n",
      "? ${APACHE_RUN_USER} is unknown",
    ],
  ])("an own envvars with %s", (_, text, workers) => {
    expect(who(read({ install: apacheDebian, files: { "/etc/apache2/envvars": text } }).workers)).toBe(
      workers,
    );
  });

  test("envvars that cannot be told leave the user open", () => {
    expect(who(read({ install: apacheDebian, opaque: ["/etc/apache2/envvars"] }).workers)).toBe(
      "? ${APACHE_RUN_USER} is unknown",
    );
  });
});

describe("Listen, as the servers were measured", () => {
  test.each<[string, string]>([
    ["8080", "*:8080"],
    ["*:8080", "*:8080"],
    ["[::]:8080", "*:8080"],
    ["::1:8080", "::1:8080"],
    ["0.0.0.0:8080", "0.0.0.0:8080"],
    ["127.0.0.1:8080 http", "127.0.0.1:8080"],
    ["localhost:8080", "127.0.0.1:8080"],
    ['"8080"', "*:8080"],
    ["8080\nListen 0.0.0.0:8080", "*:8080"],
    ["8080\nListen 8081", "*:8080 *:8081"],
    ["8080\n<IfModule nosuch.c>\nListen 443\n</IfModule>", "*:8080"],
    ["8080\n<IfModule !mod_ssl.c>\nListen 81\n</IfModule>", "*:8080 *:81"],
    [
      "8080\n<IfVersion >= 2.4>\nListen 81\n</IfVersion>\n<IfVersion < 2.4>\nListen 82\n</IfVersion>",
      "*:8080 *:81",
    ],
    [
      "8080\n<IfDefine X>\nListen 81\n</IfDefine>\nDefine X\n<IfDefine X>\nListen 82\n</IfDefine>",
      "*:8080 *:82",
    ],
    [
      "8080\n<IfFile /etc/apache2/ports.conf>\nListen 81\n</IfFile>\n<IfFile /no>\nListen 82\n</IfFile>",
      "*:8080 *:81",
    ],
    ["8080\nLoadModule ssl_module x.so\n<IfModule ssl_module>\nListen 443\n</IfModule>", "*:8080 *:443"],
    ["8080\nDefine P 81\nListen ${P}", "*:8080 *:81"],
  ])("Listen %s", (text, expected) => {
    const { listeners, problems, starts, listenersIncomplete } = withMain(`${identity}Listen ${text}\n`);
    expect(sockets(listeners)).toBe(expected);
    expect({ problems, starts, listenersIncomplete }).toMatchObject({
      problems: [],
      starts: { value: true },
      listenersIncomplete: undefined,
    });
  });

  test.each<[string, string]>([
    ["Listen 127.0.0.1", '"Listen 127.0.0.1" names no port'],
    ["Listen :8080", '"Listen :8080" has no address before its colon'],
    ["Listen 70000", '"Listen 70000": a port is a number from 1 to 65535'],
    ["Listen 0", '"Listen 0": a port is a number from 1 to 65535'],
    [
      "Listen 8080 # web",
      '"Listen" takes 1 or 2 arguments, not 3: Apache takes no comment after a directive',
    ],
    ["", 'no "Listen" in the configuration: Apache stops without a listening socket'],
    ["Listen 8080\nListen 8080", "port 8080 is bound twice: Apache can bind it only once"],
    ["Listen 8080\nListen [::]:8080", "port 8080 is bound twice: Apache can bind it only once"],
    ["Listen 8080\nListen 127.0.0.1:8080", "port 8080 is bound twice: Apache can bind it only once"],
    [
      "Listen 8080\n<VirtualHost *:80>\nListen 81\n</VirtualHost>",
      "Listen cannot occur within <VirtualHost>: it belongs in the main configuration",
    ],
  ])("%s is refused", (text, message) => {
    const { problems, starts } = withMain(`${identity}${text}\n`);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(starts).toMatchObject({ known: true, value: false });
  });

  test.each<[string, string]>([
    ["Listen web.internal:80", "Listen web.internal:80 depends on how the name web.internal is resolved"],
    ["Listen ${PORT}", "${PORT} depends on PORT, which is unknown"],
  ])("%s may be anything", (text, reason) => {
    const { listenersIncomplete, problems } = withMain(`${identity}${text}\n`);
    expect({ why: listenersIncomplete?.why, problems }).toEqual({ why: reason, problems: [] });
  });
});

describe("the stock installations", () => {
  test.each([
    ["Debian", apacheDebian, "www-data(33)", ["/etc/apache2/sites-available/000-default.conf"]],
    ["official", apacheOfficial, "www-data(33)", []],
    ["Alpine", apacheAlpine, "apache()", []],
    ["Red Hat", apacheRhel, "apache(48)", []],
  ] as const)("%s", (_, install, workers, sites) => {
    const server = read({ install });
    expect([sockets(server.listeners), who(server.workers)]).toEqual(["*:80", workers]);
    expect(server.defaultSites.map(({ container }) => container.path)).toEqual(sites);
    expect(server).toMatchObject({
      problems: [],
      missingIncludes: [],
      unloaded: [],
      ownSites: [],
      starts: { value: true },
    });
  });

  test("a2enmod ssl opens 443", () => {
    const files = { "/etc/apache2/mods-enabled/ssl.load": "-> ../mods-available/ssl.load" };
    expect(sockets(read({ install: apacheDebian, files }).listeners)).toBe("*:80 *:443");
  });

  test("an own site beside the default one, and without its link", () => {
    const files = {
      "/etc/apache2/sites-available/web.conf": "<VirtualHost *:80>\n</VirtualHost>\n",
      "/etc/apache2/sites-enabled/web.conf": "-> ../sites-available/web.conf",
    };
    const both = read({ install: apacheDebian, files });
    expect([both.defaultSites.length, both.ownSites.length]).toEqual([1, 1]);
    const gone = { ...files, "/etc/apache2/sites-enabled/000-default.conf": null };
    expect(read({ install: apacheDebian, files: gone }).defaultSites).toEqual([]);
  });
});

describe("what is loaded", () => {
  test.each<[string, string, boolean, string | undefined]>([
    ["a plain path", "Include nosuch.conf", false, "/etc/apache2/nosuch.conf"],
    ["a glob without a match", "Include nosuch/*.conf", false, "/etc/apache2/nosuch/*.conf"],
    ["an optional path", "IncludeOptional nosuch.conf", true, undefined],
    ["an optional glob", "IncludeOptional nosuch/*.conf", true, undefined],
  ])("%s", (_, text, starts, missing) => {
    const server = withMain(`${identity}Listen 80\n${text}\n`);
    expect(server.missingIncludes.map(({ value }) => value)).toEqual(missing === undefined ? [] : [missing]);
    expect(server.starts).toMatchObject({ known: true, value: starts });
  });

  test("a folder stands for its files, a ServerRoot for where paths start", () => {
    const { loaded, listeners } = withMain(`${identity}ServerRoot "/srv"\nInclude more\n`, {
      files: { "/srv/more/b.conf": "Listen 2\n", "/srv/more/a.conf": "Listen 1\n" },
    });
    expect(loaded.map(({ container }) => container.path).slice(1)).toEqual([
      "/srv/more/a.conf",
      "/srv/more/b.conf",
    ]);
    expect(sockets(listeners)).toBe("*:1 *:2");
  });

  test("what cannot be told makes the whole open, and accuses nobody", () => {
    const { incomplete, missingIncludes, problems, workers } = withMain("Include more.conf\n", {
      opaque: ["/etc/apache2/more.conf"],
    });
    expect({ incomplete, missingIncludes, problems, workers: who(workers) }).toEqual({
      incomplete: why,
      missingIncludes: [],
      problems: [],
      workers: `? ${why.why}`,
    });
  });

  test("a file that includes itself ends", () => {
    expect(said(withMain(`${identity}Listen 80\nInclude apache2.conf\n`).problems)).toEqual([
      "etc/apache2/apache2.conf:4:9 /etc/apache2/apache2.conf includes itself",
    ]);
  });

  test("-f, -C and -D", () => {
    const files = { "/srv/a.conf": `${identity}<IfDefine ONE>\nListen 1\n</IfDefine>\n` };
    expect(
      sockets(
        read({ install: apacheDebian, files, args: ["-f", "/srv/a.conf", "-DONE", "-C", "Listen 2"] })
          .listeners,
      ),
    ).toBe("*:2 *:1");
  });

  test("what is unreadable, missing, or started for another job", () => {
    expect(read({ install: apacheDebian, args: [null] }).mainConfig).toMatchObject({ known: false });
    const gone = read({ install: apacheDebian, files: { [debianMain]: null } });
    expect(gone.starts.known && said(gone.starts.because)).toEqual([
      "Dockerfile:1:1 there is no /etc/apache2/apache2.conf in the image",
    ]);
    expect(read({ install: apacheDebian, args: ["configtest"] }).starts).toMatchObject({ value: false });
    expect(read({ install: apacheDebian, args: ["-D", "FOREGROUND", "-k", "start"] }).starts).toMatchObject({
      value: true,
    });
  });

  test("an error of the text stops it", () => {
    const { problems, starts } = withMain(`${identity}Listen 80\n<Directory />\n`);
    expect(said(problems)).toEqual(["etc/apache2/apache2.conf:4:1 <Directory> was not closed"]);
    expect(starts).toMatchObject({ value: false });
  });
});

describe("files that nothing loads", () => {
  const unloaded = (files: Record<string, string | null>, rest: Partial<ImageSpec> = {}) =>
    read({ install: apacheDebian, ...rest, files }).unloaded.map(
      ({ container, why: kind, what, wanted }) =>
        `${container.path} ${kind}: ${what === undefined ? "" : `${what}, `}${wanted}`,
    );
  const site = "<VirtualHost *:80>\nServerName a\n</VirtualHost>\n";

  test.each<[string, Record<string, string | null>, readonly string[]]>([
    [
      "sites-available without a link",
      { "/etc/apache2/sites-available/web.conf": site },
      [
        "/etc/apache2/sites-available/web.conf not-loaded: /etc/apache2/mods-enabled/*.load, /etc/apache2/mods-enabled/*.conf, /etc/apache2/conf-enabled/*.conf, /etc/apache2/sites-enabled/*.conf",
      ],
    ],
    [
      "with its link",
      {
        "/etc/apache2/sites-available/web.conf": site,
        "/etc/apache2/sites-enabled/web.conf": "-> ../sites-available/web.conf",
      },
      [],
    ],
    [
      "nginx's file in a slot of Apache",
      { "/etc/apache2/sites-enabled/web.conf": "server {\n  listen 8080;\n}\n" },
      ["/etc/apache2/sites-enabled/web.conf wrong-slot: is an nginx configuration, a path that nginx loads"],
    ],
    [".htaccess", { "/var/www/html/.htaccess": "RewriteEngine on\n" }, []],
  ])("%s", (_, files, expected) => {
    expect(unloaded(files)).toEqual(expected);
  });
});

test("what nothing starts stays so", () => {
  const starts = known(false, cmdPlace);
  expect(withMain("User root\n", { input: { starts } }).starts).toBe(starts);
});

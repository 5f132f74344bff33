import { expect, test } from "vitest";
import { syntax } from "../../../src/rules/apache/syntax.ts";
import { checkRule } from "../check-rule.ts";
import { mended } from "../mended.ts";

const web = "deployment/images/web";

const check = (conf: string, rest = "") =>
  checkRule(syntax, {
    [`${web}/Dockerfile`]: `FROM httpd:2.4\nCOPY a.conf /usr/local/apache2/conf/httpd.conf\n${rest}`,
    [`${web}/a.conf`]: conf,
  });
const unixd =
  "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\n";
const identity = `${unixd}User www-data\nGroup www-data\n`;

test.each<[string, string, readonly string[], string?]>([
  [
    "a section that is not closed",
    `${identity}Listen 80\n<Directory />\n`,
    [`${web}/a.conf:6:1-14 <Directory> was not closed`],
  ],
  [
    "no socket at all",
    identity,
    [`${web}/a.conf no "Listen" in the configuration: Apache stops without a listening socket`],
  ],
  [
    "an address without a port",
    `${identity}Listen 127.0.0.1\n`,
    [`${web}/a.conf:5:8-17 "Listen 127.0.0.1" names no port`],
  ],
  [
    "one address beside all",
    `${identity}Listen 80\nListen 127.0.0.1:80\n`,
    [`${web}/a.conf:6:8-20 port 80 is bound twice: Apache can bind it only once`],
  ],
  [
    "a user that does not exist is apache/user-undefined's",
    `${unixd}User web\nGroup www-data\nListen 80\n`,
    [],
  ],
  ["a group that does not exist as well", `${unixd}User www-data\nGroup web\nListen 80\n`, []],
  [
    "an include that is not there",
    `${identity}Listen 80\nInclude conf/x.conf\n`,
    [
      `${web}/a.conf:6:9-20 /usr/local/apache2/conf/x.conf does not exist in the image: Apache refuses to start`,
    ],
  ],
  ["a variable that is given at the start", `${identity}Listen \${PORT}\n`, []],
  [
    "a directive of a module that is not httpd's",
    `LoadModule passenger_module modules/mod_passenger.so\n${identity}Listen 80\nPassengerRoot /x\n`,
    [],
  ],
  [
    "a directive that no module has",
    `${identity}Listen 80\nPassengerRoot /x\n`,
    [`${web}/a.conf:6:1-14 unknown directive PassengerRoot: no loaded module provides it`],
  ],
  [
    "a directive of a module that is not loaded",
    `${identity}Listen 80\nProxyPass / http://app/\nProxyPassReverse / http://app/\n`,
    [`${web}/a.conf:6:1-10 ProxyPass needs mod_proxy, which is not loaded`],
  ],
  [
    "a comment behind a directive",
    `${identity}Listen 80\nServerName web # the web\n`,
    [`${web}/a.conf:6:16-17 ServerName takes one argument, not 4: Apache takes no comment after a directive`],
  ],
  [
    "no module for processes",
    "LoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n",
    [`${web}/a.conf no MPM is loaded: Apache needs mpm_event, mpm_worker or mpm_prefork to start`],
  ],
  ["Apache that is not started", "<Directory />\n", [], 'CMD ["bash"]\n'],
])("%s", (_, conf, expected, rest) => {
  expect(check(conf, rest)).toEqual(expected);
});

test("Debian's package is started by apachectl, or not at all", () => {
  const image = (command: string) =>
    checkRule(syntax, {
      [`${web}/Dockerfile`]: `FROM debian:12\nRUN apt-get update && apt-get install -y apache2\n${command}\n`,
    });
  expect(image('CMD ["apachectl", "-D", "FOREGROUND"]')).toEqual([]);
  expect(image('CMD ["apache2", "-D", "FOREGROUND"]')).toEqual([
    `${web}/Dockerfile:3:1-36 \${APACHE_RUN_USER} is not set, so Apache stops: start it with apachectl, which reads envvars`,
  ]);
  expect(image("CMD . /etc/apache2/envvars && exec apache2 -D FOREGROUND")).toEqual([]);
});

// What the fixes write.
test.each<[string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>]>([
  [
    "an include of nothing",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\nInclude conf/sites/*.conf\n",
    },
    ["[unsafe] write IncludeOptional instead of Include"],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\nIncludeOptional conf/sites/*.conf\n",
    },
  ],
])("fixes %s", (_name, files, fixes, changed) => {
  expect(mended(syntax, files)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>]>([
  [
    "another mistake",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 0\n",
    },
  ],
])("leaves to a person: %s", (_name, files) => {
  expect(mended(syntax, files).fixes).toEqual(["-"]);
});

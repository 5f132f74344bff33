import { expect, test } from "vitest";
import { privilegedPort } from "../../../src/rules/apache/privileged-port.ts";
import { findingsOf } from "../check-rule.ts";
import { mended } from "../mended.ts";
import { checkHttpd, WEB } from "./httpd-image.ts";

const config = (...listens: readonly string[]) => [
  "User www-data",
  "Group www-data",
  ...listens.map((one) => `Listen ${one}`),
];
const USER = ["USER www-data"];
const on = (runtime: string) => ({ policy: `runtime: ${runtime}\n` });

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "the last closed port",
    ["1023"],
    ['httpd.conf:3:8-12 user "www-data" cannot bind port 1023 on Kubernetes'],
  ],
  [
    "both of two",
    ["80", "[::]:443"],
    [
      'httpd.conf:3:8-10 user "www-data" cannot bind port 80 on Kubernetes',
      'httpd.conf:4:8-16 user "www-data" cannot bind port 443 on Kubernetes',
    ],
  ],
  ["the first open port", ["1024"], []],
])("on kubernetes: %s", (_name, listens, expected) => {
  expect(checkHttpd(privilegedPort, config(...listens), { lines: USER, ...on("kubernetes") })).toEqual(
    expected,
  );
});

test.each<readonly [string, string, readonly string[]]>([
  ["root", "kubernetes", []],
  ["docker", "docker", USER],
  ["podman", "podman", USER],
])("nothing is said on %s", (_name, runtime, lines) => {
  expect(checkHttpd(privilegedPort, config("80"), { lines, ...on(runtime) })).toEqual([]);
});

test("a runtime that is not named makes it a notice", () => {
  const files = { [`${WEB}/Dockerfile`]: "FROM httpd:2.4\nUSER www-data\n" };
  expect(findingsOf(privilegedPort, files).map(({ severity }) => severity)).toEqual(["notice"]);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "with its virtual host",
    {
      Dockerfile:
        "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nEXPOSE 80\nUSER www-data\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\n<VirtualHost *:80>\n</VirtualHost>\n",
    },
    ["[unsafe] let Apache listen on 8080 instead of 80"],
    {
      Dockerfile:
        "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nEXPOSE 8080\nUSER www-data\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 8080\n<VirtualHost *:8080>\n</VirtualHost>\n",
    },
    "runtime: kubernetes\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(privilegedPort, files, policy)).toEqual({ fixes, changed, left: [] });
});

test.each<[string, Readonly<Record<string, string>>, string?]>([
  [
    "a port that it asks itself for",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\nUSER www-data\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 80\nServerName localhost:80\n",
    },
    "runtime: kubernetes\n",
  ],
])("leaves to a person: %s", (_name, files, policy) => {
  expect(mended(privilegedPort, files, policy).fixes).toEqual(["-"]);
});

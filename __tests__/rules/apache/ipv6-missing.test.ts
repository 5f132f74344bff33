import { expect, test } from "vitest";
import { ipv6Missing } from "../../../src/rules/apache/ipv6-missing.ts";
import { mended } from "../mended.ts";
import { checkHttpd } from "./httpd-image.ts";

const config = (...listens: readonly string[]) => [
  "User www-data",
  "Group www-data",
  ...listens.map((one) => `Listen ${one}`),
];
const REQUIRED = { policy: "ipv6: required\n" };

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "IPv4 only",
    ["0.0.0.0:8080"],
    ["httpd.conf:3:8-20 port 8080 is served over IPv4 only, but IPv6 is required"],
  ],
  [
    "another port over IPv6",
    ["0.0.0.0:8080", "[::]:8443"],
    ["httpd.conf:3:8-20 port 8080 is served over IPv4 only, but IPv6 is required"],
  ],
  ["both families", ["8080"], []],
  ["a star", ["*:8080"], []],
  ["brackets", ["[::]:8080"], []],
  ["IPv4 that both families take in", ["8080", "0.0.0.0:8080"], []],
  ["an address of its own", ["127.0.0.1:8080", "10.0.0.1:80"], []],
])("%s", (_name, listens, expected) => {
  expect(checkHttpd(ipv6Missing, config(...listens), REQUIRED)).toEqual(expected);
});

test("is silent unless the policy asks for IPv6, and while a listener cannot be told", () => {
  expect(checkHttpd(ipv6Missing, config("0.0.0.0:8080"))).toEqual([]);
  const open = [...config("0.0.0.0:8080"), "Listen ${ADDRESS}:8080"];
  expect(checkHttpd(ipv6Missing, open, { ...REQUIRED, lines: ["ARG X", "ENV ADDRESS=${X:?}"] })).toEqual([]);
});

// What the fixes write.
test.each<
  [string, Readonly<Record<string, string>>, readonly string[], Readonly<Record<string, string>>, string?]
>([
  [
    "the address",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY h.conf /usr/local/apache2/conf/httpd.conf\n",
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 0.0.0.0:8080 http\n",
    },
    ['[safe] write "Listen 8080"'],
    {
      "h.conf":
        "LoadModule mpm_event_module modules/mod_mpm_event.so\nLoadModule unixd_module modules/mod_unixd.so\nUser www-data\nGroup www-data\nListen 8080 http\n",
    },
    "ipv6: required\n",
  ],
])("fixes %s", (_name, files, fixes, changed, policy) => {
  expect(mended(ipv6Missing, files, policy)).toEqual({ fixes, changed, left: [] });
});

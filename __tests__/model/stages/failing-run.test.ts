import { expect, test } from "vitest";
import { refusalsIn } from "./refusals.ts";

const stops = (text: string, files = {}) =>
  refusalsIn(text, files).map((line) => line.replace(/^\S+ the build stops here: /, ""));
const DEBIAN = "FROM debian:12-slim\n";
const ALPINE = "FROM alpine:3.20\n";
const APACHE = `${DEBIAN}RUN apt-get update && apt-get install -y apache2\n`;
const dash = (what: string) => [`sh is dash here, which ends this RUN at ${what}`];
const ash = (what: string) => [`sh is ash here, which ends this RUN at ${what}`];
const unknown = (shell: string, name: string) => [`sh is ${shell} here, which does not know "${name}"`];

// Each was put to dash 0.5.12 of Debian 12 as `sh -c`: it ends with 2 or 127.
test.each<[string, readonly string[]]>([
  ["set -o pipefail && true", dash('"set -o pipefail"')],
  ["set -eo pipefail; true", dash('"set -o pipefail"')],
  ["source /etc/profile && true", unknown("dash", "source")],
  ["true; pushd /tmp", unknown("dash", "pushd")],
  ["[[ a == a ]]", unknown("dash", "[[")],
  ["a=(1 2); true", dash("arrays")],
  ["cat <<< x", dash('"<<<"')],
  ["function f { true; }; true", dash('"function"')],
  ["cat <(echo a)", dash('"<("')],
  ["set -e; pushd /tmp; true", dash('"pushd"')],
  ["(curl x)", ["the image has no curl"]],
  ["{ true; curl x; }", ["the image has no curl"]],
  ["true | curl x", ["the image has no curl"]],
  ["true && curl x && true", ["the image has no curl"]],
])("RUN %s fails with Debian", (text, expected) => {
  expect(stops(`${DEBIAN}RUN ${text}\n`)).toEqual(expected);
});

// The same of BusyBox 1.37's ash.
test.each<[string, readonly string[]]>([
  ["a=(1 2); true", ash("arrays")],
  ["cat <<< x", ash('"<<<"')],
  ["pushd /tmp", unknown("ash", "pushd")],
  ["declare x=1 && true", unknown("ash", "declare")],
  ["useradd web", ["the image has no useradd"]],
  ["bash -c true", ["the image has no bash"]],
])("RUN %s fails with Alpine", (text, expected) => {
  expect(stops(`${ALPINE}RUN ${text}\n`)).toEqual(expected);
});

// These end with 0, or nobody can tell.
test.each([
  "if [[ a == a ]]; then true; fi",
  "pushd /tmp; true",
  "curl x | cat",
  "curl x || true",
  "! curl x",
  "curl x & true",
  "if true; then curl x; fi",
  "exit 0; curl x",
  "curl() { true; }; curl x",
  "$TOOL x",
  "/opt/curl x",
  "bash -c 'set -o pipefail; a=(1 2)'",
])("RUN %s passes with Debian", (text) => {
  expect(stops(`${DEBIAN}RUN ${text}\n`)).toEqual([]);
});

test.each([
  "set -o pipefail && true",
  "source /etc/profile && true",
  "[[ a == a ]]",
  "wget x",
])("RUN %s passes with Alpine", (text) => {
  expect(stops(`${ALPINE}RUN ${text}\n`)).toEqual([]);
});

test.each([
  ["another shell", `${DEBIAN}SHELL ["/bin/bash", "-c"]\nRUN source /etc/profile && true\n`],
  ["a shell that a line puts there", `${DEBIAN}RUN ln -sf bash /bin/sh\nRUN source /etc/profile && true\n`],
  ["a package", `${DEBIAN}RUN apt-get update && apt-get install -y git\nRUN curl x\n`],
  ["a program of the repo", `${DEBIAN}COPY curl /usr/local/bin/\nRUN curl x\n`],
  ["a program of another image", `${DEBIAN}COPY --from=alpine /usr/bin/curl /usr/bin/\nRUN curl x\n`],
  ["a stage that has it", `FROM debian:12 AS a\nRUN apt-get install -y curl\nFROM a\nRUN curl x\n`],
  ["an image that is not plain", "FROM node:22\nRUN curl x\n"],
  ["an unknown base", "FROM acme/base\nRUN apk add curl\n"],
  ["a mount", `${DEBIAN}RUN --mount=type=bind,from=alpine,target=/usr/local curl x\n`],
  ["a script of another shell", `${DEBIAN}RUN <<EOF\n#!/bin/bash\nsource /etc/profile\nEOF\n`],
])("nothing is said behind %s", (_, text) => {
  expect(stops(text).filter((line) => !line.includes("does not exist"))).toEqual([]);
});

test("a package manager of another distribution", () => {
  expect(stops("FROM nginx:1.27\nRUN apk add --no-cache curl\n")).toEqual([
    "apk is not there: the image is made of Debian or Ubuntu",
  ]);
  expect(stops("FROM nginx:1.27-alpine\nRUN apt-get update\n")).toEqual([
    "apt-get is not there: the image is made of Alpine",
  ]);
  expect(stops("FROM nginx:1.27-alpine\nRUN apk add apt && apt-get update\n")).toEqual([
    "apt-get is not there: the image is made of Alpine",
  ]);
});

// Debian 12's a2ensite: it ends with 1 when one name is of nothing.
test.each<[string, string | undefined]>([
  ["a2dissite default", 'a2dissite finds no site "default" in /etc/apache2/sites-available'],
  ["a2dissite 000-default nosuch", 'a2dissite finds no site "nosuch" in /etc/apache2/sites-available'],
  ["a2ensite shop.conf", 'a2ensite finds no site "shop" in /etc/apache2/sites-available'],
  ["a2enconf own", 'a2enconf finds no conf "own" in /etc/apache2/conf-available'],
  ["a2ensite shop || true", undefined],
  ["a2ensite shop; true", undefined],
  ["a2dissite -p shop", undefined],
  ["a2dissite '*'", undefined],
  ["a2dissite 000-default", undefined],
  ["a2dissite 000-default && a2dissite 000-default", undefined],
  ["a2enconf charset", undefined],
  ["echo > /etc/apache2/sites-available/shop.conf && a2ensite shop", undefined],
  ["a2enmod rewrite.load headers ssl", undefined],
  ['a2enmod -q "rewrite headers"', undefined],
  ["a2enmod rewrite.conf", 'a2enmod finds no module "rewrite.conf" in /etc/apache2/mods-available'],
  ["a2enmod nosuch; a2enmod rewrite", undefined],
  ["a2enmod mpm_prefork", "a2enmod refuses mpm_prefork while mpm_event is enabled"],
  ["a2dismod mpm_event && a2enmod mpm_prefork", undefined],
  ["a2enmod -x rewrite", "a2enmod does not know the option -x"],
  ["a2dismod alias", "a2dismod asks before it disables alias, but nothing answers here: add -f"],
  ["a2dismod -f alias", undefined],
  ["echo 'Yes, do as I say!' | a2dismod alias", undefined],
  ["a2dismod authz_core", "a2dismod keeps authz_core for authz_host, authz_user: add -f"],
  ["a2dismod status reqtimeout", undefined],
  ["a2dismod 'auth*' -f", undefined],
  ["a2enmod 'nosuch*'", "a2enmod finds nothing that matches nosuch*"],
  [
    "echo > /etc/apache2/sites-enabled/own.conf && a2dissite own",
    'a2dissite finds no site "own" in /etc/apache2/sites-available',
  ],
  [
    "echo > /etc/apache2/sites-available/own.conf && echo > /etc/apache2/sites-enabled/own.conf && a2ensite own",
    "a2ensite does not replace /etc/apache2/sites-enabled/own.conf, which is no link",
  ],
  // The script takes the ending off with any character before it.
  [
    "echo > /etc/apache2/sites-available/my-conf.conf && a2ensite my-conf",
    'a2ensite finds no site "my" in /etc/apache2/sites-available',
  ],
  ["echo > /etc/apache2/sites-available/my-conf.conf && a2ensite my-conf.conf", undefined],
  ["a2ensite", undefined],
])("RUN %s", (text, expected) => {
  expect(stops(`${APACHE}RUN ${text}\n`)).toEqual(expected === undefined ? [] : [expected]);
});

const script = (text: string) => ({ "setup.sh": { text, executable: true } });
const COPIED = "COPY setup.sh /opt/setup.sh\n";

// Each was run by dash 0.5.12 of Debian 12: it ends with 2, or with 127.
test.each<[string, string, readonly string[]]>([
  [
    "/opt/setup.sh",
    "#!/bin/sh\nset -o pipefail\n",
    ['sh is dash here, which ends /opt/setup.sh at "set -o pipefail"'],
  ],
  ["/opt/setup.sh", "#!/bin/sh\na=(1 2)\n", ["sh is dash here, which ends /opt/setup.sh at arrays"]],
  ["sh /opt/setup.sh", "a=(1 2)\n", ["sh is dash here, which ends /opt/setup.sh at arrays"]],
  ["sh -e /opt/setup.sh x", "pushd /x\ntrue\n", ['sh is dash here, which ends /opt/setup.sh at "pushd"']],
  [
    "true && /opt/setup.sh a b",
    "#!/bin/sh -e\npushd /tmp\ntrue\n",
    ['sh is dash here, which ends /opt/setup.sh at "pushd"'],
  ],
  [
    "/opt/setup.sh",
    "#!/bin/sh\nset -o pipefail\nexit 0\n",
    ['sh is dash here, which ends /opt/setup.sh at "set -o pipefail"'],
  ],
])("RUN %s of a script fails with Debian: %j", (call, text, expected) => {
  expect(stops(`${DEBIAN}${COPIED}RUN ${call}\n`.trimEnd(), script(text))).toEqual(expected);
});

test.each<[string, string]>([
  ["/opt/setup.sh", "#!/bin/bash\n"],
  ["cd /opt && ./setup.sh", "#!/usr/bin/env bash\n"],
])("RUN %s of a script whose interpreter Alpine lacks", (call, text) => {
  const expected = call.startsWith("cd") ? [] : ["the image has no bash, which /opt/setup.sh is run by"];
  expect(stops(`${ALPINE}${COPIED}RUN ${call}\n`, script(text))).toEqual(expected);
});

test("a script in the folder of the RUN", () => {
  const text = `${ALPINE}WORKDIR /opt\n${COPIED}RUN ./setup.sh\n`;
  expect(stops(text, script("#!/usr/bin/env bash\n"))).toEqual([
    "the image has no bash, which /opt/setup.sh is run by",
  ]);
});

test.each<[string, string]>([
  ["/opt/setup.sh || true", "#!/bin/sh\na=(1 2)\n"],
  ["/opt/setup.sh; true", "#!/bin/sh\na=(1 2)\n"],
  ["bash /opt/setup.sh", "a=(1 2)\n"],
  ["/opt/setup.sh", "#!/bin/sh\nexit 0\na=(1 2)\n"],
  ["/opt/setup.sh", "#!/bin/sh\nsource /x\ntrue\n"],
  ["sed -i s/a/b/ /opt/setup.sh && /opt/setup.sh", "#!/bin/sh\na=(1 2)\n"],
  ["sed -i 1s/sh/bash/ /opt/setup.sh && /opt/setup.sh", "#!/bin/sh\na=(1 2)\n"],
  ["ln -sf bash /bin/sh && /opt/setup.sh", "#!/bin/sh\na=(1 2)\n"],
  ["apt-get update && apt-get install -y perl && /opt/setup.sh", "#!/usr/bin/perl\n"],
])("RUN %s of a script passes with Debian, or nobody can tell: %j", (call, text) => {
  expect(stops(`${DEBIAN}${COPIED}RUN ${call}\n`, script(text))).toEqual([]);
});

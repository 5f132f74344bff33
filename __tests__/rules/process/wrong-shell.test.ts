import { expect, test } from "vitest";
import { wrongShell } from "../../../src/rules/process/wrong-shell.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";

/** What the rule says of a script that is the entrypoint behind these lines. */
function check(script: string, { base = "debian:12", lines = "", start = 'ENTRYPOINT ["/start.sh"]' } = {}) {
  return checkRule(wrongShell, {
    [`${WEB}/Dockerfile`]: `FROM ${base}\nCOPY --chmod=755 start.sh /start.sh\n${lines}${start}\nCMD ["nginx", "-g", "daemon off;"]\n`,
    [`${WEB}/start.sh`]: script,
  });
}

const BASH = '#!/bin/sh\nfunction go {\n  exec "$@"\n}\ngo "$@"\n';
const ENDS = `${WEB}/start.sh:2:1-14 sh is dash here, which ends the script at "function"`;

test.each<readonly [string, Parameters<typeof check>, readonly string[]]>([
  ["dash", [BASH], [ENDS]],
  ["an init before it", [BASH, { start: 'ENTRYPOINT ["tini", "--", "/start.sh"]' }], [ENDS]],
  ["CMD in shell form", [BASH, { start: "", lines: "CMD exec /start.sh nginx\n" }], []],
  ["ENTRYPOINT in shell form", [BASH, { start: "ENTRYPOINT exec /start.sh nginx" }], [ENDS]],
  ["env before the shell", [BASH.replace("/bin/sh", "/usr/bin/env sh")], [ENDS]],
  ["a base on Debian", [BASH, { base: "nginx:1.27" }], [ENDS]],
  ["BusyBox, which knows it", [BASH, { base: "alpine:3.20" }], []],
  [
    "BusyBox, and arrays",
    ["#!/bin/sh\nA=(1 2)\n", { base: "alpine:3.20" }],
    [`${WEB}/start.sh:2:1-8 sh is ash here, which ends the script at arrays`],
  ],
  ["bash", [BASH.replace("/bin/sh", "/bin/bash")], []],
  ["a system whose sh is bash", [BASH, { base: "almalinux:9" }], []],
  ["a base that is not known", [BASH, { base: "registry.corp/x:1" }], []],
  ["bash in place of sh", [BASH, { lines: "RUN ln -sf bash /bin/sh\n" }], []],
  ["bash that is told to read it", [BASH, { start: 'ENTRYPOINT ["bash", "/start.sh"]' }], []],
  [
    "set -e by the first line",
    [`#!/bin/sh -e\nsource /x\n`],
    [`${WEB}/start.sh:2:1-10 sh is dash here, which ends the script at "source"`],
  ],
])("%s", (_what, args, expected) => {
  expect(check(...args)).toEqual(expected);
});

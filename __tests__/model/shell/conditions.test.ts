import { describe, expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const accounts = (base: string, lines: string) => {
  const dockerfile = `FROM ${base}\n${lines}\n`;
  const [image] = readFleet({
    workspace: memoryWorkspace({ "images/web/Dockerfile": dockerfile }),
    policy: defaultPolicy,
  }).images;
  return image?.accounts;
};

/** Whether the user or group web is there: "yes", "no", or "?" where it may be. */
const web = (run: string, { base = "debian:12-slim", before = "" } = {}) => {
  const all = accounts(base, `${before}\nRUN ${run}`);
  const made = [...(all?.users ?? []), ...(all?.groups ?? [])].some(({ name }) => name === "web");
  return all?.others === undefined ? (made ? "yes" : "no") : "?";
};

describe("what is only made where it is missing is there", () => {
  test.each<[string]>([
    ["id web >/dev/null 2>&1 || useradd web"],
    ["id -u web || useradd -r web; true"],
    ["getent passwd web >/dev/null || adduser --system web; true"],
    ["getent group web || groupadd web; true"],
    ["grep -q '^web:' /etc/passwd || useradd web; true"],
    ["getent passwd | grep -q '^web:' || useradd web; true"],
    ["cut -d: -f1 /etc/group | grep -qx web || groupadd web; true"],
    ["if ! id web; then useradd web; fi"],
    ["if id web; then true; else useradd web; fi"],
    ["if ! getent passwd web >/dev/null 2>&1; then useradd -u 1500 web; fi"],
    ['[ -n "$(getent passwd web)" ] || useradd web; true'],
    ['[ -z "$(getent passwd web)" ] && useradd web; true'],
    ['if [ -z "$(id -u web 2>/dev/null)" ]; then useradd web; fi'],
    ['if [ "$(getent group web)" = "" ]; then groupadd web; fi'],
    ['[[ -z "$(getent passwd web)" ]] && useradd web; true'],
    ["if [ ! $(getent group web) ]; then groupadd -g 1500 web; fi"],
    ["id web || { groupadd web && useradd -g web web; }; true"],
    ["getent group web || groupadd web && id web || useradd -g web web"],
    ["U=web; id $U || useradd $U; true"],
    ["getent passwd 1500 || useradd -u 1500 web; true"],
  ])("%s", (run) => {
    expect(web(run)).toBe("yes");
  });
});

describe("what hangs on something else may not be there", () => {
  test.each<[string]>([
    ['[ "$X" = y ] && useradd web; true'],
    ['if [ "$X" = y ]; then useradd web; fi'],
    ["[ -f /flag ] && useradd web; true"],
    ["test -d /home/web || useradd web; true"],
    ["id app || useradd web; true"],
    ["id web && useradd web; true"],
    ["if id web; then useradd web; fi"],
    ["getent passwd 1000 || useradd -u 1000 web; true"],
    ["for u in a b; do id $u || useradd web; done"],
    ['case "$X" in y) useradd web;; esac'],
    ["[ -f /flag ] && id web || { [ -f /other ] && useradd web; }; true"],
  ])("%s", (run) => {
    expect(web(run)).toBe("?");
  });
});

describe("a value that is known decides", () => {
  test.each<[string, string, string]>([
    ['[ "$X" = y ] && useradd web; true', "ARG X=y", "yes"],
    ['[ "$X" = y ] && useradd web; true', "ARG X=n", "no"],
    ['[ "$X" != y ] && useradd web; true', "ENV X=n", "yes"],
    ['if [ "$X" = y ]; then useradd web; else true; fi', "ARG X=n", "no"],
    ['if [ "$X" = y ]; then true; elif [ "$X" = n ]; then useradd web; fi', "ARG X=n", "yes"],
    ['if [ "$X" = y ]; then true; else useradd web; fi', "ARG X=n", "yes"],
    ['[[ "$X" == y ]] && useradd web; true', "ARG X=y", "yes"],
    ['test -n "$X" && useradd web; true', "ARG X=y", "yes"],
    ['[ -z "$X" ] || useradd web; true', "ARG X=y", "yes"],
    ['[ "$X" = y ] && useradd web; true', "ARG X", "?"],
    ['. /etc/os-release; [ "$ID" = debian ] && useradd web; true', "", "?"],
    ['for X in y; do [ "$X" = n ] && useradd web; done; true', "ARG X=n", "?"],
    ['[ -f /flag ] && X=n; [ "$X" = n ] && useradd web; true', "ARG X=y", "?"],
  ])("%s behind %s", (run, before, expected) => {
    expect(web(run, { before })).toBe(expected);
  });

  test("and an account that is there keeps the rest from running", () => {
    const lines = "RUN useradd -u 1500 web\nRUN id web || useradd -u 1600 web; true";
    expect(accounts("debian:12-slim", lines)?.users.find(({ name }) => name === "web")?.uid).toBe(1500);
    expect(
      accounts("debian:12-slim", `${lines}\nRUN id web || groupadd other; true`)?.groups.some(
        ({ name }) => name === "other",
      ),
    ).toBe(false);
  });
});

// Each of them stands in the one around it: read anew for each, thirty would not end.
test("conditions within conditions are read once", () => {
  const deep = (depth: number): string =>
    depth === 0 ? "id web" : `[ -z "$(${deep(depth - 1)})" ] && echo x || echo y`;
  expect(web(`${deep(30)}; useradd web`)).toBe("yes");
  expect(web(`${"id a || ".repeat(3000)}true; useradd web`)).toBe("yes");
});

import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

function runOf(lines: readonly string[]) {
  const workspace = memoryWorkspace({ "images/web/Dockerfile": `${lines.join("\n")}\n` });
  const [run] = readFleet({ workspace, policy: defaultPolicy }).runs;
  if (run === undefined) throw new Error("the image is not read");
  return run;
}

/** The user web with its number, its group and that one's number; `?` for what is not known, `-` for no group of the name. */
function web(from: string, make: string): string {
  const { users, groups } = runOf([`FROM ${from}`, `RUN ${make}`]).accounts;
  const user = users.find(({ name }) => name === "web");
  const group = groups.find(({ name }) => name === (user?.group ?? ""));
  return `${user?.uid ?? "?"} ${user?.group ?? "?"} ${group === undefined ? "-" : (group.gid ?? "?")}`;
}

test.each<[string, string, string]>([
  ["alpine:3.20", "adduser -S web", "? nogroup 65533"],
  ["alpine:3.20", "adduser -SDHu 101 web", "101 nogroup 65533"],
  ["alpine:3.20", "addgroup -S www && adduser -S -G www web", "? www ?"],
  ["alpine:3.20", "adduser -D -u 1001 web", "1001 web 1001"],
  ["alpine:3.20", "addgroup -g 1001 a && adduser -D -u 1001 web", "1001 web ?"],
  ["debian:12", "adduser --system web", "? nogroup 65534"],
  ["debian:12", "adduser --system --group --uid 200 web", "200 web 200"],
  ["debian:12", "useradd -u 1001 web", "1001 web 1001"],
  ["debian:12", "useradd -u 101 web", "101 web ?"],
  ["debian:12", "useradd -r -u 101 web", "101 web 101"],
  ["debian:12", "useradd -r -u 1001 web", "1001 web ?"],
  ["debian:12", "groupadd -g 1001 a && useradd -u 1001 web", "1001 web ?"],
  ["debian:12", "useradd -U -u 1001 web", "1001 web 1001"],
  ["alpine:3.20", "adduser -S web web", "? nogroup 65533"],
  ["debian:12", "groupadd -f -g 1001 web && useradd -g web web", "? web 1001"],
  ["debian:12", "groupadd -g 1001 a && groupadd -f -g 1001 web && useradd -g web web", "? web ?"],
  ["debian:12", "groupadd -f -g 33 web && useradd -g web web", "? web ?"],
  ["debian:12", "useradd web && groupmod -n app web", "? app ?"],
  ["debian:12", "useradd -u 1001 web && usermod -u 1002 web", "1002 web 1001"],
  ["debian:12", "useradd -u 1001 web && usermod -g www-data web", "1001 www-data 33"],
])("%s: %s", (from, make, expected) => {
  expect(web(from, make)).toBe(expected);
});

/** What is left of the accounts web and app, and of the groups that web is in besides. */
test.each<[string, string]>([
  ["useradd web && userdel web", ""],
  ["groupadd web && useradd -g www-data web && userdel web", "group web"],
  ["useradd web && useradd -g web app && userdel -f web", "user app, group web"],
  ["groupadd app && useradd -g app web && userdel web", "group app"],
  ["useradd web && useradd -G web app && userdel web", "user app in web, group app, group web"],
  ["groupadd web && groupdel web", ""],
  ["useradd -G games,www-data web && gpasswd -d web games", "user web in www-data, group web"],
  ["useradd -G games,www-data web && deluser web games", "user web in www-data, group web"],
  ["useradd -G games web && usermod -aG www-data web", "user web in games www-data, group web"],
  ["useradd -G games web && usermod -G www-data web", "user web in www-data, group web"],
])("%s leaves %s", (make, expected) => {
  const { users, groups } = runOf(["FROM debian:12", `RUN ${make}`]).accounts;
  const isOurs = ({ name }: { readonly name: string }) => name === "web" || name === "app";
  const left = [
    ...users
      .filter(isOurs)
      .map(
        ({ name, groups: joined = [] }) =>
          `user ${[name, ...(joined.length > 0 ? ["in", ...joined] : [])].join(" ")}`,
      ),
    ...groups
      .filter(isOurs)
      .map(({ name }) => `group ${name}`)
      .sort(),
  ];
  expect(left.join(", ")).toBe(expected);
});

// An account that a line may have taken away, or given another number, is none that is known.
test.each(["userdel web", "usermod -o -u 0 web", "groupmod -g 0 web"])("%s under a condition", (line) => {
  const { accounts } = runOf(["FROM debian:12", "RUN useradd -u 1001 web", `RUN [ -f /x ] && ${line}; true`]);
  const kept = line.startsWith("group") ? accounts.groups : accounts.users;
  expect(kept.some(({ name }) => name === "web")).toBe(false);
  expect(accounts.others).toBeDefined();
});

const GONE = 'if id -un "$UID"; then userdel -r "$(id -un "$UID")"; fi';

/** Who runs by the number 1000. */
test.each<[string, readonly string[], string | undefined]>([
  ["the base's user", ["FROM ubuntu:24.04", "USER 1000"], "ubuntu"],
  ["deleted by a name that cannot be told", ["FROM ubuntu:24.04", `RUN ${GONE}`, "USER 1000"], undefined],
  [
    "deleted, and made anew",
    ["FROM ubuntu:24.04", `RUN ${GONE}`, "RUN useradd -u 1000 web", "USER 1000"],
    "web",
  ],
  ["another account is deleted", ["FROM ubuntu:24.04", "RUN deluser games", "USER 1000"], "ubuntu"],
  [
    "two accounts of one number",
    ["FROM ubuntu:24.04", "RUN /opt/unheard-of", "RUN useradd -o -u 1000 web", "USER 1000"],
    "ubuntu",
  ],
])("%s", (_name, lines, expected) => {
  const { containerUser: user } = runOf(lines);
  expect(user.known && user.value.uid).toBe(1000);
  expect(user.known ? user.value.name : "?").toBe(expected);
});

test("usermod gives an account a shell, and takes it", () => {
  const noLogin = (make: string, name: string) =>
    runOf(["FROM debian:12", `RUN ${make}`]).accounts.users.find((user) => user.name === name)?.noLogin;
  expect(noLogin("true", "www-data")).toBe(true);
  expect(noLogin("usermod -s /bin/bash www-data", "www-data")).toBe(undefined);
  expect(noLogin("usermod -u 5000 www-data", "www-data")).toBe(true);
  expect(noLogin("useradd web && usermod --shell /usr/sbin/nologin web", "web")).toBe(true);
});

test("accounts that a base has are told with its line, and changed for one image alone", () => {
  const made = runOf(["FROM debian:12", "RUN userdel games && usermod -u 990 proxy"]).accounts.users;
  const plain = runOf(["FROM debian:12"]).accounts.users;
  const of = (users: typeof plain, name: string) => users.find((user) => user.name === name);
  expect(of(made, "games")).toBeUndefined();
  expect(of(made, "proxy")?.uid).toBe(990);
  expect(of(plain, "games")).toMatchObject({ uid: 5, group: "games", from: "base" });
  expect(of(plain, "proxy")).toMatchObject({ uid: 13, at: { span: { start: 5, end: 14 } } });
});

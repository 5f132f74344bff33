import { describe, expect, test } from "vitest";
import { unwrapped } from "../../../src/model/shell/wrappers.ts";
import { stepDown } from "../../../src/model/start/step-down.ts";

/** Who runs, and what: `web: nginx -g x`; `-` where the user stays. */
function told(line: string): string | undefined {
  const down = stepDown(line.split(" "));
  return down && `${down.user === undefined ? "-" : (down.user ?? "?")}: ${down.command.join(" ")}`;
}

test.each<[string, string | undefined]>([
  ["chpst -u web nginx -g x", "web: nginx -g x"],
  ["chpst -u web:www nginx", "web: nginx"],
  ["chpst -u :1001:1001 nginx", "1001: nginx"],
  ["chpst -U web -u:1001 nginx", "1001: nginx"],
  ["chpst -U web nginx", "-: nginx"],
  ["chpst -P -vu web -C /srv nginx", "web: nginx"],
  ["s6-setuidgid 1001:1001 nginx", "1001: nginx"],
  ["s6-applyuidgid -u 1001 -g 1001 -G 5,6 nginx", "1001: nginx"],
  ["gosu web:www nginx", "web: nginx"],
  ["setpriv --reuid=web --regid web --init-groups nginx", "web: nginx"],
  ["setpriv --ruid=web --regid=web --init-groups nginx", "-: nginx"],
  ["setpriv --ruid web --euid 1001 --clear-groups nginx", "1001: nginx"],
  ["setpriv --reuid web --ambient-caps -all --pdeathsig keep nginx", "web: nginx"],
  ["sudo nginx -g x", "root: nginx -g x"],
  ["sudo -E -u web nginx -u x", "web: nginx -u x"],
  ["sudo -nHu web -- nginx", "web: nginx"],
  ["sudo --user=web --chdir /srv A=b nginx", "web: nginx"],
  ["sudo -g www -p x nginx", "root: nginx"],
  ["sudo -u web -i", "web: "],
  ["sudo -l", undefined],
  ["doas nginx", "root: nginx"],
  ["doas -n -u web nginx", "web: nginx"],
  ["chroot --userspec web:www --groups a,b /srv nginx", "web: nginx"],
  ["runuser -u web -- nginx", "web: nginx"],
  ["nginx -u web", undefined],
])("%s", (line, expected) => {
  expect(told(line)).toBe(expected);
});

/** The group behind the user, `+` where it stays as it was. */
function groupTold(line: string): string | undefined {
  const down = stepDown(line.split(" "));
  return down?.keepsGroup === true ? "+" : (down?.group ?? undefined);
}

test.each<[string, string | undefined]>([
  ["gosu web:www nginx", "www"],
  ["gosu web nginx", undefined],
  ["gosu web: nginx", undefined],
  ["chpst -u web:www:adm nginx", "www"],
  ["chpst -u :1001:1002 nginx", "1002"],
  ["s6-setuidgid 1001:1002 nginx", "1002"],
  ["s6-applyuidgid -u 1001 -g 1002 nginx", "1002"],
  ["s6-applyuidgid -u 1001 nginx", "+"],
  ["setpriv --reuid web nginx", "+"],
  ["setpriv --reuid web --init-groups nginx", "+"],
  ["setpriv --reuid=web --regid=www --clear-groups nginx", "www"],
  ["runuser -u web -g www -- nginx", "www"],
  ["su -g www web -c nginx", "www"],
  ["start-stop-daemon --start --chuid web:www --exec /usr/sbin/nginx", "www"],
  ["start-stop-daemon -S -c web -g www -x /usr/sbin/nginx", "www"],
  ["chroot --userspec=web:www / nginx", "www"],
])("group of %s", (line, expected) => {
  expect(groupTold(line)).toBe(expected);
});

test.each<[string, string]>([
  ["su - web -c nginx", "web: nginx"],
  ["su -lc nginx web", "web: nginx"],
  ["su web -s /bin/sh -c nginx", "web: nginx"],
  ["su --shell=/bin/sh web --command=nginx", "web: nginx"],
  ["su web /start.sh a", "web: sh /start.sh a"],
  ["su -c nginx", "root: nginx"],
  ["runuser -u web nginx -c x", "web: nginx -c x"],
  ["start-stop-daemon --start -u web --exec nginx", "?: nginx"],
  ["s6-applyuidgid -U nginx", "?: nginx"],
  ["sudo -u #1001 nginx", "1001: nginx"],
])("%s", (line, expected) => {
  expect(told(line)).toBe(expected);
});

describe("what a wrapper starts", () => {
  test.each<[string, string]>([
    ["dumb-init --rewrite 15:3 -- nginx", "nginx"],
    ["dumb-init --rewrite 15:3 nginx -c x", "nginx -c x"],
    ["dumb-init -vr 15:3 nginx", "nginx"],
    ["dumb-init -r15:3 nginx", "nginx"],
    ["dumb-init --rewrite=15:3 --single-child nginx", "nginx"],
    ["tini -g -p SIGTERM -- nginx", "nginx"],
    ["env --unset A B=c nginx", "nginx"],
    ["timeout --signal KILL 5 nginx", "nginx"],
    ["nice --adjustment 5 ionice --class 2 -n0 nginx", "nginx"],
    ["sudo --prompt x nginx", "nginx"],
    ["sudo -u web nginx", "sudo -u web nginx"],
  ])("%s", (line, expected) => {
    expect(unwrapped(line.split(" ")).join(" ")).toBe(expected);
  });

  test("up to a program that is kept", () => {
    const words = ["env", "A=b", "sudo", "-E", "nginx"];
    expect(unwrapped(words, (name) => name === "sudo")).toEqual(["sudo", "-E", "nginx"]);
  });
});

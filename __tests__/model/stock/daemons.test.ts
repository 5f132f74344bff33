import { describe, expect, test } from "vitest";
import { daemonStepsDown } from "../../../src/model/stock/programs/daemons.ts";

/** Whether a daemon gives up root, with the texts of the files that are known; `*` says that the others are the package's. */
function stepsDown(line: string, files: Readonly<Record<string, string>> = {}): boolean | undefined {
  const [program = "", ...args] = line.split(" ");
  const config = (path: string) => {
    const text = files[path];
    if (text !== undefined) return { text };
    return "*" in files ? ("untouched" as const) : undefined;
  };
  return daemonStepsDown({
    program,
    args,
    config,
    packages: new Set(["lighttpd", "haproxy", "tinyproxy", "clamav"]),
  });
}

describe("by its options", () => {
  test.each<[string, boolean | undefined]>([
    ["/usr/sbin/sshd -D", true],
    ["squid -N", true],
    ["distccd --no-detach --port=4200", true],
    ["distccd --daemon --user root", false],
    ["slapd -h ldap:/// -u openldap -g openldap -d 0", true],
    ["slapd -d -u", false],
    ["slapd -h ldap:///", false],
    ["slapd -uroot", false],
    ["named -g -u bind", true],
    ["named -gubind", true],
    ["named -f", false],
    ["memcached -m 64 -u memcache", true],
    ["memcached --user=root", false],
    ["memcached -m 64", undefined],
    ["varnishd -F -a :6081", true],
    ["varnishd -j unix,user=vcache -F", true],
    ["varnishd -F -j none", false],
    ["avahi-daemon", true],
    ["avahi-daemon --no-drop-root", false],
    ["dnsmasq -k", true],
    ["dnsmasq -k --user=root", false],
    ["dnsmasq -k -u root", false],
    ["dnsmasq -k --user root --user=nobody", true],
    ["dnsmasq -kd", false],
    ["dnsmasq --no-daemon", false],
    ["dnsmasq -p -d -k", true],
    ["chronyd -d -u root", false],
    ["ntpd -n -u ntp:ntp", true],
    ["ntpd -n", undefined],
    ["privoxy --no-daemon --user privoxy.privoxy /etc/privoxy/config", true],
    ["privoxy --no-daemon /etc/privoxy/config", false],
    ["uwsgi --socket :8081 --uid www-data --gid www-data", true],
    ["uwsgi --uid=0", false],
    ["uwsgi --socket :8081", undefined],
    ["tor --User tor", true],
    ["constructor", undefined],
    ["unheard-of -u web", undefined],
  ])("%s", (line, expected) => {
    expect(stepsDown(line)).toBe(expected);
  });

  test("a user that cannot be told", () => {
    expect(
      daemonStepsDown({ program: "slapd", args: ["-u", null], config: () => undefined, packages: new Set() }),
    ).toBe(undefined);
  });
});

describe("by its configuration", () => {
  test.each<[string, Readonly<Record<string, string>>, boolean | undefined]>([
    ["lighttpd -D -f /etc/lighttpd/lighttpd.conf", { "*": "" }, true],
    ["lighttpd -D -f /etc/lighttpd/lighttpd.conf", {}, undefined],
    ["lighttpd -D -f /l.conf", { "*": "" }, undefined],
    ["lighttpd -D -f /l.conf", { "/l.conf": 'server.port = 80\nserver.username = "www-data"\n' }, true],
    ["lighttpd -D -f /l.conf", { "/l.conf": "server.port = 80\n#server.username = 1\n" }, false],
    ["lighttpd -D -f /l.conf", { "/l.conf": 'include "users.conf"\n' }, undefined],
    ["haproxy -f /h.cfg", { "/h.cfg": "global\n  user haproxy\ndefaults\n  mode http\n" }, true],
    ["haproxy -f /h.cfg", { "/h.cfg": "global\n  uid 0\n" }, false],
    ["haproxy -f /h.cfg", { "/h.cfg": "global\nuserlist u\n  user bob password x\n" }, false],
    ["haproxy -W -db", { "*": "" }, undefined],
    ["haproxy -f /etc/haproxy/haproxy.cfg", { "*": "" }, true],
    ["tinyproxy -d", { "*": "" }, true],
    ["tinyproxy -d", { "/etc/tinyproxy/tinyproxy.conf": "Port 8888\n" }, false],
    ["tinyproxy -dc /t.conf", { "/t.conf": "User nobody\n" }, true],
    ["clamd --foreground", { "*": "" }, true],
    ["clamd --config-file=/c.conf", { "/c.conf": "Foreground yes\nUser root\n" }, false],
    ["mosquitto -c /m.conf", { "/m.conf": "listener 1883\n" }, true],
    ["mosquitto -c /m.conf", { "/m.conf": "listener 1883\nuser root\n" }, false],
    ["mosquitto", {}, true],
    ["dnsmasq -k", { "/etc/dnsmasq.conf": "user=root\n" }, false],
    ["dnsmasq -k -u nobody", { "/etc/dnsmasq.conf": "user=root\n" }, true],
    ["dnsmasq -k -C /d.conf", { "/d.conf": "user=root\n" }, false],
    ["unbound -d", { "/etc/unbound/unbound.conf": 'server:\n  username: ""\n' }, false],
    ["unbound -d", { "/etc/unbound/unbound.conf": "server:\n  username: unbound\n" }, true],
    ["chronyd -d", { "/etc/chrony/chrony.conf": "user root\n" }, false],
    ["stunnel /s.conf", { "/s.conf": "foreground = yes\nsetuid = stunnel\n" }, true],
    ["stunnel /s.conf", { "/s.conf": "foreground = yes\n" }, false],
    ["stunnel", {}, undefined],
    ["opendkim -f -x /o.conf", { "/o.conf": "UserID opendkim:opendkim\n" }, true],
    ["uwsgi /u.ini", { "/u.ini": "[uwsgi]\nuid = www-data\n" }, true],
    ["uwsgi --ini /u.ini", { "/u.ini": "[uwsgi]\nuid=root\n" }, false],
    ["tor -f /torrc", { "/torrc": "SocksPort 9050\nUser tor\n" }, true],
  ])("%s with %j", (line, files, expected) => {
    expect(stepsDown(line, files)).toBe(expected);
  });
});

/** Daemons that leave root by themselves: whom they become, and what tells them otherwise. */
import { ownValue } from "../../../names.ts";
import { baseName } from "../../container-path.ts";
import { type Option, optionsOf } from "./options.ts";

/** What is known of a configuration file: its text, that no line of the repo writes it, or nothing. */
export type ConfigText = { readonly text: string } | "untouched" | undefined;

/** A daemon as it is started. */
export interface DaemonStart {
  readonly program: string;
  readonly args: readonly (string | null)[];
  readonly config: (path: string) => ConfigText;
  /** The packages that the image installs by name. */
  readonly packages: ReadonlySet<string>;
}

interface Daemon {
  /** Letters of options that take a value. */
  readonly valued?: string;
  /** Options that name the user. */
  readonly user?: readonly string[];
  /** Options that forbid the step. */
  readonly forbids?: (option: Option) => boolean;
  readonly config?: Config;
  /** Without a word about it: whether root is given up, or `undefined` where builds differ. */
  readonly unsaid?: boolean;
}

interface Config {
  /** The options that name the file; "" for the first operand. */
  readonly by: readonly string[];
  /** The file that is read where no option names one. */
  readonly path?: string;
  /** The user's line, with the name as its first group. */
  readonly line: RegExp;
  /** The section that the line stands in. */
  readonly section?: string;
  /** A line that may bring the user from elsewhere. */
  readonly includes?: RegExp;
  /** The file of these packages names a user, in Debian 12 and Alpine 3.20. */
  readonly packaged?: { readonly path: string; readonly by: readonly string[] };
}

const ALWAYS: Daemon = { unsaid: true };
// HAProxy's section keywords stand at the start of a line.
const SECTION =
  /^[ \t]*(global|defaults|frontend|backend|listen|userlist|peers|resolvers|cache|program|mailers|ring|http-errors|log-forward|fcgi-app)\b/;

const DAEMONS: Readonly<Record<string, Daemon>> = {
  // OpenSSH 9, vsftpd 3.0, ProFTPD 1.3, Dovecot 2.3, Postfix 3.7, Exim 4.96: a master as root, all work as others.
  sshd: ALWAYS,
  vsftpd: ALWAYS,
  proftpd: ALWAYS,
  dovecot: ALWAYS,
  postfix: ALWAYS,
  exim: ALWAYS,
  exim4: ALWAYS,
  // Squid 5.7: cache_effective_user; told root, it refuses to start.
  squid: ALWAYS,
  // slapd(8) of OpenLDAP 2.5.
  slapd: { valued: "TdfFhlnorsSugc", user: ["-u"], unsaid: false },
  // named(8) of BIND 9.18, CMDLINE_FLAGS of bin/named/main.c.
  named: { valued: "AcdDELMmnNpPStTUuxX", user: ["-u"], unsaid: false },
  // memcached(1) 1.6: as root it refuses to start without -u.
  memcached: { valued: "apsUmcluPfntDRbBIYeoN", user: ["-u", "--user"] },
  // varnishd(1) 7.1: as root it takes the jail unix.
  varnishd: {
    valued: "abfhiIjlMnPprSsTtWxE",
    forbids: ({ name, value }) => name === "-j" && value === "none",
    unsaid: true,
  },
  // distccd(1) 3.4: distcc, else nobody.
  distccd: { user: ["--user"], unsaid: true },
  // avahi-daemon(8) 0.8.
  "avahi-daemon": { forbids: ({ name }) => name === "--no-drop-root", unsaid: true },
  // dnsmasq(8) 2.90: nobody or dnsmasq; -d does not change the user.
  dnsmasq: {
    valued: "rmpclsitugaxSCATHQIBFGOMXVUjPJWY246780",
    user: ["-u", "--user"],
    forbids: ({ name }) => name === "-d" || name === "--no-daemon",
    config: { by: ["-C", "--conf-file"], path: "/etc/dnsmasq.conf", line: /^[ \t]*user=(\S*)/m },
    unsaid: true,
  },
  // mosquitto.conf(5) 2.0: mosquitto, whatever file it reads.
  mosquitto: { valued: "cp", config: { by: ["-c", "--config-file"], line: /^user\s+(\S+)/m }, unsaid: true },
  // unbound.conf(5) 1.17: unbound; an empty name keeps root.
  unbound: {
    valued: "c",
    config: {
      by: ["-c"],
      path: "/etc/unbound/unbound.conf",
      line: /^[ \t]*username:\s*"?([^"\s#]*)/m,
    },
    unsaid: true,
  },
  // chronyd(8) 4.3: the packages are built with a user of their own.
  chronyd: {
    valued: "fFlLPtu",
    user: ["-u"],
    config: { by: ["-f"], path: "/etc/chrony/chrony.conf", line: /^[ \t]*user\s+(\S+)/m },
    unsaid: true,
  },
  // ntpd(8) of NTP 4.2.8; OpenNTPD's needs no word.
  ntpd: { valued: "cfiIklprstuvwDPUV", user: ["-u", "--user"] },
  // lighttpd 1.4.69, server.username.
  lighttpd: {
    valued: "fmi",
    config: {
      by: ["-f"],
      line: /^[ \t]*server\.username\s*:?=\s*"([^"]*)"/m,
      includes: /^[ \t]*include/m,
      packaged: { path: "/etc/lighttpd/lighttpd.conf", by: ["lighttpd"] },
    },
    unsaid: false,
  },
  // HAProxy 2.6, user and uid of the section global.
  haproxy: {
    valued: "fCLnNmpSx",
    config: {
      by: ["-f"],
      line: /^[ \t]*(?:user|uid)\s+(\S+)/m,
      section: "global",
      packaged: { path: "/etc/haproxy/haproxy.cfg", by: ["haproxy"] },
    },
    unsaid: false,
  },
  // tinyproxy.conf(5) 1.11.
  tinyproxy: {
    valued: "c",
    config: {
      by: ["-c"],
      line: /^[ \t]*User\s+"?([^\s"]+)/im,
      path: "/etc/tinyproxy/tinyproxy.conf",
      packaged: { path: "/etc/tinyproxy/tinyproxy.conf", by: ["tinyproxy", "tinyproxy-bin"] },
    },
    unsaid: false,
  },
  // clamd.conf(5) 1.0.
  clamd: {
    valued: "c",
    config: {
      by: ["-c", "--config-file"],
      line: /^[ \t]*User\s+(\S+)/m,
      path: "/etc/clamav/clamd.conf",
      packaged: { path: "/etc/clamav/clamd.conf", by: ["clamav-daemon", "clamav"] },
    },
    unsaid: false,
  },
  // stunnel(8) 5.68.
  stunnel: {
    config: { by: [""], line: /^[ \t]*setuid\s*=\s*(\S+)/im, includes: /^[ \t]*include\b/im },
    unsaid: false,
  },
  stunnel4: {
    config: { by: [""], line: /^[ \t]*setuid\s*=\s*(\S+)/im, includes: /^[ \t]*include\b/im },
    unsaid: false,
  },
  // privoxy(8) 3.0.34.
  privoxy: { user: ["--user"], unsaid: false },
  // opendkim(8) 2.11.
  opendkim: {
    valued: "bcdDFkLmMopPqrRsStTuVx",
    user: ["-u"],
    config: { by: ["-x"], path: "/etc/opendkim.conf", line: /^[ \t]*UserID\s+(\S+)/im },
  },
  // uwsgi 2.0: without a word it stays root, but variables of the environment are words too.
  uwsgi: {
    user: ["--uid"],
    config: { by: ["", "--ini", "-i", "--yaml", "-y"], line: /^[ \t]*(?:uid\s*=|uid:)\s*(\S+)/m },
  },
  // tor(1) 0.4.7: an option may be given on the command line, in any case.
  tor: { valued: "f", user: ["--user", "--User"], config: { by: ["-f"], line: /^[ \t]*User\s+(\S+)/im } },
};

/** Whether a program is one of these daemons. */
export function isDaemon(program: string): boolean {
  return ownValue(DAEMONS, baseName(program)) !== undefined;
}

/**
 * Whether a daemon that is started as root does its work as another user; `undefined` when that cannot be told, or for a
 * program that is not listed.
 */
export function daemonStepsDown({ program, args, config, packages }: DaemonStart): boolean | undefined {
  const daemon = ownValue(DAEMONS, baseName(program));
  if (daemon === undefined) return undefined;
  const options = optionsOf(args, daemon.valued ?? "");
  if (options.some((option) => daemon.forbids?.(option))) return false;
  const told = options.findLast(({ name }) => daemon.user?.includes(name));
  if (told !== undefined) return becomes(told.value);
  return daemon.config === undefined
    ? daemon.unsaid
    : configured(daemon, daemon.config, { options, config, packages });
}

function configured(
  { unsaid }: Daemon,
  { by, path, line, section, includes, packaged }: Config,
  { options, config, packages }: { options: readonly Option[] } & Pick<DaemonStart, "config" | "packages">,
): boolean | undefined {
  const named = options.find(({ name }) => by.includes(name));
  const file = named === undefined ? path : named.value;
  const found = typeof file === "string" ? config(file) : undefined;
  if (found === undefined || found === "untouched") {
    if (unsaid === true) return true;
    const isPackaged = found === "untouched" && packaged !== undefined && file === packaged.path;
    return isPackaged && packaged.by.some((name) => packages.has(name)) ? true : undefined;
  }
  const text = section === undefined ? found.text : sectionOf(found.text, section);
  const [, name] = line.exec(text) ?? [];
  if (name !== undefined) return becomes(name);
  return includes?.test(text) ? undefined : unsaid;
}

function sectionOf(text: string, section: string): string {
  let name: string | undefined;
  const own = text.split("\n").filter((line) => {
    name = SECTION.exec(line)?.[1] ?? name;
    return name === section;
  });
  return own.join("\n");
}

function becomes(user: string | null | undefined): boolean | undefined {
  if (user === null || user === undefined) return undefined;
  const [name = ""] = user.split(/[:.]/);
  return !(name === "" || name === "root" || name === "0");
}

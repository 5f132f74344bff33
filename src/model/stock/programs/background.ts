/** Which daemons go into the background by themselves, by their options and configuration: what was run is in the oracle of daemons. */
import { ownValue } from "../../../names.ts";
import { baseName } from "../../container-path.ts";
import { type Option, optionsOf } from "./options.ts";

/** A daemon as it is started. */
export interface BackgroundStart {
  readonly program: string;
  readonly args: readonly (string | null)[];
  /** A configuration file of the image: its text, where it is known. */
  readonly config: (path: string) => string | undefined;
}

interface Way {
  /** Letters of options that take a value. */
  readonly valued?: string;
  /** Where it goes without a word. */
  readonly usual: "background" | "front";
  /** Options with which it goes to the other side, or only asks something; with a value, that alone. */
  readonly other: readonly (readonly [option: string, value?: RegExp])[];
  /** Options with which it stays where it is without a word, whatever a file says. */
  readonly keeps?: readonly string[];
  /** The file that may say it, where no option does. */
  readonly config?: {
    /** The options that name it; "" for the first operand. */
    readonly by: readonly string[];
    /** The one that is read where no option names another. */
    readonly path?: string;
    /** The line with which it goes to the other side. */
    readonly line: RegExp;
    readonly includes?: RegExp;
  };
}

const front = (...options: readonly string[]): Way => ({
  usual: "background",
  other: options.map((option) => [option] as const),
});
const back = (...options: readonly string[]): Way => ({ ...front(...options), usual: "front" });

const WAYS: Readonly<Record<string, Way>> = {
  sshd: { ...front("-D", "-d", "-i", "-t", "-T", "-V", "-G"), valued: "bCcEfghkopu" },
  proftpd: { ...front("-n", "--nodaemon", "-t", "-v", "-V", "-l", "-L"), valued: "cdDpSN" },
  dovecot: { ...front("-F", "-n", "-a"), valued: "ci" },
  squid: { ...front("-N", "--foreground", "-z", "-k", "-v", "-h"), valued: "acdflmnpukO" },
  named: { ...front("-g", "-f", "-v", "-V", "-C"), valued: "AcdDELMmnNpPStTUuxX" },
  slapd: { ...front("-d", "-T", "-V"), valued: "TdfFhlnorsSugc" },
  memcached: { ...back("-d", "--daemon"), valued: "apsUmcluPfntDRbBIYeoN" },
  varnishd: { ...front("-F", "-d", "-C", "-x", "-V", "-?"), valued: "abfhiIjlMnPprSsTtWxE" },
  "avahi-daemon": back("-D", "--daemonize"),
  dnsmasq: {
    ...front("-k", "--keep-in-foreground", "-d", "--no-daemon", "--test", "-v", "--version", "--help", "-w"),
    valued: "rmpclsitugaxSCATHQIBFGOMXVUjPJWY246780",
    config: {
      by: ["-C", "--conf-file"],
      path: "/etc/dnsmasq.conf",
      line: /^[ \t]*(keep-in-foreground|no-daemon)\b/m,
      includes: /^[ \t]*conf-(file|dir)=/m,
    },
  },
  mosquitto: { ...back("-d", "--daemon"), valued: "cp" },
  unbound: {
    ...front("-d", "-h", "-V"),
    valued: "c",
    config: {
      by: ["-c"],
      path: "/etc/unbound/unbound.conf",
      line: /^[ \t]*do-daemonize:[ \t]*"?no\b/m,
      includes: /^[ \t]*include(-toplevel)?:/m,
    },
  },
  chronyd: { ...front("-d", "-n", "-q", "-Q", "-p", "-v", "-h"), valued: "fFlLPtu" },
  ntpd: { ...front("-n", "--nofork", "-q", "-d", "-V"), valued: "cfiIklprstuvwDPUx" },
  lighttpd: { ...front("-D", "-t", "-tt", "-p", "-1", "-v", "-V", "-h", "-i"), valued: "fmi" },
  haproxy: {
    ...back("-D"),
    keeps: ["-db", "-d", "-Ws"],
    valued: "fCLnNmpSx",
    config: { by: ["-f"], line: /^[ \t]*daemon\b/m },
  },
  tinyproxy: { ...front("-d", "-v", "-h"), valued: "c" },
  privoxy: front("--no-daemon", "--version", "--help", "--config-test"),
  rsyslogd: { ...front("-n", "-d", "-N", "-v"), valued: "fiuMNQ" },
  cron: { ...front("-f"), valued: "L" },
  smbd: { ...front("-F", "--foreground", "-i", "--interactive", "-b", "-V"), valued: "dlsp" },
  nmbd: { ...front("-F", "--foreground", "-i", "--interactive", "-V"), valued: "dlsp" },
  atd: { ...front("-f", "-d", "-s"), valued: "lb" },
  dropbear: { ...front("-F", "-i", "-V"), valued: "bcdrpPWKITD" },
  snmpd: { ...front("-f", "-v", "-h", "-H"), valued: "cCDgIlLmMnpPuUx" },
  rpcbind: front("-f", "-d"),
  keepalived: { ...front("-n", "--dont-fork", "-t", "--config-test", "-v"), valued: "fSgpcrmixu" },
  xinetd: front("-dontfork", "-d", "-version"),
  "redis-server": {
    usual: "front",
    other: [["--daemonize", /^yes$/i]],
    config: { by: [""], line: /^[ \t]*daemonize[ \t]+yes\b/im, includes: /^[ \t]*include\b/im },
  },
  tor: {
    usual: "front",
    valued: "f",
    other: [["--RunAsDaemon", /^1$/]],
    config: { by: ["-f"], line: /^[ \t]*RunAsDaemon[ \t]+1\b/im, includes: /^[ \t]*%include\b/im },
  },
  uwsgi: { usual: "front", other: [["--daemonize"], ["-d"]] },
  openvpn: back("--daemon"),
  clamd: {
    ...front("-F", "--foreground", "-V", "--version", "-h", "--help"),
    valued: "c",
    config: {
      by: ["-c", "--config-file"],
      path: "/etc/clamav/clamd.conf",
      line: /^[ \t]*Foreground[ \t]+(yes|true|1)\b/im,
    },
  },
};

/**
 * Whether what is started of a daemon goes into the background, so that its first process ends; `undefined` where that
 * cannot be told, and for what is no such daemon.
 */
export function goesBehind({ program, args, config }: BackgroundStart): boolean | undefined {
  const way = ownValue(WAYS, baseName(program));
  if (way === undefined || args.some((arg) => arg === null)) return undefined;
  const options = spelled(args, way);
  const isBack = way.usual === "background";
  if (way.other.some(([name, value]) => options.some((option) => matches(option, name, value))))
    return !isBack;
  if (way.config === undefined || way.keeps?.some((name) => options.some((option) => option.name === name)))
    return isBack;
  const { by, path, line, includes } = way.config;
  const named = options.find(({ name }) => by.includes(name));
  const file = named === undefined ? path : named.value;
  // Without a file there is nothing that could say it.
  if (file === undefined) return isBack;
  const text = file === null ? undefined : config(file);
  if (text === undefined) return undefined;
  if (line.test(text)) return !isBack;
  return includes?.test(text) ? undefined : isBack;
}

/** Words such as `-bd` and `-dontfork` are options as they stand, too. */
function spelled(
  args: readonly (string | null)[],
  { valued = "", other, keeps = [] }: Way,
): readonly Option[] {
  const words = new Set([...other.map(([name]) => name), ...keeps].filter((name) => /^-[^-]./.test(name)));
  return args.flatMap((arg, i): readonly Option[] =>
    arg !== null && words.has(arg)
      ? [{ name: arg }]
      : i === 0
        ? optionsOf(
            args.filter((word) => !words.has(word ?? "")),
            valued,
          )
        : [],
  );
}

function matches(option: Option, name: string, value: RegExp | undefined): boolean {
  return option.name === name && (value === undefined || value.test(option.value ?? ""));
}

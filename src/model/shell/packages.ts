import { ownValue } from "../../names.ts";
import type { Effect } from "./effects.ts";
import { type Options, operands } from "./options.ts";

// What each package manager calls installing and removing. Options with values would otherwise pass for packages.
const MANAGERS: Readonly<
  Record<
    string,
    { readonly install: readonly string[]; readonly remove: readonly string[]; readonly options: Options }
  >
> = {
  "apt-get": {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "otc", long: ["option", "target-release", "config-file"] },
  },
  apt: {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "otc", long: ["option", "target-release", "config-file"] },
  },
  aptitude: {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "ot", long: ["target-release"] },
  },
  apk: {
    install: ["add"],
    remove: ["del"],
    options: { short: "tpX", long: ["virtual", "root", "repository", "repositories-file"] },
  },
  yum: { install: ["install", "reinstall"], remove: ["remove", "erase"], options: { short: "cx", long: [] } },
  dnf: { install: ["install", "reinstall"], remove: ["remove", "erase"], options: { short: "cx", long: [] } },
  microdnf: {
    install: ["install", "reinstall"],
    remove: ["remove", "erase"],
    options: { short: "cx", long: [] },
  },
  tdnf: {
    install: ["install", "reinstall"],
    remove: ["remove", "erase", "autoremove"],
    options: { short: "cix", long: ["config", "installroot", "releasever", "rpmverbosity"] },
  },
};

/** What a package manager's command installs or removes; `undefined` for other programs. */
export function packageEffects(program: string, args: readonly string[]): readonly Effect[] | undefined {
  const manager = ownValue(MANAGERS, program);
  if (manager === undefined) return undefined;
  const { names } = operands(args, manager.options);
  const verb = names.findIndex((name) => manager.install.includes(name) || manager.remove.includes(name));
  if (verb < 0 || args.some((arg) => isForLater(program, arg))) return [];
  const packages = names.slice(verb + 1).map(packageName);
  if (!manager.install.includes(names[verb] ?? "")) return [{ kind: "uninstall", packages }];
  const isBare = args.some((arg) => /^--no-install-recommends$|Install-Recommends=(false|0)\b/.test(arg));
  return [{ kind: "install", packages, ...(isBare && { bare: true as const }) }];
}

/** Whether an option has packages downloaded, or tried, and not installed. */
function isForLater(program: string, arg: string): boolean {
  if (/^--(download-?only|assumeno|simulate|dry-run|just-print|no-act|recon|print-uris)$/.test(arg))
    return true;
  return /^apt/.test(program) && /^-[a-zA-Z]*[ds]/.test(arg) && !/^-[a-zA-Z]*[oct]/.test(arg);
}

/** `nginx=1.22.1-9`, `nginx~1.26`, `nginx:amd64` and `nginx/bookworm` are all nginx. */
function packageName(text: string): string {
  return text.replace(/[=~<>:/@].*$/, "");
}

// Packages that bring a server without its name (Debian: `apt-cache depends`).
const BRINGS_APACHE =
  /^(apache2|libapache2-mod-.*|php(\d(\.\d)?)?|phpmyadmin|roundcube|wordpress|nagios4-cgi)$/;
const NGINX = /^(nginx|nginx-(light|full|extras|core|mainline|stable)|libnginx-mod-.*)$/;
const APACHE = /^(apache2|httpd|apache2-(ssl|proxy|utils)|httpd-core)$/;

/** Whether a package installs nginx or Apache. */
export function serverOf(name: string, system: string | undefined): "nginx" | "apache" | undefined {
  if (NGINX.test(name) && !/^nginx-(common|mod)/.test(name)) return "nginx";
  if (system === "rhel" && name === "mod_ssl") return "apache";
  if (system === "debian" && BRINGS_APACHE.test(name)) return "apache";
  return APACHE.test(name) && name !== "apache2-utils" ? "apache" : undefined;
}

// Names that are known not to make a user, and those that make one of another name than their own.
const MAKES_NONE =
  /^(lib.*|.*-(dev|devel|dbg|doc|docs|common|utils|tools|minimal|headers|static)|python3?([-.].*)?|py3-.*|php.*|ruby.*|perl.*|node(js)?|npm|yarn|go|golang.*|gcc.*|g\+\+.*|clang.*|cmake|make|build-essential|build-base|curl|wget|ca-certificates|git|unzip|zip|tar|gzip|bzip2|xz.*|zstd|jq|yq|vim.*|nano|less|bash|dash|zsh|busybox|coreutils|findutils|grep|sed|gawk|file|tini|dumb-init|gosu|su-exec|sudo|doas|runit|s6|execline|supervisor|cron|tzdata|locales.*|gnupg.*|gpg.*|apt-transport-https|software-properties-common|lsb-release|procps.*|psmisc|iproute2|iputils.*|net-tools|dnsutils|bind-tools|netcat.*|nmap|strace|openssl|openssh-client.*|default-jre.*|default-jdk.*|openjdk.*|ffmpeg|imagemagick|graphviz|fonts-.*|ttf-.*|musl.*|glibc.*|gettext.*|envsubst|shadow|linux-headers|pkg-config|pkgconf|autoconf|automake|libtool|patch|diffutils|rsync|socat|certbot|logrotate|moreutils|nginx-.*|httpd-.*|apache2-.*|brotli|aria2|xvfb|chromium.*|firefox.*|[a-z]+-client)$/;
// Debian's servers run as www-data, which is there already: its packages make no user.
const SERVERS_MAKE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  nginx: { debian: [], alpine: ["nginx"], rhel: ["nginx"], photon: ["nginx"] },
  apache2: { debian: [], alpine: ["apache"] },
  httpd: { rhel: ["apache"] },
  mod_ssl: { rhel: ["apache"] },
};
const MAKES: Readonly<Record<string, readonly string[]>> = {
  "redis-server": ["redis"],
  redis: ["redis"],
  "openssh-server": ["sshd"],
  memcached: ["memcache", "memcached"],
  haproxy: ["haproxy"],
  varnish: ["varnish", "vcache"],
  dnsmasq: ["dnsmasq"],
  postgresql: ["postgres"],
  "mariadb-server": ["mysql"],
  "mysql-server": ["mysql"],
  mariadb: ["mysql"],
};

/** Users that a package makes: names, none, or `undefined` when it is not known. */
export function usersOfPackage(name: string, system: string | undefined): readonly string[] | undefined {
  const byServer = ownValue(SERVERS_MAKE, name);
  if (byServer !== undefined) return ownValue(byServer, system ?? "");
  const made = ownValue(MAKES, name);
  if (made !== undefined) return made;
  return MAKES_NONE.test(name) || name.startsWith(".") || name.startsWith("-") ? [] : undefined;
}

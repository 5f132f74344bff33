import { ownValue } from "../../names.ts";
import type { Place } from "../../source.ts";
import { known, unknown } from "../fact.ts";
import { type FileLayer, sharedLayer } from "../files/layers.ts";
import { SharedPaths } from "../files/shared-paths.ts";
import type { BaseSystem } from "./base.ts";

/** The mode of a folder that belongs to root. */
const ROOTS = 0o755;

// The same in the images of Debian, Ubuntu, Alpine, Fedora, UBI, Rocky and Alma.
const FOLDERS: Readonly<Record<string, number>> = {
  "/": ROOTS,
  "/etc": ROOTS,
  "/home": ROOTS,
  "/opt": ROOTS,
  "/root": 0o700,
  "/run": ROOTS,
  "/srv": ROOTS,
  "/tmp": 0o1777,
  "/usr": ROOTS,
  "/usr/local": ROOTS,
  "/usr/share": ROOTS,
  "/var": ROOTS,
  "/var/cache": ROOTS,
  "/var/lib": ROOTS,
  "/var/log": ROOTS,
  "/var/tmp": 0o1777,
};

const LINKS: Readonly<Record<string, string>> = { "/var/run": "/run" };

// Photon's /srv is a link, its /root another's mode, and /opt is made by packages.
function isElsewhere(system: BaseSystem, path: string): boolean {
  return system === "photon" && ["/opt", "/root", "/srv"].includes(path);
}

const PATHS = new SharedPaths([...Object.keys(FOLDERS), ...Object.keys(LINKS)]);
const NO_PATHS = new SharedPaths([]);

/** The folders that every image of a distribution has, all of them root's; empty where there is no distribution. */
export function systemFolderLayer(system: BaseSystem, at: Place): FileLayer {
  const made = { owner: known({ user: "root", group: "root" }, at), at, from: "base", because: [] } as const;
  return sharedLayer(system === "none" ? NO_PATHS : PATHS, (path) => {
    if (isElsewhere(system, path)) return undefined;
    const target = ownValue(LINKS, path);
    if (target === undefined) {
      const content = unknown({ key: "folder", why: "it is a folder" }, at);
      return { path, kind: "directory", content, mode: known(ownValue(FOLDERS, path) ?? ROOTS, at), ...made };
    }
    const content = unknown({ key: "link", why: "it is a link" }, at);
    return { path, kind: "link", target, content, mode: known(0o777, at), ...made };
  });
}

/** Whether a path is one of these folders. */
export function isSystemFolder(path: string): boolean {
  return ownValue(FOLDERS, path) !== undefined;
}

const ROOT_FOLDERS =
  /^\/(bin|boot|dev|docker-entrypoint\.d|etc|home|lib\w*|media|mnt|opt|proc|root|run|s?bin\S*|srv|sys|tmp|usr|var)$/;

/** Whether a folder lies in `/` and is not one that a distribution puts there. */
export function isOwnRootFolder(path: string): boolean {
  return /^\/[^/]+$/.test(path) && !ROOT_FOLDERS.test(path);
}

/** The other spelling of a path below `/var/run`, which is a link to `/run`; `undefined` where there is none. */
export function otherSpelling(path: string): string | undefined {
  if (path === "/var/run" || path.startsWith("/var/run/")) return path.slice("/var".length);
  return path === "/run" || path.startsWith("/run/") ? `/var${path}` : undefined;
}

// What bare systems have in /run, and what packages put there that make no users.
const RUN_FOLDERS =
  /^(cron|dbus|lock|log|mount|php|sendsigs\.omit\.d|screen|shm|sshd|sudo|systemd|user|utmp|uuidd)/;

/** Whether a path is a folder right below /run that neither a bare system nor a package without users of its own has. */
export function isOwnRunFolderName(path: string): boolean {
  const [, name] = /^(?:\/var)?\/run\/([^/]+)$/.exec(path) ?? [];
  return name !== undefined && !RUN_FOLDERS.test(name);
}

// What bare systems and the packages of servers have in these, by the names of the folders.
const VAR_FOLDERS =
  /^(adduser|apache2|apk|apt|cron|dbus|debconf|dpkg|fontconfig|git|httpd|ldconfig|logrotate|lpd|mail|man|misc|nginx|pam|php|plymouth|private|python|rsyslog|shells\.state|sgml-base|supervisor|swcatalog|systemd|ucf|udhcpd|vim|xml-core)/;

/** Whether a path is a folder right below one of /var that neither a bare system nor a server's package has. */
export function isOwnVarFolderName(path: string): boolean {
  const [, name] = /^\/var\/(?:cache|lib|spool)\/([^/]+)$/.exec(path) ?? [];
  return name !== undefined && !VAR_FOLDERS.test(name);
}

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
  // A link to /run.
  "/var/run": ROOTS,
  "/var/tmp": 0o1777,
};

/** The mode of a folder that every image of a distribution has and that belongs to root. */
export function systemFolderMode(system: BaseSystem, path: string): number | undefined {
  return system === "none" ? undefined : FOLDERS[path];
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

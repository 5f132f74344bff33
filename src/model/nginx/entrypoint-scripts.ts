/** What the official entrypoint asks before its scripts do something, and how they end. */
import { isWithin } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { permits, RUN, WRITE } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import { isStock } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";

const SCRIPTS = "/docker-entrypoint.d";

/** Whether a script of the image's own is there and is run; another one in its place is followed as a script. */
export function runs({ files, entrypoint, accounts }: ServerInput, name: string): boolean | Unknown {
  const script = files.lookup(`${SCRIPTS}/${name}`);
  if (script === undefined) return false;
  if (!isFile(script)) return script;
  if (!isStock(script) || script.edited === true) return false;
  if (entrypoint?.user.known !== true) return true;
  const answer = permits(script, { user: entrypoint.user.value, accounts }, RUN);
  return typeof answer === "string" ? answer === "yes" : answer;
}

/** `[ -w ]`: whether the entrypoint's user may write what stands at a path. */
export function writable(input: ServerInput, path: string): boolean | Unknown {
  const { entrypoint, files, accounts, readOnly } = input;
  const standing = files.lookup(path);
  if (standing === undefined) return false;
  if (!isFile(standing)) return standing;
  const isOpen = (mounted: string | null) => mounted === null || isWithin(standing.path, mounted);
  if (readOnly !== undefined && !readOnly.mounted.some(isOpen)) return false;
  const user = entrypoint?.user;
  if (user?.known !== true) return user ?? false;
  const bits = standing.kind === "directory" ? WRITE | RUN : WRITE;
  const answer = permits(standing, { user: user.value, accounts }, bits);
  return typeof answer === "string" ? answer === "yes" : answer;
}

/** A command of a script fails: `set -e` ends it, and with it the container. */
export function failure(
  { entrypoint, files, readOnly, installed }: ServerInput,
  path: string,
  what: string,
): ServerProblem {
  const standing = files.lookup(path);
  const user = entrypoint?.user;
  const at = user?.known === true ? user.at : isFile(standing) ? standing.at : (user?.at ?? installed.at);
  const related = [
    ...(isFile(standing) ? [{ at: standing.at, note: `${path} is created here` }] : []),
    ...(readOnly === undefined ? [] : [{ at: readOnly.at, note: "the file system is read-only" }]),
  ];
  return { key: `entrypoint ${path}`, at, message: `${what}, and the entrypoint ends there`, related };
}

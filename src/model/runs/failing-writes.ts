/** What the scripts of a start try to write and surely cannot: it is not there then, and `set -e` ends the script. */
import { type Accounts, type ContainerUser, quotedUser } from "../accounts.ts";
import { parentOf } from "../container-path.ts";
import { known } from "../fact.ts";
import { closedFolder, permits, RUN, sameUser, WRITE } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import { mayReach } from "../stages/reached.ts";
import type { State } from "../stages/state.ts";
import { stopsOnFailure } from "../start/checks.ts";
import type { Started, Stop } from "../start/record.ts";
import { type ScriptWrite, startWrites } from "../start/start-writes.ts";
import type { StartRun } from "../start/writes.ts";

/** What comes of the writes that fail. */
export interface FailedWrites {
  /** All that scripts surely try to write. */
  readonly writes: readonly ScriptWrite[];
  /** Effects that scripts would have, and do not. */
  readonly undone: ReadonlySet<PlacedEffect>;
  /** Why the container ends: the first of them that nothing catches. */
  readonly end?: Stop;
}

interface Ground {
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
}

/** The writes that fail because of whom the script runs as; none on a base that is not listed. */
export function failedWrites(
  state: State,
  runs: readonly StartRun[],
  { started, files, accounts }: Ground & { readonly started: Started },
): FailedWrites {
  const writes = startWrites(started, runs);
  if (state.base === undefined || state.baseRef?.like !== undefined) return { writes, undone: new Set() };
  const failed = writes.flatMap((write) => {
    const { user, wrapped, settled } = write;
    // Behind a program that goes on, or that takes the script's place, nothing is sure.
    if (wrapped || !settled || !user.known || user.value.root) return [];
    const closed = closedTo(write, user.value, { files, accounts });
    return closed === undefined || mayBeOpened(state, closed) ? [] : [{ write, user: user.value, closed }];
  });
  const first = failed.find(({ write }) => endsContainer(write, started.scripts));
  return {
    writes,
    undone: new Set(failed.map(({ write }) => write.placed)),
    ...(first === undefined ? {} : { end: endOf(first) }),
  };
}

/** The file or folder that is closed to whoever writes; `undefined` where nothing surely is. */
function closedTo(
  { kind, path }: ScriptWrite,
  user: ContainerUser,
  { files, accounts }: Ground,
): ContainerFile | undefined {
  const asker = { user, accounts };
  const standing = files.lookup(path);
  const isThere = isFile(standing);
  // chown and chmod are the owner's, and to give a file away is root's alone.
  if (kind === "rights")
    return isThere && standing.owner.known && sameUser(asker, standing.owner.value.user) === false
      ? standing
      : undefined;
  // What the base may hold there in a folder that is known is not there.
  if (!isThere && standing !== undefined && standing.ofBase !== true) return undefined;
  if (kind === "remove" && !isThere) return undefined;
  if (kind === "folder" && isThere) return undefined;
  if (kind === "file" && isThere) {
    if (standing.kind !== "file") return undefined;
    return permits(standing, asker, WRITE) === "no" ? standing : closedFolder(files, standing.path, asker);
  }
  const folder = folderAt(files, parentOf(path));
  if (folder === undefined) return undefined;
  return permits(folder, asker, WRITE | RUN) === "no" ? folder : closedFolder(files, folder.path, asker);
}

/**
 * A folder with its owner and mode. Of one that is there because a file of the repo lies in it only that file's are known;
 * where a package has files in it as well, it made the folder, too.
 */
function folderAt(files: ContainerFiles, path: string): ContainerFile | undefined {
  const folder = files.lookup(path);
  if (!isFile(folder) || folder.kind !== "directory" || !folder.mode.known) return undefined;
  if (folder.from !== "repo") return (folder.mode.value & 0o111) === 0 ? undefined : folder;
  const own = files
    .under(folder.path)
    .files.find((file) => file.from === "package" && parentOf(file.path) === folder.path);
  if (own === undefined) return undefined;
  return { ...folder, from: own.from, owner: own.owner, mode: known(0o755, own.at) };
}

function mayBeOpened({ steps, volumes }: State, { path, from }: ContainerFile): boolean {
  if (volumes.some(({ value }) => path === value || path.startsWith(`${value}/`))) return true;
  return (
    from === "base" &&
    mayReach(
      steps.all.flatMap(({ commands }) => commands),
      path,
    )
  );
}

/** Whether the failure ends the script, those that called it, and so the container. */
function endsContainer({ script, caught, passed }: ScriptWrite, scripts: Started["scripts"]): boolean {
  if (caught || passed) return false;
  return scripts
    .slice(0, script + 1)
    .every(
      ({ text, sure, aside }) =>
        sure && aside !== true && stopsOnFailure(text) && !/^\s*set\s+\+[a-z]*e/m.test(text),
    );
}

interface Failed {
  readonly write: ScriptWrite;
  readonly user: ContainerUser;
  readonly closed: ContainerFile;
}

function endOf({ write: { path, at, because, kind }, user, closed }: Failed): Stop {
  const does = kind === "remove" ? "remove" : kind === "rights" ? "change the owner or mode of" : "write";
  const owner = closed.owner.known ? `, since ${closed.path} belongs to ${closed.owner.value.user}` : "";
  return {
    key: `start write ${path}`,
    at,
    note: `${quotedUser(user)} cannot ${does} ${path}${owner}, and set -e ends the script there`,
    help: `give ${closed.path} to the user in the Dockerfile: RUN chown ${user.name ?? user.uid} ${closed.path}`,
    because: [...because, { at: closed.owner.at, note: `${closed.path} gets its owner here` }],
  };
}

import type { ContainerUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { parentOf } from "../container-path.ts";
import { type Known, known } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { Nginx } from "../nginx/types.ts";

const READ = 4;
const SEARCH = 1;

/** A configuration file that the server's first process may not read, or whose folder it may not enter: it ends there. */
export function unreadable(
  { loaded, master, kind }: Nginx | Apache,
  files: ContainerFiles,
): Known<boolean> | undefined {
  if (!master.known || master.value.root) return undefined;
  const user = master.value;
  for (const { container } of loaded as readonly { readonly container: ContainerFile }[]) {
    const closed = isClosed(container, user, READ) ? container : closedFolder(container.path, user, files);
    if (closed === undefined) continue;
    const note = `${closed.path} is closed to ${user.name ?? user.uid}, so ${kind} cannot read its configuration`;
    return known(false, closed.at, [...closed.because, { at: closed.at, note }]);
  }
  return undefined;
}

function closedFolder(path: string, user: ContainerUser, files: ContainerFiles): ContainerFile | undefined {
  for (let folder = parentOf(path); folder !== "/"; folder = parentOf(folder)) {
    const found = files.lookup(folder);
    if (isFile(found) && found.kind === "directory" && isClosed(found, user, SEARCH)) return found;
  }
  return undefined;
}

/** Whether mode and owner keep a user out, as far as both are known. */
function isClosed({ owner, mode }: ContainerFile, user: ContainerUser, bit: number): boolean {
  if (!owner.known || !mode.known || (mode.value & bit) !== 0) return false;
  const { user: name, group } = owner.value;
  if (name === user.name || name === user.uid?.toString()) return (mode.value & (bit << 6)) === 0;
  return !(group !== undefined && group === user.group && (mode.value & (bit << 3)) !== 0);
}

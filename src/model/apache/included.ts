/** Which files an Include stands for. */
import { isGlob } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ServerFiles } from "../servers/files.ts";

// AP_MAX_INCLUDE_DIR_DEPTH of httpd 2.4.
const DEEPEST = 20;

/** The files of a path or glob; a folder stands for all files below it. */
export function matches(files: ServerFiles, pattern: string): ReturnType<ServerFiles["match"]> {
  if (isGlob(pattern)) return files.match(pattern);
  const file = files.find(pattern);
  if (file === undefined) return { found: [] };
  if (!isFile(file)) return { found: [], others: file };
  if (file.kind === "directory") return allBelow(files, file.path);
  return { found: [{ path: pattern, entry: file, file }] };
}

/** Every file below a folder, whatever its name, in the order of the names of each level. */
export function allBelow(files: ServerFiles, folder: string): ReturnType<ServerFiles["match"]> {
  const found: ReturnType<ServerFiles["match"]>["found"][number][] = [];
  let others: Unknown | undefined;
  for (let pattern = `${folder}/*`, depth = 0; depth < DEEPEST; pattern += "/*", depth++) {
    const level = files.match(pattern);
    for (const one of level.found) if (one.file?.kind !== "directory") found.push(one);
    others ??= level.others;
  }
  found.sort((left, right) => byLevels(left.path, right.path));
  return others === undefined ? { found } : { found, others };
}

function byLevels(left: string, right: string): number {
  const [ours, theirs] = [left.split("/"), right.split("/")];
  const at = ours.findIndex((part, index) => part !== theirs[index]);
  return at < 0 || (ours[at] ?? "") < (theirs[at] ?? "") ? -1 : 1;
}

/** Which files an Include stands for. */
import { isGlob } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ServerFiles } from "../servers/files.ts";

type Matches = ReturnType<ServerFiles["match"]>;

/** Files that an Include reads, in their order. */
export type IncludedFiles = Matches & { readonly isFolder?: true };

// AP_MAX_INCLUDE_DIR_DEPTH of httpd 2.4 is 20; nobody nests configuration as deep as this, or leaves two levels empty.
const DEEPEST = 8;

/** The files of a path or glob, and those below the folders among them, whatever their names; sorted level by level. */
export function includedFiles(files: ServerFiles, pattern: string): IncludedFiles {
  if (isGlob(pattern)) return joined([files.match(pattern), ...below(files, pattern)]);
  const file = files.find(pattern);
  if (file === undefined) return { found: [] };
  if (!isFile(file)) return { found: [], others: file };
  // A folder may be empty.
  if (file.kind === "directory") return { ...joined(below(files, file.path)), isFolder: true };
  return { found: [{ path: pattern, entry: file, file }] };
}

function below(files: ServerFiles, folder: string): readonly Matches[] {
  const levels: Matches[] = [];
  let empty = 0;
  for (let pattern = folder, depth = 0; depth < DEEPEST && empty < 2; pattern += "/*", depth++) {
    const level = [files.match(`${pattern}/*`), files.match(`${pattern}/.*`)];
    empty = level.every(({ found, others }) => found.length === 0 && others === undefined) ? empty + 1 : 0;
    levels.push(...level);
  }
  return levels;
}

function joined(levels: readonly Matches[]): Matches {
  const byPath = new Map(
    levels.flatMap(({ found }) =>
      found
        .filter(({ file }) => file?.kind !== "directory")
        .map((one): [string, (typeof found)[number]] => [one.path, one]),
    ),
  );
  const found = [...byPath.values()].sort((left, right) => byLevels(left.path, right.path));
  const others: Unknown | undefined = levels.find((level) => level.others !== undefined)?.others;
  return others === undefined ? { found } : { found, others };
}

function byLevels(left: string, right: string): number {
  const [ours, theirs] = [left.split("/"), right.split("/")];
  const at = ours.findIndex((part, index) => part !== theirs[index]);
  return at < 0 || (ours[at] ?? "") < (theirs[at] ?? "") ? -1 : 1;
}

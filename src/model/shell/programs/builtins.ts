/** Commands of the shell itself that change what holds for those behind them. */
import type { ShellCommand } from "../../../parsers/shell/parse.ts";
import type { Place } from "../../../source.ts";
import { exportNames, type Lookup } from "../assignments.ts";
import { changedFolder, changedUmask, trapped } from "../folders.ts";
import type { Walk } from "../walking.ts";

interface Builtin {
  readonly name: string;
  /** Its arguments, where all of them can be told. */
  readonly known: readonly string[] | undefined;
  readonly command: ShellCommand;
  readonly lookup: Lookup;
  /** Whether it may not run. */
  readonly maybe: boolean;
  readonly at: Place;
}

/** Applies a command to where the shell is, what it masks, its variables and its traps. */
export function applyBuiltin(walk: Walk, { name, known, command, lookup, maybe, at }: Builtin): void {
  switch (name) {
    case "cd":
    case "pushd":
      walk.folder = changedFolder(walk.folder, known?.[0], lookup("CDPATH") !== "");
      break;
    case "popd":
      walk.folder = null;
      break;
    case "umask":
      walk.umask = maybe ? null : changedUmask(walk.umask, known);
      break;
    case "export":
    case "declare":
    case "readonly":
      exportNames(walk.shared.variables, command, { lookup, maybe });
      break;
    case "trap":
      walk.traps.push(...trapped(known, at));
  }
}

import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Dialect } from "../shell/dialect.ts";
import { scriptReader } from "../stock/programs/shells.ts";
import type { State } from "./state.ts";

/** Which shell `sh` is: dash with Debian and BusyBox's with Alpine, unless a line changes that. */
export function dialectOfSh(
  { system, layers }: Pick<State, "system" | "layers">,
  files: ContainerFiles,
): Dialect | undefined {
  const sh = files.entry("/bin/sh");
  const isOwn = isFile(sh) && (sh.from === "run" || sh.from === "repo");
  // What the table of bases does not tell is the base's own.
  const isHidden = sh !== undefined && !isFile(sh) && sh !== layers.first?.opaque?.why;
  if (isOwn || isHidden) return undefined;
  if (system === "debian") return "dash";
  return system === "alpine" ? "ash" : undefined;
}

/** Which shell reads a script, by its first line. */
export function dialectOfScript(
  text: string,
  state: Pick<State, "system" | "layers">,
  files: ContainerFiles,
): Dialect | undefined {
  const reader = scriptReader(text);
  if (!text.startsWith("#!") || reader === undefined) return undefined;
  if (reader === "dash" || reader === "ash") return reader;
  return reader === "sh" ? dialectOfSh(state, files) : undefined;
}

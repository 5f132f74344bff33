import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Dialect } from "../shell/dialect.ts";
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

/** What a text changes of its own process: where it is, and what its umask is. */
import { resolvePath } from "../container-path.ts";
import { changedMode, readMode } from "../files/modes.ts";

/** The folder behind a `cd`; `null` where it cannot be told. */
export function changedFolder(folder: string | null, to: string | undefined): string | null {
  if (to === undefined || to === "-") return null;
  if (to.startsWith("/")) return resolvePath("/", to);
  return folder === null ? null : resolvePath(folder, to);
}

// What it masks of each symbolic mode is what that mode leaves out.
const ALL = 0o777;

/** The umask behind `umask 027` or `umask g-w`; `null` where it cannot be told. */
export function changedUmask(
  umask: number | null | undefined,
  args: readonly string[] | undefined,
): number | null | undefined {
  const [word] = args?.filter((arg) => !/^-[Sp]+$/.test(arg)) ?? [null];
  // Without a mode it is only printed.
  if (word === undefined) return umask;
  const change = word === null ? undefined : readMode(word);
  if (word === null || change === undefined) return null;
  if (/^\d+$/.test(word)) return changedMode(change, 0, { isFolder: false }) & ALL;
  return umask === null ? null : ALL & ~changedMode(change, ALL & ~(umask ?? 0o022), { isFolder: false });
}

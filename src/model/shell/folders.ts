/** What a text changes of its own process: where it is, what its umask is, and what runs when it ends. */
import type { Place } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { changedMode, readMode } from "../files/modes.ts";
import type { InnerText } from "./inner.ts";

/** The folder behind a `cd`; `null` where it cannot be told. `searched`: CDPATH is set. */
export function changedFolder(
  folder: string | null,
  to: string | undefined,
  searched: boolean,
): string | null {
  if (to === undefined || to === "-") return null;
  if (to.startsWith("/")) return resolvePath("/", to);
  return folder === null || (searched && !to.startsWith(".")) ? null : resolvePath(folder, to);
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

/** The texts that `trap` has run at the end, or at every command. */
export function trapped(args: readonly string[] | undefined, at: Place): readonly InnerText[] {
  const [text, ...signals] = args?.[0] === "--" ? args.slice(1) : (args ?? []);
  const isSure = signals.some((signal) => /^(0|(SIG)?EXIT|DEBUG|ERR|RETURN)$/i.test(signal));
  return text === undefined || text === "" || text.startsWith("-") || !isSure
    ? []
    : [{ text, place: () => at, shares: true }];
}

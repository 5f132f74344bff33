import { resolvePath } from "../container-path.ts";

/** The folder behind a `cd`; `null` where it cannot be told. */
export function changedFolder(folder: string | null, to: string | undefined): string | null {
  if (to === undefined || to === "-") return null;
  if (to.startsWith("/")) return resolvePath("/", to);
  return folder === null ? null : resolvePath(folder, to);
}

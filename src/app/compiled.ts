/** Node keeps what it compiled of this program, so that the next start need not: half of the time of a short command. */
import module from "node:module";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** Keeps it in a folder of the user's own: in one that others may write, it would be theirs to choose what runs. */
export function rememberCompiled(folder: string = join(userCache(), "keelcheck")): void {
  // Node 20 cannot, and where the folder cannot be written nothing is kept.
  module.enableCompileCache?.(folder);
}

/** Where it is kept, for a worker; `undefined` where it is not. */
export function compiledFolder(): string | undefined {
  const folder = module.getCompileCacheDir?.();
  // Node makes a folder of its own for each of its versions.
  return folder === undefined ? undefined : dirname(folder);
}

function userCache(): string {
  const { XDG_CACHE_HOME: cache = "" } = process.env;
  return isAbsolute(cache) ? cache : join(homedir(), ".cache");
}

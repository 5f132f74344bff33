/** Requests that a server passes to the php-fpm of its container, and that no pool listens for. */
import { baseName } from "../container-path.ts";
import { type Pass, shortRun } from "../servers/passes.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isShell } from "../stock/programs/shells.ts";
import { isIdle, isSupervisor } from "../stock/programs/tools.ts";
import { isPhpFpm } from "../stock/programs/users.ts";
import type { Fpm } from "./read.ts";

/** A pass that nothing listens for. */
export interface UnheardPass extends Pass {
  /** Where the pools listen instead. */
  readonly listens: readonly string[];
}

/** The passes for which nothing listens; none where another program, or a pool that is not known, may. */
export function unheardPasses(
  passes: readonly Pass[],
  fpms: readonly Fpm[],
  programs: readonly string[],
): readonly UnheardPass[] {
  const listens = fpms.flatMap((fpm) => fpm.listens ?? []);
  if (fpms.length === 0 || fpms.some((fpm) => fpm.listens === undefined)) return [];
  if (!programs.every(isDeafToFastcgi)) return [];
  const heard = new Set(listens.map(targetOf));
  return passes
    .filter(({ targets }) => !targets.some((one) => heard.has(one)))
    .map((pass) => ({ ...pass, listens }));
}

/** php-fpm itself, what passes requests on, and what listens on nothing. */
function isDeafToFastcgi(program: string): boolean {
  const name = baseName(program);
  return isPhpFpm(name) || isServer(name) || isSupervisor(name) || isShell(name) || isIdle(name);
}

/** A socket by its path, a port whatever the address is. */
function targetOf(listen: string): string | number {
  return listen.startsWith("/") ? shortRun(listen) : Number(listen.slice(listen.lastIndexOf(":") + 1));
}

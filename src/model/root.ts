import type { Policy } from "../policy/policy.ts";
import type { Place } from "../source.ts";
import type { Process, Run } from "./model.ts";

/** A process that is started as root and stays so. */
export interface RootKeeper {
  readonly program: string;
  readonly at: Place;
  /** How it is told, to follow the program's name. */
  readonly how: string;
  /** Whether it is known to keep root; else it is only not known to give it up. */
  readonly sure: boolean;
}

/**
 * The process of a run that keeps root. Servers that fork workers as another user keep it only in their master, which
 * counts when the policy's `nginx.master` says `non-root`. `undefined` when root is given up, or when a script that
 * cannot be read may give it up.
 */
export function keepsRoot(run: Run, policy: Pick<Policy, "nginx">): RootKeeper | undefined {
  const { list, stepsDown } = run.processes;
  const asRoot = list.filter(({ user }) => user.known && user.value.root);
  const [last] = asRoot.slice(-1);
  if (last === undefined) return undefined;
  const master = policy.nginx.master === "non-root" ? rootMaster(run, asRoot) : undefined;
  if (master !== undefined) return master;
  if (stepsDown.known) {
    if (stepsDown.value) return undefined;
    const keeper = asRoot.find(({ at }) => samePlace(at, stepsDown.at)) ?? last;
    return { program: keeper.program, at: keeper.at, how: "does not step down to another user", sure: true };
  }
  if (asRoot.some(({ program }) => OPAQUE.test(program))) return undefined;
  return {
    program: last.program,
    at: last.at,
    how: "is not known to step down to another user",
    sure: false,
  };
}

// A script that is not in the repo most likely is the one that steps down.
const OPAQUE = /\.(sh|bash)$|entry-?point|^(init|s6-svscan|tini|dumb-init|systemd)$/;

function rootMaster(run: Run, asRoot: readonly Process[]): RootKeeper | undefined {
  const servers = [run.nginx, run.apache].filter((server) => server !== undefined);
  const server = servers.find(
    ({ starts, master }) => starts.known && starts.value && master.known && master.value.root,
  );
  const process = asRoot.find(({ program }) => server !== undefined && PROGRAMS[server.kind].test(program));
  if (process === undefined) return undefined;
  const how = "keeps root in its master process, which the policy forbids";
  return { program: process.program, at: process.at, how, sure: true };
}

const PROGRAMS = {
  nginx: /^(nginx|nginx-debug|openresty)$/,
  apache: /^(apache2?|httpd|apachectl|apache2ctl)(-foreground)?$/,
};

function samePlace(a: Place, b: Place): boolean {
  return a.file.path === b.file.path && a.span?.start === b.span?.start;
}

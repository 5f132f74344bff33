import type { Policy } from "../../policy/policy.ts";
import { isSameStart, type Place } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Process, Run } from "../runs/types.ts";
import type { Image } from "../stages/image.ts";
import { stepsDownByItself } from "../start/step-down.ts";

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
  const { list, stepsDown, others } = run.processes;
  // What a script starts besides, and cannot be told, may be the step down: `exec gosu web "$0" "$@"`.
  if (others !== undefined && others.at.file.path !== run.image.file.path) return undefined;
  const asRoot = list.filter((process) => staysRoot(process, list));
  const master = policy.nginx.master === "non-root" ? rootMaster(run, asRoot) : undefined;
  if (master !== undefined) return master;
  const keeper = asRoot.find(({ program }) => stepsDownByItself(program) === false);
  if (keeper !== undefined)
    return { program: keeper.program, at: keeper.at, how: "does not step down to another user", sure: true };
  if (stepsDown.known && stepsDown.value) return undefined;
  const doubtful = asRoot.filter(
    ({ program }) => stepsDownByItself(program) === undefined && !BECOMES_ANYBODY.test(program),
  );
  const last = doubtful.at(-1);
  if (last === undefined || doubtful.some(({ program }) => OPAQUE.test(program))) return undefined;
  return {
    program: last.program,
    at: last.at,
    how: "is not known to step down to another user",
    sure: false,
  };
}

// These must be root, to become the users that they work for.
const BECOMES_ANYBODY = /^(supervisord|crond?|atd|login|smbd|systemd)$/;

/**
 * Whether a process is root and the one that the container is there for. A script that steps down under a condition
 * (`if [ "$(id -u)" = 0 ]`) starts the same program as another user too.
 */
function staysRoot(process: Process, list: readonly Process[]): boolean {
  const { program, user } = process;
  if (!user.known || !user.value.root) return false;
  if (!process.stays || (IDLE.test(program) && list.length > 1)) return false;
  return !list.some((other) => other.program === program && other.user.known && !other.user.value.root);
}

// These only keep the container up while another program does its work.
const IDLE = /^(tail|sleep|cat|top)$/;

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

/** Whether another image of the repo starts from this one, in any of its stages. */
export function isBuiltOn({ images }: Fleet, image: Image): boolean {
  return images.some(({ stages }) =>
    stages.some(
      ({ base }) =>
        base.kind === "image" && base.image.name === image.name && base.image.file.path === image.file.path,
    ),
  );
}

/** Whether compose starts the image, and never as root. */
export function composeSetsUser({ runs }: Fleet, image: Image): boolean {
  const services = runs.filter((run) => run.image.name === image.name && run.service !== undefined);
  return services.length > 0 && services.every(({ containerUser: user }) => user.known && !user.value.root);
}

/**
 * Whether an image starts nothing of its own: a shell or an interpreter that waits for input, inherited with CMD from
 * a base. It is there for others to build on.
 */
export function startsNothing({ image, processes }: Run): boolean {
  const { list } = processes;
  return (
    list.length > 0 &&
    list.every(
      ({ program, at }) => PROMPTS.test(program) && image.stages.some((stage) => isSameStart(at, stage.at)),
    )
  );
}

const PROMPTS =
  /^((ba|da|a|z)?sh|node|bun|deno|python[\d.]*|pypy[\d.]*|irb|ruby|jshell|java|php|perl|erl|iex|ghci|julia|mvn|gradle|composer|go|help)$/;

import type { Policy } from "../../policy/policy.ts";
import { isSameStart, type Place } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Process, Run } from "../runs/types.ts";
import { bottomStage } from "../stages/below.ts";
import type { Image } from "../stages/image.ts";
import { isServerItself } from "../stock/programs/servers.ts";
import { isPrompt } from "../stock/programs/shells.ts";
import { isIdle, isPrinter } from "../stock/programs/tools.ts";
import { becomesAnybody, isOpaqueStarter } from "../stock/programs/users.ts";

/** A process that is started as root and stays so. */
export interface RootKeeper {
  readonly program: string;
  readonly at: Place;
  /** How it keeps root, to follow the program's name: "does not drop root". */
  readonly how: string;
  /** Whether only its master process keeps root. */
  readonly isMaster?: true;
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
  const asOthers = programsOfOthers(list);
  const asRoot = list.filter((process) => staysRoot(process, list) && !asOthers.has(process.program));
  const master = policy.nginx.master === "non-root" ? rootMaster(run, asRoot) : undefined;
  if (master !== undefined) return master;
  const keeper = asRoot.find(({ givesUpRoot }) => givesUpRoot === false);
  if (keeper !== undefined)
    return { program: keeper.program, at: keeper.at, how: "does not drop root", sure: true };
  if (stepsDown.known && stepsDown.value) return undefined;
  const doubtful = asRoot.filter(
    ({ program, givesUpRoot }) => givesUpRoot === undefined && !becomesAnybody(program),
  );
  const last = doubtful.at(-1);
  if (last === undefined || doubtful.some(({ program }) => isOpaqueStarter(program))) return undefined;
  return {
    program: last.program,
    at: last.at,
    how: "is not known to drop root",
    sure: false,
  };
}

/** Whether a process is root and the one that the container is there for. */
function staysRoot({ program, user, stays }: Process, { length }: readonly Process[]): boolean {
  return user.known && user.value.root && stays && !(isIdle(program) && length > 1);
}

/**
 * What is started as somebody else than root, too: a script that steps down under a condition (`if [ "$(id -u)" = 0 ]`)
 * starts the same program both ways.
 */
function programsOfOthers(list: readonly Process[]): ReadonlySet<string> {
  return new Set(list.filter(({ user }) => user.known && !user.value.root).map(({ program }) => program));
}

/** A program that is root by the set-user-id bit of its file, whoever starts it. */
export interface SetIdRoot {
  readonly program: string;
  /** The line that sets the bit. */
  readonly at: Place;
  readonly startedAt: Place;
}

/** The first such program, where the container itself starts as somebody else; servers only where the policy forbids them root. */
export function setIdRoot(
  { containerUser, processes }: Run,
  policy: Pick<Policy, "nginx">,
): SetIdRoot | undefined {
  if (!containerUser.known || containerUser.value.root) return undefined;
  for (const { program, user, setId, at, givesUpRoot } of processes.list) {
    if (setId === undefined || !user.known || !user.value.root) continue;
    if (policy.nginx.master !== "non-root" && givesUpRoot === true) continue;
    return { program, at: setId.at, startedAt: at };
  }
  return undefined;
}

function rootMaster(run: Run, asRoot: readonly Process[]): RootKeeper | undefined {
  const servers = [run.nginx, run.apache].filter((server) => server !== undefined);
  const server = servers.find(
    ({ starts, master }) => starts.known && starts.value && master.known && master.value.root,
  );
  const process = asRoot.find(({ program }) => server !== undefined && isServerItself(program, server.kind));
  if (process === undefined) return undefined;
  const how = "keeps root in its master process, which the policy forbids";
  return { program: process.program, at: process.at, how, isMaster: true, sure: true };
}

/** Whether compose starts the image, and never as root. */
export function composeSetsUser({ links }: Fleet, image: Image): boolean {
  const services = links.servicesOf(image);
  return services.length > 0 && services.every(({ containerUser: user }) => user.known && !user.value.root);
}

/**
 * Whether an image starts nothing of its own: a shell or an interpreter that waits for input, inherited with CMD from
 * a base, or something that prints a line and ends. It is there for others to build on, or to be given a command.
 */
export function startsNothing({ image, processes }: Run): boolean {
  const { list } = processes;
  const stages = [...image.stages, bottomStage(image.final)];
  return (
    list.length > 0 &&
    list.every(
      ({ program, at }) =>
        isPrinter(program) || (isPrompt(program) && stages.some((stage) => isSameStart(at, stage.at))),
    )
  );
}

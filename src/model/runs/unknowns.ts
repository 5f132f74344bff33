import { didYouMean, nearest } from "../../names.ts";
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Apache } from "../apache/types.ts";
import type { Build } from "../builds/types.ts";
import { unknown } from "../fact.ts";
import type { Nginx } from "../nginx/types.ts";
import { workerCount } from "../nginx/users.ts";
import type { EvaluatedStages } from "../stages/evaluate.ts";
import { foreignFrontend, givenFrontend } from "../stages/frontend.ts";
import type { UnknownFact } from "../stages/image.ts";
import type { State } from "../stages/state.ts";
import { isProgramOf, isServer, isServerItself } from "../stock/programs/servers.ts";
import type { RunFacts } from "./read.ts";
import { wordedReason } from "./service-commands.ts";
import { unseenServers } from "./unseen-servers.ts";

/** What cannot be told of an image and matters: each fact once, with its reason. */
export function unknownsOf({
  dockerfile,
  build,
  state,
  facts,
  stages,
  mounts,
}: {
  readonly dockerfile: Dockerfile;
  readonly build: Build;
  readonly state: State;
  readonly facts: RunFacts;
  readonly stages: EvaluatedStages;
  /** Container paths that compose services mount something at. */
  readonly mounts: readonly string[];
}): readonly UnknownFact[] {
  const found: UnknownFact[] = [];
  const { context } = build;
  if (!context.known) found.push({ fact: "build context", reason: context });
  if (stages.missingTarget !== undefined) {
    const aliases = dockerfile.stages.flatMap(({ alias }) => alias?.raw ?? []);
    const why = `there is no stage ${stages.missingTarget}, which the build names as its target${didYouMean(nearest(stages.missingTarget, aliases))}`;
    found.push({ fact: "target", reason: unknown({ key: `target ${stages.missingTarget}`, why }, build.at) });
  }
  const foreign = givenFrontend(build) ?? foreignFrontend(dockerfile);
  if (foreign !== undefined) found.push({ fact: "what the Dockerfile means", reason: foreign });
  if (!facts.containerUser.known) found.push({ fact: "container user", reason: facts.containerUser });
  const unseen = unseenServers(state, { processes: facts.processes, mounts });
  if (unseen !== undefined) found.push({ fact: "servers", reason: unseen });
  for (const kind of ["nginx", "apache"] as const) {
    const installs = state.servers.filter(({ install }) => install.kind === kind);
    const isRead = (program: string) => installs.some(({ install }) => isProgramOf(program, install));
    const started = facts.processes.list.find(({ program }) => isServer(program, kind) && !isRead(program));
    if (started === undefined) continue;
    const named = isServerItself(started.program, kind) ? kind : started.program;
    const why = `${named} is started here, but how it is installed is unknown`;
    found.push({
      fact: kind,
      reason: state.unknownBase ?? unknown({ key: `install of ${kind}`, why }, started.at),
    });
  }
  for (const server of [facts.nginx, facts.apache])
    if (server !== undefined) found.push(...serverUnknowns(server));
  const { others } = facts.processes;
  if (others !== undefined && processesMatter(state, facts))
    found.push({ fact: "processes", reason: others });
  return found.map((one) => ({ ...one, reason: wordedReason(one.reason) }));
}

function serverUnknowns(server: Nginx | Apache): UnknownFact[] {
  const { kind, starts, given } = server;
  if (starts.known && !starts.value) return [];
  const found: UnknownFact[] = [];
  if (!starts.known) found.push({ fact: `whether ${kind} starts`, reason: starts });
  else if (given !== undefined)
    found.push({ fact: `whether ${kind} starts`, reason: given.reason, given: given.name });
  if (!server.mainConfig.known) found.push({ fact: `${kind} configuration`, reason: server.mainConfig });
  else if (server.incomplete !== undefined)
    found.push({ fact: `${kind} configuration`, reason: server.incomplete });
  // That there is none is told as such.
  const none = server.kind === "nginx" && workerCount(server)?.value === 0;
  if (!server.workers.known && !none) found.push({ fact: `${kind} worker user`, reason: server.workers });
  if (server.listenersIncomplete !== undefined)
    found.push({ fact: `${kind} listeners`, reason: server.listenersIncomplete });
  return found;
}

/** Whether something hangs on what starts: a server that is installed, root, or a user that was made for somebody. */
function processesMatter(state: State, { containerUser }: RunFacts): boolean {
  const root = containerUser.known && containerUser.value.root;
  return (
    root ||
    state.servers.length > 0 ||
    state.users.list.some(({ from, name }) => from === "run" && !named(state, name))
  );
}

function named({ user, users }: State, name: string): boolean {
  const spec = user?.spec?.split(":")[0];
  return spec === name || (spec !== undefined && String(users.find("name", name)?.uid) === spec);
}

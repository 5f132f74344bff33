import type { ServerJson, ServiceFacts, UnknownFactJson, UnknownJson, UserJson } from "../../src/facts.ts";
import type { Observation, SeenServer, SeenUser } from "./observation.ts";

/** What came of holding the facts of an image against what was observed. */
export interface Verdict {
  /** How many facts were asked for. */
  readonly asked: number;
  /** Facts that differ from what was observed, one line each. */
  readonly disagreements: readonly string[];
  /** Facts that inspect cannot tell, with its reason. */
  readonly unknown: readonly string[];
}

/** What is asked of an image's own run, or of a service. */
export interface StartFacts extends Pick<ServiceFacts, "containerUser" | "servers" | "phpFpm"> {
  /** Sockets that the check says nginx's workers cannot open. */
  readonly closedSockets?: readonly string[];
  /** What an image lists as unknown; a service lists nothing. */
  readonly unknown?: readonly UnknownFactJson[];
}

interface Answer {
  readonly fact: string;
  readonly differs?: string;
  readonly unknown?: string;
}

/** Compares every fact of a start with the observation; a server that nobody speaks of counts as agreed. */
export function compare(facts: StartFacts, seen: Observation): Verdict {
  // A container that is refused because there is no such user shows nobody; that nothing starts is still asked.
  const user =
    seen.entry === undefined ? [] : [userAnswer("container user", facts.containerUser, seen.entry)];
  const answers = [...user, ...serverAnswers(facts, seen), ...fpmAnswers(facts, seen)];
  return {
    asked: answers.length,
    disagreements: answers.flatMap(({ fact, differs }) =>
      differs === undefined ? [] : [`${fact}: ${differs}`],
    ),
    unknown: answers.flatMap(({ fact, unknown }) => (unknown === undefined ? [] : [`${fact}: ${unknown}`])),
  };
}

function serverAnswers(facts: StartFacts, seen: Observation): readonly Answer[] {
  return (["nginx", "apache"] as const).flatMap((kind) => {
    const said = facts.servers.find((server) => server.kind === kind);
    const real = seen.servers.find((server) => server.kind === kind);
    if (said === undefined) return real?.starts === true ? [missing(kind)] : [];
    return [startsAnswer(said, real), ...(real?.starts === true ? runningAnswers(facts, said, real) : [])];
  });
}

function fpmAnswers(
  { phpFpm = [], closedSockets = [] }: StartFacts,
  { fpm }: Observation,
): readonly Answer[] {
  if (fpm === undefined) return [];
  const [said] = phpFpm;
  if (said === undefined) return fpm.starts ? [missing("php-fpm")] : [];
  const starts = answer("php-fpm starts", String(said.refused === undefined), String(fpm.starts));
  if (!fpm.starts || said.refused !== undefined) return [starts];
  const pools = said.pools.flatMap(({ name, user, listen, socket }): readonly Answer[] => {
    const file = fpm.sockets?.find(({ path }) => path === listen);
    return [
      userAnswer(`pool ${name}`, user, fpm.pools?.find((pool) => pool.name === name)?.user),
      ...(socket === undefined
        ? []
        : [
            answer(
              `socket of ${name}`,
              `${socket.owner}:${socket.group ?? "?"} ${socket.mode}`,
              `${file?.owner}:${file?.group} ${file?.mode}`,
            ),
          ]),
    ];
  });
  const closed = (fpm.sockets ?? []).filter((file) => file.closed).map(({ path }) => path);
  const own = said.pools.map(({ listen }) => listen);
  const closedOwn = closed.filter((path) => own.includes(path));
  return [
    starts,
    userAnswer("php-fpm master", said.master, fpm.master),
    ...pools,
    answer("closed sockets", list([...closedSockets].sort()), list(closedOwn.sort())),
  ];
}

function answer(fact: string, said: string, observed: string): Answer {
  return said === observed ? { fact } : { fact, differs: `inspect says ${said}; observed ${observed}` };
}

const missing = (kind: string): Answer => ({
  fact: kind,
  differs: "inspect knows of no such server; it was observed to run",
});

function startsAnswer({ kind, starts, because }: ServerJson, real: SeenServer | undefined): Answer {
  const fact = `${kind} starts`;
  if (typeof starts !== "boolean") return { fact, unknown: starts.why };
  const observed = real?.starts ?? false;
  if (starts === observed) return { fact };
  const why = because?.map(({ note }) => note).join("; ");
  return { fact, differs: `inspect says ${starts}${why ? ` (${why})` : ""}; observed ${observed}` };
}

/** Facts of a server that runs; one that inspect takes for dead differs by that alone. */
function runningAnswers(facts: StartFacts, said: ServerJson, real: SeenServer): readonly Answer[] {
  if (said.starts === false) return [];
  return [
    userAnswer(`${said.kind} master`, said.master, real.master),
    userAnswer(`${said.kind} workers`, said.workers, real.workers ?? real.master),
    listenersAnswer(said, real, facts.unknown),
  ];
}

function userAnswer(fact: string, said: UserJson | UnknownJson, real: SeenUser | undefined): Answer {
  if (!said.known) return { fact, unknown: said.why };
  if (real === undefined)
    return { fact, differs: `inspect says ${userText(said)}; no such user was observed` };
  const same = said.uid === undefined ? said.name === real.name : said.uid === real.uid;
  if (same && said.root === (real.uid === 0)) return { fact };
  return { fact, differs: `inspect says ${userText(said)}; observed ${userText(real)}` };
}

function userText({ name, uid }: { readonly name?: string; readonly uid?: number }): string {
  return [name, uid].filter((part) => part !== undefined).join(":");
}

function listenersAnswer(
  { kind, listeners, listenersComplete }: ServerJson,
  real: SeenServer,
  listed: readonly UnknownFactJson[] | undefined,
): Answer {
  const fact = `${kind} listeners`;
  const said = [...new Set(listeners.map(({ address, port }) => `${address}:${port}`))].sort();
  const observed = real.listeners ?? [];
  const invented = said.filter((listener) => !observed.includes(listener));
  const complete = listenersComplete !== false;
  if (invented.length > 0 || (complete && said.length !== observed.length)) {
    return {
      fact,
      differs: `inspect says ${list(said)}${complete ? "" : " and more"}; observed ${list(observed)}`,
    };
  }
  return complete ? { fact } : { fact, unknown: reasonFor(kind, listed) };
}

/** Why there may be more listeners, as the image says it; empty when it says nothing, which the tests refuse. */
function reasonFor(kind: string, listed: readonly UnknownFactJson[] | undefined): string {
  if (listed === undefined) return "there may be more listeners";
  const about = listed.filter(({ fact }) => fact.includes("listen"));
  return (about.find(({ fact }) => fact.includes(kind)) ?? about[0])?.why ?? "";
}

const list = (listeners: readonly string[]) => listeners.join(" ") || "none";

/** Facts of servers that are the same whichever way open conditions lead. */
import type { Apache } from "../apache/types.ts";
import type { Fact, Unknown } from "../fact.ts";
import { openBranch, takenWays, type Ways } from "../files/branches.ts";
import type { Branch } from "../files/layer.ts";
import type { Layers } from "../files/layers.ts";
import type { Nginx } from "../nginx/types.ts";

/** The servers of a run. */
export interface Servers {
  readonly nginx: Nginx | undefined;
  readonly apache: Apache | undefined;
}

// Ours: each way is a reading of the whole configuration.
const MOST_WAYS = 16;

/**
 * The servers as they are read from some layers; what cannot be told there because of conditions, and is the same
 * whichever way these lead, is told.
 */
export function onAllWays<T extends Servers>(layers: Layers, read: (layers: Layers) => T): T {
  const first = read(layers);
  return { ...first, ...agreed(first, { layers, read, ways: new Map(), left: MOST_WAYS }) };
}

interface Readings {
  readonly layers: Layers;
  readonly read: (layers: Layers) => Servers;
  readonly ways: Ways;
  /** How many readings there may be. */
  readonly left: number;
}

function agreed(servers: Servers, readings: Readings): Servers {
  const { layers, read, ways, left } = readings;
  const branch = inTheWay(servers, readings);
  if (branch === undefined || branch.ways > left) return servers;
  const others = Array.from({ length: branch.ways }, (_, way) => {
    const taken = new Map([...ways, [branch.of, way]]);
    const one = read(takenWays(layers, taken));
    return agreed(one, { ...readings, ways: taken, left: Math.floor(left / branch.ways) });
  });
  return {
    nginx:
      servers.nginx &&
      withAgreed(
        servers.nginx,
        others.map(({ nginx }) => nginx),
      ),
    apache:
      servers.apache &&
      withAgreed(
        servers.apache,
        others.map(({ apache }) => apache),
      ),
  };
}

/** An open condition that a fact hangs on. */
function inTheWay({ nginx, apache }: Servers, { layers, ways }: Readings): Branch | undefined {
  const reasons = [nginx, apache].flatMap((server) => (server === undefined ? [] : openFacts(server)));
  if (reasons.length === 0) return undefined;
  for (const reason of reasons) {
    const branch = openBranch(layers, reason, ways);
    if (branch !== undefined) return branch;
  }
  return undefined;
}

function openFacts({ starts, workers, listenersIncomplete }: Nginx | Apache): readonly Unknown[] {
  const facts: readonly (Fact<unknown> | undefined)[] = [starts, workers, listenersIncomplete];
  return facts.flatMap((fact) => (fact === undefined || fact.known ? [] : [fact]));
}

/** A server with those facts known that all readings agree on. */
function withAgreed<T extends Nginx | Apache>(server: T, readings: readonly (T | undefined)[]): T {
  const read = readings.filter((one) => one !== undefined);
  const [first] = read;
  if (first === undefined || read.length < readings.length) return server;
  const { listenersIncomplete, ...rest } = server;
  const isComplete = read.every((one) => one.listenersIncomplete === undefined) && isSame(read, sockets);
  return {
    ...(isComplete ? { ...rest, listeners: first.listeners } : server),
    ...(!server.starts.known && read.every(goesOn) ? { starts: first.starts } : {}),
    ...(!server.workers.known && isSame(read, workers) ? { workers: first.workers } : {}),
  } as T;
}

function goesOn({ starts }: Nginx | Apache): boolean {
  return starts.known && starts.value;
}

function sockets({ listeners }: Nginx | Apache): unknown {
  return listeners.map(({ address, port }) => `${address} ${port}`).sort();
}

function workers({ workers: user }: Nginx | Apache): unknown {
  return user.known ? user.value : undefined;
}

/** Whether all servers have the same of something, and each has it. */
function isSame<T>(servers: readonly T[], of: (server: T) => unknown): boolean {
  const found = servers.map((server) => JSON.stringify(of(server)));
  return found[0] !== undefined && found.every((one) => one === found[0]);
}

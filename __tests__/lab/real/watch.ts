import { setTimeout as sleep } from "node:timers/promises";
import type { Listing, SeenFpm, SeenServer, SeenUser } from "../observation.ts";
import { type Accounts, readAccounts } from "./accounts.ts";
import type { Container } from "./container.ts";
import { fpmOf } from "./fpm.ts";
import { listingOf } from "./listing.ts";
import {
  openSockets,
  processesOf,
  type SeenProcess,
  type SeenSocket,
  type Sight,
  socketsOf,
} from "./processes.ts";

const POLL = 100;
const LONGEST = 10_000;
const QUIET = 700;
// nginx tries a taken port for two and a half seconds before it gives up.
const NOTHING_COMES = 4_000;

const PROGRAMS = { nginx: /^nginx$/, apache: /^(apache2|httpd)$/ } as const;
const KINDS = ["nginx", "apache"] as const;

/** What a container shows at rest; one that has ended has no listing. */
export interface Rest {
  readonly servers: readonly SeenServer[];
  readonly fpm?: SeenFpm;
  readonly listing?: Listing;
}

/** Watches a container until nothing changes any more, and says what its servers are then; `atLeast` in seconds. */
export async function watchServers(container: Container, root: string, atLeast = 0): Promise<Rest> {
  const began = Date.now();
  let last = "";
  let quietSince = began;
  let sight = await look(container);
  while (container.exit() === undefined && Date.now() - began < Math.max(LONGEST, atLeast * 1000)) {
    sight = await look(container);
    const now = Date.now();
    const shown = JSON.stringify(sight);
    if (shown !== last) quietSince = now;
    last = shown;
    const quiet = now - quietSince;
    const wanted = isServing(sight) ? QUIET : NOTHING_COMES;
    if (quiet >= wanted && now - began >= atLeast * 1000) break;
    await sleep(POLL);
  }
  if (container.exit() !== undefined) return { servers: [] };
  // Accounts may have been made by the start.
  const accounts = readAccounts(root);
  const servers = KINDS.flatMap((kind) => serverOf(kind, sight, accounts) ?? []);
  const fpm = await fpmOf({ root, pid: container.pid, processes: sight.processes, accounts });
  return { servers, ...(fpm === undefined ? {} : { fpm }), listing: listingOf(sight, accounts) };
}

async function look({ pid, namespace }: Container): Promise<Sight> {
  return { sockets: await socketsOf(pid), processes: processesOf(namespace) };
}

/** Every server that has a process has a socket, and workers that are not root: those may only not have come so far. */
function isServing({ processes, sockets }: Sight): boolean {
  const running = KINDS.map((kind) => processes.filter(({ program }) => PROGRAMS[kind].test(program)));
  const some = running.filter((own) => own.length > 0);
  return some.length > 0 && some.every((own) => listenersOf(own, sockets).length > 0 && hasSettled(own));
}

function hasSettled(own: readonly SeenProcess[]): boolean {
  const workers = own.filter(({ parent }) => own.some(({ pid }) => pid === parent));
  return workers.length > 0 && workers.every(({ uid }) => uid !== 0);
}

function serverOf(
  kind: "nginx" | "apache",
  { processes, sockets }: Sight,
  accounts: Accounts,
): SeenServer | undefined {
  const own = processes.filter(({ program }) => PROGRAMS[kind].test(program));
  const master = own.find(({ parent }) => !own.some(({ pid }) => pid === parent));
  if (master === undefined) return undefined;
  const [worker, ...others] = own.filter(({ parent }) => parent === master.pid);
  if (others.some(({ uid }) => uid !== worker?.uid))
    throw new Error(`workers of ${kind} are of several users`);
  const listeners = listenersOf(own, sockets);
  return {
    kind,
    starts: true,
    master: userOf(master, accounts),
    ...(worker === undefined ? {} : { workers: userOf(worker, accounts) }),
    listeners: [...new Set(listeners.map(({ address, port }) => `${address}:${port}`))].sort(),
  };
}

function listenersOf(
  processes: readonly SeenProcess[],
  sockets: readonly SeenSocket[],
): readonly SeenSocket[] {
  const open = processes.map(({ pid }) => openSockets(pid));
  return sockets.filter(({ inode }) => open.some((inodes) => inodes.has(inode)));
}

function userOf({ uid, gid }: SeenProcess, accounts: Accounts): SeenUser {
  const name = accounts.nameOf(uid);
  return { uid, ...(name === undefined ? {} : { name }), gid };
}

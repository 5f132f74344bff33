/** How a fix gives a server of an image another port, with all that names the old one. */

import type { Edit } from "../finding.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Apache, Nginx } from "../model/model.ts";
import { healthPorts, publishedPorts } from "../model/ports/asked.ts";
import type { Run } from "../model/runs/types.ts";
import type { Image } from "../model/stages/image.ts";
import { literally } from "../names.ts";
import type { Policy } from "../policy/policy.ts";
import { mayBind } from "../policy/ports.ts";
import type { Place } from "../source.ts";
import { addressEdit, digitsEdit, LOCAL_HOST, readmePortEdits } from "./addresses.ts";
import { exposeAlso, exposeWords, withoutWords } from "./exposes.ts";
import { fewerListens, isAskedFor, otherPortEdits } from "./listens.ts";
import type { DraftFix } from "./sources.ts";

/** A server of a run that is to have another port. */
export interface Moving {
  readonly fleet: Fleet;
  readonly policy: Policy;
  readonly run: Run;
  readonly server: Nginx | Apache;
}

const NAMES = { nginx: "nginx", apache: "Apache" } as const;

interface Ports {
  readonly from: number;
  readonly to: number;
}

// What the unprivileged nginx image, and most others, listen on in their stead.
const HIGH_PORTS: ReadonlyMap<number, number> = new Map([
  [80, 8080],
  [443, 8443],
]);

/** A port that everybody may bind: the policy's for the server, else the usual one where it is free. */
export function highPortFix(moving: Moving, from: number): DraftFix | undefined {
  const { run, server, policy } = moving;
  const asked = policy.ports[server.kind]?.port;
  const to = asked ?? HIGH_PORTS.get(from);
  if (to === undefined || mayBind(policy, { root: false }, to) !== "yes") return undefined;
  const others = run.listeners.filter((one) => one.server !== server.kind);
  const isTaken = [...others, ...Object.values(policy.ports)].some(({ port }) => port === to);
  if (asked === undefined && isTaken) return undefined;
  return server.listeners.some(({ port, stock }) => port === to && stock !== true)
    ? left(moving, { from, to })
    : moved(moving, { from, to });
}

/** The port that the policy gives to a server, in place of the only one that it listens on. */
export function policyPortFix(moving: Moving): DraftFix | undefined {
  const { server, policy } = moving;
  const to = policy.ports[server.kind]?.port;
  const own = server.listeners.filter(({ stock }) => stock !== true);
  const [from, ...others] = new Set(own.map(({ port }) => port));
  if (to === undefined || from === undefined || others.length > 0) return undefined;
  return moved(moving, { from, to });
}

/** Another port for a server that sits on another's: its own by the policy, else the next that is free. */
export function otherPortFix(moving: Moving, from: number): DraftFix | undefined {
  const own = moving.policy.ports[moving.server.kind]?.port;
  if (own !== undefined) return moved(moving, { from, to: own });
  const to = nextFreePort(moving, from);
  return to === undefined ? undefined : moved(moving, { from, to }, ", the next free port");
}

function moved(moving: Moving, { from, to }: Ports, why = ` instead of ${from}`): DraftFix | undefined {
  const edits = moveEdits(moving, { from, to });
  if (edits === undefined) return undefined;
  const server = moving.server.kind;
  const title = `let ${NAMES[server]} listen on ${to}${why}`;
  return { title, safe: false, edits, outcome: { kind: "port", server, port: to, from } };
}

/** A port less for a server that listens on another as well. */
function left(moving: Moving, { from, to }: Ports): DraftFix | undefined {
  const { run, server } = moving;
  const isAsked = isAskedFor([run.nginx, run.apache], from) || isAskedByCompose(moving, from);
  const lines = isAsked ? undefined : fewerListens(server, from, to);
  if (lines === undefined) return undefined;
  const edits = [...lines, ...(anothers(moving, from) ? [] : mentions(moving, { from, to }))];
  return { title: `let ${NAMES[server.kind]} listen on ${to} and no longer on ${from}`, safe: false, edits };
}

/** The configuration's lines, and EXPOSE, HEALTHCHECK, compose's ports and the README where the port was this server's alone. */
function moveEdits(moving: Moving, { from, to }: Ports): readonly Edit[] | undefined {
  const { run, server } = moving;
  if (isAskedFor([run.nginx, run.apache], from) || isAskedByCompose(moving, from)) return undefined;
  if (server.listeners.some(({ port, stock }) => port === to && stock !== true)) return undefined;
  const lines = otherPortEdits(server, from, to);
  if (lines === undefined) return undefined;
  const isShared = anothers(moving, from);
  return [...lines, ...(isShared ? exposedToo(run.image, to) : mentions(moving, { from, to }))];
}

/** Whether a compose file of the image asks for the port somewhere else than under `ports`: a healthcheck, another service. */
function isAskedByCompose({ fleet, run }: Moving, port: number): boolean {
  const services = runsOf(fleet, run.image).flatMap(({ compose }) => compose ?? []);
  return services.some(({ project: { file }, service: { name } }) => {
    const host = String.raw`(?:${LOCAL_HOST}|(?<![\w.-])${literally(name)})`;
    const bare = port === 80 ? String.raw`|\bhttp://${host}(?![:\w.-])` : "";
    return new RegExp(String.raw`${host}:${port}(?![\d:])${bare}`, "i").test(file.text);
  });
}

/** Whether another server of the run listens on a port. */
function anothers({ run, server }: Moving, port: number): boolean {
  return run.listeners.some((one) => one.port === port && one.server !== server.kind && one.stock !== true);
}

/** The old port stays another server's, and EXPOSE names the new one beside it. */
function exposedToo(image: Image, to: number): readonly Edit[] {
  const edit = image.exposes.some(({ port }) => port === to) ? undefined : exposeAlso(image, to);
  return edit === undefined ? [] : [edit];
}

/** The edits of everything beside the configuration that names the old port. */
function mentions(moving: Moving, { from, to }: Ports): readonly Edit[] {
  const { fleet, run } = moving;
  const { image } = run;
  const words = exposeWords(image, from);
  // The word of a server that will have to leave the port is that server's to write anew.
  const isNamed = exposeWords(image, to).length > 0 && !anothers(moving, to);
  return [
    ...(isNamed ? withoutWords(image, words) : words.flatMap((place) => digitsEdit(place, from, to) ?? [])),
    ...askedPlaces(fleet, image, from).flatMap((place) => addressEdit(place, from, to) ?? []),
    ...readmePortEdits(image, { from, to }),
  ];
}

/** Where a HEALTHCHECK or a compose file asks for a single port of an image. */
function askedPlaces(fleet: Fleet, image: Image, port: number): readonly Place[] {
  const services = runsOf(fleet, image).flatMap(({ compose }) => compose ?? []);
  return [...healthPorts(image), ...services.flatMap(publishedPorts)]
    .filter(({ first, last }) => first === port && last === port)
    .map(({ at }) => at);
}

function runsOf({ links }: Fleet, image: Image): readonly Run[] {
  return links.runsWithUsersOf(image.file.path).filter((run) => run.image === image);
}

const LAST_PORT = 65535;

/** The next higher port that no server of the image binds, no EXPOSE names and the policy gives to nobody. */
function nextFreePort({ fleet, policy, run: { image } }: Moving, from: number): number | undefined {
  const runs = runsOf(fleet, image);
  const taken = new Set(
    [...runs.flatMap(({ listeners }) => listeners), ...image.exposes, ...Object.values(policy.ports)].map(
      ({ port }) => port,
    ),
  );
  for (let port = from + 1; port <= LAST_PORT; port++) if (!taken.has(port)) return port;
  return undefined;
}

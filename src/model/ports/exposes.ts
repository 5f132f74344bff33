import { rangeOf } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { firstOfRanges, isStarted } from "../servers/questions.ts";
import type { Listener } from "../servers/types.ts";
import { bottomOf } from "../stages/chain.ts";
import type { ExposedPort, Image } from "../stages/image.ts";
import { resolveWord } from "../stages/variables.ts";
import { isLoopback, listenersOfImage } from "./listening.ts";
/** How an image's EXPOSE lines fit what its servers listen on. */

/** A word of the image's own EXPOSE lines with no listener behind it. */
export interface IdlePort {
  readonly exposed: ExposedPort;
  /** As it is written for one port, `8000-8010` for several. */
  readonly label: string;
  readonly listeners: readonly Listener[];
  /** A listener on the port that only the container itself reaches. */
  readonly loopback?: Listener;
}

/** Ports of the image's own EXPOSE lines that nothing listens on; none where anything else may listen. */
export function idlePorts(fleet: Fleet, run: Run): readonly IdlePort[] {
  const listeners = run.service === undefined ? listenersOfImage(fleet, run) : undefined;
  if (listeners === undefined) return [];
  const words = new Map<string, ExposedPort[]>();
  for (const exposed of run.image.exposes) {
    if (!exposed.own || exposed.protocol !== "tcp") continue;
    const key = JSON.stringify([exposed.at.file.path, exposed.at.span, exposed.word]);
    const same = words.get(key) ?? [];
    same.push(exposed);
    words.set(key, same);
  }
  return [...words.values()].flatMap((ports) => idleWord(ports, listeners));
}

/** Idle words by the EXPOSE line that they stand on; what only the container itself reaches stands alone. */
export function byLine(idle: readonly IdlePort[]): readonly (readonly [IdlePort, ...IdlePort[]])[] {
  const lines = new Map<string, [IdlePort, ...IdlePort[]]>();
  for (const one of idle) {
    const { file } = one.exposed.at;
    const place = [file.path, rangeOf(one.exposed.at).start.line];
    const key = JSON.stringify(one.loopback === undefined ? place : [...place, one.label]);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [one]);
    else line.push(one);
  }
  return [...lines.values()];
}

function idleWord(ports: readonly ExposedPort[], listeners: readonly Listener[]): readonly IdlePort[] {
  const asked = new Set(ports.map(({ port }) => port));
  const behind = listeners.filter(({ port }) => asked.has(port));
  const [exposed] = ports;
  if (exposed === undefined || behind.some((listener) => !isLoopback(listener))) return [];
  const last = ports.at(-1)?.port ?? exposed.port;
  const label = last === exposed.port ? `${exposed.port}` : `${exposed.port}-${last}`;
  const [loopback] = behind;
  return [{ exposed, label, listeners, ...(loopback === undefined ? {} : { loopback }) }];
}

/**
 * Listeners whose port no EXPOSE names, each port once; none where an EXPOSE cannot be told, where the image has no
 * EXPOSE of its own, or where one of them names an idle port: that one is the mistake.
 */
export function unexposed(fleet: Fleet, run: Run): readonly Listener[] {
  if (!run.image.exposes.some(({ own }) => own) || idlePorts(fleet, run).length > 0) return [];
  // What is built on an image may expose the port; it is judged itself.
  if (run.service !== undefined || fleet.links.hasHeirs(run.image) || !exposesAreKnown(run.image)) return [];
  const seen = new Set(run.image.exposes.map(({ port }) => port));
  const running = [run.nginx, run.apache]
    .filter(isStarted)
    .filter(({ starts }) => starts.known && starts.value);
  return running
    .flatMap(({ listeners }) => firstOfRanges(listeners))
    .filter((listener) => {
      // What only the base's own site listens on is for the base to expose.
      if (isLoopback(listener) || listener.stock === true || seen.has(listener.port)) return false;
      seen.add(listener.port);
      return true;
    });
}

function exposesAreKnown(image: Image): boolean {
  const bottom = bottomOf(image.final);
  if (bottom.kind === "unknown" || (bottom.kind === "registry" && bottom.family === undefined)) return false;
  return image.final.steps.every(
    ({ instruction, before }) =>
      instruction.keyword !== "EXPOSE" || instruction.words.every((word) => resolveWord(before, word).known),
  );
}

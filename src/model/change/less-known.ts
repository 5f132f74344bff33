/** Images of which less is known after a change: what was wrong with them and is not found any more may be there still. */
import type { Fact } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import type { Image, Step } from "../stages/image.ts";
import { hiddenImages, lostFacts } from "./became-unknown.ts";

/** Both ends of a change, and the runs that both have. */
export interface Ends {
  readonly base: { readonly fleet: Fleet };
  readonly head: { readonly fleet: Fleet };
  readonly runs: readonly { readonly before: Run; readonly after: Run }[];
}

/** Names in the base of the images of which the head leaves something open that the base told. */
export function lessKnownImages({ base, head, runs }: Ends): ReadonlySet<string> {
  const hidden = hiddenImages(base.fleet, head.fleet).map(({ image }) => image.name);
  const less = runs.filter(({ before, after }) => isLessKnown(before, after));
  return new Set([...hidden, ...less.map(({ before }) => before.image.name)]);
}

function isLessKnown(before: Run, after: Run): boolean {
  if (lostFacts(before, after).length > 0 || isBroken(before, after)) return true;
  const open = openParts(before);
  return [...openParts(after)].some((part) => !open.has(part));
}

/** Whether a server that started stops at its own configuration by now: what it would do is not asked then. */
function isBroken(before: Run, after: Run): boolean {
  return (["nginx", "apache"] as const).some((kind) => {
    const now = after[kind];
    return (
      isTrue(before[kind]?.starts) && isTrue(now?.launched) && now?.starts.known === true && !now.starts.value
    );
  });
}

function isTrue(fact: Fact<boolean> | undefined): boolean {
  return fact?.known === true && fact.value;
}

/** What of a run is open, without lines: facts, and words of its Dockerfile and scripts that have no known value. */
function openParts({ image, unknowns }: Run): ReadonlySet<string> {
  const facts = [...image.unknowns, ...unknowns].map(({ fact, reason }) =>
    JSON.stringify([fact, reason.key]),
  );
  return new Set([
    ...facts,
    ...image.stages.flatMap(({ steps }) => steps).flatMap(openWords),
    ...openBuild(image),
  ]);
}

function openBuild({ build: { context, unread }, failed }: Image): readonly string[] {
  return [context, unread, failed].flatMap((one) => (one === undefined || one.known ? [] : [one.key]));
}

function openWords({ copy, commands }: Step): readonly string[] {
  const paths = copy === undefined ? [] : [copy.target, copy.owner, ...copy.sources.map(({ path }) => path)];
  const words = commands.flatMap(({ args }) =>
    args.flatMap(({ value, raw }) => (value === null ? [raw] : [])),
  );
  return [...paths.flatMap((path) => (path.known ? [] : [path.key])), ...words];
}

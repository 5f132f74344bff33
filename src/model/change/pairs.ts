import { foldersOf } from "../builds/scope.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { imagesBelow } from "../stages/below.ts";
import type { Image } from "../stages/image.ts";

/**
 * Runs that both ends of a change have, by Dockerfile (through renames), target and service; of images that are asked
 * for. Where another Dockerfile takes an image's place under its names, the two are a pair as well; and a build that is
 * added to others of its Dockerfile is a pair with the first of them, since it is what ships as much as they are. So is
 * one with another that is gone of the same Dockerfile, and one whose stage cannot be told with any of it.
 */
export function runPairs(
  base: Fleet,
  head: Fleet,
  headPathOf: (basePath: string) => string | undefined,
): readonly { readonly before: Run; readonly after: Run }[] {
  const left = new Map<string, Run[]>();
  const first = new Map<string, Run>();
  for (const run of base.runs) {
    const key = keyOf(run, headPathOf(run.image.build.dockerfile));
    if (!first.has(key)) first.set(key, run);
    left.set(key, [...(left.get(key) ?? []), run]);
  }
  const asked = head.runs.filter(({ image }) => head.asks.image(image));
  const pairs = new Map<Run, Run>();
  for (const after of asked) {
    const before = left.get(keyOf(after, after.image.build.dockerfile))?.shift();
    if (before !== undefined) pairs.set(after, before);
  }
  const byName = new Map<string, Run>();
  for (const run of [...left.values()].flat())
    for (const name of namesOf(run, headPathOf)) if (!byName.has(name)) byName.set(name, run);
  for (const after of asked) {
    if (pairs.has(after)) continue;
    const name = namesOf(after, (path) => path).find((one) => byName.has(one));
    const before =
      name === undefined ? first.get(keyOf(after, after.image.build.dockerfile)) : byName.get(name);
    if (before !== undefined) pairs.set(after, before);
  }
  const ofFile = new Map(
    base.runs.toReversed().map((run) => [fileKey(run, headPathOf(run.image.build.dockerfile)), run]),
  );
  const gone = new Map<string, Run[]>();
  const paired = new Set(pairs.values());
  for (const run of [...left.values()].flat()) {
    if (paired.has(run)) continue;
    const key = fileKey(run, headPathOf(run.image.build.dockerfile));
    gone.set(key, [...(gone.get(key) ?? []), run]);
  }
  for (const after of asked) {
    if (pairs.has(after)) continue;
    const key = fileKey(after, after.image.build.dockerfile);
    const before = gone.get(key)?.shift() ?? (after.image.build.unread && ofFile.get(key));
    if (before !== undefined) pairs.set(after, before);
  }
  const own = [...pairs].map(([after, before]) => ({ before, after }));
  return [...own, ...handedOver(asked, pairs, headPathOf)];
}

/** Runs whose name a build of another Dockerfile has now, though their own may be built as before: that one is pulled. */
function handedOver(
  asked: readonly Run[],
  pairs: ReadonlyMap<Run, Run>,
  headPathOf: (basePath: string) => string | undefined,
): readonly { readonly before: Run; readonly after: Run }[] {
  const tagsOf = (run: Run | undefined, path: typeof headPathOf) =>
    run === undefined || run.service !== undefined ? [] : namesOf(run, path);
  const left = new Map<string, Run>();
  for (const [after, before] of pairs) {
    const kept = new Set(tagsOf(after, (path) => path));
    for (const name of tagsOf(before, headPathOf)) if (!kept.has(name)) left.set(name, before);
  }
  return asked.flatMap((after) => {
    const had = new Set(tagsOf(pairs.get(after), headPathOf));
    const name = tagsOf(after, (path) => path).find((one) => left.has(one) && !had.has(one));
    const before = name === undefined ? undefined : left.get(name);
    return before === undefined || before === pairs.get(after) ? [] : [{ before, after }];
  });
}

/** What a run is started or pulled by: its service of a compose file, else the names that its build is given. */
function namesOf(
  { image: { build }, service, compose }: Run,
  headPathOf: (basePath: string) => string | undefined,
): readonly string[] {
  if (service === undefined)
    return build.tags.filter((tag) => !tag.includes("*")).map((tag) => JSON.stringify(["tag", tag]));
  const path = compose && headPathOf(compose.project.file.path);
  return path === undefined ? [] : [JSON.stringify(["service", path, service])];
}

function keyOf({ image, service }: Run, dockerfile: string | undefined): string {
  return JSON.stringify([dockerfile, image.build.target, service]);
}

function fileKey({ service }: Run, dockerfile: string | undefined): string {
  return JSON.stringify([dockerfile, service]);
}

/** The touched image that an image is built on, where none of its own files changed. */
export function touchedBase(fleet: Fleet, name: string, changed: readonly string[]): string | undefined {
  const image = fleet.images.find((each) => each.name === name);
  if (image === undefined || holdsOne(image, changed)) return undefined;
  return imagesBelow(image.final).find((base) => fleet.asks.image(base))?.name;
}

function holdsOne({ folder }: Image, changed: readonly string[]): boolean {
  return changed.some((path) => foldersOf(path).includes(folder.path));
}

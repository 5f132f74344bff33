import type { Run } from "../runs/types.ts";
import { imagesBelow } from "../stages/below.ts";
import { copiedPaths } from "../stages/brought.ts";
import type { Image } from "../stages/image.ts";
import { groundOf, runsOnImages } from "./heirs.ts";
import type { Fleet, FleetLinks, RepoCopy } from "./types.ts";

/** Answers about the fleet that many rules ask for each image, worked out once, when the first one asks. */
export function fleetLinks({ images, runs }: Pick<Fleet, "images" | "runs">): FleetLinks {
  const files = new Set(images.map(({ file }) => file.path));
  let byFile: ReadonlyMap<string, readonly Run[]> | undefined;
  let withFile: ReadonlyMap<string, readonly Image[]> | undefined;
  let byName: ReadonlyMap<string, readonly Run[]> | undefined;
  let bases: ReadonlySet<string> | undefined;
  let onImage: ((image: Image) => readonly Run[]) | undefined;
  let isGround: ((image: Image) => boolean) | undefined;
  let loads: ReadonlyMap<string, readonly Run[]> | undefined;
  const runsOn = (image: Image) => {
    onImage ??= runsOnImages(runs);
    return onImage(image);
  };
  return {
    runsOn,
    hasHeirs: (image) => {
      isGround ??= groundOf(images);
      return isGround(image);
    },
    isImageFile: (path) => files.has(path),
    runsWithUsersOf: (path) => {
      byFile ??= runsByFile(runs);
      return byFile.get(path) ?? [];
    },
    imagesWith: (path) => {
      withFile ??= imagesByFile(images);
      return withFile.get(path) ?? [];
    },
    mayLoad: (server, image, copy) => {
      loads ??= grouped(runs, (run) => [...loadsOf("nginx", run), ...loadsOf("apache", run)]);
      if (loads.has(loadKey(server, copy))) return true;
      // An image that has the file, and of whose server not all is known, may be the one that it is there for.
      const isOpen = (run: Run) => run.image !== image && run[server]?.incomplete !== undefined;
      return runs.some((run) => isOpen(run) && (hasCopy(run, copy) ?? brings(run.image, copy)));
    },
    servicesOf: ({ name }) => {
      byName ??= grouped(runs, ({ image, service }) => (service === undefined ? [] : [image.name]));
      return byName.get(name) ?? [];
    },
    isBase: (image) => {
      bases ??= basesOf(images);
      return bases.has(keyOf(image));
    },
  };
}

function brings(image: Image, { source }: RepoCopy): boolean {
  return source !== undefined && copiedPaths(image).includes(source);
}

/** Which copies of files of the repo a run's server loads. */
function loadsOf(server: "nginx" | "apache", run: Run): readonly string[] {
  return (run[server]?.loaded ?? []).map(({ container }) => loadKey(server, container));
}

/** Whether an image has the file; `undefined` where it cannot tell. */
function hasCopy({ filesAtStart }: Run, { path, source }: RepoCopy): boolean | undefined {
  const there = filesAtStart.lookup(path);
  if (there === undefined) return false;
  return "known" in there ? undefined : there.source === source;
}

function loadKey(server: "nginx" | "apache", { path, source }: RepoCopy): string {
  return JSON.stringify([server, path, source]);
}

function basesOf(images: readonly Image[]): ReadonlySet<string> {
  const stages = images.flatMap((image) => image.stages);
  return new Set(stages.flatMap(({ base }) => (base.kind === "image" ? [keyOf(base.image)] : [])));
}

function keyOf({ name, file }: Image): string {
  return JSON.stringify([name, file.path]);
}

/** Runs by their own Dockerfile, and by every file that makes one of their users. */
function runsByFile(runs: readonly Run[]): ReadonlyMap<string, readonly Run[]> {
  return grouped(runs, ({ image: { file, accounts } }) => {
    const made = accounts.users.filter(({ from }) => from === "run").map(({ at }) => at.file.path);
    return [file.path, ...made];
  });
}

/** Images by each file of the repo that goes into them. */
function imagesByFile(images: readonly Image[]): ReadonlyMap<string, readonly Image[]> {
  return grouped(images, (image) => [...dockerfilesOf(image), ...copiedPaths(image)]);
}

/** What is found under each of its keys, once. */
function grouped<Each>(
  list: readonly Each[],
  keysOf: (each: Each) => readonly string[],
): ReadonlyMap<string, readonly Each[]> {
  const found = new Map<string, Each[]>();
  for (const each of list) {
    for (const key of new Set(keysOf(each))) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [each]);
      else same.push(each);
    }
  }
  return found;
}

/** The Dockerfile of an image, and those of the repo's images that it is built on. */
function dockerfilesOf({ file, final }: Image): readonly string[] {
  return [file.path, ...imagesBelow(final).map((image) => image.file.path)];
}

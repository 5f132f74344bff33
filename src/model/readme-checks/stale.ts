/** What a README states and no image of it has any more; told only where all is known. */
import { once } from "../../once.ts";
import { generatedMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import { baseName, isGlob, isWithin, parentOf } from "../container-path.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Nginx } from "../nginx/types.ts";
import type { Documentation, Documented, PublishedPort } from "../readme/read.ts";
import { isInRegion, regionsOf } from "../readme/regions.ts";
import { existsInRepo } from "../repo/entries.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { Run } from "../runs/types.ts";
import { isStarted } from "../servers/questions.ts";
import { bottomStage } from "../stages/below.ts";
import type { Image, StageBase } from "../stages/image.ts";
import { isServerItself } from "../stock/programs/servers.ts";
import { listensOnNothing } from "../stock/programs/tools.ts";
import type { ReadmeInUse } from "./in-use.ts";
import { lineAround } from "./tells.ts";
import { isStockFile } from "./untold.ts";

/** A statement of a README that holds for none of its images. */
export interface StaleFact {
  readonly kind: "port" | "published port" | "file";
  /** As the README has it. */
  readonly value: string;
  readonly at: Place;
  /** Whether it stands in a table that a command writes, between markers. */
  readonly generated: boolean;
}

/** A README's stale ports and files, in the order of the file; each value once. */
export function staleFacts(use: ReadmeInUse, fleet: Fleet, policy: Policy): readonly StaleFact[] {
  const { readme, runs } = use;
  const ports = runs.every(everyPortKnown)
    ? readme.ports.filter(({ value }) => value.protocol === "tcp")
    : [];
  const tree: Tree = { fleet, isGenerated: generatedMatcher(policy) };
  const numbers = numbersOf(use);
  const found = [
    ...ports
      .filter(({ value, strict }) => strict && !isMeant(value.port, numbers, numbers.exposed))
      .map(({ value, at }) => ({ kind: "port", value: String(value.port), at }) as const),
    ...(runs.every(everyPortKnown) ? readme.published : [])
      .filter(({ value }) => value.protocol === "tcp" && isDead(value, numbers))
      .map(({ value, at }) => ({ kind: "published port", value: String(value.port), at }) as const),
    ...readme.configFiles
      .filter((file) => isJudged(file, readme) && isGone(file.value, use, tree))
      .map(({ value, at }) => ({ kind: "file", value, at }) as const),
  ];
  const unique = new Map(found.toReversed().map((fact) => [`${fact.kind} ${fact.value}`, fact]));
  const regions = regionsOf(readme.markdown);
  return [...unique.values()]
    .sort((left, right) => (left.at.span?.start ?? 0) - (right.at.span?.start ?? 0))
    .map((fact) => ({ ...fact, generated: isInRegion(regions, fact.at) }));
}

/** Whether the ports that an image listens on are all known: only servers that can be read, and nothing beside them. */
export function everyPortKnown({ nginx, apache, processes, image }: Run): boolean {
  const servers = [nginx, apache].filter((server) => server !== undefined);
  const clear = servers.every(
    ({ starts, listenersIncomplete }) => starts.known && listenersIncomplete === undefined,
  );
  const programs = processes.list.map(({ program }) => program);
  const plain = programs.every(
    (program) => servers.some(({ kind }) => isServerItself(program, kind)) || listensOnNothing(program),
  );
  return (
    servers.length > 0 &&
    clear &&
    plain &&
    processes.others === undefined &&
    isKnownBase(bottomStage(image.final).base)
  );
}

function isKnownBase(base: StageBase): boolean {
  return base.kind === "scratch" || (base.kind === "registry" && base.family !== undefined);
}

/** What the runs of a README may mean by a number, and what a README may call their images. */
interface Numbers {
  readonly heard: ReadonlySet<number>;
  readonly exposed: ReadonlySet<number>;
  /** Without those of a base. */
  readonly exposedHere: ReadonlySet<number>;
  /** A number that a variable holds may be the port of something else (an upstream). */
  readonly held: ReadonlySet<string | null | undefined>;
  readonly names: ReadonlySet<string | undefined>;
}

/** A started server may ask for a port and not come up as things are: that is for other rules to say. */
function numbersOf({ readme, runs }: ReadmeInUse): Numbers {
  const asked = runs.flatMap(({ nginx, apache }) => [nginx, apache].filter(isStarted));
  const heard = [...runs, ...asked].flatMap(({ listeners }) => listeners);
  const images = runs.map(({ image }) => image);
  const exposes = images.flatMap((image) => image.exposes);
  return {
    heard: new Set(heard.map(({ port }) => port)),
    exposed: new Set(exposes.map(({ port }) => port)),
    exposedHere: new Set(exposes.filter(({ own }) => own).map(({ port }) => port)),
    held: new Set(images.flatMap(({ environment }) => environment.map(({ value }) => value))),
    names: new Set([
      ...images.flatMap(({ name, folder }) => [name, folder.name]),
      readme.sections[0]?.title.toLowerCase(),
    ]),
  };
}

function isMeant(port: number, { heard, held }: Numbers, exposed: ReadonlySet<number>): boolean {
  return heard.has(port) || exposed.has(port) || held.has(String(port));
}

/** Whether a run of one of the images publishes a port that none of them listens on: what only the base exposes is shut. */
function isDead({ image: written, port }: PublishedPort, numbers: Numbers): boolean {
  const name = baseName(written.replace(/[:@][^/]*$/, ""));
  return numbers.names.has(name) && !isMeant(port, numbers, numbers.exposedHere);
}

const BROUGHT_LATER =
  /mount|bind|optional|provide|your own|secret|override|if (?:it )?(?:exists|present)|generated|runtime/i;

/** Whether a file's statement can be held against the image: what is mounted or made later need not be there. */
function isJudged({ value, at, strict }: Documented<string>, readme: Documentation): boolean {
  if (!strict || isGlob(value) || /[{}<>$%@]|\.env$/.test(value) || !value.includes("/")) return false;
  return !BROUGHT_LATER.test(lineAround(readme.file.text, at.span?.start ?? 0));
}

/** What the repo has, and what a job makes before the build. */
interface Tree {
  readonly fleet: Fleet;
  readonly isGenerated: (path: string, context: string) => boolean;
}

function isGone(value: string, { readme, runs }: ReadmeInUse, tree: Tree): boolean {
  if (value.startsWith("/")) {
    return (
      !existsInRepo(tree.fleet.entries, value.slice(1)) && runs.every((run) => lacksContainerFile(run, value))
    );
  }
  return !runs.some(({ image }) => hasRepoFile({ value, readme, image }, tree));
}

/** A file that a README states of an image. */
interface StatedFile {
  readonly value: string;
  readonly readme: Documentation;
  readonly image: Image;
}

function hasRepoFile({ value, readme, image }: StatedFile, { fleet, isGenerated }: Tree): boolean {
  const context = image.build.context.known ? image.build.context.value : "";
  const folders = [
    folderOfFile(readme.file.path),
    folderOfFile(image.file.path),
    image.folder.path,
    context,
    "",
  ];
  const paths = folders.map((folder) => joinRepoPath(folder, value));
  const known = paths.some(
    (path) =>
      path === undefined ||
      existsInRepo(fleet.entries, path) ||
      fleet.ignored(path) ||
      isGenerated(path, context),
  );
  const tail = `/${value.replace(/^(?:\.?\/)+/, "")}`;
  return known || (pathsByName(image.files).get(baseName(tail)) ?? []).some((path) => path.endsWith(tail));
}

/** The paths of an image's files, in the container and in the repo, by their last part. */
const pathsByName = once(({ all }: ContainerFiles) => {
  const found = new Map<string, string[]>();
  for (const path of all.flatMap(({ path, source }) => (source === undefined ? [path] : [path, source]))) {
    const same = found.get(baseName(path));
    if (same === undefined) found.set(baseName(path), [path]);
    else same.push(path);
  }
  return found;
});

/**
 * Whether a container path is known to be nothing. Only nginx's own folders are known in full: what packages bring
 * elsewhere is not in our tables.
 */
function lacksContainerFile({ nginx, image }: Run, path: string): boolean {
  if (nginx === undefined || !isInFolderOf(nginx, path) || isStockFile(path)) return false;
  if (image.volumes.some(({ value }) => isWithin(path, value))) return false;
  return image.files.lookup(path) === undefined && image.files.under(parentOf(path)).others === undefined;
}

function isInFolderOf({ loaded, incomplete }: Nginx, path: string): boolean {
  if (incomplete !== undefined || !/\.conf$/.test(baseName(path)) || /\/modules[^/]*\//.test(path))
    return false;
  return loaded.some(({ container }) => parentOf(container.path) === parentOf(path));
}

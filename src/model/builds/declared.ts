/** Builds of a Dockerfile: of what is said of it, or of nothing but itself. */
import { ownValue } from "../../names.ts";
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import { type Fact, unknown } from "../fact.ts";
import { CiWrites, NOTHING } from "./ci/writes.ts";
import { mapValues } from "./claims.ts";
import { defaultContext } from "./context.ts";
import { hinted, hintedNames } from "./hints.ts";
import type { SourceTest } from "./source-test.ts";
import type { Claim, DockerfileReader, FoundBuild, Hint } from "./types.ts";

interface Reading {
  readonly read: DockerfileReader;
  readonly exists: SourceTest;
}

/** One build for each that differs: two that build the same image are one. */
export function declaredBuilds(claims: readonly Claim[], reading: Reading): readonly FoundBuild[] {
  const builds: FoundBuild[] = [];
  // By what two that are the same have in common; those of one kind of file by all that they say.
  const alike = new Map<string, Map<FoundBuild["from"], Map<string, number>>>();
  for (const claim of claims) {
    const build = declaredBuild(claim, reading);
    if (build === undefined) continue;
    const key = JSON.stringify([build.target, build.unread === undefined, contextsKey(build.contexts)]);
    const byKind = alike.get(key) ?? new Map<FoundBuild["from"], Map<string, number>>();
    const index = sameAs(build, byKind, builds);
    const before = index === undefined ? undefined : builds[index];
    const both = before === undefined ? build : together(before, build);
    const own = byKind.get(both.from) ?? new Map<string, number>();
    if (before !== undefined) own.delete(saidKey(before));
    own.set(saidKey(both), index ?? builds.length);
    builds[index ?? builds.length] = both;
    alike.set(key, byKind.set(both.from, own));
  }
  return builds;
}

/** The first build that says all that another one says: one of another kind of file says less of the same build. */
function sameAs(
  build: FoundBuild,
  alike: ReadonlyMap<FoundBuild["from"], ReadonlyMap<string, number>>,
  builds: readonly FoundBuild[],
): number | undefined {
  let first = alike.get(build.from)?.get(saidKey(build));
  for (const index of [...alike].flatMap(([from, known]) =>
    from === build.from ? [] : [...known.values()],
  )) {
    const before = builds[index];
    if (before !== undefined && index < (first ?? builds.length) && saysAll(before, build)) first = index;
  }
  return first;
}

function declaredBuild(
  { context: said, contextUnread, argsRest, unreadStage, edited, ...claim }: Claim,
  { read, exists }: Reading,
): FoundBuild | undefined {
  const isNeeded = said === undefined || argsRest !== undefined || unreadStage !== undefined;
  const dockerfile = isNeeded ? read(claim.dockerfile) : undefined;
  const args = argsRest && dockerfile ? withRest(claim.args, dockerfile) : claim.args;
  // Whatever the stage is called, where there is but one it is that.
  const unread = edited ?? (dockerfile?.stages.length === 1 ? undefined : unreadStage);
  const build = { ...claim, args, ...(unread && { unread }) };
  if (said !== undefined) return { ...build, context: said };
  if (dockerfile === undefined) return undefined;
  const guess = defaultContext(dockerfile, {
    target: claim.target,
    args,
    exists,
    unread: contextUnread !== undefined,
  });
  const context: Fact<string> =
    contextUnread !== undefined && !guess.proved
      ? unknown(contextUnread, contextUnread.at, SETTLE)
      : guess.context;
  return { ...build, context, contextGuessed: true, absent: guess.absent };
}

const SETTLE = "set the context under builds: in .github/keelcheck.yml";

/** Every argument that the Dockerfile takes may be given. */
function withRest(
  args: Claim["args"],
  { globalArgs, stages }: Dockerfile,
): Readonly<Record<string, string | null>> {
  const instructions = [...globalArgs, ...stages.flatMap((stage) => stage.instructions)];
  const names = instructions
    .filter(({ keyword }) => keyword === "ARG")
    .flatMap(({ pairs = [] }) => pairs.map(({ name }) => name.raw));
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...args };
}

function saidKey({ context, args }: FoundBuild): string {
  return JSON.stringify([context.known, context.known ? context.value : context.why, sortedEntries(args)]);
}

/** Whether a build says nothing that one of another kind of file does not. */
function saysAll(before: FoundBuild, build: FoundBuild): boolean {
  const [a, b] = [before.context, build.context];
  const isSameContext = a.known && b.known ? a.value === b.value : !a.known && !b.known && a.why === b.why;
  if (!isSameContext && build.contextGuessed !== true) return false;
  return Object.entries(build.args).every(
    ([name, value]) => value === null || ownValue(before.args, name) === value,
  );
}

/** What named contexts have in common that are the same: bake calls `target:a_b` what compose calls `service:a.b`. */
export function contextsKey(contexts: FoundBuild["contexts"]): string {
  const asTarget = (value: string) =>
    value.replace(/^service:(.*)$/, (_, name: string) => `target:${name.replaceAll(".", "_")}`);
  return JSON.stringify(sortedEntries(mapValues(contexts, asTarget)));
}

/** The entries of a record by their names. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What the later one leaves open stays open, where the earlier one does not settle it. */
function together(before: FoundBuild, build: FoundBuild): FoundBuild {
  const open = Object.entries(build.args).filter(
    ([name, value]) => value === null && !Object.hasOwn(before.args, name),
  );
  // Where another builds it too, it is Docker's reading that counts.
  const { buildah, ...rest } = before;
  const written = CiWrites.joined([before.written ?? NOTHING, build.written ?? NOTHING]);
  return {
    ...rest,
    ...(!written.isEmpty && { written }),
    ...(buildah && build.buildah ? { buildah } : {}),
    args: { ...before.args, ...Object.fromEntries(open) },
    tags: [...new Set([...before.tags, ...build.tags])],
    ...(build.contextsRest && { contextsRest: build.contextsRest }),
  };
}

/** The build of a Dockerfile that nothing names, as far as builds that cannot be read leave it known. */
export function defaultBuilds(
  path: string,
  hints: readonly Hint[],
  { read, exists }: Reading,
): readonly FoundBuild[] {
  const dockerfile = read(path);
  if (dockerfile === undefined) return [];
  const hint = hinted(dockerfile, hints);
  if (hint === undefined) {
    const { context, absent } = defaultContext(dockerfile, { args: {}, exists });
    const at = { file: dockerfile.file };
    return [
      {
        from: "default",
        dockerfile: path,
        context,
        contextGuessed: true,
        absent,
        args: {},
        contexts: {},
        tags: hintedNames(path, hints),
        at,
      },
    ];
  }
  const { argsRest, ...build } = hint;
  const args = argsRest === undefined ? build.args : withRest(build.args, dockerfile);
  const { context } = defaultContext(dockerfile, { args, exists, unread: true });
  return [
    { ...build, args, dockerfile: path, context, contextGuessed: true, tags: hintedNames(path, hints) },
  ];
}

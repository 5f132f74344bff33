/** What bake definitions say is built. */
import type { Place } from "../../source.ts";
import { type BakeLayer, type BakePairs, emptyLayer } from "../bake/layers.ts";
import type { BakeDefinition, BakeTarget } from "../bake/targets.ts";
import { type Fact, type Unknown, unknown } from "../fact.ts";
import type { RepoTree } from "../repo/tree.ts";
import { contextFact, declaredContext, fileNamed, folderNamed } from "./claims.ts";
import type { Claim, ClaimDetails, Hint } from "./types.ts";

/** What is built, and what only lends or waits to be named on a command line. */
export interface BakeClaims {
  readonly built: readonly Claim[];
  readonly others: readonly Claim[];
  readonly hints: readonly Hint[];
}

/** How a definition is read: paths count from one of the folders, the first in which the Dockerfile is. */
export interface BakeReading {
  readonly tree: RepoTree;
  readonly folders: readonly string[];
  /** Targets and groups that a workflow or script names. */
  readonly called: readonly string[];
  /** The first of the files. */
  readonly names: string;
}

/** The claims of bake files that are read together. */
export function bakeClaims(definition: BakeDefinition, reading: BakeReading): BakeClaims {
  const built = builtNames(definition, reading.called);
  const found = { built: [] as Claim[], others: [] as Claim[], hints: [] as Hint[] };
  for (const target of definition.targets) {
    // Whatever its Dockerfile says stands in the definition.
    if (target.inline !== undefined) continue;
    const claim = targetClaim(target, reading);
    if (claim === undefined) {
      const hint = built.has(target.name) ? targetHint(target, reading) : undefined;
      if (hint !== undefined) found.hints.push(hint);
    } else if (built.has(target.name)) found.built.push(claim);
    else found.others.push(claim);
  }
  return found;
}

/**
 * With a `default`, what it and the other groups reach, what is called, and what these build on. Without one every
 * target waits to be named; one that others inherit from, and that says neither context nor Dockerfile, only lends.
 */
function builtNames(definition: BakeDefinition, called: readonly string[]): ReadonlySet<string> {
  const { targets, groups, labels } = definition;
  const named = [...called, ...[...groups.keys()].filter((name) => !labels.has(name))];
  const hasDefault = groups.has("default") || targets.some(({ name }) => name === "default");
  const lenders = new Set(targets.flatMap(({ parents }) => parents));
  const waits = ({ name, context, dockerfile }: BakeTarget) =>
    context !== undefined || dockerfile !== undefined || !(lenders.has(name) || name.startsWith("_"));
  const seeds = hasDefault ? ["default"] : targets.filter(waits).map(({ name }) => name);
  return reached(definition, [...seeds, ...named]);
}

/** What names lead to: the members of groups, and the targets that are bases of others. */
export function reached({ targets, groups }: BakeDefinition, names: readonly string[]): ReadonlySet<string> {
  const byName = new Map(targets.map((target) => [target.name, target]));
  const found = new Set(names);
  // A set hands out what is added while it is walked.
  for (const name of found) {
    for (const member of groups.get(name) ?? []) found.add(member);
    for (const value of byName.get(name)?.contexts.values.values() ?? []) {
      const linked = value.known ? /^target:(.+)$/.exec(value.value)?.[1] : undefined;
      if (linked !== undefined) found.add(linked);
    }
  }
  return found;
}

/** The claim of one target; none where its Dockerfile cannot be told or is not in the repo. */
export function targetClaim(target: BakeTarget, reading: BakeReading): Claim | undefined {
  for (const folder of reading.folders) {
    const claim = claimFrom(target, reading, folder);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

function claimFrom(target: BakeTarget, { tree, names }: BakeReading, folder: string): Claim | undefined {
  const said = textOrAbsent(target.context, ".");
  const name = textOrAbsent(target.dockerfile, "Dockerfile");
  if (said === null || name === null) return undefined;
  const context = folderNamed(folder, said.replace(/^cwd:\/\//, "") || ".", false);
  const dockerfile = context === undefined ? undefined : fileNamed(tree, context, name || "Dockerfile");
  if (context === undefined || dockerfile === undefined) return undefined;
  return {
    from: "bake",
    dockerfile,
    context: contextFact(tree, context, target.context?.at ?? target.at),
    ...detailsOf(target, folder),
    label: target.name,
    names,
  };
}

/** The text of a fact, what stands for an absent one, null for what cannot be told. */
function textOrAbsent(fact: Fact<string> | undefined, absent: string): string | null {
  if (fact === undefined) return absent;
  return fact.known ? fact.value : null;
}

function targetHint(target: BakeTarget, { folders, tree }: BakeReading): Hint | undefined {
  const why = [target.context, target.dockerfile].find((fact): fact is Unknown => fact?.known === false);
  if (why === undefined) return undefined;
  const [from = ""] = folders;
  const said = textOrAbsent(target.context, ".");
  const folder = said === null ? undefined : folderNamed(from, said.replace(/^cwd:\/\//, "") || ".", false);
  // A context that is an address holds no Dockerfile of the repo.
  if (said !== null && (folder === undefined || (folder !== "" && !tree.isFolder(folder)))) return undefined;
  const file = textOrAbsent(target.dockerfile, "Dockerfile");
  return {
    from: "bake",
    why,
    ...(folder === undefined ? {} : { folder }),
    ...(file === null || file === "" ? {} : { file }),
    ...detailsOf(target, from),
  };
}

function detailsOf(target: BakeTarget, folder: string): ClaimDetails {
  const { name, at, tags } = target;
  const stage = target.target;
  const unreadStage =
    stage?.known === false
      ? unknown(
          {
            key: `stage of bake target ${name}`,
            why: `the stage that the bake target "${name}" builds is unknown: ${stage.why}`,
          },
          stage.at,
        )
      : undefined;
  return {
    ...(stage?.known === true && stage.value !== "" ? { target: stage.value } : {}),
    ...(unreadStage && { unreadStage }),
    args: recordOf(target.args, (value) => (value.known ? value.value : null)),
    ...(target.args.rest && { argsRest: target.args.rest }),
    contexts: recordOf(target.contexts, (value) => declaredContext(folder, value.known ? value.value : null)),
    ...(target.contexts.rest && { contextsRest: target.contexts.rest }),
    tags,
    at,
  };
}

function recordOf<To>({ values }: BakePairs, map: (value: Fact<string>) => To): Record<string, To> {
  return Object.fromEntries([...values].map(([name, value]) => [name, map(value)]));
}

/** What one `--set` says of a target; `null` is a value that cannot be told. */
export function settingLayer(
  { key, value }: { readonly key: string; readonly value: string | null },
  at: Place,
): BakeLayer {
  const fact: Fact<string> =
    value === null
      ? unknown({ key: `--set ${key}`, why: `--set takes ${key} from a variable that cannot be read` }, at)
      : { known: true, value, at, because: [] };
  const [, pairs, name] = /^(args?|contexts)\.(.+)$/.exec(key) ?? [];
  if (name !== undefined)
    return {
      ...emptyLayer,
      [pairs === "contexts" ? "contexts" : "args"]: { values: new Map([[name, fact]]) },
    };
  if (key === "target" || key === "context" || key === "dockerfile") return { ...emptyLayer, [key]: fact };
  if (key === "tags" || key === "tag") return { ...emptyLayer, tags: value === null ? [] : [value] };
  return emptyLayer;
}

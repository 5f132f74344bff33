/** Holds what Keelcheck reads of bake files against what buildx makes of them. */

import type { BakePairs } from "../../../src/model/bake/layers.ts";
import type { BakeDefinition, BakeTarget } from "../../../src/model/bake/targets.ts";
import type { Fact } from "../../../src/model/fact.ts";

/** Files that bake reads together. */
export interface BakeSet {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** What main.go writes of a set. */
export interface BuildxResult {
  readonly name: string;
  readonly error?: string;
  readonly targets: Readonly<Record<string, BuildxTarget>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, readonly string[] | null>>;
}

export interface BuildxTarget {
  readonly context: string;
  readonly dockerfile: string;
  readonly inline: boolean;
  readonly target: string | null;
  readonly args: Readonly<Record<string, string>> | null;
  readonly contexts: Readonly<Record<string, string>> | null;
  readonly tags: readonly string[] | null;
}

export interface Comparison {
  readonly targets: number;
  /** Facts that are known and the same. */
  readonly same: number;
  /** Facts that Keelcheck does not tell, each as a line. */
  readonly unknown: readonly string[];
  /** Facts that it tells otherwise, each as a line. */
  readonly different: readonly string[];
}

/** Compares one set; of what buildx refuses there is nothing to compare. */
export function compareBake(buildx: BuildxResult, ours: BakeDefinition): Comparison {
  const tally = { targets: 0, same: 0, unknown: [] as string[], different: [] as string[] };
  const say = (path: string, fact: Fact<string> | undefined, wanted: string | undefined) => {
    const where = `${buildx.name}: ${path}`;
    if (fact?.known === false) tally.unknown.push(`${where}: ${fact.why}; buildx: ${wanted}`);
    else if (fact?.value !== wanted) tally.different.push(`${where}: ${fact?.value}; buildx: ${wanted}`);
    else if (wanted !== undefined) tally.same++;
  };
  const byName = new Map(ours.targets.map((target) => [target.name, target]));
  const several = ours.targets.filter((target) => target.several !== undefined);
  for (const [name, target] of Object.entries(buildx.targets)) {
    tally.targets++;
    const own = byName.get(name);
    if (own === undefined && several.length > 0) tally.unknown.push(`${buildx.name}: ${name} of a matrix`);
    else if (own === undefined) tally.different.push(`${buildx.name}: ${name} is not found`);
    else compareTarget(own, target, (path, fact, wanted) => say(`${name}.${path}`, fact, wanted));
  }
  for (const { name, several: open } of ours.targets) {
    const known = name in buildx.targets || name in buildx.refused || open !== undefined;
    if (!known) tally.different.push(`${buildx.name}: ${name} is no target`);
  }
  for (const [name, members] of Object.entries(buildx.groups)) {
    const wanted = [...(members ?? [])].sort().join(" ");
    const found = [...(ours.groups.get(name) ?? [])].sort().join(" ");
    if (found === wanted) tally.same++;
    else tally.different.push(`${buildx.name}: group ${name}: ${found}; buildx: ${wanted}`);
  }
  return tally;
}

type Say = (path: string, fact: Fact<string> | undefined, wanted: string | undefined) => void;

function compareTarget(own: BakeTarget, target: BuildxTarget, say: Say): void {
  const { file } = own.at;
  const fact = (value: string): Fact<string> => ({ known: true, value, at: { file }, because: [] });
  const isEmpty = (said: Fact<string> | undefined) => said?.known === true && said.value === "";
  say("context", own.context ?? fact("."), target.context);
  const dockerfile = isEmpty(own.dockerfile) ? undefined : own.dockerfile;
  say("dockerfile", dockerfile ?? fact("Dockerfile"), target.dockerfile);
  say("target", own.target, target.target ?? undefined);
  say("inline", own.inline && fact("yes"), target.inline ? "yes" : undefined);
  comparePairs("args", own.args, target.args ?? {}, say);
  comparePairs("contexts", own.contexts, target.contexts ?? {}, say);
  const tags = target.tags ?? [];
  const known = own.tags.filter((tag) => !tag.includes("*"));
  for (const tag of known) say("tags", fact(tag), tags.includes(tag) ? tag : undefined);
}

function comparePairs(
  what: string,
  own: BakePairs,
  wanted: Readonly<Record<string, string>>,
  say: Say,
): void {
  for (const name of new Set([...own.values.keys(), ...Object.keys(wanted)]))
    say(`${what}.${name}`, own.values.get(name) ?? own.rest, wanted[name]);
}

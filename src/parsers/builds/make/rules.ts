/** The rules of a Makefile: what they are asked for, and what they call it. */
import type { Span } from "../../../source.ts";
import { OPEN, stemOf } from "./functions.ts";

/** A line of a recipe, and where it is in the file. */
export interface MakeRecipeLine {
  readonly text: string;
  readonly place: (span: Span) => Span;
}

/** A rule with its words known, as far as they can be; null where they cannot. */
export interface EvaluatedRule {
  readonly targets: readonly string[] | null;
  /** Of a static pattern rule. */
  readonly pattern?: string;
  readonly prerequisites: readonly string[] | null;
  readonly recipe: readonly MakeRecipeLine[];
}

/** `$@` and its like, for one target. */
export type AutomaticVariables = ReadonlyMap<string, string>;

const AUTOMATIC = ["@", "<", "^", "+", "?", "*", "%", "@D", "@F", "<D", "<F", "^D", "^F", "*D", "*F"];
/** Those of a target that cannot be told. */
export const UNTOLD_TARGET: AutomaticVariables = new Map(AUTOMATIC.map((name) => [name, OPEN]));
// Ours: a rule for more targets is read as one that nobody can tell.
const MOST_TARGETS = 200;

/** What a rule's automatic variables are, for each of its targets. */
export function automaticVariables(
  rule: EvaluatedRule,
  mentioned: ReadonlySet<string>,
): readonly AutomaticVariables[] {
  const { targets, pattern, prerequisites } = rule;
  if (targets === null) return [UNTOLD_TARGET];
  const found = targets.flatMap((target): readonly AutomaticVariables[] => {
    if (!target.includes("%")) return [ownOf(target, stemOf(pattern ?? "", target), prerequisites)];
    const like = [...mentioned].flatMap((word) => {
      const stem = stemOf(target, word);
      return stem === undefined || stem === "" ? [] : [ownOf(word, stem, prerequisites)];
    });
    // It makes others besides, when somebody asks for them.
    return [...like, UNTOLD_TARGET];
  });
  return found.length > MOST_TARGETS ? [UNTOLD_TARGET] : found;
}

function ownOf(
  target: string,
  stem: string | undefined,
  prerequisites: readonly string[] | null,
): AutomaticVariables {
  const needs = prerequisites?.map((word) => (stem === undefined ? word : word.replace("%", () => stem)));
  const slash = target.lastIndexOf("/");
  return new Map([
    ...UNTOLD_TARGET,
    ["@", target],
    ["@D", slash < 0 ? "." : target.slice(0, slash)],
    ["@F", target.slice(slash + 1)],
    ["<", needs?.[0] ?? OPEN],
    ["^", needs?.join(" ") ?? OPEN],
    ["+", needs?.join(" ") ?? OPEN],
    ["*", stem ?? OPEN],
  ]);
}

/** What the rules themselves ask to be made. */
export function targetsNamed(rules: readonly EvaluatedRule[]): ReadonlySet<string> {
  const words = rules.flatMap(({ targets, prerequisites }) => [...(targets ?? []), ...(prerequisites ?? [])]);
  return new Set(words.filter((word) => !word.includes("%")));
}

/** The rules that goals reach, by their index; all of them where that cannot be told. No goals are the first target. */
export function reachedRules(
  rules: readonly EvaluatedRule[],
  goals: readonly (string | null)[],
): ReadonlySet<number> {
  const all = new Set(rules.keys());
  const first = rules.flatMap(({ targets }) => targets ?? []).find((target) => !/^\.|%/.test(target));
  const wanted = new Set(goals.length === 0 ? [first ?? null] : goals);
  const found = new Set<number>();
  // A set hands out what is added while it is walked.
  for (const goal of wanted) {
    if (goal === null) return all;
    for (const [index, { targets, prerequisites }] of rules.entries()) {
      const isMade = targets?.some((target) => stemOf(target, goal) !== undefined);
      if (isMade === false || found.has(index)) continue;
      found.add(index);
      for (const need of prerequisites ?? []) wanted.add(need);
    }
  }
  return found;
}

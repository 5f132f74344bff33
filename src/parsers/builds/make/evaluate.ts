/** The variables and rules of a Makefile, as make comes to know them from its first line to its last. */
import { ownValue } from "../../../names.ts";
import type { Span } from "../../../source.ts";
import { argumentsOf, expandMake, type MakeScope, type MakeValue, type MakeWork } from "./expand.ts";
import { HERE, OPEN } from "./functions.ts";
import type { EvaluatedRule, MakeRecipeLine } from "./rules.ts";
import {
  type MakeAssignment,
  type MakeCondition,
  type MakeRule,
  type MakeStatement,
  type MakeText,
  makeStatements,
} from "./statements.ts";

/** How a Makefile is called. */
export interface MakeCalled {
  /** `NAME=value` of its command line; null cannot be told. */
  readonly given: ReadonlyMap<string, string | null>;
  /** What its caller exports. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** Its path as its caller names it. */
  readonly path: string;
}

export interface EvaluatedMakefile {
  readonly rules: readonly EvaluatedRule[];
  /** Names that it sets itself. */
  readonly sets: ReadonlySet<string>;
  /** What it exports to what it runs; null cannot be told. */
  readonly exported: ReadonlyMap<string, string | null>;
  /** Names that something has asked for by now. */
  readonly used: ReadonlySet<string>;
  /** The lines of recipes in templates, by their names. */
  readonly templates: ReadonlyMap<string, readonly MakeRecipeLine[]>;
  /** What references mean when all of it is read. */
  readonly scope: MakeScope;
}

interface Evaluation {
  readonly called: MakeCalled;
  readonly variables: Map<string, { text: string; expanded: boolean } | null>;
  /** Variables that one target sets for itself. */
  readonly ofTargets: Set<string>;
  readonly rules: EvaluatedRule[];
  readonly exported: Set<string>;
  exportsAll: boolean;
  readonly used: Set<string>;
  readonly defined: Map<string, MakeText>;
  readonly work: MakeWork;
  /** Statements that `eval` made may be so many yet. */
  evals: number;
}

const STEPS = 50_000;
const CHARACTERS = 2_000_000;
const MOST_EVALS = 500;

/** What make itself sets. */
const BUILT_IN: Readonly<Record<string, string>> = { MAKE: "make", RM: "rm -f", CURDIR: HERE, PWD: HERE };

/** Evaluates a Makefile's text. */
export function evaluateMakefile(text: string, called: MakeCalled): EvaluatedMakefile {
  const evaluation: Evaluation = {
    called,
    variables: new Map(),
    ofTargets: new Set(),
    rules: [],
    exported: new Set(),
    exportsAll: false,
    used: new Set(),
    defined: new Map(),
    work: { steps: STEPS, characters: CHARACTERS },
    evals: MOST_EVALS,
  };
  run(evaluation, makeStatements(text), ({ start }) => (span) => ({
    start: start + span.start,
    end: start + span.end,
  }));
  const scope = scopeOf(evaluation);
  const { variables, exported, exportsAll } = evaluation;
  const names = exportsAll ? [...variables.keys()] : [...exported];
  return {
    rules: evaluation.rules,
    sets: new Set(variables.keys()),
    exported: new Map(names.map((name) => [name, knownText(expandMake(`$(${name})`, scope))])),
    used: evaluation.used,
    templates: templatesOf(evaluation),
    scope,
  };
}

function knownText(text: string): string | null {
  return text.includes(OPEN) || text.includes(HERE) ? null : text;
}

type Placing = (text: MakeText) => (span: Span) => Span;

function run(evaluation: Evaluation, statements: readonly MakeStatement[], placing: Placing): void {
  for (const statement of statements) {
    if (statement.kind === "assignment") assign(evaluation, statement);
    else if (statement.kind === "rule") addRule(evaluation, statement, placing);
    else {
      const { text, start } = statement;
      const [, names] = /^\s*export\b(.*)$/.exec(text) ?? [];
      if (names === undefined)
        expandMake(text, scopeOf(evaluation, whole({ start, end: start + text.length })));
      else if (names.trim() === "") evaluation.exportsAll = true;
      else for (const name of names.trim().split(/\s+/)) evaluation.exported.add(name);
    }
  }
}

const whole = (span: Span) => () => () => span;

function scopeOf(evaluation: Evaluation, placing: Placing = whole({ start: 0, end: 0 })): MakeScope {
  return {
    valueOf: (name) => valueIn(evaluation, name),
    own: new Map(),
    evaluated: (text) => {
      if (evaluation.evals-- > 0) run(evaluation, makeStatements(text), placing);
    },
    work: evaluation.work,
  };
}

function valueIn({ called, variables, ofTargets, used }: Evaluation, name: string): MakeValue {
  used.add(name);
  if (ofTargets.has(name)) return null;
  const own = variables.get(name);
  if (own !== undefined) return own;
  const given = called.given.get(name) ?? called.environment.get(name);
  if (given !== undefined) return given === null ? null : { text: given, expanded: true };
  if (name === "MAKEFILE_LIST") return { text: called.path, expanded: true };
  const builtIn = ownValue(BUILT_IN, name);
  return builtIn === undefined ? undefined : { text: builtIn, expanded: true };
}

function assign(evaluation: Evaluation, assignment: MakeAssignment): void {
  const { name, operator, value, conditions, exported, defined } = assignment;
  const { called, variables } = evaluation;
  if (exported) evaluation.exported.add(name);
  if (defined) evaluation.defined.set(name, value);
  if (called.given.has(name) && !assignment.override) {
    const given = called.given.get(name) ?? null;
    variables.set(name, given === null ? null : { text: given, expanded: true });
    return;
  }
  const isTaken = taken(evaluation, conditions);
  if (isTaken === false) return;
  const before = valueBefore(evaluation, name);
  if (operator === "?" && before !== undefined) return;
  const after = assigned(evaluation, assignment, before);
  const isSame = before?.text === after?.text && before?.expanded === after?.expanded;
  if (isTaken) variables.set(name, after);
  else if (operator === "+" && before !== undefined && before !== null)
    variables.set(name, { text: `${before.text} ${OPEN}`, expanded: before.expanded });
  else if (before === undefined || !isSame) variables.set(name, null);
}

/** What a name is before it is set again: what the environment says counts for `?=` and `+=`. */
function valueBefore({ variables, called }: Evaluation, name: string): MakeValue {
  const own = variables.get(name);
  if (own !== undefined) return own;
  const outer = called.environment.get(name);
  if (outer === undefined) return undefined;
  return outer === null ? null : { text: outer, expanded: true };
}

function assigned(
  evaluation: Evaluation,
  { operator, value }: MakeAssignment,
  before: MakeValue,
): { text: string; expanded: boolean } | null {
  const scope = () => scopeOf(evaluation);
  const { text } = value;
  if (operator.startsWith(":")) return { text: expandMake(text, scope()), expanded: true };
  if (operator === "!") return { text: expandMake(`$(shell ${text})`, scope()), expanded: true };
  if (operator !== "+" || before === undefined) return { text, expanded: false };
  if (before === null) return null;
  const more = before.expanded ? expandMake(text, scope()) : text;
  return { text: `${before.text} ${more}`.trim(), expanded: before.expanded };
}

/** Whether what stands behind conditions is read; `undefined` where that cannot be told. */
function taken(evaluation: Evaluation, conditions: readonly MakeCondition[]): boolean | undefined {
  let result: boolean | undefined = true;
  for (const condition of conditions) {
    const holds = conditionHolds(evaluation, condition);
    const isTaken = holds === undefined ? undefined : holds !== condition.otherwise;
    if (isTaken === false) return false;
    if (isTaken === undefined) result = undefined;
  }
  return result;
}

function conditionHolds(evaluation: Evaluation, { kind, words }: MakeCondition): boolean | undefined {
  const scope = scopeOf(evaluation);
  if (kind === "ifdef" || kind === "ifndef") {
    const value = valueIn(evaluation, expandMake(words, scope).trim());
    // What nothing sets may come from the environment.
    return value == null ? undefined : (value.text !== "") === (kind === "ifdef");
  }
  const [one = "", other = ""] =
    /^["'](.*?)["']\s+["'](.*)["']$/s.exec(words)?.slice(1) ?? argumentsOf(words.replace(/^\(|\)$/g, ""), 2);
  const [left, right] = [one, other].map((word) => expandMake(word, scope).trim());
  if (left?.includes(OPEN) || right?.includes(OPEN)) return undefined;
  return (left === right) === (kind === "ifeq");
}

const OF_TARGET = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(?:\?|:{1,3}|\+|!)?=/;

function addRule(evaluation: Evaluation, rule: MakeRule, placing: Placing): void {
  const [, variable] = OF_TARGET.exec(rule.prerequisites) ?? [];
  if (variable !== undefined) {
    evaluation.ofTargets.add(variable);
    return;
  }
  const scope = scopeOf(evaluation);
  const [first = "", second] = partsOf(rule.prerequisites);
  const needs = second ?? first;
  evaluation.rules.push({
    targets: wordsOf(expandMake(rule.targets, scope)),
    ...(second === undefined ? {} : { pattern: expandMake(first, scope).trim() }),
    // What stands behind the bar only comes first.
    prerequisites: wordsOf(expandMake(needs, scope).replace("|", " ")),
    recipe: rule.recipe.map((line) => ({ text: line.text, place: placing(line) })),
  });
}

/** `targets: pattern: prerequisites` has two parts. */
function partsOf(prerequisites: string): readonly string[] {
  const [, pattern, needs] = /^([^:$()]*%[^:$()]*):(.*)$/s.exec(prerequisites) ?? [];
  return pattern === undefined || needs === undefined ? [prerequisites] : [pattern, needs];
}

function wordsOf(text: string): readonly string[] | null {
  return text.includes(OPEN) ? null : text.split(/\s+/).filter((word) => word !== "");
}

function templatesOf({ defined }: Evaluation): ReadonlyMap<string, readonly MakeRecipeLine[]> {
  const recipes = Array.from(defined, ([name, { text, start }]) => {
    const lines = Array.from(text.matchAll(/^\t(?:[^\n\\]|\\\r?\n|\\[^\n])*/gm), ({ 0: line, index }) => ({
      text: line,
      place: ({ start: from, end }: Span) => ({ start: start + index + from, end: start + index + end }),
    }));
    return [name, lines] as const;
  });
  return new Map(recipes);
}

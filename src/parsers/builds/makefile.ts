/** Makefiles and shell scripts: the images that they build. */
import type { SourceFile, Span } from "../../source.ts";
import { mayBuild, readCommands } from "./command-script.ts";
import {
  type BuildCommandFile,
  type BuildCommands,
  joinedCommands,
  type ReadMakefile,
} from "./command-tree.ts";
import { type EvaluatedMakefile, evaluateMakefile, type MakeCalled } from "./make/evaluate.ts";
import { type ExpandedPart, expandedParts } from "./make/expand.ts";
import { HERE, OPEN } from "./make/functions.ts";
import {
  type AutomaticVariables,
  automaticVariables,
  type MakeRecipeLine,
  reachedRules,
  targetsNamed,
  UNTOLD_TARGET,
} from "./make/rules.ts";

/** Reads a shell script. */
export function parseBuildScript(file: SourceFile): BuildCommandFile {
  const found = readCommands({
    text: file.text,
    place: (span) => span,
    folder: "",
    variables: new Map(),
  });
  return { file, ...found, comments: [], problems: [] };
}

/** Which rules of a Makefile are read. */
export interface MakeReading extends MakeCalled {
  /** What is asked to be made; all without it. */
  readonly goals?: readonly (string | null)[];
  /** What others read of it already: these rules and templates are left out. */
  readonly except?: Pick<ReadMakefile, "reached" | "used">;
}

/** Reads a Makefile as it is called without anything: all of its rules. */
export function parseMakefile(file: SourceFile): BuildCommandFile {
  const path = file.path.slice(file.path.lastIndexOf("/") + 1);
  return readMakefile(file, { given: new Map(), environment: new Map(), path });
}

/** Reads a Makefile as something calls it: every line of a recipe is a shell of its own. */
export function readMakefile(file: SourceFile, reading: MakeReading): BuildCommandFile {
  const makefile = evaluateMakefile(file.text, reading);
  const { rules, sets, exported } = makefile;
  const reached = reading.goals === undefined ? new Set(rules.keys()) : reachedRules(rules, reading.goals);
  const mentioned = targetsNamed(rules);
  const found: BuildCommands[] = [];
  for (const [index, rule] of rules.entries()) {
    if (!reached.has(index) || reading.except?.reached.has(index)) continue;
    const read = new Set<string>();
    for (const own of automaticVariables(rule, mentioned))
      for (const line of rule.recipe) found.push(...readLine(line, { makefile, own, read }));
  }
  // A template that nothing uses is read as it stands, for what uses it may not be understood.
  if (reading.goals === undefined)
    for (const [name, lines] of makefile.templates)
      if (!makefile.used.has(name) && !reading.except?.used.has(name))
        for (const line of lines)
          found.push(...readLine(line, { makefile, own: UNTOLD_TARGET, read: new Set() }));
  const joined = joinedCommands(found);
  const makes = joined.makes.map((call) => ({ ...call, environment: exported }));
  return {
    file,
    ...joined,
    makes,
    makefile: { sets, reached, used: makefile.used },
    comments: [],
    problems: [],
  };
}

interface LineReading {
  readonly makefile: EvaluatedMakefile;
  readonly own: AutomaticVariables;
  /** What was read of this rule: a line that its target changes nothing of is read once. */
  readonly read: Set<string>;
}

/** A line of a recipe is expanded first, and what a template makes of it may be several. */
function readLine(
  { text, place }: MakeRecipeLine,
  { makefile, own, read }: LineReading,
): readonly BuildCommands[] {
  const { scope, exported } = makefile;
  const parts = expandedParts(text, { ...scope, own }).map((part) => ({ ...part, text: asShell(part) }));
  const whole = parts.map((part) => part.text).join("");
  const key = `${place({ start: 0, end: 0 }).start} ${whole}`;
  if (read.has(key) || !mayBuild.test(whole)) return [];
  read.add(key);
  const variables = new Map([...exported, ["_open", null] as const, ["_here", HERE] as const]);
  return Array.from(whole.matchAll(/(?:[^\n\\]|\\\r?\n|\\[^\n])+/g), ({ 0: line, index }) =>
    readCommands({
      text: line.replace(/^[\t ]*[@+-]*/, (marks) => " ".repeat(marks.length)),
      place: (span) => place(spanIn(parts, { start: index + span.start, end: index + span.end })),
      folder: "",
      variables,
      here: HERE,
    }),
  );
}

/** A part as the shell reads it: what cannot be told is a variable that nobody sets. */
function asShell({ text }: ExpandedPart): string {
  return text.replaceAll(OPEN, "${_open}").replaceAll(HERE, "${_here}");
}

/** A span of the parts in the text that they were made of: exact within what stands there as it is. */
function spanIn(parts: readonly ExpandedPart[], { start, end }: Span): Span {
  return { start: offsetIn(parts, start, false), end: offsetIn(parts, end, true) };
}

function offsetIn(parts: readonly ExpandedPart[], offset: number, isEnd: boolean): number {
  let before = 0;
  for (const { text, exact, ...part } of parts) {
    const behind = before + text.length;
    if (isEnd ? offset <= behind : offset < behind)
      return exact ? part.start + offset - before : isEnd ? part.end : part.start;
    before = behind;
  }
  return parts.at(-1)?.end ?? 0;
}

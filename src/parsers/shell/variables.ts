import { type Assignment, type Command, forEachChild, type ParsedScript, type SyntaxNode } from "unbash";
import type { Span } from "../../source.ts";
import type { ShellSource } from "./types.ts";
import { namedVariable, nodeSpan } from "./words.ts";

/** A variable that a script takes from its environment. */
export interface ShellVariable {
  readonly name: string;
  /** What the script takes when it is not set (`${X:-this}`), when that can be read. */
  readonly default?: string;
  /** The first place that reads it. */
  readonly span: Span;
}

interface Reading {
  readonly source: ShellSource;
  readonly found: Map<string, ShellVariable>;
  readonly assigned: Set<string>;
}

const declaring = new Set(["export", "readonly", "declare", "typeset", "local"]);
const branching = new Set(["If", "Elif", "While", "Case", "AndOr", "For", "Select", "ArithmeticFor"]);

/** The variables that a script reads before it surely sets them, in order. */
export function readVariables(source: ShellSource, script: ParsedScript): ShellVariable[] {
  const reading: Reading = { source, found: new Map(), assigned: new Set() };
  for (const statement of script.commands) visit(reading, statement, true);
  return [...reading.found.values()];
}

// An assignment in a branch leaves open that the value comes from outside; a loop's own variable never does.
function visit(reading: Reading, node: SyntaxNode, certain: boolean): void {
  if (node.type === "Script" && node.source !== undefined) return;
  if (node.type === "For" || node.type === "Select") reading.assigned.add(node.name.value);
  const name = namedVariable(node);
  if (name !== undefined && !reading.assigned.has(name)) note(reading, name, node);
  let first = true;
  forEachChild(node, (child) => {
    visit(reading, child, certain && (first || !branching.has(node.type)));
    first = false;
  });
  if (node.type === "Command" && certain) for (const set of assignedBy(node)) reading.assigned.add(set);
}

function note({ source, found }: Reading, name: string, node: SyntaxNode): void {
  const known = found.get(name);
  if (known?.default !== undefined) return;
  const given = defaultOf(node);
  const span = known?.span ?? nodeSpan(source, node);
  found.set(name, given === undefined ? { name, span } : { name, default: given, span });
}

function defaultOf(node: SyntaxNode): string | undefined {
  if (node.type !== "ParameterExpansion" || node.operation?.type !== "Default") return undefined;
  const { operator, operand } = node.operation;
  const literal = (operand.parts ?? []).every(({ type }) => type === "Literal" || type === "SingleQuoted");
  return /[-=]$/.test(operator) && literal ? operand.value : undefined;
}

function assignedBy({ name, prefix, args }: Command): string[] {
  const assignments = (name === undefined ? prefix : declaring.has(name.value) ? args : []).filter(
    (part): part is Assignment => part.type === "Assignment",
  );
  const read = name?.value === "read" || name?.value === "getopts" ? args : [];
  const words = read.flatMap((word) =>
    word.type === "Word" && /^[A-Za-z_]\w*$/.test(word.value) ? [word.value] : [],
  );
  return [...assignments.map((assignment) => assignment.name), ...words];
}

/** Variables that get their values otherwise than by plain assignments. */
export interface AssignedElsewhere {
  readonly names: ReadonlySet<string>;
  /** By `${X:=y}`, where they have none. */
  readonly filled: ReadonlySet<string>;
}

/** Finds the variables that get values from loops, from what is read, and by `${X:=y}`. */
export function assignedElsewhere(script: ParsedScript): AssignedElsewhere {
  const names = new Set<string>();
  const filled = new Set<string>();
  const look = (node: SyntaxNode) => {
    if (node.type === "For" || node.type === "Select") names.add(node.name.value);
    if (node.type === "Command") for (const name of readBy(node)) names.add(name);
    if (node.type === "ParameterExpansion" && node.operation?.type === "Default")
      if (node.operation.operator.endsWith("=")) filled.add(node.parameter);
    forEachChild(node, look);
  };
  look(script);
  return { names, filled };
}

/** The names that `read`, `getopts`, `mapfile` and `printf -v` set. */
function readBy({ name, args }: Command): readonly string[] {
  const words = args.flatMap((word) => (word.type === "Word" ? [word.value] : []));
  if (name?.value === "printf") return words[0] === "-v" ? words.slice(1, 2) : [];
  return /^(read|getopts|mapfile|readarray)$/.test(name?.value ?? "") ? words : [];
}

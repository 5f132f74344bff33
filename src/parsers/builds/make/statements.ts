/** The statements of a Makefile as they stand, before anything is expanded (GNU make's manual, "Writing Makefiles"). */

/** A text of the file and where it starts. */
export interface MakeText {
  readonly text: string;
  readonly start: number;
}

/** What a statement stands behind: the conditions that are open, the innermost last. */
export type MakeConditions = readonly MakeCondition[];

export interface MakeCondition {
  readonly kind: "ifeq" | "ifneq" | "ifdef" | "ifndef";
  readonly words: string;
  /** It stands behind the condition's `else`. */
  readonly otherwise: boolean;
  /** It stands on the line of that `else`, and ends with the condition before it. */
  readonly chained?: true;
}

/** `NAME = value` in all its forms, `define` too. */
export interface MakeAssignment {
  readonly kind: "assignment";
  readonly name: string;
  /** What stands before the equals sign: "" is a plain one. */
  readonly operator: string;
  readonly value: MakeText;
  /** A command line does not replace it. */
  readonly override: boolean;
  readonly exported: boolean;
  readonly defined: boolean;
  readonly conditions: MakeConditions;
}

/** Targets with the lines that make them. */
export interface MakeRule {
  readonly kind: "rule";
  readonly targets: string;
  readonly prerequisites: string;
  readonly recipe: readonly MakeText[];
}

/** A line that is neither: `$(eval ...)`, or another directive. */
export interface MakeLine extends MakeText {
  readonly kind: "line";
}

export type MakeStatement = MakeAssignment | MakeRule | MakeLine;

const ASSIGNMENT =
  /^[ ]*((?:(?:export|override|private)[ \t]+)*)([^\s:#=+?!$()]+)[ \t]*(\?|:{1,3}|\+|!)?=[ \t]*(.*)$/s;
const DEFINE =
  /^[ ]*((?:(?:export|override|private)[ \t]+)*)define[ \t]+([^\s=:?+!]+)[ \t]*([?:+!]*)=?[ \t]*$/;

/** Reads the statements of a Makefile, in their order. */
export function makeStatements(text: string): readonly MakeStatement[] {
  const found: MakeStatement[] = [];
  const conditions: MakeCondition[] = [];
  let rule:
    | { readonly targets: string; readonly prerequisites: string; readonly recipe: MakeText[] }
    | undefined;
  const endRule = () => {
    if (rule !== undefined) found.push({ kind: "rule", ...rule });
    rule = undefined;
  };
  const lines = logicalLines(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.text.startsWith("\t")) {
      if (rule === undefined) found.push({ kind: "rule", targets: "", prerequisites: "", recipe: [line] });
      else rule.recipe.push(line);
      continue;
    }
    const plain = withoutComment(line.text);
    if (plain.trim() === "" || turned(conditions, plain)) continue;
    const define = DEFINE.exec(plain);
    if (define !== null) {
      endRule();
      const end = endOfDefine(lines, index + 1);
      const body = bodyOf(text, lines, [index + 1, end]);
      const [, marks = "", name = "", operator = ""] = define;
      found.push({
        ...assignmentOf([marks, name, operator]),
        value: body,
        defined: true,
        conditions: [...conditions],
      });
      index = end;
      continue;
    }
    const assigned = ASSIGNMENT.exec(plain);
    if (assigned !== null) {
      endRule();
      const [, marks = "", name = "", operator = "", value = ""] = assigned;
      found.push({
        ...assignmentOf([marks, name, operator]),
        value: { text: joined(value).trimEnd(), start: line.start + plain.length - value.length },
        defined: false,
        conditions: [...conditions],
      });
      continue;
    }
    endRule();
    const colon = colonOf(plain);
    if (colon < 0) found.push({ kind: "line", text: joined(plain), start: line.start });
    else rule = ruleOf(line, plain, colon);
  }
  endRule();
  return found;
}

function assignmentOf([marks, name, operator]: readonly [string, string, string]): Omit<
  MakeAssignment,
  "value" | "defined" | "conditions"
> {
  const words = marks.trim().split(/\s+/);
  return {
    kind: "assignment",
    name,
    operator,
    override: words.includes("override"),
    exported: words.includes("export"),
  };
}

/** A rule's first line; what stands behind its semicolon is the first of its recipe. */
function ruleOf(
  line: MakeText,
  plain: string,
  colon: number,
): { targets: string; prerequisites: string; recipe: MakeText[] } {
  const behind = plain.slice(colon + 1).replace(/^:/, "");
  const semicolon = behind.indexOf(";");
  const needs = semicolon < 0 ? behind : behind.slice(0, semicolon);
  // A comment is the shell's there.
  const at = line.text.indexOf(";", colon);
  const first =
    semicolon < 0 || at < 0 ? [] : [{ text: line.text.slice(at + 1), start: line.start + at + 1 }];
  return { targets: joined(plain.slice(0, colon)), prerequisites: joined(needs), recipe: first };
}

/** Lines with those that a backslash continues, without their line end. */
function logicalLines(text: string): readonly MakeText[] {
  const found: MakeText[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf("\n", start);
    while (end >= 0 && isContinued(text, end)) end = text.indexOf("\n", end + 1);
    if (end < 0) end = text.length;
    const line = text.slice(start, end);
    found.push({ text: line.endsWith("\r") ? line.slice(0, -1) : line, start });
    start = end + 1;
  }
  return found;
}

/** Whether an odd number of backslashes stands before a line's end. */
function isContinued(text: string, end: number): boolean {
  let at = text[end - 1] === "\r" ? end - 1 : end;
  const behind = at;
  while (text[at - 1] === "\\") at--;
  return (behind - at) % 2 === 1;
}

function joined(text: string): string {
  return text.replace(/\s*\\\r?\n\s*/g, " ");
}

function withoutComment(text: string): string {
  for (let at = text.indexOf("#"); at >= 0; at = text.indexOf("#", at + 1))
    if (text[at - 1] !== "\\") return text.slice(0, at);
  return text;
}

/** Where the colon of a rule is: none within a reference. */
function colonOf(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === "(" || char === "{") depth++;
    else if (char === ")" || char === "}") depth--;
    else if (char === ":" && depth === 0) return at;
  }
  return -1;
}

function endOfDefine(lines: readonly MakeText[], from: number): number {
  let depth = 1;
  for (let index = from; index < lines.length; index++) {
    const text = lines[index]?.text ?? "";
    if (DEFINE.test(withoutComment(text))) depth++;
    else if (/^[ ]*endef\b/.test(text) && --depth === 0) return index;
  }
  return lines.length;
}

function bodyOf(
  text: string,
  lines: readonly MakeText[],
  range: readonly [from: number, end: number],
): MakeText {
  const [from, end] = range;
  const start = lines[from]?.start ?? text.length;
  const last = lines[end]?.start ?? text.length + 1;
  return { text: text.slice(start, Math.max(start, last - 1)), start };
}

/** Whether a line opens, turns or closes a condition. */
function turned(conditions: MakeCondition[], line: string): boolean {
  const opened = conditionOf(line);
  if (opened !== undefined) {
    conditions.push(opened);
    return true;
  }
  if (/^[ ]*endif\b/.test(line)) {
    while (conditions.pop()?.chained);
    return true;
  }
  const [, more] = /^[ ]*else\b[ \t]*(.*)$/s.exec(line) ?? [];
  if (more === undefined) return false;
  const last = conditions.pop();
  if (last === undefined) return true;
  conditions.push({ ...last, otherwise: true });
  const next = conditionOf(more);
  if (next !== undefined) conditions.push({ ...next, chained: true });
  return true;
}

function conditionOf(line: string): MakeCondition | undefined {
  const [, kind, words = ""] = /^[ ]*(ifeq|ifneq|ifdef|ifndef)\b[ \t]*(.*)$/s.exec(line) ?? [];
  return kind === undefined
    ? undefined
    : { kind: kind as MakeCondition["kind"], words: joined(words).trim(), otherwise: false };
}

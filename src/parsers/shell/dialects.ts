/** What scripts written for bash hold that other shells end at: dash 0.5.12 and the ash of BusyBox 1.37 were asked. */
import { forEachChild, parse, type SyntaxNode } from "unbash";
import { onceByText } from "../../once.ts";
import type { Span } from "../../source.ts";
import { unixText } from "./parse.ts";
import type { ShellSource } from "./types.ts";
import { nodeSpan } from "./words.ts";

/** A shell that `sh` may be. */
export type Dialect = "dash" | "ash";

/** Something that a shell refuses. */
export interface ForeignConstruct {
  /** What it is, for a message: `arrays`. */
  readonly what: string;
  readonly span: Span;
  /** Where the statement starts that cannot be read because of it, or is ended by it. */
  readonly from: number;
  /** Whether it ends the script as soon as that statement is read, or only where it is run. */
  readonly when: "read" | "run";
}

type Found = Omit<ForeignConstruct, "from" | "span"> & {
  readonly node: { readonly pos: number; readonly end: number };
};

/** What a shell refuses of a script, in the order in which it gets there; nothing where the script is not read. */
export function foreignConstructs(text: string, dialect: Dialect): readonly ForeignConstruct[] {
  return FOREIGN[dialect](text);
}

const FOREIGN = {
  dash: onceByText((text) => readForeign(text, "dash")),
  ash: onceByText((text) => readForeign(text, "ash")),
};

function readForeign(text: string, dialect: Dialect): readonly ForeignConstruct[] {
  try {
    const source = unixText(text);
    const script = parse(source.text);
    if ((script.errors ?? []).length > 0) return [];
    return script.commands.flatMap((statement) => {
      const found: Found[] = [];
      look(statement, { source, dialect, found, isRun: statement.background !== true });
      return found.map(({ node, ...rest }) => ({
        ...rest,
        span: nodeSpan(source, node),
        from: source.offset(statement.pos),
      }));
    });
  } catch {
    return [];
  }
}

interface Looking {
  readonly source: ShellSource;
  readonly dialect: Dialect;
  readonly found: Found[];
  /** Whether a node is run whenever its statement is. */
  readonly isRun: boolean;
}

// Of these the first part is run whenever they are: a condition, the word of `case`, the start of a chain.
const CHOOSING = new Set(["If", "While", "Case", "AndOr", "For"]);
// What stands in these is run elsewhere, or when it is called.
const APART = new Set([
  "Function",
  "Subshell",
  "Pipeline",
  "Coproc",
  "CommandExpansion",
  "ProcessSubstitution",
  "HereDoc",
  "ArithmeticFor",
  "Select",
]);

function look(node: SyntaxNode, looking: Looking): void {
  const { dialect, found, isRun, source } = looking;
  const what = syntaxOf(node, dialect, source);
  if (what !== undefined) found.push({ what, when: "read", node: firstLine(node, source) });
  const expansion = expansionOf(node, dialect);
  if (expansion !== undefined && isRun)
    found.push({ what: expansion, when: "run", node: node as Found["node"] });
  let isFirst = true;
  forEachChild(node, (child) => {
    // `for NAME in WORDS`: the name is the first, and the words are read before it starts.
    const isOwn = !CHOOSING.has(node.type) || isFirst || (node.type === "For" && child.type === "Word");
    look(child, { ...looking, isRun: isRun && isOwn && !APART.has(node.type) });
    isFirst = false;
  });
}

/** A compound command is shown by its first line. */
function firstLine(node: SyntaxNode, { text }: ShellSource): Found["node"] {
  const { pos, end } = node as Found["node"];
  const line = text.indexOf("\n", pos);
  return { pos, end: line < 0 ? end : Math.min(line, end) };
}

/** Syntax that a shell does not have. */
function syntaxOf(node: SyntaxNode, dialect: Dialect, { text }: ShellSource): string | undefined {
  switch (node.type) {
    case "Assignment":
      return node.value.type === "ArrayValue" ? "arrays" : undefined;
    case "HereString":
      return '"<<<"';
    case "ArithmeticFor":
      return '"for (("';
    case "Select":
      return '"select"';
    case "CaseItem":
      return node.terminator === ";&" || node.terminator === ";;&" ? `"${node.terminator}"` : undefined;
    case "Pipeline":
      return node.operators.some((operator) => operator === "|&") ? '"|&"' : undefined;
  }
  if (dialect === "ash") return undefined;
  if (node.type === "ProcessSubstitution") return `"${node.operator}("`;
  // With `()` behind the name the parenthesis is what dash stops at.
  if (node.type === "Function" && /^function\s/.test(text.slice(node.pos, node.pos + 9))) return '"function"';
  return undefined;
}

/** An expansion that a shell ends at when it gets there. */
function expansionOf(node: SyntaxNode, dialect: Dialect): string | undefined {
  if (node.type !== "ParameterExpansion") return undefined;
  const { operation, index, prefix, text } = node;
  const isRefused =
    index !== undefined ||
    prefix === "!" ||
    operation?.type === "CaseModification" ||
    (dialect === "dash" && (operation?.type === "Replace" || operation?.type === "Slice"));
  return isRefused ? `"${text}"` : undefined;
}

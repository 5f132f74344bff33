import {
  type AndOr,
  type Command,
  type CommandNode,
  type CompoundCommand,
  type For,
  forEachChild,
  type If,
  type Pipeline,
  type PipelineNode,
  type Statement,
  type SyntaxNode,
} from "unbash";
import { branchGuard, caseGuard, chainGuard, type GuardReader, UNCLEAR, withGuard } from "./guards.ts";
import { asksSomething, ownParts } from "./questions.ts";
import type { ShellCommand, ShellFunction, ShellGuard, ShellLoop, ShellSource } from "./types.ts";
import { assignmentWord, nodeSpan, shellRedirects, shellWord } from "./words.ts";

/** What is the same for a whole script. */
export interface Flow {
  readonly source: ShellSource;
  /** The functions found so far. */
  readonly functions: ShellFunction[];
  /** The script's last command decides whether a build goes on. */
  readonly failureStops: boolean;
}

/** Where a command stands. */
interface Standing
  extends Pick<
    ShellCommand,
    "certainty" | "guards" | "loops" | "asks" | "passed" | "background" | "subshell" | "inherited" | "pipe"
  > {
  /** What happens when it fails: the build stops, the next command runs, or another branch is taken. */
  readonly failing: "stops" | "goes on" | "chooses";
}

type Node = AndOr | PipelineNode;

const PASSED = { passed: true } as const;
const OUTERMOST = { certainty: "always", background: false, subshell: false, inherited: [] } as const;

/** The commands of a list of statements, with how surely they run. */
export function flattenStatements(flow: Flow, statements: readonly Statement[]): ShellCommand[] {
  const failing = flow.failureStops ? "stops" : "goes on";
  return list(flow, statements, { ...OUTERMOST, failing });
}

function list(flow: Flow, statements: readonly Statement[], at: Standing): ShellCommand[] {
  return statements.flatMap(({ command, background }, index) => {
    const failing = index === statements.length - 1 && !background ? at.failing : "goes on";
    return node(flow, command, { ...at, failing, background: at.background || background === true });
  });
}

function node(flow: Flow, command: Node, at: Standing): ShellCommand[] {
  switch (command.type) {
    case "AndOr":
      return chain(flow, command, at);
    case "Pipeline":
      return pipeline(flow, command, at);
    case "Command":
      return [simple(flow, command, at)];
    case "Redirected": {
      const inherited = [...at.inherited, ...shellRedirects(flow.source, command.redirects)];
      return [
        ...asked(flow, { around: command, parts: command.redirects }, at),
        ...compound(flow, command.command, { ...at, inherited }),
      ];
    }
    case "Function":
      flow.functions.push(shellFunction(flow, command));
      return [];
    case "Coproc":
      if (command.body.type === "CompoundList")
        return list(flow, command.body.commands, { ...at, background: true });
      return node(flow, command.body, { ...at, background: true, subshell: true });
    default:
      return compound(flow, command, at);
  }
}

// A right side of `&&` runs when all before it went well. That is sure where a failure breaks the build, and taken for
// sure where nothing before it is a question; it is not where a later `||` or a condition makes use of the failure.
function chain(flow: Flow, chained: AndOr, at: Standing): ShellCommand[] {
  const { commands, operators } = chained;
  const lastOr = operators.lastIndexOf("||");
  let asked = false;
  return commands.flatMap((command, index) => {
    const caught = lastOr >= index;
    const operator = operators[index - 1];
    if (operator === "||") asked = false;
    const unsure = caught || at.failing === "chooses" || (asked && at.failing !== "stops");
    const maybe = operator === "||" || (operator === "&&" && unsure);
    asked ||= asksSomething(command);
    const failing = caught ? "chooses" : at.failing;
    const standing: Standing = { ...at, ...(operators[index] === "&&" && PASSED), failing };
    return node(
      flow,
      command,
      maybe ? guarded(standing, chainGuard(chained, index, reader(flow))) : standing,
    );
  });
}

function pipeline(flow: Flow, { pos, commands, prefixes }: Pipeline, at: Standing): ShellCommand[] {
  const negated = prefixes.some(({ type }) => type === "Negation");
  const { length } = commands;
  return commands.flatMap((command, index) => {
    const failing = negated ? "chooses" : index === length - 1 ? at.failing : "goes on";
    if (length === 1) return node(flow, command, { ...at, failing });
    const part = { ...at, ...(index < length - 1 && PASSED), failing, subshell: true };
    return node(flow, command, { ...part, pipe: { id: pos, index, length } });
  });
}

function compound(flow: Flow, command: CompoundCommand, at: Standing): ShellCommand[] {
  return [...asked(flow, { around: command, parts: ownParts(command) }, at), ...inner(flow, command, at)];
}

function inner(flow: Flow, command: CompoundCommand, at: Standing): ShellCommand[] {
  const condition: Standing = { ...at, failing: "chooses", asks: true };
  const branch = guarded({ ...at, failing: "goes on" }, UNCLEAR);
  switch (command.type) {
    case "BraceGroup":
      return list(flow, command.body.commands, at);
    case "Subshell":
      return list(flow, command.body.commands, { ...at, subshell: true });
    case "If":
      return branches(flow, command, at);
    case "While":
      return [
        ...list(flow, command.clause.commands, condition),
        ...list(flow, command.body.commands, branch),
      ];
    case "For":
      return list(flow, command.body.commands, { ...branch, loops: loopsAround(flow, command, at) });
    case "Select":
    case "ArithmeticFor":
      return list(flow, command.body.commands, branch);
    case "Case":
      return command.items.flatMap((item, index) =>
        list(
          flow,
          item.body.commands,
          guarded({ ...at, failing: "goes on" }, caseGuard(command, index, reader(flow))),
        ),
      );
    default:
      return [];
  }
}

/** A command without words, for what is run in the words of what is no command itself: `for`, `case`, `[[ ]]`. */
function asked(
  flow: Flow,
  { around, parts }: { readonly around: SyntaxNode; readonly parts: readonly SyntaxNode[] },
  { failing, ...standing }: Standing,
): ShellCommand[] {
  const found = parts.flatMap((part) => substitutions(flow, part, { failing, ...standing }));
  if (found.length === 0) return [];
  const nothing = { assignments: [], words: [], redirects: [], caught: false };
  return [{ ...nothing, ...standing, span: nodeSpan(flow.source, around), substitutions: found }];
}

function branches(flow: Flow, { clause, then, elif, else: last }: If, at: Standing): ShellCommand[] {
  const clauses = [{ clause, body: then }, ...elif.map((one) => ({ clause: one.clause, body: one.then }))];
  let before: Standing = { ...at, failing: "goes on" };
  const found = clauses.flatMap(({ clause: asked, body }, index) => {
    const condition: Standing = index === 0 ? { ...at, failing: "chooses" } : before;
    const taken = guarded(before, branchGuard(asked, true, reader(flow)));
    before = guarded(before, branchGuard(asked, false, reader(flow)));
    return [...list(flow, asked.commands, { ...condition, asks: true }), ...list(flow, body.commands, taken)];
  });
  return [...found, ...list(flow, last?.commands ?? [], before)];
}

function loopsAround({ source }: Flow, { pos, name, wordlist }: For, at: Standing): readonly ShellLoop[] {
  // Without a list it is over the arguments, which are no words of the script.
  if (wordlist === undefined) return at.loops ?? [];
  const words = wordlist.map((word) => shellWord(source, word));
  return [...(at.loops ?? []), { id: pos, name: name.value, words, guard: at.guards?.length ?? 0 }];
}

function guarded(at: Standing, guard: ShellGuard): Standing {
  return { ...at, certainty: "maybe", guards: withGuard(at.guards, guard) };
}

/** Reads the commands of a condition, wherever it stands. */
function reader(flow: Flow): GuardReader {
  return (command) => node(flow, command, { ...OUTERMOST, failing: "chooses" });
}

function shellFunction(flow: Flow, command: Extract<CommandNode, { type: "Function" }>): ShellFunction {
  const at: Standing = { ...OUTERMOST, failing: "goes on" };
  const { body, name } = command;
  const commands = body.type === "CompoundList" ? list(flow, body.commands, at) : node(flow, body, at);
  return { name: name.value, commands, span: nodeSpan(flow.source, command) };
}

function simple(flow: Flow, command: Command, at: Standing): ShellCommand {
  const { source } = flow;
  const { failing, ...standing } = at;
  const words = [...(command.name === undefined ? [] : [command.name]), ...command.args];
  return {
    assignments: command.prefix.flatMap((part) =>
      part.type === "Assignment"
        ? [{ name: part.name, value: shellWord(source, part.value, false), span: nodeSpan(source, part) }]
        : [],
    ),
    words: words.map((word) =>
      word.type === "Word" ? shellWord(source, word) : assignmentWord(source, word),
    ),
    redirects: shellRedirects(source, command.redirects),
    span: nodeSpan(source, command),
    ...standing,
    caught: failing === "chooses",
    substitutions: substitutions(flow, command, at),
  };
}

const SUBSTITUTES: ReadonlySet<string> = new Set([
  "CommandExpansion",
  "ArithmeticCommandExpansion",
  "ProcessSubstitution",
]);

function substitutions(flow: Flow, part: SyntaxNode, at: Standing): ShellCommand[] {
  const found: ShellCommand[] = [];
  const visit = (child: SyntaxNode) => {
    if (!SUBSTITUTES.has(child.type) || !("script" in child)) return forEachChild(child, visit);
    const { script } = child;
    if (script === undefined) return;
    // Backticks with escapes in them are parsed from a text of their own: all places are the backticks' start.
    const start = flow.source.offset(child.pos);
    const source = script.source === undefined ? flow.source : { text: script.source, offset: () => start };
    for (const one of list({ ...flow, source }, script.commands, {
      ...at,
      failing: "goes on",
      subshell: true,
    }))
      found.push(one);
  };
  forEachChild(part, visit);
  return found;
}

/** What decides whether a command runs: the commands before `&&` and `||`, and those of `if`. */
import type {
  AndOr,
  Case,
  Command,
  CommandNode,
  CompoundList,
  PipelineNode,
  TestExpression,
  Word,
} from "unbash";
import type { ShellAnswer, ShellBranch, ShellCommand, ShellGuard } from "./types.ts";

type Node = AndOr | PipelineNode;

/** How commands of the tree are read. */
export type GuardReader = (node: PipelineNode) => readonly ShellCommand[];

// Every command of a chain has all before it for a guard.
const MOST_ANSWERS = 20;

/** A guard of which nothing can be told. */
export const UNCLEAR: ShellGuard = { answers: [], exact: false };

// Nobody writes more conditions in each other, and each command has all that are around it.
const MOST_GUARDS = 50;

/** Guards with one more behind them; of too many the last cannot be told. */
export function withGuard(guards: readonly ShellGuard[] = [], guard: ShellGuard): readonly ShellGuard[] {
  if (guards.length > MOST_GUARDS) return guards;
  // A loop whose words are known takes one of them away; the other stays.
  return guards.length < MOST_GUARDS ? [...guards, guard] : [...guards, UNCLEAR, UNCLEAR];
}

/** What has to be before the command at an index of a chain is run. */
export function chainGuard(chain: AndOr, index: number, read: GuardReader): ShellGuard {
  return onBranch(answersOfChain(chain, index, read), { of: `${chain.pos} ${index}`, way: 0, ways: 2 });
}

function answersOfChain({ commands, operators }: AndOr, index: number, read: GuardReader): ShellGuard {
  const operator = operators[index - 1];
  let from = index - 1;
  while (from > 0 && operators[from - 1] === operator) from--;
  // In `a || b && c` either of the first two may have let c through; in `a && b || c` the failure of b alone does.
  if (from > 0 && operator === "&&") return UNCLEAR;
  return guardOf(commands.slice(from, index), { succeed: operator === "&&", exact: from === 0, read });
}

/** What has to be before a branch of `if` is taken: that its condition holds, or does not. */
export function branchGuard(condition: CompoundList, holds: boolean, read: GuardReader): ShellGuard {
  const branch = { of: `${condition.pos}`, way: holds ? 0 : 1, ways: 2 };
  return onBranch(answersOfBranch(condition, holds, read), branch);
}

function answersOfBranch({ commands }: CompoundList, holds: boolean, read: GuardReader): ShellGuard {
  const [only, ...others] = commands;
  if (only === undefined || others.length > 0) return UNCLEAR;
  const { command } = only;
  if (command.type !== "AndOr") return guardOf([command], { succeed: holds, exact: true, read });
  const [operator] = command.operators;
  if (command.operators.some((other) => other !== operator)) return UNCLEAR;
  // `a || b` holds with either, and `a && b` fails with either.
  const guard = guardOf(command.commands, { succeed: holds, exact: true, read });
  return (operator === "&&") === holds ? guard : anyOf(guard);
}

function onBranch(guard: ShellGuard, branch: ShellBranch): ShellGuard {
  return {
    get answers() {
      return guard.answers;
    },
    exact: guard.exact,
    ...(guard.any && { any: true }),
    branch,
  };
}

function anyOf(guard: ShellGuard): ShellGuard {
  return {
    get answers() {
      return guard.answers;
    },
    exact: guard.exact,
    any: true,
  };
}

/** What has to be before an item of `case` is taken: none before it fits, and it does. The words of each are those of a command `case`. */
export function caseGuard(choice: Case, index: number, read: GuardReader): ShellGuard {
  const { items, pos } = choice;
  // Behind `;&` an item is run besides another.
  if (items.some(({ terminator = ";;" }) => terminator !== ";;")) return answersOfCase(choice, index, read);
  const isAlwaysTaken = items.at(-1)?.pattern.some(({ text }) => text === "*") === true;
  const ways = items.length + (isAlwaysTaken ? 0 : 1);
  return onBranch(answersOfCase(choice, index, read), { of: `${pos}`, way: index, ways });
}

function answersOfCase({ word, items }: Case, index: number, read: GuardReader): ShellGuard {
  const asked = items.slice(0, index + 1);
  // Behind `;&` an item is run without being asked.
  if (asked.slice(0, -1).some(({ terminator = ";;" }) => terminator !== ";;")) return UNCLEAR;
  if (asked.length > MOST_ANSWERS) return UNCLEAR;
  let known: readonly ShellAnswer[] | undefined;
  return {
    get answers() {
      known ??= asked.map((item, at) => ({
        commands: read(asCommand(item, [word, ...item.pattern], "case")),
        succeeds: at === index,
      }));
      return known;
    },
    exact: true,
  };
}

interface Wanted {
  readonly succeed: boolean;
  readonly exact: boolean;
  readonly read: GuardReader;
}

// Read when somebody asks: to read every condition twice would take for ever where they stand in each other.
function guardOf(nodes: readonly Node[], { succeed, exact, read }: Wanted): ShellGuard {
  if (nodes.length > MOST_ANSWERS) return UNCLEAR;
  let known: readonly ShellAnswer[] | undefined;
  return {
    get answers() {
      if (known !== undefined) return known;
      const answers = nodes.map((node) => answerOf(node, succeed, read));
      const found = answers.filter((answer) => answer !== undefined);
      known = found.length === answers.length ? found : [];
      return known;
    },
    exact,
  };
}

function answerOf(node: Node, succeeds: boolean, read: GuardReader): ShellAnswer | undefined {
  switch (node.type) {
    case "Command":
      return { commands: read(node), succeeds };
    case "Redirected":
      return answerOf(node.command, succeeds, read);
    case "Pipeline": {
      const wanted = node.prefixes.some(({ type }) => type === "Negation") ? !succeeds : succeeds;
      const [only, ...others] = node.commands;
      if (only !== undefined && others.length === 0) return answerOf(only, wanted, read);
      return { commands: read({ ...node, prefixes: [] }), succeeds: wanted };
    }
    case "BraceGroup":
    case "Subshell": {
      const [only, ...others] = node.body.commands;
      return only === undefined || others.length > 0 ? undefined : answerOf(only.command, succeeds, read);
    }
    case "TestCommand":
      return tested(node.expression, { node, succeeds, read });
    default:
      return undefined;
  }
}

/** The `[[` that an expression stands in, and the answer that is asked for. */
interface Test {
  readonly node: CommandNode;
  readonly succeeds: boolean;
  readonly read: GuardReader;
}

/** `[[ … ]]` with one comparison in it, as a command of the words that `[` would have. */
function tested(expression: TestExpression, test: Test): ShellAnswer | undefined {
  const { node, succeeds, read } = test;
  switch (expression.type) {
    case "TestNot":
      return tested(expression.operand, {
        ...test,
        succeeds: expression.negations.length % 2 === 1 ? !succeeds : succeeds,
      });
    case "TestGroup":
      return tested(expression.expression, test);
    case "TestUnary":
      return { commands: read(asCommand(node, [operatorWord(expression), expression.operand])), succeeds };
    case "TestBinary": {
      const { left, right } = expression;
      return { commands: read(asCommand(node, [left, operatorWord(expression), right])), succeeds };
    }
    default:
      return undefined;
  }
}

function asCommand(
  { pos, end }: Pick<CommandNode, "pos" | "end">,
  args: readonly Word[],
  name = "[[",
): Command {
  return {
    type: "Command",
    pos,
    end,
    prefix: [],
    name: plainWord(name, pos),
    args,
    suffix: args,
    redirects: [],
  };
}

function operatorWord({ operator, pos }: { readonly operator: string; readonly pos: number }): Word {
  return plainWord(operator, pos);
}

function plainWord(value: string, pos: number): Word {
  return { type: "Word", value, text: value, pos, end: pos };
}

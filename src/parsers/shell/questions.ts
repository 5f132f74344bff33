import type { AndOr, CompoundCommand, PipelineNode, SyntaxNode } from "unbash";

// Commands that are run for their answer; that they "fail" is an everyday thing.
const questions = new Set(
  "[ test grep egrep fgrep command which type hash id getent diff cmp false pgrep pidof mountpoint expr".split(
    " ",
  ),
);

/** Whether a command is run for its answer. */
export function asksSomething(command: AndOr | PipelineNode): boolean {
  if (command.type === "Command") return questions.has(command.name?.value.split("/").at(-1) ?? "");
  if (command.type === "Redirected") return asksSomething(command.command);
  if (command.type === "Pipeline") {
    const last = command.commands.at(-1);
    return (
      command.prefixes.some(({ type }) => type === "Negation") || (last !== undefined && asksSomething(last))
    );
  }
  if (command.type === "Subshell" || command.type === "BraceGroup") {
    return command.body.commands.some((statement) => asksSomething(statement.command));
  }
  if (command.type === "AndOr") return command.commands.some(asksSomething);
  return command.type === "TestCommand" || command.type === "ArithmeticCommand";
}

/** What a compound command reads besides the commands in it. */
export function ownParts(command: CompoundCommand): readonly SyntaxNode[] {
  switch (command.type) {
    case "For":
    case "Select":
      return command.wordlist ?? [];
    case "Case":
      return [command.word, ...command.items.flatMap(({ pattern }) => pattern)];
    case "ArithmeticFor":
      return [command.initialize, command.test, command.update].filter((part) => part !== undefined);
    case "TestCommand":
    case "ArithmeticCommand":
      return [command];
    default:
      return [];
  }
}

/** Which commands of a text fail it as a whole when they fail. */
import { parse, type Statement, type SyntaxNode } from "unbash";
import { onceByText } from "../../once.ts";
import type { Span } from "../../source.ts";
import { unixText } from "./parse.ts";
import type { ShellSource } from "./types.ts";
import { nodeSpan } from "./words.ts";

/**
 * The simple commands, and the `[[ ]]`, whose failure is that of the text, without `set -e`: those of the last list, joined by `&&`. Nothing
 * where the text cannot be read.
 */
export const decidingSpans = onceByText((text): readonly Span[] => {
  try {
    const source = unixText(text);
    const { commands, errors = [] } = parse(source.text);
    return errors.length > 0 ? [] : ofLast(commands, source);
  } catch {
    return [];
  }
});

function ofLast(statements: readonly Statement[], source: ShellSource): readonly Span[] {
  const last = statements.at(-1);
  return last === undefined || last.background === true ? [] : ofNode(last.command, source);
}

function ofNode(node: SyntaxNode, source: ShellSource): readonly Span[] {
  switch (node.type) {
    case "Command":
    case "TestCommand":
      return [nodeSpan(source, node)];
    case "AndOr": {
      // What stands before an `||` does not decide, and what stands behind it may not run.
      const last = node.operators.lastIndexOf("||");
      return node.commands.slice(last < 0 ? 0 : last + 2).flatMap((one) => ofNode(one, source));
    }
    case "Pipeline": {
      const last = node.commands.at(-1);
      return last === undefined || node.prefixes.length > 0 ? [] : ofNode(last, source);
    }
    case "BraceGroup":
    case "Subshell":
      return ofLast(node.body.commands, source);
    default:
      return [];
  }
}

/** A build of the words that say what it is of. */
import type { Span } from "../../source.ts";
import type { BuildText, CommandBuild } from "./command-tree.ts";
import { assignedValues, type CommandWord } from "./command-words.ts";

/** A command and where it runs. */
export interface Command {
  readonly words: readonly CommandWord[];
  readonly folder: string | null;
  readonly span: Span;
}

/** The words that say what a build is of. */
export interface BuildParts {
  readonly context: CommandWord | undefined;
  readonly file: CommandWord | undefined;
  readonly target: CommandWord | undefined;
  readonly args: readonly CommandWord[] | undefined;
  readonly contexts: readonly CommandWord[] | undefined;
  readonly tags: readonly CommandWord[] | undefined;
  readonly open: Span | undefined;
}

/** A build of its words. */
export function commandBuildOf({ folder, span }: Command, parts: BuildParts): CommandBuild {
  const { context, file, target, open } = parts;
  return {
    by: "command",
    ...(context && { context: textOf(context) }),
    ...(file && { file: textOf(file) }),
    ...(target && { target: textOf(target) }),
    args: assignedValues(parts.args),
    contexts: assignedValues(parts.contexts),
    tags: (parts.tags ?? []).map(({ value, like }) => value ?? like),
    ...(open && { open }),
    folder,
    span,
  };
}

function textOf({ value, like, span }: CommandWord): BuildText {
  return { text: value, ...(value === null && { like }), span };
}

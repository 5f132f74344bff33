/** Calls of make: the Makefile, what it is asked for, and the variables that it is given. */
import type { Span } from "../../../source.ts";
import type { MakeCall } from "../command-tree.ts";
import type { CommandWord } from "../command-words.ts";

/** A call of make without what only its caller knows. */
export type WrittenMakeCall = Omit<MakeCall, "environment">;

const WITH_VALUE = /^(?:-[jlIoW]|--(?:jobs|load-average|include-dir|old-file|assume-old|what-if|new-file))$/;
const FILE = /^(?:-f|--file|--makefile)$/;
const FOLDER = /^(?:-C|--directory)$/;

/** The call that a command is; `undefined` for other commands. */
export function commandMake({
  words,
  folder,
  span,
}: {
  readonly words: readonly CommandWord[];
  readonly folder: string | null;
  readonly span: Span;
}): WrittenMakeCall | undefined {
  if (!/^(?:.*\/)?g?make$/.test(words[0]?.value ?? "")) return undefined;
  const goals: (string | null)[] = [];
  const variables: [string, string | null][] = [];
  let file: string | null | undefined;
  let directory: string | null | undefined;
  for (let index = 1; index < words.length; index++) {
    const { value, like } = words[index] ?? { value: null, like: "" };
    const [, name, given] = /^([\w.-]+)(?:::?:?|\?|\+)?=(.*)$/s.exec(value ?? like) ?? [];
    const [, option, glued] = /^(-[fCjlIoW]|--[\w-]+(?==))=?(.+)$/s.exec(value ?? like) ?? [];
    const next = () =>
      glued === undefined ? (words[++index]?.value ?? null) : value === null ? null : glued;
    if (name !== undefined && !name.startsWith("-"))
      variables.push([name, value === null ? null : (given ?? null)]);
    else if (FILE.test(option ?? value ?? "")) file = next();
    else if (FOLDER.test(option ?? value ?? "")) directory = next();
    else if (option === undefined && WITH_VALUE.test(value ?? "")) {
      // Jobs may stand without a number.
      if (/^\d|^[^-]*[./]/.test(words[index + 1]?.value ?? "")) index++;
    } else if (option === undefined && !(value ?? like).startsWith("-")) goals.push(value);
  }
  return {
    ...(file === undefined ? {} : { file }),
    ...(directory === undefined ? {} : { directory }),
    goals,
    variables: new Map(variables),
    folder,
    span,
  };
}

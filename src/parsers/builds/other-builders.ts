/** Builders with options of their own: kaniko and buildctl. */
import { type Command, commandBuildOf } from "./build-parts.ts";
import type { CommandBuild } from "./command-tree.ts";
import { type CommandWord, readCommandOptions } from "./command-words.ts";

/** kaniko takes its Dockerfile from the context first; a context elsewhere is none of the repo. */
export function kanikoBuild(words: readonly CommandWord[], command: Command): CommandBuild | undefined {
  const { named, open } = readCommandOptions(words);
  // Builders of CI put the repo at /workspace.
  const local = ({ value, ...word }: CommandWord): CommandWord => ({
    ...word,
    value: value?.replace(/^dir:\/\//, "").replace(/^\/workspace(?:\/|$)/, "") ?? null,
  });
  const context = [...(named.get("--context") ?? []), ...(named.get("-c") ?? [])].at(-1);
  const file = (named.get("--dockerfile") ?? named.get("--file"))?.at(-1);
  const build = commandBuildOf(command, {
    context: context && local(context),
    file: file && local(file),
    target: named.get("--target")?.at(-1),
    args: named.get("--build-arg"),
    contexts: undefined,
    tags: named.get("--destination") ?? named.get("-d"),
    open,
  });
  return { ...build, fileInContext: true };
}

/** `buildctl build`: a pair behind each `--local` and `--opt`. */
export function buildctlBuild(words: readonly CommandWord[], command: Command): CommandBuild {
  const { named } = readCommandOptions(words);
  const pairs = [...(named.get("--local") ?? []), ...(named.get("--opt") ?? [])];
  const find = (name: string): CommandWord | undefined => {
    const found = pairs.findLast(({ value, like }) => (value ?? like).startsWith(`${name}=`));
    const rest = (text: string) => text.slice(name.length + 1);
    return (
      found && { ...found, value: found.value === null ? null : rest(found.value), like: rest(found.like) }
    );
  };
  const folder = find("dockerfile");
  const file = find("filename");
  const place = folder === undefined || folder === find("context") ? undefined : folder;
  const joined = (name: string, word: CommandWord): CommandWord => ({
    ...word,
    value: word.value === null ? null : `${word.value}/${name}`,
    like: `${word.like}/${name}`,
  });
  const args = pairs.flatMap((word) => {
    const [, text] = /^build-arg:(.*)$/s.exec(word.value ?? word.like) ?? [];
    return text === undefined ? [] : [{ ...word, value: word.value === null ? null : text, like: text }];
  });
  return commandBuildOf(command, {
    context: find("context"),
    file: place && joined(file?.value ?? "Dockerfile", place),
    target: find("target"),
    args,
    contexts: undefined,
    tags: undefined,
    open: undefined,
  });
}

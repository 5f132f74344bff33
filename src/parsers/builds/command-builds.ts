/** One command as a build: docker build, docker buildx build and bake, podman build, buildah bud, kaniko. */
import type { Span } from "../../source.ts";
import type { BakeCall, BakeSetting, BuildText, CommandBuild, Retag } from "./command-tree.ts";
import { assignedValues, type CommandWord, readCommandOptions } from "./command-words.ts";

interface Command {
  readonly words: readonly CommandWord[];
  readonly folder: string | null;
  readonly span: Span;
}

const builds =
  /^(?:docker buildx b|(?:docker|nerdctl)(?: buildx| image| builder)? build|podman(?: image)? build|buildah (?:bud|build)) /;
const bakes = /^docker buildx bake /;
const kaniko = /^(?:\/kaniko\/)?executor /;
// What stands before a command and changes nothing of it.
const before = /^(?:sudo|exec|time|command|env|-E|[A-Za-z_]\w*=.*)$/s;

/** The build of a command; none where it is another command, or one whose Dockerfile is none of the repo. */
export function commandBuild(command: Command): CommandBuild | undefined {
  const { words, start } = commandStart(command);
  if (kaniko.test(start)) return kanikoBuild(words.slice(1), command);
  const verb = builds.exec(start)?.[0];
  if (verb === undefined) return undefined;
  const { named, rest, open } = readCommandOptions(words.slice(verb.trim().split(" ").length));
  const [context, ...more] = rest;
  const file = named.get("--file")?.at(-1);
  if (context === undefined || more.length > 0 || context.value === "-") return undefined;
  const build = buildOf(command, {
    context,
    file,
    target: named.get("--target")?.at(-1),
    args: named.get("--build-arg"),
    contexts: named.get("--build-context"),
    tags: named.get("--tag"),
    open,
  });
  return /^(?:podman|buildah) /.test(verb) ? { ...build, buildah: true } : build;
}

/** The call of bake that a command is. */
export function commandBake(command: Command): BakeCall | undefined {
  const { words, start } = commandStart(command);
  if (!bakes.test(start)) return undefined;
  const { named, rest } = readCommandOptions(words.slice(3));
  const files = named.get("--file") ?? [];
  return {
    files: files.flatMap(({ value }) => value ?? []),
    moreFiles: files.some(({ value }) => value === null),
    targets: rest.flatMap(({ value }) => value ?? []),
    settings: (named.get("--set") ?? []).flatMap(({ value, like }) =>
      bakeSettings(value ?? like, value === null),
    ),
    folder: command.folder,
    span: command.span,
  };
}

const tags = /^(?:docker|podman|nerdctl|buildah)(?: image)? tag /;
const joins = /^docker buildx imagetools create /;
const lists = /^(?:docker|podman) manifest create /;

/** The names that a command gives to images: `docker tag`, `docker buildx imagetools create`, `docker manifest create`. */
export function commandRetag(command: Command): Retag | undefined {
  const { words, start } = commandStart(command);
  const verb = [tags, joins, lists].find((each) => each.test(start));
  const [named] = verb?.exec(start) ?? [];
  if (named === undefined) return undefined;
  const { given, rest } = namesOf(words.slice(named.trim().split(" ").length));
  const [first, ...others] = rest;
  if (first === undefined) return undefined;
  if (verb === joins) return { from: rest, to: given };
  return verb === lists ? { from: others, to: [first] } : { from: [first], to: others };
}

/** Names behind `-t`, and those that stand by themselves; what cannot be told of one is `*`. */
function namesOf(words: readonly CommandWord[]): { readonly given: string[]; readonly rest: string[] } {
  const found = { given: [] as string[], rest: [] as string[] };
  for (let index = 0; index < words.length; index++) {
    const { value = null, like = "" } = words[index] ?? {};
    const text = value ?? like;
    const [, glued] = /^(?:-t|--tag=)(.+)$/.exec(text) ?? [];
    if (text === "-t" || text === "--tag") {
      const next = words[++index];
      if (next !== undefined) found.given.push(next.value ?? next.like);
    } else if (glued !== undefined) found.given.push(glued);
    else if (!text.startsWith("-")) found.rest.push(text);
  }
  return found;
}

/** `TARGET.KEY=VALUE`; with `open`, a `*` in the value is a part that cannot be told. */
export function bakeSettings(text: string, open: boolean): readonly BakeSetting[] {
  const [, target, key, value = ""] = /^([^.=]+)\.([^=+]+)\+?=(.*)$/s.exec(text) ?? [];
  if (target === undefined || key === undefined) return [];
  return [{ target, key, value: open && value.includes("*") ? null : value }];
}

/** A command from its program on: what stands before and changes nothing is left out. */
export function commandStart({ words }: Pick<Command, "words">): {
  readonly words: readonly CommandWord[];
  readonly start: string;
} {
  const first = words.findIndex(({ value }) => value === null || !before.test(value));
  const own = withoutGlobals(words.slice(Math.max(0, first)));
  const start = own.slice(0, 4).map(({ value }) => value ?? "$");
  return { words: own, start: `${start.join(" ")} ` };
}

// docker(1): options before its command, with a value in the next word or without one.
const VALUED = /^(?:-c|-H|-l|--(?:context|config|host|log-level|tlscacert|tlscert|tlskey))$/;

function withoutGlobals(words: readonly CommandWord[]): readonly CommandWord[] {
  const [program, ...rest] = words;
  if (program?.value !== "docker") return words;
  let from = 0;
  for (let option = rest[from]?.value; option?.startsWith("-"); option = rest[from]?.value)
    from += VALUED.test(option) ? 2 : 1;
  return from === 0 ? words : [program, ...rest.slice(from)];
}

interface Parts {
  readonly context: CommandWord | undefined;
  readonly file: CommandWord | undefined;
  readonly target: CommandWord | undefined;
  readonly args: readonly CommandWord[] | undefined;
  readonly contexts: readonly CommandWord[] | undefined;
  readonly tags: readonly CommandWord[] | undefined;
  readonly open: Span | undefined;
}

function buildOf({ folder, span }: Command, parts: Parts): CommandBuild {
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

function textOf({ value, span }: CommandWord): BuildText {
  return { text: value, span };
}

/** kaniko takes its Dockerfile from the context first; a context elsewhere is none of the repo. */
function kanikoBuild(words: readonly CommandWord[], command: Command): CommandBuild | undefined {
  const { named, open } = readCommandOptions(words);
  // Builders of CI put the repo at /workspace.
  const local = ({ value, ...word }: CommandWord): CommandWord => ({
    ...word,
    value: value?.replace(/^dir:\/\//, "").replace(/^\/workspace(?:\/|$)/, "") ?? null,
  });
  const context = [...(named.get("--context") ?? []), ...(named.get("-c") ?? [])].at(-1);
  const file = (named.get("--dockerfile") ?? named.get("--file"))?.at(-1);
  const build = buildOf(command, {
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

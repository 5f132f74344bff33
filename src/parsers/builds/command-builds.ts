/** One command as a build: docker build, docker buildx build and bake, podman build, buildah bud, kaniko. */
import { type Command, commandBuildOf } from "./build-parts.ts";
import type { BakeCall, BakeSetting, CommandBuild, Retag } from "./command-tree.ts";
import { type CommandWord, readCommandOptions } from "./command-words.ts";
import { buildctlBuild, kanikoBuild } from "./other-builders.ts";

const builds =
  /^(?:docker buildx b|(?:docker|nerdctl|depot|img)(?: buildx| image| builder)? build|podman(?: image)? build|buildah (?:bud|build)) /;
const bakes = /^docker buildx bake /;
const kaniko = /^(?:\/kaniko\/)?executor /;
// What stands before a command and changes nothing of it.
const before = /^(?:sudo|exec|time|command|env|-E|[A-Za-z_]\w*=.*)$/s;

/** The build of a command; none where it is another command, or one whose Dockerfile is none of the repo. */
export function commandBuild(command: Command): CommandBuild | undefined {
  const { words, start } = commandStart(command);
  if (kaniko.test(start)) return kanikoBuild(words.slice(1), command);
  if (start.startsWith("buildctl build ")) return buildctlBuild(words.slice(2), command);
  if (start.startsWith("xargs ")) return perLine(words, command);
  const verb = builds.exec(start)?.[0];
  if (verb === undefined) return undefined;
  const { named, rest, open } = readCommandOptions(words.slice(verb.trim().split(" ").length));
  const [context, ...more] = rest;
  const file = named.get("--file")?.at(-1);
  if (context === undefined || more.length > 0 || context.value === "-") return undefined;
  const build = commandBuildOf(command, {
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

/** `xargs docker build`: of what else it is given nobody can tell. */
function perLine(words: readonly CommandWord[], command: Command): CommandBuild | undefined {
  const at = words.findIndex(({ value }) => /^(?:.*\/)?(?:docker|podman|buildah|nerdctl)$/.test(value ?? ""));
  if (at < 0) return undefined;
  const inner = commandStart({ words: words.slice(at) });
  const [verb] = builds.exec(inner.start) ?? [];
  if (verb === undefined) return undefined;
  const { named } = readCommandOptions(inner.words.slice(verb.trim().split(" ").length));
  return commandBuildOf(command, {
    context: undefined,
    file: undefined,
    target: named.get("--target")?.at(-1),
    args: named.get("--build-arg"),
    contexts: undefined,
    tags: named.get("--tag"),
    open: command.span,
  });
}

const tags = /^(?:docker|podman|nerdctl|buildah)(?: image)? tag /;
const joins = /^docker buildx imagetools create /;
const lists = /^(?:docker|podman) manifest create /;
const copies = /^(?:crane (?:copy|cp)|skopeo copy|regctl image copy|oras cp) /;
const changes =
  /^(?:(?:docker|podman|nerdctl)(?: container| image)? (?:commit|import)|buildah commit|crane (?:mutate|append)) /;

/** The names that a command gives to images, or to what it makes of others. */
export function commandRetag(command: Command): Retag | undefined {
  const { words, start } = commandStart(command);
  const { span } = command;
  const verb = [tags, joins, lists, copies, changes].find((each) => each.test(start));
  const [named] = verb?.exec(start) ?? [];
  if (named === undefined) return strangeBuild(command);
  const { given, rest } = namesOf(words.slice(named.trim().split(" ").length));
  if (verb === changes) return { from: [], to: [...given, ...rest.slice(-1)], made: true, span };
  const [first, ...others] = rest;
  if (first === undefined) return undefined;
  if (verb === joins) return { from: rest, to: given, span };
  if (verb === lists) return { from: others, to: [first], span };
  const plain = (name: string) => name.replace(/^docker:\/\//, "");
  return { from: [plain(first)], to: others.slice(0, verb === copies ? 1 : undefined).map(plain), span };
}

/** A build of a Dockerfile that comes from elsewhere, under its names. */
function strangeBuild(command: Command): Retag | undefined {
  const { words, start } = commandStart(command);
  const verb = builds.exec(start)?.[0];
  if (verb === undefined) return undefined;
  const { named, rest } = readCommandOptions(words.slice(verb.trim().split(" ").length));
  const [context, ...more] = rest;
  const isStrange =
    context?.value === "-" || /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/.test(context?.value ?? "");
  if (!isStrange || more.length > 0) return undefined;
  const to = (named.get("--tag") ?? []).map(({ value, like }) => value ?? like);
  return { from: [], to, made: true, span: command.span };
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
  const own = withoutGlobals(atPath(words.slice(Math.max(0, first))));
  const start = own.slice(0, 4).map(({ value }) => value ?? "$");
  return { words: own, start: `${start.join(" ")} ` };
}

/** `/usr/bin/docker` is docker. */
function atPath([program, ...rest]: readonly CommandWord[]): readonly CommandWord[] {
  const [, name] = /^\/(?:usr\/)?(?:local\/)?s?bin\/([^/]+)$/.exec(program?.value ?? "") ?? [];
  if (program === undefined) return rest;
  return [name === undefined ? program : { ...program, value: name, like: name }, ...rest];
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

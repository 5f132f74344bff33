/** The build commands of a `run:` script: docker build, docker buildx build, podman build, buildah bud. */
import type { SourceFile, Span } from "../../source.ts";
import type { ShellCommand, ShellWord } from "../shell/parse.ts";
import { parseShell } from "../shell/parse.ts";
import type { YamlNode } from "../yaml/parse.ts";
import type { WorkflowBuild, WorkflowText } from "./workflow-tree.ts";

// Options without a value, of `docker buildx build --help` (0.30), podman-build(1) and buildah-build(1); all others take one.
const flags = new Set(
  (
    "--all-platforms --check --compress --debug --disable-compression --disable-content-trust --force-rm --help " +
    "--http-proxy --identity-label --inherit-annotations --inherit-labels --layers --load --no-cache --no-hostname " +
    "--no-hosts --omit-history --pull-always --pull-never --push --quiet --rm --rewrite-timestamp --save-stages " +
    "--skip-unused-stages --squash --squash-all --stdin --stream --tls-verify --pull -q -D"
  ).split(" "),
);

interface Options {
  readonly named: Map<string, ShellWord[]>;
  readonly rest: ShellWord[];
}

/** The builds of a script that runs in `folder` (null: it cannot be told); a `cd` is followed. */
export function readBuildCommands(
  file: SourceFile,
  run: YamlNode,
  folder: string | null,
): readonly WorkflowBuild[] {
  if (run.kind !== "scalar" || typeof run.value !== "string") return [];
  if (!/\b(docker|podman|buildah)\b/.test(run.value)) return [];
  const builds: WorkflowBuild[] = [];
  let at = folder;
  for (const command of parseShell(withoutExpressions(run.value)).commands) {
    const words = command.words.map((word) => word.text);
    if (["cd", "pushd", "popd"].includes(words[0] ?? "")) {
      if (!command.subshell) at = changedFolder(at, words);
      continue;
    }
    const build = readBuild(command, at, (span) => placeIn(file, run, span));
    if (build !== undefined) builds.push(build);
  }
  return builds;
}

// A `${{ }}` becomes a variable of the same length: its value is not told, and every place stays.
function withoutExpressions(text: string): string {
  return text.replace(/\$\{\{[\s\S]*?\}\}/g, (found) => `$${"_".repeat(found.length - 1)}`);
}

function changedFolder(from: string | null, [name, to]: readonly (string | null)[]): string | null {
  if (from === null || name !== "cd" || to === null || to === undefined || /^[/~-]/.test(to)) return null;
  return from === "" ? to : `${from}/${to}`;
}

function readBuild(
  command: ShellCommand,
  folder: string | null,
  place: (span: Span) => Span,
): WorkflowBuild | undefined {
  const words = command.words.filter((word, index) => !(index === 0 && word.text === "sudo"));
  const verb = /^(?:docker(?: buildx| image| builder)? build|podman(?: image)? build|buildah (?:bud|build)) /;
  const [start = ""] =
    verb.exec(
      `${words
        .slice(0, 4)
        .map((word) => word.text ?? "$")
        .join(" ")} `,
    ) ?? [];
  if (start === "") return undefined;
  const options = readOptions(words.slice(start.trim().split(" ").length));
  if (options === undefined) return undefined;
  const [context, ...more] = options.rest;
  if (context === undefined || more.length > 0 || context.text === "-") return undefined;
  const text = (word: ShellWord): WorkflowText => ({ text: word.text, span: place(word.span) });
  const file = options.named.get("--file")?.at(-1);
  const target = options.named.get("--target")?.at(-1);
  if (file?.text === "-") return undefined;
  return {
    by: "command",
    context: text(context),
    ...(file === undefined ? {} : { file: text(file) }),
    ...(target === undefined ? {} : { target: text(target) }),
    args: pairs(options.named.get("--build-arg")),
    contexts: pairs(options.named.get("--build-context")),
    folder,
    span: place(command.span),
  };
}

/** None when a bare variable stands where an option may: it could be any. */
function readOptions(words: readonly ShellWord[]): Options | undefined {
  const options: Options = { named: new Map(), rest: [] };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const [, name, value] = /^(--[\w-]+|-[a-zA-Z])(?:=?(.+))?$/s.exec(word.text ?? word.raw) ?? [];
    if (name === undefined) {
      if (word.text === null && index < words.length - 1) return undefined;
      options.rest.push(word);
    } else if (value !== undefined && !flags.has(name)) {
      const start = word.span.end - value.length;
      const text = word.text === null ? null : value;
      addOption(options, name, { ...word, text, span: { start, end: word.span.end } });
    } else if (!flags.has(name)) {
      const next = words[++index];
      if (next !== undefined) addOption(options, name, next);
    }
  }
  return options;
}

function addOption(options: Options, name: string, value: ShellWord): void {
  const long = name === "-f" ? "--file" : name;
  options.named.set(long, [...(options.named.get(long) ?? []), value]);
}

function pairs(words: readonly ShellWord[] | undefined): Readonly<Record<string, string | null>> {
  const found: [string, string | null][] = [];
  for (const { text, raw } of words ?? []) {
    const name = /^["']?([\w.-]+)/.exec(text ?? raw)?.[1];
    if (name === undefined) continue;
    found.push([name, text?.includes("=") ? text.slice(text.indexOf("=") + 1) : null]);
  }
  return Object.fromEntries(found);
}

/** A span of the script's text in the file: exact in `|` blocks and plain texts, else the whole value. */
function placeIn(file: SourceFile, run: YamlNode & { kind: "scalar" }, span: Span): Span {
  if (run.plain) return { start: run.span.start + span.start, end: run.span.start + span.end };
  if (!run.block || file.text[run.span.start] !== "|") return run.span;
  const start = blockOffset(file, run, span.start);
  const end = blockOffset(file, run, span.end);
  return start === undefined || end === undefined ? run.span : { start, end };
}

/** The offset in the file of an offset in the text of a `|` block: line by line, each without its indentation. */
function blockOffset(file: SourceFile, run: YamlNode & { kind: "scalar" }, at: number): number | undefined {
  const before = run.text.slice(0, at);
  const line = before.split("\n").length - 1;
  const column = at - (before.lastIndexOf("\n") + 1);
  const wanted = run.text.split("\n")[line] ?? "";
  const lines = file.text.slice(run.span.start, run.span.end).split("\n").slice(1);
  const written = lines[line]?.replace(/\r$/, "");
  if (written === undefined || !written.endsWith(wanted)) return undefined;
  const skipped = file.text.indexOf("\n", run.span.start) + 1;
  const offset = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, skipped);
  return offset + written.length - wanted.length + column;
}

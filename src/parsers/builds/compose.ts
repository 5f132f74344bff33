/** Compose files: what a service builds, starts, mounts and publishes, after the Compose specification. */
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import type { YamlEntry, YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, parseYaml } from "../yaml/parse.ts";
import { readPort, readVolume } from "./compose-short.ts";
import type { ComposePort, ComposeVolume } from "./compose-tree.ts";

/** A text as written, `${X}` and `$$` included, and where it stands. */
export interface ComposeText {
  readonly value: string;
  readonly span: Span;
}

/** A name with its value; without a value it is taken from where compose is started. */
export interface ComposePair {
  readonly name: string;
  readonly value?: ComposeText;
  readonly span: Span;
}

export interface ComposeBuild {
  /** `.` where it is not written. */
  readonly context: ComposeText;
  /** From the context. */
  readonly dockerfile?: ComposeText;
  /** The Dockerfile stands in the compose file itself: no file of the repo is built. */
  readonly inline?: Span;
  readonly target?: ComposeText;
  readonly args: readonly ComposePair[];
  readonly contexts: readonly ComposePair[];
  readonly span: Span;
}

/** A command as one text, which compose cuts into words itself, or as words. */
export type ComposeCommand =
  | { readonly kind: "text"; readonly text: ComposeText }
  | { readonly kind: "words"; readonly words: readonly ComposeText[]; readonly span: Span };

export interface ComposeService {
  readonly name: string;
  /** The service's name. */
  readonly span: Span;
  readonly build?: ComposeBuild;
  readonly image?: ComposeText;
  readonly user?: ComposeText;
  readonly command?: ComposeCommand;
  readonly entrypoint?: ComposeCommand;
  readonly volumes: readonly ComposeVolume[];
  readonly ports: readonly ComposePort[];
  readonly environment: readonly ComposePair[];
  readonly envFiles: readonly ComposeText[];
  /** What it takes the rest from; this is recorded and not resolved. */
  readonly extends?: { readonly service: string; readonly file?: string; readonly span: Span };
}

export interface ComposeFile {
  readonly file: SourceFile;
  readonly services: readonly ComposeService[];
  /** Other compose files; recorded and not read. */
  readonly includes: readonly ComposeText[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** Reads a compose file; what is no service is left out, syntax errors are in `problems`. */
export function parseCompose(file: SourceFile): ComposeFile {
  const { root, comments, problems } = parseYaml(file);
  const services = entriesOf(get(root, "services")).map(readService);
  const includes = itemsOf(get(root, "include")).flatMap((item) => {
    const path = item.kind === "map" ? get(item, "path") : item;
    return path?.kind === "list" ? path.items.flatMap(texts) : texts(path);
  });
  return { file, services, includes, comments, problems };
}

/** The value of a text without variables, `$$` resolved; null when it holds a variable. */
export function composeLiteral(text: ComposeText): string | null {
  const rest = text.value.replaceAll("$$", "");
  return rest.includes("$") ? null : text.value.replaceAll("$$", "$");
}

function readService({ key, value }: YamlEntry): ComposeService {
  const build = get(value, "build");
  return {
    name: key.text,
    span: key.span,
    ...given("build", build && readBuild(build)),
    ...given("image", textOf(get(value, "image"))),
    ...given("user", textOf(get(value, "user"))),
    ...given("command", readCommand(get(value, "command"))),
    ...given("entrypoint", readCommand(get(value, "entrypoint"))),
    volumes: itemsOf(get(value, "volumes")).flatMap(readVolume),
    ports: itemsOf(get(value, "ports")).flatMap(readPort),
    environment: readPairs(get(value, "environment")),
    envFiles: readEnvFiles(get(value, "env_file")),
    ...given("extends", readExtends(get(value, "extends"))),
  };
}

function readBuild(node: YamlNode): ComposeBuild {
  if (node.kind === "scalar") {
    return { context: { value: node.text || ".", span: node.span }, args: [], contexts: [], span: node.span };
  }
  return {
    context: textOf(get(node, "context")) ?? { value: ".", span: node.span },
    ...given("dockerfile", textOf(get(node, "dockerfile"))),
    ...given("inline", get(node, "dockerfile_inline")?.span),
    ...given("target", textOf(get(node, "target"))),
    args: readPairs(get(node, "args")),
    contexts: readPairs(get(node, "additional_contexts")),
    span: node.span,
  };
}

function readCommand(node: YamlNode | undefined): ComposeCommand | undefined {
  if (node?.kind === "list") return { kind: "words", words: node.items.flatMap(texts), span: node.span };
  const text = textOf(node);
  return text && { kind: "text", text };
}

/** A map, or a list of `name=value`. */
function readPairs(node: YamlNode | undefined): readonly ComposePair[] {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => ({
      name: key.text,
      ...given("value", textOf(value)),
      span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) },
    }));
  }
  return itemsOf(node).flatMap((item) => {
    const text = asString(item);
    if (text === undefined) return [];
    const cut = text.indexOf("=");
    if (cut < 0) return [{ name: text, span: item.span }];
    // In a text without quotes the value has its own place; in a quoted one the whole text is shown.
    const exact = item.kind === "scalar" && item.plain;
    const span = exact ? { start: item.span.start + cut + 1, end: item.span.end } : item.span;
    return [{ name: text.slice(0, cut), value: { value: text.slice(cut + 1), span }, span: item.span }];
  });
}

function readEnvFiles(node: YamlNode | undefined): readonly ComposeText[] {
  if (node?.kind !== "list") return texts(node);
  return node.items.flatMap((item) => texts(item.kind === "map" ? get(item, "path") : item));
}

function readExtends(node: YamlNode | undefined): ComposeService["extends"] {
  const service = asString(node) ?? asString(get(node, "service"));
  if (node === undefined || service === undefined) return undefined;
  return { service, ...given("file", asString(get(node, "file"))), span: node.span };
}

function textOf(node: YamlNode | undefined): ComposeText | undefined {
  const value = asString(node);
  return node === undefined || value === undefined ? undefined : { value, span: node.span };
}

function texts(node: YamlNode | undefined): readonly ComposeText[] {
  const text = textOf(node);
  return text === undefined ? [] : [text];
}

/** `{ key: value }`, or nothing without a value. */
function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  // A computed key makes TypeScript forget which one it is.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import { entriesNamed, isInContext, knownDirective, type NginxContext } from "./entries.ts";
import type { NginxDirective, NginxWord } from "./parse.ts";
import { compareReleases, mayHave, type NginxReleases } from "./releases.ts";
import { unlessRight } from "./right-lines.ts";
import type { DirectiveEntry } from "./table.ts";
import { valueProblem } from "./values.ts";
import { wordProblem } from "./words/words.ts";

/** A directive that nginx would not take. `unknown` is no error by itself: the directive may belong to a module. */
export interface DirectiveProblem {
  readonly kind: "unknown" | "release" | "context" | "arguments" | "block" | "flag" | "value";
  readonly message: string;
  readonly directive: NginxDirective;
  /** The word to mend: where a `;` is missing, the word behind which it belongs. */
  readonly span: Span;
}

// Which context a block opens, by the context that it stands in. The blocks that are not here (map, geo, types,
// split_clients, charset_map) hold pairs of values, not directives.
const opened: Readonly<Record<string, Readonly<Record<string, NginxContext>>>> = {
  main: { events: "events", http: "http", stream: "stream", mail: "mail" },
  http: { server: "server", upstream: "upstream" },
  stream: { server: "stream server", upstream: "stream upstream" },
  mail: { server: "mail server" },
  server: { location: "location", if: "if in server" },
  location: { location: "location", if: "if in location", limit_except: "limit_except" },
};

/** What is known of the nginx that reads a text. */
export interface Reader {
  /** Absent: any that the table knows. */
  readonly releases?: NginxReleases;
  /** Variables are put in before nginx reads the text: a `$` may be anything. */
  readonly rendered?: boolean;
}

/** What nginx would refuse in directives that stand in a context, blocks included, in the order of the text. */
export function checkDirectives(
  directives: readonly NginxDirective[],
  context: NginxContext,
  reader: Reader = {},
): readonly DirectiveProblem[] {
  return directives.flatMap((directive) => {
    const own = problemOf(directive, context, reader);
    const inner = childContext(directive, context);
    const problems = own ? [own] : [];
    if (inner === undefined) return problems;
    return [...problems, ...checkDirectives(directive.block ?? [], inner, reader)];
  });
}

/** The context inside a block; undefined where nothing can be told: not a block, not known, or not a block of directives. */
export function childContext(directive: NginxDirective, context: NginxContext): NginxContext | undefined {
  if (!directive.block) return undefined;
  const inner = ownValue(opened, context);
  const name = directive.name.value;
  return inner && Object.hasOwn(inner, name) ? ownValue(inner, name) : undefined;
}

// Distributions put these into older releases, for security: Debian's 1.22.1-9+deb12u11 has it.
const BACKPORTED: ReadonlySet<string> = new Set(["max_headers"]);

/** What nginx refuses of one directive, its block aside. */
export function problemOf(
  directive: NginxDirective,
  context: NginxContext,
  reader: Reader = {},
): DirectiveProblem | undefined {
  const { releases, rendered } = reader;
  const asked = `${context} ${releases?.from} ${releases?.to} ${rendered}`;
  return unlessRight(directive, asked, () => foundIn(directive, context, reader));
}

function foundIn(
  directive: NginxDirective,
  context: NginxContext,
  reader: Reader,
): DirectiveProblem | undefined {
  const name = directive.name.value;
  const all = entriesNamed(name);
  if (all.length === 0) return blame(directive, "unknown", `unknown directive "${name}"`);
  const { releases } = reader;
  const isOpen = releases === undefined || BACKPORTED.has(name);
  const entries = isOpen ? all : all.filter((entry) => mayHave(entry, releases));
  if (entries.length === 0) return blame(directive, "release", otherRelease(name, all, releases));
  const fitting = entries.filter((one) => isInContext(one, context));
  const problems = fitting.map((entry) => entryProblem(directive, entry, reader));
  if (fitting.length === 0) return blame(directive, "context", notAllowed(name, context, entries));
  // Of several releases one may take it.
  return problems.includes(undefined) ? undefined : problems.at(-1);
}

function entryProblem(
  directive: NginxDirective,
  entry: DirectiveEntry,
  { rendered }: Reader,
): DirectiveProblem | undefined {
  const shape = blockProblem(directive, entry) ?? argumentProblem(directive, entry);
  if (shape !== undefined) return shape;
  const isOpen = directive.args.some(
    ({ value }) => /\$\{\w+\}/.test(value) || (rendered === true && value.includes("$")),
  );
  if (isOpen) return undefined;
  const wrong = flagProblem(directive, entry);
  if (wrong !== undefined) return wrong;
  const value = valueProblem(directive, entry) ?? wordProblem(directive, entry);
  if (value === undefined) return undefined;
  const { message, word } = value;
  return blameSwallowed(directive, { kind: "value", message, word });
}

function otherRelease(
  name: string,
  entries: readonly DirectiveEntry[],
  releases: NginxReleases | undefined,
): string {
  const until = entries.map((entry) => entry.until).sort((a, b) => compareReleases(a ?? "999", b ?? "999"));
  const last = until.at(-1);
  if (last !== undefined && releases !== undefined && compareReleases(releases.from, last) > 0)
    return `unknown directive "${name}": nginx has it up to ${last} only`;
  const since = entries.map((entry) => entry.since ?? "").sort(compareReleases)[0];
  return `unknown directive "${name}": nginx has it since ${since} only`;
}

function notAllowed(name: string, context: NginxContext, entries: readonly DirectiveEntry[]): string {
  const places = entries.flatMap((entry) => entry.in).map((place) => `"${place}"`);
  return `"${name}" directive is not allowed here, in "${context}": it belongs in ${listed(places)}`;
}

function blockProblem(directive: NginxDirective, entry: DirectiveEntry): DirectiveProblem | undefined {
  const name = directive.name.value;
  const wanted = entry.block === true;
  if (wanted === (directive.block !== undefined)) return undefined;
  if (wanted) return blame(directive, "block", `directive "${name}" has no opening "{"`);
  const message = `directive "${name}" is not terminated by ";"`;
  return blameSemicolon(directive, entry, { kind: "block", message });
}

function argumentProblem(directive: NginxDirective, entry: DirectiveEntry): DirectiveProblem | undefined {
  const count = directive.args.length;
  if (takes(entry, count)) return undefined;
  const message = `"${directive.name.value}" takes ${takenBy(entry)}, not ${count}`;
  return blameSemicolon(directive, entry, { kind: "arguments", message });
}

function flagProblem(directive: NginxDirective, entry: DirectiveEntry): DirectiveProblem | undefined {
  const [word] = directive.args;
  // A word of a set of its own counts as a flag in the table of commands.
  if (
    !entry.flag ||
    entry.value?.kind === "word" ||
    !word ||
    ["on", "off"].includes(word.value.toLowerCase())
  )
    return undefined;
  const message = `invalid value "${word.value}" in "${directive.name.value}" directive, it must be "on" or "off"`;
  return { kind: "flag", message, directive, span: word.span };
}

function blame(directive: NginxDirective, kind: DirectiveProblem["kind"], message: string): DirectiveProblem {
  return { kind, message, directive, span: directive.name.span };
}

/** Blames the word behind which the `;` was forgotten, where that can be told, or else the name. */
function blameSemicolon(
  directive: NginxDirective,
  entry: DirectiveEntry,
  { kind, message }: Pick<DirectiveProblem, "kind" | "message">,
): DirectiveProblem {
  const word = swallower(directive, entry);
  if (!word) return blame(directive, kind, message);
  const full = `${message}: a ";" is missing after "${word.value}"`;
  return { kind, message: full, directive, span: word.span };
}

/** A wrong word that begins a line with another directive's name is that directive: the `;` before it is missing. */
function blameSwallowed(
  directive: NginxDirective,
  { kind, message, word }: Pick<DirectiveProblem, "kind" | "message"> & { readonly word: NginxWord },
): DirectiveProblem {
  const index = directive.args.indexOf(word);
  const before = directive.args[index - 1] ?? directive.name;
  if (!word.startsLine || word.quoted || index < 0 || !knownDirective(word.value))
    return { kind, message, directive, span: word.span };
  const full = `${message}: a ";" is missing after "${before.value}"`;
  return { kind, message: full, directive, span: before.span };
}

/** The last word before a line that begins with another directive's name, where the directive is complete by then. */
function swallower(directive: NginxDirective, entry: DirectiveEntry): NginxWord | undefined {
  const words = [directive.name, ...directive.args];
  const next = words.findIndex(
    (word, index) =>
      index > 0 && word.startsLine && !word.quoted && knownDirective(word.value) && takes(entry, index - 1),
  );
  return next < 0 ? undefined : words[next - 1];
}

function takes({ args }: DirectiveEntry, count: number): boolean {
  return "atLeast" in args ? count >= args.atLeast : args.includes(count);
}

function takenBy({ args }: DirectiveEntry): string {
  if ("atLeast" in args) return `at least ${args.atLeast} ${args.atLeast === 1 ? "argument" : "arguments"}`;
  const most = args.at(-1) ?? 0;
  if (most === 0) return "no arguments";
  const range = args.length > 2 ? `${args[0]} to ${most}` : listed(args.map(String));
  return `${range} ${most === 1 && args.length === 1 ? "argument" : "arguments"}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${last}` : last;
}

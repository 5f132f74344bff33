import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import type { NginxDirective, NginxFile, NginxWord } from "./parse.ts";
import type { DirectiveEntry } from "./table.ts";
import { nginxTable } from "./table.ts";

/** Where a directive stands, in the table's words: `main`, `http`, `server`, `location`, `if in location`, `stream server`. */
export type NginxContext = string;

/** A directive that nginx would not take. `unknown` is no error by itself: the directive may belong to a module. */
export interface DirectiveProblem {
  readonly kind: "unknown" | "context" | "arguments" | "block" | "flag";
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

// The likelier first: what guessContexts returns keeps this order.
const contexts: readonly NginxContext[] = [
  "main",
  "http",
  "server",
  "location",
  "upstream",
  "events",
  "if in server",
  "if in location",
  "limit_except",
  "stream",
  "stream server",
  "stream upstream",
  "mail",
  "mail server",
];

/** What nginx would refuse in directives that stand in a context, blocks included, in the order of the text. */
export function checkDirectives(
  directives: readonly NginxDirective[],
  context: NginxContext,
): readonly DirectiveProblem[] {
  return directives.flatMap((directive) => {
    const own = problemOf(directive, context);
    const inner = childContext(directive, context);
    const problems = own ? [own] : [];
    return inner === undefined ? problems : [...problems, ...checkDirectives(directive.block ?? [], inner)];
  });
}

/** The context inside a block; undefined where nothing can be told: not a block, not known, or not a block of directives. */
export function childContext(directive: NginxDirective, context: NginxContext): NginxContext | undefined {
  if (!directive.block) return undefined;
  const inner = ownValue(opened, context);
  const name = directive.name.value;
  return inner && Object.hasOwn(inner, name) ? ownValue(inner, name) : undefined;
}

/** Whether nginx itself, without third-party modules, has a directive of this name in some context. */
export function knownDirective(name: string): boolean {
  return entriesOf(name).length > 0;
}

/** The contexts in which a whole text may stand when it is included: those that suit it best, the likelier first; none when it suits none. */
export function guessContexts(directives: readonly NginxDirective[]): readonly NginxContext[] {
  const possible = contexts
    .filter((context) => directives.every((directive) => problemOf(directive, context)?.kind !== "context"))
    .map((context) => ({ context, faults: faultsIn(directives, context) }));
  const fewest = Math.min(...possible.map(({ faults }) => faults));
  return possible.filter(({ faults }) => faults === fewest).map(({ context }) => context);
}

/** Whether a text can only be nginx configuration: it parses, every directive at its top is known, and one is unmistakable. */
export function looksLikeNginx({ directives, error }: NginxFile): boolean {
  if (error || directives.length === 0) return false;
  if (!directives.every(({ name }) => !name.quoted && knownDirective(name.value))) return false;
  return guessContexts(directives).some((context) =>
    directives.some((directive) => isUnmistakable(directive, context)),
  );
}

function faultsIn(directives: readonly NginxDirective[], context: NginxContext): number {
  return checkDirectives(directives, context).filter(({ kind }) => kind !== "unknown").length;
}

function isUnmistakable(directive: NginxDirective, context: NginxContext): boolean {
  if (problemOf(directive, context)) return false;
  const { name, args, block } = directive;
  if (!block) return name.value.includes("_") || name.value === "listen" || name.value === "root";
  if (["events", "http", "charset_map"].includes(name.value)) return true;
  if (name.value === "types") return block.length > 0 && block.every((type) => type.name.value.includes("/"));
  const inner = childContext(directive, context);
  if (inner === undefined) return args.some(({ value }) => value.startsWith("$"));
  // Perl and PHP write `if ($a) { return 1; }` too.
  return name.value !== "if" && block.some((child) => !problemOf(child, inner));
}

function entriesOf(name: string): readonly DirectiveEntry[] {
  return Object.hasOwn(nginxTable, name) ? (ownValue(nginxTable, name) ?? []) : [];
}

function problemOf(directive: NginxDirective, context: NginxContext): DirectiveProblem | undefined {
  const name = directive.name.value;
  const entries = entriesOf(name);
  if (entries.length === 0) return blame(directive, "unknown", `unknown directive "${name}"`);
  const entry = entries.find((one) => one.in.includes(context) || one.in.includes("any"));
  if (!entry) return blame(directive, "context", notAllowed(name, context, entries));
  return blockProblem(directive, entry) ?? argumentProblem(directive, entry) ?? flagProblem(directive, entry);
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
  if (!entry.flag || !word || ["on", "off"].includes(word.value.toLowerCase())) return undefined;
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

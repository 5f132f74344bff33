/** What a text is, and where it may stand, told by its directives alone. */
import { once } from "../../once.ts";
import type { SourceFile } from "../../source.ts";
import { checkDirectives, childContext, problemOf } from "./directives.ts";
import { knownDirective, mayStandIn, type NginxContext } from "./entries.ts";
import type { NginxDirective, NginxFile } from "./parse.ts";
import { readStatement } from "./statement.ts";

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

/** The contexts in which a whole text may stand when it is included: those that suit it best, the likelier first; none when it suits none. */
export const guessContexts = once((directives: readonly NginxDirective[]): readonly NginxContext[] => {
  const fitting = contexts.filter((context) =>
    directives.every((directive) => mayStandIn(directive, context)),
  );
  if (fitting.length <= 1) return fitting;
  const possible = fitting.map((context) => ({ context, faults: faultsIn(directives, context) }));
  const fewest = Math.min(...possible.map(({ faults }) => faults));
  return possible.filter(({ faults }) => faults === fewest).map(({ context }) => context);
});

/** Whether a text begins with a directive of nginx; one that does not looks like no nginx configuration, and need not be parsed. */
export function startsLikeNginx(file: SourceFile): boolean {
  const first = readStatement(file, 0, []);
  return (first.kind === ";" || first.kind === "{") && !first.name.quoted && knownDirective(first.name.value);
}

/** Whether a text can only be nginx configuration: it parses, every directive at its top is known, and one is unmistakable. */
export const looksLikeNginx = once(({ directives, error }: NginxFile): boolean => {
  if (error || directives.length === 0) return false;
  if (!directives.every(({ name }) => !name.quoted && knownDirective(name.value))) return false;
  return guessContexts(directives).some((context) =>
    directives.some((directive) => isUnmistakable(directive, context)),
  );
});

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

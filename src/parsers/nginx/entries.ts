/** What nginx's table has of a directive, by its name, where it stands and who reads it. */
import { ownValue } from "../../names.ts";
import type { NginxDirective } from "./parse.ts";
import { mayHave, type NginxReleases } from "./releases.ts";
import type { DirectiveEntry } from "./table.ts";
import { nginxTable } from "./table.ts";

/** Where a directive stands, in the table's words: `main`, `http`, `server`, `location`, `if in location`, `stream server`. */
export type NginxContext = string;

/** Whether nginx itself, without third-party modules, has a directive of this name in some context. */
export function knownDirective(name: string): boolean {
  return entriesNamed(name).length > 0;
}

/** Whether a directive is of a context, as far as any release has it; one that is not known may stand anywhere. */
export function mayStandIn({ name }: NginxDirective, context: NginxContext): boolean {
  const entries = entriesNamed(name.value);
  return entries.length === 0 || entries.some((entry) => isInContext(entry, context));
}

/** Whether an entry is of a context. */
export function isInContext({ in: contexts }: DirectiveEntry, context: NginxContext): boolean {
  return contexts.includes(context) || contexts.includes("any");
}

/** All that nginx has under a name, in any context. */
export function entriesNamed(name: string): readonly DirectiveEntry[] {
  return ownValue(nginxTable, name) ?? [];
}

/** The entries of a directive in a context, of the releases that may be meant. */
export function entriesFor(
  directive: NginxDirective,
  context: NginxContext,
  releases?: NginxReleases,
): readonly DirectiveEntry[] {
  return entriesNamed(directive.name.value).filter(
    (one) => isInContext(one, context) && (releases === undefined || mayHave(one, releases)),
  );
}

/** The one module that has a directive in a context; undefined where several do, or none. */
export function moduleOf(directive: NginxDirective, context: NginxContext): string | undefined {
  const [first, ...others] = entriesFor(directive, context);
  return others.every(({ module }) => module === first?.module) ? first?.module : undefined;
}

/** Every name that nginx has in a context, for what a mistyped one may mean. */
export function namesIn(context: NginxContext, releases?: NginxReleases): readonly string[] {
  return Object.entries(nginxTable).flatMap(([name, entries]) =>
    entries.some((one) => isInContext(one, context) && (releases === undefined || mayHave(one, releases)))
      ? [name]
      : [],
  );
}

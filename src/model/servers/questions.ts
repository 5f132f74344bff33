import type { Place } from "../../source.ts";
import type { Listener, Loaded, Server } from "./types.ts";

/** Whether something is known to start the server, whatever its configuration says. */
export function isStarted<T extends Server<unknown>>(server: T | undefined): server is T {
  return server?.launched.known === true && server.launched.value;
}

// A range that anybody needs is shorter: of a longer one one port is enough to say what is wrong.
const MOST_PORTS = 100;

/** Listeners, of a line that asks for more than a hundred ports the first alone. */
export function firstOfRanges(listeners: readonly Listener[]): readonly Listener[] {
  const lines = new Map<Place, number>();
  for (const { at } of listeners) lines.set(at, (lines.get(at) ?? 0) + 1);
  const seen = new Set<Place>();
  return listeners.filter(({ at }) => {
    if ((lines.get(at) ?? 0) <= MOST_PORTS) return true;
    const isFirst = !seen.has(at);
    seen.add(at);
    return isFirst;
  });
}

/** How a server's name is written. */
export const SERVER_NAMES = { nginx: "nginx", apache: "Apache" } as const;

/** The name of a fact ("apache worker user") as a sentence has it. */
export function factInWords(fact: string): string {
  return fact.replace(/\bapache\b/, SERVER_NAMES.apache);
}

/** Where a file's first directive stands: what the file as a whole lacks is shown there. */
export function topOf(loaded: Loaded<{ readonly directives: readonly Directive[] }>): Place {
  return loaded.content.place(loaded.parsed.directives[0]?.name.span);
}

interface Directive {
  readonly name: { readonly span: { readonly start: number; readonly end: number } };
}

import type { ShellCommand, ShellWord } from "../../parsers/shell/parse.ts";
import type { ShellInput } from "./effects.ts";

// What the shell itself sets: the status of a command, its own number and the like.
const ITS_OWN = /^[?!$#_-]$/;

/**
 * Whether a text gives a variable its value in a way that is not followed: a loop, `read`, `${X:=y}`, the shell itself.
 * The text is looked through once, at the first question.
 */
export function assigner(text: string): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    names ??= assignedNames(text);
    return ITS_OWN.test(name) || names.has(name);
  };
}

function assignedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, list = ""] of text.matchAll(/\b(?:for|read|getopts|select|mapfile|printf -v)\b([^;\n]*)/g))
    for (const [name] of list.matchAll(/\w+/g)) names.add(name);
  for (const [, name = ""] of text.matchAll(/\$\{(\w+):?=/g)) names.add(name);
  return names;
}

/** Takes the names that `export` and its like give a value to. */
export function exportNames(
  { variables }: { readonly variables: Map<string, string | undefined> },
  command: ShellCommand,
  lookup: (name: string) => string | undefined,
): void {
  for (const { name, value } of command.assignments) variables.set(name, assignedValue(value, lookup));
  for (const word of command.words.slice(1)) {
    const text = word.expand(lookup);
    const cut = text?.indexOf("=") ?? -1;
    if (text !== null && cut > 0) variables.set(text.slice(0, cut), text.slice(cut + 1));
  }
}

/** A variable's new value; a fresh temporary folder is known well enough: nothing of the image lies in it. */
export function assignedValue(
  value: ShellWord,
  lookup: (name: string) => string | undefined,
): string | undefined {
  if (/^["']?\$\(\s*mktemp\b/.test(value.raw)) return "/tmp/mktemp";
  return value.expand(lookup) ?? undefined;
}

/** A lookup of what a script set itself, else of what is around it; the characters are steps of the budget. */
export function counted({
  variables,
  input: { lookup, budget },
}: {
  readonly variables: ReadonlyMap<string, string | undefined>;
  readonly input: Pick<ShellInput, "lookup" | "budget">;
}): (name: string) => string | undefined {
  return (name) => {
    const value = variables.has(name) ? variables.get(name) : lookup(name);
    budget?.spend(value?.length ?? 0);
    return value;
  };
}

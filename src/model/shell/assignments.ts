import type { ShellCommand, ShellWord } from "../../parsers/shell/parse.ts";
import type { ShellInput } from "./effects.ts";

/** Whether a text gives a variable its value in a way that is not followed: a loop, `read`, `${X:=y}`. */
export function mayAssign(text: string, name: string): boolean {
  return new RegExp(
    `\\b(for|read|getopts|select|mapfile|printf -v)\\b[^;\\n]*\\b${name}\\b|\\$\\{${name}:?=`,
  ).test(text);
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

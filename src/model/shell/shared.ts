/** What a text shares with those that the same shell reads for it, by `.` and by `eval`. */
import { functionsOf, type ShellFunction, type ShellScript } from "../../parsers/shell/parse.ts";
import { type SetVariable, valueIn } from "./assignments.ts";
import type { ShellInput } from "./effects.ts";

/** A function, and where the text stands that has it. */
export type DefinedFunction = Pick<ShellFunction, "commands"> & Pick<ShellInput, "place">;

/** Functions and variables of a shell. */
export interface Shared {
  readonly functions: Map<string, DefinedFunction>;
  readonly variables: Map<string, SetVariable>;
  /** What the texts so far give their values to in a way that is not followed. */
  readonly assigns: ShellScript["mayAssign"][];
  /** A text that is not known was read, and may have set anything. */
  isOpen: boolean;
}

/** A shell that has read nothing. */
export function newShared(): Shared {
  return { functions: new Map(), variables: new Map(), assigns: [], isOpen: false };
}

/** Takes the functions of a text, and what it may give values to. */
export function define(shared: Shared, script: ShellScript, place: ShellInput["place"]): void {
  for (const [name, { commands }] of functionsOf(script)) shared.functions.set(name, { commands, place });
  shared.assigns.push(script.mayAssign);
}

/** Whether a variable may get its value in a way that is not followed. */
export function mayAssign({ isOpen, assigns }: Shared, name: string, before?: string): boolean {
  return isOpen || assigns.some((one) => one(name, before));
}

/** A variable's value as the shell has it, and else as it is around the text. */
export function valueHere(
  shared: Shared,
  input: Pick<ShellInput, "lookup">,
  asked: { readonly name: string; readonly raw: string | undefined; readonly maybe: boolean },
): string | undefined {
  const assigns = (name: string, before?: string) => mayAssign(shared, name, before);
  return valueIn({ variables: shared.variables, mayAssign: assigns, input }, asked);
}

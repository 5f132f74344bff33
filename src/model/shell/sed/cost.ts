/** How long an expression of the repo may take: JavaScript tries every way there is to match, sed does not. */
import type { SedCommand } from "./command.ts";

/** One group that is being read. */
interface Group {
  /** What each of its branches begins with. */
  readonly firsts: string[];
  /** Whether something in it repeats. */
  repeats: boolean;
}

const TOKEN = /\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|[\s\S]/g;

/** Whether an expression repeats what can be cut into repetitions in many ways: `(a+)+`, `(a|a)*`. */
export function mayExplode(source: string): boolean {
  const open: Group[] = [{ firsts: [], repeats: false }];
  let isFirst = true;
  let closed: Group | undefined;
  for (const [token] of source.matchAll(TOKEN)) {
    const group = open.at(-1);
    if (group === undefined) return true;
    const repeats = /^[*+{]$/.test(token);
    if (repeats && closed !== undefined && isRisky(closed)) return true;
    if (isFirst) group.firsts.push(token);
    isFirst = token === "(" || token === "|";
    if (repeats) group.repeats = true;
    if (token === "(") open.push({ firsts: [], repeats: false });
    closed = token === ")" ? open.pop() : undefined;
    const around = open.at(-1);
    if (closed !== undefined && around !== undefined) around.repeats ||= isRisky(closed);
  }
  return false;
}

/** Whether a group repeats something, or has branches that may begin alike. */
function isRisky({ firsts, repeats }: Group): boolean {
  const areApart =
    firsts.every((first) => /^[\w /;-]$/.test(first)) && new Set(firsts).size === firsts.length;
  return repeats || (firsts.length > 1 && !areApart);
}

/** About how many steps an expression takes on a line of some length, at worst. */
function costOf(source: string, length: number): number {
  const plain = source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]/g, "x");
  const repeats = plain.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  let cost = 1;
  for (let factor = 1; factor <= repeats + 1; factor++) cost *= Math.max(1, length / factor);
  return cost;
}

/** What a script may still use: whoever writes it may want it to take for ever. */
export interface SedBudget {
  steps: number;
  /** UTF-16 units by which it may lengthen a text. */
  length: number;
}

/** What one script may use of a text: about a second, and what memory holds. */
export function newBudget(): SedBudget {
  return { steps: 1e9, length: 64 * 1024 * 1024 };
}

/** Takes from a budget what a command may need for a line at worst. */
export function spend(budget: SedBudget, line: string, { address, to, action }: SedCommand): void {
  for (const asked of [address, to])
    if (asked instanceof RegExp) budget.steps -= costOf(asked.source, line.length);
  if ("text" in action) budget.length -= action.text.length;
  if (action.kind === "print") budget.length -= line.length;
  if (action.kind !== "substitute") return;
  budget.steps -= costOf(action.from.source, line.length);
  const times = action.from.global ? line.length + 1 : 1;
  for (const part of action.to) budget.length -= typeof part === "string" ? times * part.length : line.length;
}

/** Whether nothing is left of a budget. */
export function isUsedUp({ steps, length }: SedBudget): boolean {
  return steps < 0 || length < 0;
}

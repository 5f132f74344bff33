/** `sed -i` on a text that is known. */
import type { SedAction, SedAddress, SedCommand, SedScript } from "./command.ts";
import { isUsedUp, newBudget, type SedBudget, spend } from "./cost.ts";

/** A text after an edit, and for each of its lines the 0-based line that it was, with whether it is the same. */
export interface Edited {
  readonly text: string;
  readonly lines: readonly { readonly from: number; readonly same: boolean }[];
  /** Whether a command found a line that it is for, and something to replace in it. */
  readonly found: boolean;
}

/** A text while it is edited. */
interface Editing {
  readonly quiet: boolean;
  readonly budget: SedBudget;
  readonly rows: readonly string[];
  readonly kept: string[];
  readonly lines: { from: number; same: boolean }[];
  /** Ranges that were entered, each with the number of its last line where that is known. */
  readonly ranges: Map<SedCommand, number | undefined>;
  found: boolean;
}

/** A line while commands go over it. */
interface Line {
  /** 1-based. */
  readonly number: number;
  text: string;
  /** What `a` puts behind it. */
  readonly behind: string[];
  ended: "deleted" | "quit" | undefined;
}

/** Applies commands to a text, line by line; `undefined` where that would use up the budget, which it takes from. */
export function applySed(
  text: string,
  { commands, quiet }: SedScript,
  budget: SedBudget = newBudget(),
): Edited | undefined {
  const rows = text.split("\n");
  const ended = rows.at(-1) === "";
  if (ended) rows.pop();
  const kept: string[] = [];
  const lines: Editing["lines"] = [];
  const editing: Editing = { quiet, budget, rows, kept, lines, ranges: new Map(), found: false };
  for (const [from, row] of rows.entries()) {
    const line: Line = { number: from + 1, text: row, behind: [], ended: undefined };
    run(editing, commands, line);
    if (isUsedUp(budget)) return undefined;
    if (!quiet && line.ended !== "deleted") put(editing, line, line.text);
    for (const added of line.behind) put(editing, line, added);
    if (line.ended === "quit") break;
  }
  // Only the text's own last line may lack its line end.
  const last = lines.at(-1);
  const closed = ended || last?.from !== rows.length - 1;
  return {
    text: kept.join("\n") + (closed && kept.length > 0 ? "\n" : ""),
    lines,
    found: editing.found,
  };
}

function put({ kept, lines, rows }: Editing, { number }: Line, text: string): void {
  for (const part of text.split("\n")) {
    kept.push(part);
    lines.push({ from: number - 1, same: text === rows[number - 1] });
  }
}

/** Lets commands go over a line until one of them ends it. */
function run(editing: Editing, commands: readonly SedCommand[], line: Line): void {
  for (const command of commands) {
    spend(editing.budget, line.text, command);
    if (isUsedUp(editing.budget) || line.ended !== undefined) return;
    if (isFor(editing, command, line) === command.inverted) continue;
    act(editing, command, line);
  }
}

function act(editing: Editing, command: SedCommand, line: Line): void {
  const { action } = command;
  if (action.kind === "block") return run(editing, action.commands, line);
  if (action.kind === "substitute") return substitute(editing, action, line);
  editing.found = true;
  switch (action.kind) {
    case "delete":
      line.ended = "deleted";
      return;
    case "quit":
      line.ended = "quit";
      return;
    case "print":
      return put(editing, line, line.text);
    case "insert":
      return put(editing, line, action.text);
    case "append":
      line.behind.push(action.text);
      return;
    case "change":
      line.ended = "deleted";
      // Of a range only the end is replaced.
      if (command.inverted || !editing.ranges.has(command)) put(editing, line, action.text);
  }
}

function substitute(
  editing: Editing,
  { from, to, nth, prints }: Extract<SedAction, { kind: "substitute" }>,
  line: Line,
): void {
  let count = 0;
  let replaced = false;
  let end = -1;
  line.text = line.text.replace(from, (match: string, ...groups: unknown[]) => {
    const at = groups.findLast((group) => typeof group === "number") ?? 0;
    // No empty match follows right behind another match.
    if (match === "" && at === end) return match;
    end = at + match.length;
    count++;
    if (nth !== undefined && count !== nth) return match;
    replaced = true;
    const parts = [match, ...groups];
    return to.map((part) => (typeof part === "string" ? part : String(parts[part] ?? ""))).join("");
  });
  editing.found ||= replaced;
  if (replaced && prints === true) put(editing, line, line.text);
}

/** Whether a line is one of those that a command is for; a range is entered and left by that. */
function isFor(editing: Editing, command: SedCommand, line: Line): boolean {
  const { address, to } = command;
  const { ranges } = editing;
  if (address === undefined) return true;
  if (to === undefined) return isAt(editing, address, line);
  if (ranges.has(command)) {
    const end = ranges.get(command);
    const isLast = end === undefined ? isAt(editing, to as SedAddress, line) : line.number >= end;
    if (isLast) ranges.delete(command);
    // A number that lies behind already ended the range where it began.
    return end === undefined || line.number <= end;
  }
  if (!isAt(editing, address, line)) return false;
  const end =
    typeof to === "number" ? to : typeof to === "object" && "more" in to ? line.number + to.more : undefined;
  if (end === undefined ? line.number < editing.rows.length || to !== "$" : end > line.number)
    ranges.set(command, end);
  return true;
}

function isAt({ rows }: Editing, address: SedAddress, { number, text }: Line): boolean {
  if (address === "$") return number === rows.length;
  return typeof address === "number" ? address === number : address.test(text);
}

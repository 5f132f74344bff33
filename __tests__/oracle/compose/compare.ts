/** Two tellings of the same services, compared fact by fact. */
import { type Services, UNTOLD } from "./told.ts";

export interface Tally {
  agree: number;
  untold: number;
  /** Sets that compose refuses, and that are refused here, or are not. */
  refused: number;
  accepted: number;
  readonly different: string[];
}

/** Counts what agrees, what cannot be told, and tells what differs. */
export function differences(set: string, ours: Services, theirs: Services, tally: Tally): void {
  for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const [own, other] = [ours[name], theirs[name]];
    if (own === undefined || other === undefined) {
      tally.different.push(
        `${set}: service ${name} is ${own === undefined ? "missing here" : "not compose's"}`,
      );
    } else if ("open" in own) tally.untold++;
    else compare(`${set}: ${name}`, own, other, tally);
  }
}

function compare(where: string, ours: unknown, theirs: unknown, tally: Tally): void {
  if (isRecord(ours) || isRecord(theirs)) {
    const [own, other] = [isRecord(ours) ? ours : {}, isRecord(theirs) ? theirs : {}];
    const open = UNTOLD in own;
    for (const key of new Set([...Object.keys(own), ...Object.keys(other)])) {
      if (key === UNTOLD || (open && !(key in own))) tally.untold++;
      else compare(`${where}.${key}`, own[key], other[key], tally);
    }
    return;
  }
  const [own, other] = [ours, theirs].map((one) => JSON.stringify(sortedList(where, one ?? null)));
  if (own?.includes(UNTOLD) === true && own !== other) tally.untold++;
  else if (own === other || (isEmpty(ours) && isEmpty(theirs))) tally.agree++;
  else tally.different.push(`${where}: ${own} here, ${other} in compose`);
}

function sortedList(where: string, value: unknown): unknown {
  return where.endsWith(".ports") && Array.isArray(value) ? [...new Set(value)].sort() : value;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

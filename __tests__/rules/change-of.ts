import { runPairs } from "../../src/model/change/pairs.ts";
import type { Fleet } from "../../src/model/fleet/types.ts";
import type { Change, Revision } from "../../src/rule.ts";
import { rules } from "../../src/rules/index.ts";

/** A change between two small repos: a file that is gone was renamed when its text stands under a new path. */
export function changeOf(base: Revision, head: Revision): Change {
  const old = new Set(base.fleet.entries.map(({ path }) => path));
  const now = new Set(head.fleet.entries.map(({ path }) => path));
  const headPathOf = (path: string) => {
    if (now.has(path)) return path;
    const text = textAt(base.fleet, path);
    return [...now].find((other) => !old.has(other) && textAt(head.fleet, other) === text);
  };
  return { base, head, runs: runPairs(base.fleet, head.fleet, headPathOf), headPathOf, rules };
}

function textAt(fleet: Fleet, path: string): string | undefined {
  const file = fleet.read(path);
  return file !== undefined && "text" in file ? file.text : undefined;
}

/** Entries by what they are called. A tree of fifty thousand files has few names, so each question looks at those alone. */
import { once } from "../../once.ts";
import type { Entry } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";

interface Index {
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  readonly links: readonly Entry[];
}

const indexOf = once((entries: readonly Entry[]): Index => {
  const byName = new Map<string, Entry[]>();
  const links: Entry[] = [];
  for (const entry of entries) {
    const name = baseName(entry.path);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
    if (entry.kind === "link") links.push(entry);
  }
  return { byName, links };
});

/** The entries whose last part of the path passes a test, sorted by path as all of them are. */
export function entriesCalled(entries: readonly Entry[], test: (name: string) => boolean): readonly Entry[] {
  const { byName } = indexOf(entries);
  const found = [...byName].flatMap(([name, same]) => (test(name) ? [same] : []));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  return found.flat().sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The links of a tree, sorted by path. */
export function linksOf(entries: readonly Entry[]): readonly Entry[] {
  return indexOf(entries).links;
}

import type { Variable } from "./state.ts";

interface Version {
  readonly number: number;
  readonly variable: Variable;
}

/** The variables of a stage with what they were before: a look back costs no copy of them all. */
export interface VariableHistory {
  readonly get: (name: string) => Variable | undefined;
  readonly set: (name: string, variable: Variable) => void;
  /** The variables as they are now, whatever is set behind. */
  readonly now: () => Pick<VariableHistory, "get">;
}

/** A history in which nothing is set. */
export function variableHistory(): VariableHistory {
  const versions = new Map<string, Version[]>();
  let last = 0;
  const lookup = (name: string, number: number) => {
    const all = versions.get(name) ?? [];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.number ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return all[low - 1]?.variable;
  };
  return {
    get: (name) => lookup(name, last),
    set: (name, variable) => {
      const all = versions.get(name) ?? [];
      all.push({ number: ++last, variable });
      versions.set(name, all);
    },
    now: () => {
      const number = last;
      return { get: (name) => lookup(name, number) };
    },
  };
}

/** Which lines about modes take effect over which others, each asked by its path. */

import type { Place } from "../../source.ts";
import { type Glob, globExpression, isGlob, parentOf } from "../container-path.ts";
import type { ModeChange } from "../files/modes.ts";

/** What a line does to a path: a new mode, its end, or something that cannot be told. */
export interface ModeEvent {
  readonly path: string;
  /** With all below it. */
  readonly deep: boolean;
  readonly change: ModeChange | "gone" | "unclear";
  /** The mode as it is written. */
  readonly mode: string;
  readonly at: Place;
}

/** The events of some kind that were noted so far. */
export interface Noted {
  readonly add: (event: ModeEvent) => void;
  /** Whether one of them is about all that another event is about. */
  readonly covers: (event: ModeEvent) => boolean;
}

/** How far the events on one path reach. */
interface Reach {
  deep: boolean;
}

/** Nothing noted yet. */
export function noted(): Noted {
  const paths = new Map<string, Reach>();
  const globs = new Map<string, Glob>();
  const reaches = (path: string, below: boolean) => {
    const reach = paths.get(path);
    return reach !== undefined && (reach.deep || !below);
  };
  return {
    add: ({ path, deep, change }) => {
      const reach = paths.get(path) ?? { deep: false };
      reach.deep ||= deep || change === "gone";
      paths.set(path, reach);
      if (isGlob(path) && !globs.has(path)) globs.set(path, globExpression(path));
    },
    covers: ({ path, deep }) => {
      if (reaches(path, deep)) return true;
      for (let at = path; at !== "/"; ) {
        at = parentOf(at);
        if (reaches(at, true)) return true;
      }
      if (isGlob(path)) return false;
      return [...globs].some(([glob, expression]) => reaches(glob, deep) && expression.test(path));
    },
  };
}

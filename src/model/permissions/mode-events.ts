/** Which lines about modes take effect over which others, each asked by its path. */

import type { Place } from "../../source.ts";
import { type Glob, globExpression, isGlob, parentOf } from "../container-path.ts";
import { decidesBit, type ModeChange } from "../files/modes.ts";

// The others' write bit; and the one with which nobody may remove what is another's.
const OPEN = 0o002;
const STICKY = 0o1000;

/** What a line does to a path: a new mode, its end, or something that cannot be told. */
export interface ModeEvent {
  /** `null` when it cannot be told. */
  readonly path: string | null;
  /** The path as it is written. */
  readonly raw: string;
  /** With all below it. */
  readonly deep: boolean;
  readonly change: ModeChange | "gone" | "unclear";
  /** Whether it runs whenever the build does. */
  readonly sure: boolean;
  /** The mode as it is written. */
  readonly mode: string;
  readonly at: Place;
}

/** An event whose path is known. */
export type PathEvent = ModeEvent & { readonly path: string };

/** The events of some kind that were noted so far. */
export interface Noted {
  readonly add: (event: PathEvent) => void;
  /** Whether one of them is about all that another event is about. */
  readonly covers: (event: PathEvent) => boolean;
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

/** The events that surely open a path which nothing behind them closes or removes. */
export function openEvents(all: readonly ModeEvent[]): readonly PathEvent[] {
  const sticky = noted();
  const guarded = new Set<ModeEvent>();
  for (const event of all.filter(hasPath)) {
    if (decided(event.change, STICKY) === undefined && sticky.covers(event)) guarded.add(event);
    if (decided(event.change, STICKY) === true && event.sure) sticky.add(event);
  }
  return fatesOf(all)
    .filter(({ event, fate }) => fate === "open" && event.sure && !guarded.has(event))
    .map(({ event }) => event);
}

/** Whether an event lets everyone write what it is about. */
export function opens({ change }: ModeEvent): boolean {
  return decided(change, OPEN) === true && decided(change, STICKY) !== true;
}

function hasPath(event: ModeEvent): event is PathEvent {
  return event.path !== null;
}

/** An event that opens a path, and whether later ones leave it so, surely close it, or may. */
export interface Fate {
  readonly event: PathEvent;
  readonly fate: "open" | "closed" | "doubted";
}

/** What becomes of every event that opens a known path. */
export function fatesOf(all: readonly ModeEvent[]): readonly Fate[] {
  const [closing, sticky, doubt] = [noted(), noted(), noted()];
  const fates: Fate[] = [];
  for (const event of all.filter(hasPath).reverse()) {
    // A folder's own sticky bit does nothing for what lies in it.
    const isClosed = () => closing.covers(event) || (!event.deep && sticky.covers(event));
    if (opens(event))
      fates.push({ event, fate: isClosed() ? "closed" : doubt.covers(event) ? "doubted" : "open" });
    if (event.change === "unclear" || !event.sure) doubt.add(event);
    else if (event.change === "gone" || decided(event.change, OPEN) === false) closing.add(event);
    else if (decided(event.change, STICKY) === true) sticky.add(event);
  }
  return fates.reverse();
}

function decided(change: ModeEvent["change"], bit: number): boolean | undefined {
  return typeof change === "string" ? undefined : decidesBit(change, bit);
}

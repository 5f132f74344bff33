/** In which order the scripts of a start do what they do. */
import { isSamePlace } from "../../source.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { StartScript } from "./record.ts";

/** What a script does by which commands. */
export interface ScriptRun {
  readonly effects: readonly PlacedEffect[];
  readonly commands: readonly RanCommand[];
  /** The number of the first command that starts something which goes on; infinite where there is none. */
  readonly starts: number;
}

/** What a script does, in its turn. */
export interface Moment {
  /** The script's number. */
  readonly run: number;
  readonly placed: PlacedEffect;
  /** Whether it is surely done before anything is started that goes on. */
  readonly settled: boolean;
}

/** What the scripts of a start do, one thing after the other. */
export interface Timeline {
  readonly moments: readonly Moment[];
  /** Whether two scripts may do their work in another order than the one that is given. */
  readonly overlap: (one: number, other: number) => boolean;
}

/** A script that another one calls. */
interface Called {
  readonly child: number;
  /** The number of the command that calls it. */
  readonly by: number;
  /** Whether that may be another one, or one that is run again. */
  readonly isOpen: boolean;
}

/**
 * What all scripts do. One that another one calls does its work where it is called, whole, before the next is called; what
 * runs beside them may do its work at any time.
 */
export function timeline(scripts: readonly StartScript[], runs: readonly ScriptRun[]): Timeline {
  const callers = scripts.map(({ inside }) => (inside === undefined ? -1 : scripts.indexOf(inside)));
  const calls = callsOf(scripts, runs, callers);
  const moments: Moment[] = [];
  let goesOn = false;
  const follow = (number: number): void => {
    const { effects, commands, starts } = runs[number] as ScriptRun;
    const { sure, aside = false } = scripts[number] as StartScript;
    const first = commands[starts]?.effectsBefore ?? Number.POSITIVE_INFINITY;
    let done = 0;
    const until = (command: number): void => {
      const end = commands[command]?.effectsBefore ?? effects.length;
      for (; done < end; done++) {
        const settled = sure && !aside && !goesOn && done < first;
        moments.push({ run: number, placed: effects[done] as PlacedEffect, settled });
      }
      if (!aside && command > starts) goesOn = true;
    };
    for (const { child, by, isOpen } of calls[number] ?? []) {
      until(by);
      // It may stand in the same loop.
      if (isOpen && commands[starts]?.sure === false) goesOn = true;
      follow(child);
    }
    until(Number.POSITIVE_INFINITY);
  };
  for (const [number, caller] of callers.entries()) if (caller < 0) follow(number);
  return { moments, overlap: overlapOf(scripts, callers, calls) };
}

/** The scripts that each script calls, in their order. */
function callsOf(
  scripts: readonly StartScript[],
  runs: readonly ScriptRun[],
  callers: readonly number[],
): readonly (readonly Called[])[] {
  return runs.map(({ commands }, number) => {
    const children = [...callers.keys()].filter((child) => callers[child] === number);
    let last = 0;
    return children.map((child) => {
      const { calledAt } = scripts[child] as StartScript;
      const isHere = ({ at }: Pick<RanCommand, "at">) =>
        at.file === calledAt.file && isSamePlace(at, calledAt);
      const found = commands.flatMap((command, by) => (isHere(command) ? [by] : []));
      const isOnly =
        children.filter((one) => isHere({ at: (scripts[one] as StartScript).calledAt })).length === 1;
      const [by = last] = found;
      const isOpen = found.length !== 1 || !isOnly || by < last;
      last = Math.max(last, by);
      return { child, by: last, isOpen };
    });
  });
}

/** Those of which one calls the other at a moment that cannot be told, and what runs beside another one. */
function overlapOf(
  scripts: readonly StartScript[],
  callers: readonly number[],
  calls: readonly (readonly Called[])[],
): Timeline["overlap"] {
  const isCalledOpenly = (caller: number, script: number): boolean => {
    for (let child = script; child >= 0; child = callers[child] ?? -1)
      if (callers[child] === caller)
        return calls[caller]?.some((one) => one.child === child && one.isOpen) === true;
    return false;
  };
  // What is trapped is done when something ends.
  const isLoose = scripts.map(({ aside, text }) => aside === true || /\btrap\b/.test(text));
  return (one, other) =>
    isLoose[one] === true ||
    isLoose[other] === true ||
    isCalledOpenly(one, other) ||
    isCalledOpenly(other, one);
}

/** Modes as chmod(1), `mkdir -m` and `install -m` take them: modechange.c of GNU coreutils 9. */
import { ownValue } from "../../names.ts";
import { type Fact, known, type Unknown } from "../fact.ts";

/** One step of a mode: `g+w`, `o=`, or a whole number. */
interface ModeStep {
  readonly operator: string;
  /** The bits that the letters before it stand for; absent without a letter: then it spares what the umask masks. */
  readonly affected?: number;
  /** The umask that it spares in place of Docker's. */
  readonly umask?: number;
  /** The bits that it names, or whose they are copied from. */
  readonly bits: number | "u" | "g" | "o";
  /** A number of five digits, which takes set-id bits of folders away, too. */
  readonly whole?: true;
  /** `X`: to execute, too, for a folder and for what somebody may execute already. */
  readonly search: boolean;
}

/** What a mode does to the bits that stand, step by step. */
export type ModeChange = readonly ModeStep[];

const ALL = 0o7777;
const SET_IDS = 0o6000;
// Docker starts the commands of RUN with it.
const UMASK = 0o022;
const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: ALL };
const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: SET_IDS, t: 0o1000, X: 0 };
const SHIFT = { u: 6, g: 3, o: 0 };

/** Reads a mode, octal or symbolic (`777`, `a+rwX`, `u=rw,go=r`), under a umask where that is not Docker's; `undefined` when it is none. */
export function readMode(mode: string, umask?: number): ModeChange | undefined {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const [step] = wholeMode(Number.parseInt(mode, 8));
    return step === undefined ? undefined : [mode.length < 5 ? step : { ...step, whole: true }];
  }
  const steps: ModeStep[] = [];
  const mask = umask === undefined ? {} : { umask };
  for (const clause of mode.split(",")) {
    const [, who, actions = ""] = /^([ugoa]*)((?:[-+=](?:[ugo]|[rwxXst]*))+)$/.exec(clause) ?? [];
    if (who === undefined) return undefined;
    const affected = [...who].reduce((bits, letter) => bits | (ownValue(WHO, letter) ?? 0), 0);
    for (const [, operator = "", letters = ""] of actions.matchAll(/([-+=])([a-zA-Z]*)/g)) {
      const bits = isWhose(letters)
        ? letters
        : [...letters].reduce((all, one) => all | (ownValue(BITS, one) ?? 0), 0);
      steps.push({ operator, bits, search: letters.includes("X"), ...(who === "" ? mask : { affected }) });
    }
  }
  return steps;
}

/** The change to a mode that is given as a number. */
export function wholeMode(bits: number): ModeChange {
  return [{ operator: "=", affected: ALL, bits, search: false }];
}

function isWhose(letters: string): letters is "u" | "g" | "o" {
  return letters === "u" || letters === "g" || letters === "o";
}

/** The bits after a change of those that stood before it; `keepsIds`: as GNU's chmod does it, and not BusyBox's. */
export function changedMode(
  change: ModeChange,
  before: number,
  { isFolder, keepsIds = true }: { readonly isFolder: boolean; readonly keepsIds?: boolean },
): number {
  return change.reduce((mode, { operator, affected, umask = UMASK, bits, search, whole }) => {
    // A folder keeps its set-id bits unless they are named.
    const spared =
      isFolder && keepsIds && whole !== true ? SET_IDS & ~(typeof bits === "number" ? bits : 0) : 0;
    const named = typeof bits === "number" ? bits : ((mode >> SHIFT[bits]) & 7) * 0o111;
    const executes = search && (isFolder || (mode & 0o111) !== 0) ? 0o111 : 0;
    const value = (named | executes) & (affected ?? ~umask) & ~spared & ALL;
    if (operator === "+") return mode | value;
    if (operator === "-") return mode & ~value;
    const kept = (affected === undefined ? 0 : ~affected) | spared;
    return (mode & kept) | value;
  }, before);
}

/** The mode behind a change that stands at `at`; where the one before it cannot be told, only if it comes to the same. */
export function modeAfter(
  before: Fact<number>,
  change: ModeChange | Unknown,
  { at, ...how }: { readonly isFolder: boolean; readonly keepsIds?: boolean; readonly at: Unknown["at"] },
): Fact<number> {
  if ("known" in change) return change;
  if (before.known) return known(changedMode(change, before.value, how), at);
  const [least = 0, most] = [0, ALL & ~SET_IDS].map((mode) => changedMode(change, mode, how));
  return least === most ? known(least, at) : before;
}

/** Whether a change sets a bit (true) or clears it (false) whatever stood before; else `undefined`. */
export function decidesBit(change: ModeChange, bit: number): boolean | undefined {
  const [cleared, set] = [0, ALL].map((mode) => (changedMode(change, mode, { isFolder: true }) & bit) !== 0);
  return cleared === set ? set : undefined;
}

/** The words behind `chmod`: the mode, absent where another file lends its own, the paths, and whether all below changes. */
export function chmodWords<Word extends string | null>(
  words: readonly Word[],
): { readonly mode: Word | undefined; readonly paths: readonly Word[]; readonly deep: boolean } {
  // `-w` is a mode, and no option.
  const options = words.filter((word) => word !== null && /^-([Rvfc]+|-.*)$/.test(word));
  const names = words.filter((word) => !options.includes(word));
  const deep = options.some((word) => word !== null && /^-([vfc]*R[Rvfc]*|-recursive)$/.test(word));
  const isLent = options.some((word) => word?.startsWith("--reference") === true);
  return isLent ? { mode: undefined, paths: names, deep } : { mode: names[0], paths: names.slice(1), deep };
}

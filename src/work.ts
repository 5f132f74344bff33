/** Work that may fail by itself, and work that may become too much: what one part does to itself, no other part feels. */
import type { Place } from "./source.ts";

/** One part of the work: an image, a file, what a rule says of an image. */
export interface Unit {
  /** Behind "while": "reading this Dockerfile", "checking nginx/user-root". Names no image: it tells the failure. */
  readonly doing: string;
  /** Where a failure is shown, unless a file below it was being read. */
  readonly at: Place;
  /** Names of the images that it is about. */
  readonly images?: readonly string[];
  /** Whether it is about the repo as a whole, so that everybody has to know. */
  readonly whole?: true;
}

/** A part that was not done. */
export interface Failure {
  /** `thrown`: a bug of this tool. `spent`: the part takes more steps than it is allowed. */
  readonly kind: "thrown" | "spent";
  readonly doing: string;
  readonly at: Place;
  /** Sorted. */
  readonly images: readonly string[];
  readonly whole?: true;
  /** What was thrown; what it says is nobody's identity. */
  readonly error: unknown;
  /** Why nothing can be told of what hangs on it: lower case but for the name, no full stop. */
  readonly why: string;
}

/** Thrown by a budget that is spent; its message says what of, lower case, no full stop. */
export class Spent extends Error {}

/** Steps that a part may take: commands walked, layers asked, characters expanded. They are the same on every machine. */
export class Budget {
  #limit: number;
  #left: number;
  #spent: Spent | undefined;

  constructor(limit: number) {
    this.#limit = limit;
    this.#left = limit;
  }

  /** More input allows more steps. */
  allow(steps: number): void {
    this.#limit += steps;
    this.#left += steps;
  }

  /** Throws when there are no steps left, the same error each time. */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left >= 0) return;
    this.#left = -1;
    this.#spent ??= new Spent(`it takes more than ${this.#limit} steps`);
    throw this.#spent;
  }

  /** How many there are in all. */
  get limit(): number {
    return this.#limit;
  }

  /** What was spent so far. */
  get taken(): number {
    return this.#limit - this.#left;
  }
}

/** Something that was thrown while a certain file was read. */
class Stopped extends Error {
  readonly doing: string;
  readonly at: Place;

  constructor(doing: string, at: Place, cause: unknown) {
    super(doing, { cause });
    this.doing = doing;
    this.at = at;
  }
}

/** Does a part of a unit's work; what it throws is shown at this place, and not at the unit's. */
export function within<T>({ doing, at }: Omit<Unit, "images">, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Stopped ? error : new Stopped(doing, at, error);
  }
}

interface Found {
  readonly failures: Map<string, Failure>;
  /** By the error that a spent budget throws each time it is asked. */
  readonly spent: Map<unknown, Failure>;
}

/** Does a unit's work; a test may do it otherwise, and throw. */
export type Around = <T>(unit: Unit, work: () => T) => T;

/** The parts of one tree's reading that failed. */
export class Failures {
  readonly #around: Around;
  #images: readonly string[] = [];
  #found: Found = { failures: new Map(), spent: new Map() };

  constructor(around: Around = (_, work) => work()) {
    this.#around = around;
  }

  /** Each once, in the order in which they came; the list grows while something is still read or checked. */
  get list(): readonly Failure[] {
    return [...this.#found.failures.values()];
  }

  /** Another collection, of the same to begin with. */
  fork(): Failures {
    const { failures, spent } = this.#found;
    return this.#with({ failures: new Map(failures), spent: new Map(spent) }, this.#images);
  }

  /** The same collection, for work on certain images. */
  about(images: readonly string[]): Failures {
    return this.#with(this.#found, images);
  }

  #with(found: Found, images: readonly string[]): Failures {
    const other = new Failures(this.#around);
    other.#found = found;
    other.#images = images;
    return other;
  }

  /** Does one unit of the work. What it throws is kept, and `otherwise` says what stands for its result. */
  attempt<T>(unit: Unit, work: () => T, otherwise: (failure: Failure) => T): T {
    try {
      return this.#around(unit, work);
    } catch (error) {
      return otherwise(this.add(unit, error));
    }
  }

  /** Keeps a failure of a unit; the same one again is kept once, with all images that it was met in. */
  add(unit: Unit, thrown: unknown): Failure {
    const stopped = thrown instanceof Stopped ? thrown : undefined;
    const error = stopped === undefined ? thrown : stopped.cause;
    const { failures, spent } = this.#found;
    // A budget that is spent stops all that is left to do with it: that is said once, where it happened first.
    const { doing, at } = spent.get(error) ?? stopped ?? unit;
    const kind = error instanceof Spent ? "spent" : "thrown";
    const key = JSON.stringify([kind, at.file.path, doing]);
    const known = failures.get(key);
    const images = [...new Set([...(known?.images ?? []), ...this.#images, ...(unit.images ?? [])])].sort();
    const why = kind === "spent" ? `Keelcheck gave up ${doing}` : `Keelcheck failed while ${doing}`;
    if (known !== undefined && known.images.length === images.length) return known;
    const failure: Failure =
      known === undefined
        ? { kind, doing, at, images, error, why, ...(unit.whole && { whole: true }) }
        : { ...known, images };
    failures.set(key, failure);
    if (error instanceof Spent) spent.set(error, failure);
    return failure;
  }

  /** Whether something cannot be told because of one of these failures. */
  explains(reason: { readonly why: string; readonly at: Place }): boolean {
    return this.list.some(({ why, at }) => why === reason.why && at.file.path === reason.at.file.path);
  }
}

/** What was thrown, as one line of a message. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

const LONGEST = 200;

/** What a part of the reading is handed: where its failures go, and the steps that it has. */
export interface Work {
  readonly failures: Failures;
  readonly budget: Budget;
}

/** For what stands alone: failures that nobody asks for, and steps without end. */
export function unwatched(): Work {
  return { failures: new Failures(), budget: new Budget(Number.MAX_SAFE_INTEGER) };
}

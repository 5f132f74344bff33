/** What a stage has and hands on to those that start from it: a row of stages holds each thing once. */

/** A list of a stage, behind that of the stage which it starts from; what is below has come to its end. */
export class HandedList<One> {
  #below: HandedList<One> | undefined;
  #own: One[] = [];
  #all: readonly One[] | undefined;

  constructor(below?: HandedList<One>) {
    this.#below = below;
  }

  push(one: One): void {
    this.#own.push(one);
    this.#all = undefined;
  }

  /** Leaves nothing of it. */
  clear(): void {
    this.#below = undefined;
    this.#own = [];
    this.#all = undefined;
  }

  /** The stage's own part. */
  get own(): readonly One[] {
    return this.#own;
  }

  /** All of it, what was handed on first. */
  get all(): readonly One[] {
    this.#all ??= allOf([this]);
    return this.#all;
  }

  some(test: (one: One) => boolean): boolean {
    for (const { own } of this.down()) if (own.some(test)) return true;
    return false;
  }

  /** This list and those below it, from the top. */
  *down(): Generator<HandedList<One>> {
    for (let at: HandedList<One> | undefined = this; at !== undefined; at = at.#below) yield at;
  }
}

/** What several lists hold: what one of them has handed on to another comes once. */
export function allOf<One>(lists: Iterable<HandedList<One>>): readonly One[] {
  const seen = new Set<HandedList<One>>();
  const parts: (readonly One[])[] = [];
  for (const list of lists) {
    const fresh: HandedList<One>[] = [];
    for (const at of list.down()) {
      if (seen.has(at)) break;
      seen.add(at);
      fresh.push(at);
    }
    for (const { own } of fresh.toReversed()) parts.push(own);
  }
  return parts.flat();
}

/** What one or more stages have set, by name; each of a row is more than twice as large as the next. */
export type HandedMaps<Value> = readonly ReadonlyMap<string, Value>[];

/** What a name is set to, by the last that sets it. */
export function handedValue<Value>(maps: HandedMaps<Value>, name: string): Value | undefined {
  return maps.findLast((each) => each.has(name))?.get(name);
}

/** The same with what another stage sets: a row of n names takes n log n copies, however many stages set them. */
export function handedOn<Value>(maps: HandedMaps<Value>, own: ReadonlyMap<string, Value>): HandedMaps<Value> {
  const row = [...maps];
  let last = own;
  for (let below = row.at(-1); below !== undefined && below.size <= 2 * last.size; below = row.at(-1)) {
    last = new Map([...below, ...last]);
    row.pop();
  }
  return last.size === 0 ? row : [...row, last];
}

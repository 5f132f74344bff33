/** Which layers say something of a path, found by the path: asking all of them would take longer with every line. */
import { parentOf, parentsOf } from "../container-path.ts";
import type { FileLayer } from "./layer.ts";
import type { SharedPaths } from "./shared-paths.ts";

/** Numbers of layers, ascending. */
type Numbers = readonly number[];

/** Layers by the paths that they are about. Only adds: what stands at a number stays there. */
export interface LayerIndex {
  readonly layers: readonly FileLayer[];
  readonly add: (layer: FileLayer) => void;
  /** How many layers there are up to the last that may hold anything. */
  readonly filled: () => number;
  /** Layers that may answer for a path, those from a number on among them. */
  readonly answering: (path: string, start: number) => readonly Numbers[];
  /** Layers that may change what an earlier one answers for a path, those from a number on among them. */
  readonly changing: (path: string, start: number) => readonly Numbers[];
  /** Layers that may hold something below a folder. */
  readonly holding: (folder: string) => readonly Numbers[];
  /** Layers behind which nothing can be told of a folder, or of something below it. */
  readonly hiding: (folder: string) => readonly Numbers[];
}

class Lists {
  readonly #lists = new Map<string, number[]>();
  #last = -1;

  add(path: string, number: number): void {
    this.#last = number;
    const list = this.#lists.get(path);
    if (list === undefined) this.#lists.set(path, [number]);
    else if (list.at(-1) !== number) list.push(number);
  }

  addAbove(path: string, number: number): void {
    for (const folder of parentsOf(path)) this.add(folder, number);
  }

  /** Adds the list of a path, where it goes on from a number. */
  take(path: string, start: number, found: Numbers[]): Numbers[] {
    const list = this.#lists.get(path);
    if (list !== undefined && (list.at(-1) ?? -1) >= start) found.push(list);
    return found;
  }

  /** Adds the lists of a path and of all folders that it lies in, where they go on from a number. */
  takeAround(path: string, start: number, found: Numbers[]): Numbers[] {
    if (this.#last < start) return found;
    this.take(path, start, found);
    for (let at = path; at !== "/"; ) {
      at = parentOf(at);
      this.take(at, start, found);
    }
    return found;
  }
}

/** Layers that brought an index of their paths with them: an image has few. */
class SharedLayers {
  readonly #layers: { readonly paths: SharedPaths; readonly numbers: Numbers; readonly number: number }[] =
    [];

  add(paths: SharedPaths, number: number): void {
    this.#layers.push({ paths, numbers: [number], number });
  }

  take(path: string, start: number, found: Numbers[]): Numbers[] {
    for (const { paths, numbers, number } of this.#layers)
      if (number >= start && paths.has(path)) found.push(numbers);
    return found;
  }

  takeBelow(folder: string, found: Numbers[]): Numbers[] {
    for (const { paths, numbers } of this.#layers) if (paths.below(folder).length > 0) found.push(numbers);
    return found;
  }
}

/** An index of no layers. */
export function layerIndex(): LayerIndex {
  const layers: FileLayer[] = [];
  const [singles, wholes] = [new Lists(), new Lists()];
  const [singleChanges, wholeChanges] = [new Lists(), new Lists()];
  const shared = new SharedLayers();
  const [heldBelow, listed, hidden, hiddenBelow] = [new Lists(), new Lists(), new Lists(), new Lists()];
  const addScope = ({ scope, change }: FileLayer, number: number) => {
    if ("shared" in scope) shared.add(scope.shared, number);
    else if ("within" in scope) (change === undefined ? wholes : wholeChanges).add(scope.within, number);
    else for (const path of scope.paths) (change === undefined ? singles : singleChanges).add(path, number);
  };
  const addContent = ({ scope, lists }: FileLayer, number: number) => {
    if (lists === undefined || "shared" in scope) return;
    if ("within" in scope) listed.add(scope.within, number);
    for (const path of "within" in scope ? [scope.within] : scope.paths) heldBelow.addAbove(path, number);
  };
  let filled = 0;
  return {
    layers,
    filled: () => filled,
    add: (layer) => {
      const number = layers.push(layer) - 1;
      if (layer.lists !== undefined) filled = number + 1;
      addScope(layer, number);
      addContent(layer, number);
      if (layer.opaque === undefined) return;
      hidden.add(layer.opaque.path, number);
      hiddenBelow.addAbove(layer.opaque.path, number);
    },
    answering: (path, start) =>
      wholes.takeAround(path, start, shared.take(path, start, singles.take(path, start, []))),
    changing: (path, start) => wholeChanges.takeAround(path, start, singleChanges.take(path, start, [])),
    holding: (folder) =>
      listed.takeAround(folder, 0, shared.takeBelow(folder, heldBelow.take(folder, 0, []))),
    hiding: (folder) => hiddenBelow.take(folder, 0, hidden.takeAround(folder, 0, [])),
  };
}

/** The numbers of some lists from the last below `end` down to `start`, each once. */
export function* descending(lists: readonly Numbers[], end: number, start = 0): Generator<number> {
  if (lists.length <= 1) return yield* backwards(lists[0] ?? [], end, start);
  const ends = lists.map((list) => countBelow(list, end));
  for (;;) {
    let last = -1;
    for (const [index, list] of lists.entries()) last = Math.max(last, list[(ends[index] ?? 0) - 1] ?? -1);
    if (last < start) return;
    for (const [index, list] of lists.entries())
      if (list[(ends[index] ?? 0) - 1] === last) ends[index] = (ends[index] ?? 0) - 1;
    yield last;
  }
}

function* backwards(numbers: Numbers, end: number, start: number): Generator<number> {
  for (let index = countBelow(numbers, end) - 1; index >= 0; index--) {
    const number = numbers[index] ?? -1;
    if (number < start) return;
    yield number;
  }
}

/** How many of the ascending numbers are below a limit. */
function countBelow(numbers: Numbers, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What CI writes before a build, found by path: steps write thousands of files, and each build asks for those of its context. */
import { lazily } from "../../../once.ts";
import { fixedPart, type Glob, globExpression, isGlob } from "../../container-path.ts";
import type { Unknown } from "../../fact.ts";
import { folderOfFile } from "../../repo/path.ts";

/** A path of the repo that CI writes, moves or removes before it builds. */
export interface ChangedByCi {
  /** From the repo's root; may be a glob. */
  readonly path: string;
  /** So is what lies below it. */
  readonly below?: true;
  /** Why nobody can tell what it holds. */
  readonly why: Unknown;
}

// What has few parts asks them, so that what several have in common is looked through once.
const FEW_PARTS = 3;
const FEW_LEVELS = 4;

/** Writes in the order in which they are told. */
export class CiWrites {
  readonly isEmpty: boolean;
  readonly #parts: readonly CiWrites[];
  readonly #own: readonly ChangedByCi[];
  readonly #levels: number;
  readonly #list = lazily(() => [...new Set(this.#flat())]);
  readonly #index = lazily(() => indexOf(this.#list()));
  readonly #folders = new Map<string, CiWrites>();

  private constructor(own: readonly ChangedByCi[], parts: readonly CiWrites[] = []) {
    this.#own = own;
    this.#parts = parts;
    this.#levels = parts.reduce((most, part) => Math.max(most, 1 + part.#levels), 0);
    this.isEmpty = own.length === 0 && parts.length === 0;
  }

  static of(changes: readonly ChangedByCi[]): CiWrites {
    return new CiWrites(changes);
  }

  /** Those of several, one behind the other; of the same ones it is they. */
  static joined(all: Iterable<CiWrites>): CiWrites {
    const parts = [...new Set(all)].filter(({ isEmpty }) => !isEmpty);
    const [first = NOTHING] = parts;
    return parts.length <= 1 ? first : new CiWrites([], parts);
  }

  get list(): readonly ChangedByCi[] {
    return this.#list();
  }

  /** The first that writes a path of the repo. */
  writerOf(path: string): ChangedByCi | undefined {
    if (!this.#asksParts) return this.list[firstOf(this.#index(), path)];
    for (const part of this.#parts) {
      const writer = part.writerOf(path);
      if (writer !== undefined) return writer;
    }
    return undefined;
  }

  /** What is written to a folder of the repo, or below it. */
  within(folder: string): CiWrites {
    const before = this.#folders.get(folder);
    if (before !== undefined) return before;
    const found = this.#asksParts
      ? CiWrites.joined(this.#parts.map((part) => part.within(folder)))
      : this.#indexed(folder);
    this.#folders.set(folder, found);
    return found;
  }

  get #asksParts(): boolean {
    return this.#parts.length > 0 && this.#parts.length <= FEW_PARTS && this.#levels <= FEW_LEVELS;
  }

  #indexed(folder: string): CiWrites {
    const { sorted, reaching } = this.#index();
    if (folder === "") return this;
    const found = new Set([...sorted.of(folder), ...sorted.beginning(`${folder}/`)]);
    for (const around of foldersAround(folder))
      for (const number of reaching.get(around) ?? []) found.add(number);
    if (found.size === this.list.length) return this;
    return CiWrites.of([...found].sort((a, b) => a - b).flatMap((number) => this.list[number] ?? []));
  }

  // A row of thousands, each with what the next one adds, is gone down without calls.
  *#flat(): Generator<ChangedByCi> {
    const open: CiWrites[] = [this];
    const seen = new Set<CiWrites>();
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      yield* part.#own;
      for (let at = part.#parts.length - 1; at >= 0; at--) open.push(part.#parts[at] ?? NOTHING);
    }
  }
}

/** Where CI writes nothing. */
export const NOTHING: CiWrites = CiWrites.of([]);

interface Index {
  /** The number of the first that writes a path, and of the first that writes all below a folder. */
  readonly exact: ReadonlyMap<string, number>;
  readonly below: ReadonlyMap<string, number>;
  /** Patterns by the folder that all they take lies in, each once. */
  readonly globs: ReadonlyMap<string, readonly NumberedGlob[]>;
  /** Those that reach below the folder which is fixed of them, by that folder. */
  readonly reaching: ReadonlyMap<string, readonly number[]>;
  readonly sorted: SortedPaths;
}

interface NumberedGlob {
  readonly number: number;
  readonly takes: (path: string) => boolean;
}

function indexOf(list: readonly ChangedByCi[]): Index {
  const exact = new Map<string, number>();
  const below = new Map<string, number>();
  const globs = new Map<string, NumberedGlob[]>();
  const reaching = new Map<string, number[]>();
  const patterns = new Set<string>();
  for (const [number, { path, below: isBelow }] of list.entries()) {
    const fixed = repoPart(path);
    if (isBelow || fixed !== path) add(reaching, fixed, number);
    if (!isGlob(path)) {
      const table = isBelow ? below : exact;
      if (!table.has(path)) table.set(path, number);
      continue;
    }
    const pattern = `${isBelow} ${path}`;
    if (patterns.has(pattern)) continue;
    patterns.add(pattern);
    add(globs, fixed, { number, takes: globTest(path, isBelow) });
  }
  return { exact, below, globs, reaching, sorted: new SortedPaths(list.map(({ path }) => repoPart(path))) };
}

/** The number of the first that writes a path. */
function firstOf({ exact, below, globs }: Index, path: string): number {
  let first = exact.get(path) ?? Number.POSITIVE_INFINITY;
  for (const folder of foldersAround(path)) {
    first = Math.min(first, below.get(folder) ?? first);
    for (const { number, takes } of globs.get(folder) ?? []) {
      if (number >= first) break;
      if (takes(path)) first = number;
    }
  }
  return first;
}

function add<Value>(table: Map<string, Value[]>, key: string, value: Value): void {
  const before = table.get(key);
  if (before === undefined) table.set(key, [value]);
  else before.push(value);
}

/** Paths with their numbers, in the order of the paths. */
class SortedPaths {
  readonly #all: readonly (readonly [path: string, number: number])[];

  constructor(paths: readonly string[]) {
    this.#all = Array.from(paths, (path, number) => [path, number] as const).sort(([a], [b]) =>
      a < b ? -1 : Number(a > b),
    );
  }

  /** The numbers of a path. */
  *of(path: string): Generator<number> {
    for (const [one, number] of this.#from(path)) {
      if (one !== path) return;
      yield number;
    }
  }

  /** The numbers of the paths that begin so. */
  *beginning(prefix: string): Generator<number> {
    for (const [one, number] of this.#from(prefix)) {
      if (!one.startsWith(prefix)) return;
      yield number;
    }
  }

  *#from(path: string): Generator<readonly [string, number]> {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#all[middle]?.[0] ?? "") < path) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.#all.length; at++) yield this.#all[at] ?? ["", 0];
  }
}

/** A path, the folders that it lies in, and the repo's root, which is "". */
function* foldersAround(path: string): Generator<string> {
  for (let at = path; at !== ""; at = folderOfFile(at)) yield at;
  yield "";
}

function globTest(pattern: string, below: true | undefined): (path: string) => boolean {
  const parts = pattern.split("/");
  if (pattern.includes("**")) {
    const deep = parts.map((part) => (part === "**" ? undefined : globExpression(part)));
    return (path) => takesDeep(deep, path.split("/"));
  }
  const glob = globExpression(pattern);
  return (path) => glob.test(below ? path.split("/").slice(0, parts.length).join("/") : path);
}

/** `**`, which is `undefined` here, stands for any folders, none among them. */
function takesDeep(parts: readonly (Glob | undefined)[], names: readonly string[]): boolean {
  // What the parts so far may end behind, as numbers of the path's own parts.
  let ends = new Set([0]);
  for (const glob of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      if (glob === undefined) for (let more = end; more <= names.length; more++) next.add(more);
      else if (end < names.length && glob.test(names[end] ?? "")) next.add(end + 1);
    }
    ends = next;
  }
  return ends.has(names.length);
}

/** A path up to its first part with a wildcard; the repo's root is "". */
export function repoPart(path: string): string {
  return fixedPart(path).replace(/^[/]$/, "");
}

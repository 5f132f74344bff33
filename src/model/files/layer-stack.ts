import { isBelow, isWithin, parentOf } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { type Answer, type FileLayer, isFile } from "./layer.ts";
import { descending } from "./layer-index.ts";
import { realPath } from "./real-path.ts";
import { type Hidden, type Others, type Remembered, type Storage, storage } from "./remembered.ts";
import type { ContainerFile } from "./types.ts";

// Each folder of a path is asked by one call within another.
const LONGEST_PLAIN = 1_000;

/** Layers from the first to the last. A copy shares them with what it was copied from until the two differ. */
export class Layers {
  #storage: Storage;
  #length = 0;

  constructor(layers: Iterable<FileLayer> = []) {
    this.#storage = storage();
    for (const layer of layers) this.push(layer);
  }

  get length(): number {
    return this.#length;
  }

  get first(): FileLayer | undefined {
    return this.#length === 0 ? undefined : this.#storage.index.layers[0];
  }

  get last(): FileLayer | undefined {
    return this.#storage.index.layers[this.#length - 1];
  }

  push(...layers: readonly FileLayer[]): void {
    for (const layer of layers) {
      // Another copy went on by other layers.
      if (this.#storage.index.layers.length > this.#length) this.#storage = new Layers(this).#storage;
      this.#storage.index.add(layer);
      this.#length++;
    }
  }

  copy(): Layers {
    const copy = new Layers();
    copy.#storage = this.#storage;
    copy.#length = this.#length;
    return copy;
  }

  slice(start: number): FileLayer[] {
    return this.#storage.index.layers.slice(start, this.#length);
  }

  [Symbol.iterator](): Iterator<FileLayer> {
    return this.slice(0).values();
  }

  /** Whether a layer may hold something below a folder. */
  holds(folder: string): boolean {
    const { index } = this.#storage;
    return index.holding(folder).some(([first = this.#length]) => first < this.#length);
  }

  /** What the layers themselves say of a path. */
  direct(path: string): Answer {
    const { index, found } = this.#storage;
    const before = found.get(path);
    if (before?.asked === this.#length) return before.answer;
    const known = before !== undefined && before.asked < this.#length ? before : undefined;
    let [answer, answered] = [known?.answer, known?.asked ?? 0];
    for (const number of descending(index.answering(path, answered), this.#length, answered)) {
      const own = index.layers[number]?.at(path);
      if (own === undefined) continue;
      [answer, answered] = [own, number + 1];
      break;
    }
    if (isFile(answer)) answer = this.#changed(answer, path, answered);
    if (before === undefined || before.asked <= this.#length)
      found.set(path, { asked: this.#length, answer });
    return answer;
  }

  /** A file after the changes that the layers from a number on make. */
  #changed(file: ContainerFile, path: string, start: number): ContainerFile {
    const { index } = this.#storage;
    const lists = index.changing(path, start);
    if (lists.length === 0) return file;
    const changes = [...descending(lists, this.#length, start)];
    return changes.reduceRight((changed, number) => index.layers[number]?.change?.(changed) ?? changed, file);
  }

  /** The answer of the last time, where no layer came or went since. */
  #remembered<T>(answers: Map<string, Remembered<T>>, key: string, work: () => T): T {
    const before = answers.get(key);
    if (before?.asked === this.#length) return before.answer;
    const answer = work();
    answers.set(key, { asked: this.#length, answer });
    return answer;
  }

  /** A folder that exists because something lies in it: no layer names it. */
  folder(path: string): ContainerFile | undefined {
    return this.#remembered(this.#storage.folders, path, () => this.#folder(path));
  }

  #folder(path: string): ContainerFile | undefined {
    const { held } = this.#storage;
    const before = held.get(path);
    const known = before !== undefined && before.asked <= this.#length ? before : undefined;
    const file =
      this.#firstHeld(path, known?.asked ?? 0, this.#length) ??
      (known && this.#firstHeld(path, 0, known.number + 1));
    if (before === undefined || before.asked <= this.#length)
      held.set(path, { asked: this.#length, number: file?.number ?? -1, path });
    if (file === undefined) return undefined;
    const folder: ContainerFile = {
      ...file.file,
      path,
      kind: "directory",
      mode: { known: true, value: 0o755, at: file.file.at, because: [] },
      content: unknown({ key: "folder", why: "it is a folder" }, file.file.at),
    };
    return this.#changed(folder, path, 0);
  }

  /** What the last of some layers holds below a folder and is there. */
  #firstHeld(
    folder: string,
    start: number,
    end: number,
  ): { readonly number: number; readonly file: ContainerFile } | undefined {
    const { index } = this.#storage;
    for (const number of descending(index.holding(folder), end, start)) {
      for (const below of index.layers[number]?.lists?.(folder) ?? []) {
        const file = this.entry(below);
        if (isFile(file)) return { number, file };
      }
    }
    return undefined;
  }

  /** What is at a path, links on the way not followed. */
  entry(path: string): ContainerFile | Unknown | undefined {
    const answer = this.direct(path);
    if (answer === "absent") return undefined;
    return answer ?? (path === "/" ? undefined : this.folder(path));
  }

  /** The path with every link on the way replaced; the last part too when `last` says so. */
  real(path: string, last: boolean): string {
    const [whole, above] = this.#storage.real;
    const answers = last ? whole : above;
    const before = answers.get(path);
    // A path without links gets none by layers that hold nothing.
    if (
      before?.answer === path &&
      before.asked <= this.#length &&
      before.asked >= this.#storage.index.filled()
    )
      return path;
    return this.#remembered(answers, path, () =>
      this.#isPlain(path, last) ? path : realPath(path, last, (one) => this.direct(one)),
    );
  }

  /** Whether a path is its own real one: its folder is, which many paths have, and it is no link. */
  #isPlain(path: string, last: boolean): boolean {
    if (path.length > LONGEST_PLAIN || path.includes("//") || path.endsWith("/")) return false;
    const folder = parentOf(path);
    if (folder !== "/" && this.real(folder, true) !== folder) return false;
    if (!last) return true;
    const found = this.direct(path);
    return !isFile(found) || found.kind !== "link" || found.target === undefined;
  }

  /** All that is below a folder, sorted by path. */
  below(folder: string): readonly ContainerFile[] {
    return this.#remembered(this.#storage.lists, folder, () => this.#below(folder));
  }

  #below(folder: string): readonly ContainerFile[] {
    const { index } = this.#storage;
    const paths = new Set<string>();
    for (const number of descending(index.holding(folder), this.#length))
      for (const path of index.layers[number]?.lists?.(folder) ?? []) paths.add(path);
    const files: ContainerFile[] = [];
    for (const path of [...paths].sort()) {
      const file = this.entry(path);
      if (isFile(file)) files.push(file);
    }
    return files;
  }

  /** Why there may be more below a folder than is told. */
  others(folder: string): Others {
    const [first] = this.hidden(folder);
    return first === undefined ? {} : { others: first.why };
  }

  /** The paths below a folder of which nothing is told, the last that was hidden first; the folder itself for all of it. */
  hidden(folder: string): readonly Hidden[] {
    return this.#remembered(this.#storage.hidden, folder, () => this.#hidden(folder));
  }

  #hidden(folder: string): readonly Hidden[] {
    const { index } = this.#storage;
    const hidden: Hidden[] = [];
    for (const number of descending([...index.hiding(folder), ...index.answering(folder, 0)], this.#length)) {
      const layer = index.layers[number];
      const opaque = layer?.opaque;
      if (opaque !== undefined && isWithin(folder, opaque.path) && opaque.except?.(folder) !== true)
        return [...hidden, { path: folder, why: opaque.why }];
      // A single path that was written again since is known again.
      if (opaque !== undefined && isBelow(opaque.path, folder) && this.direct(opaque.path) === opaque.why)
        hidden.push({ path: opaque.path, why: opaque.why });
      if (layer?.at(folder) === "absent") return hidden;
    }
    return hidden;
  }
}

import { parentsOf } from "../container-path.ts";

/** Paths that layers of many images are about, which all of them find by one index. */
export class SharedPaths {
  readonly #paths: ReadonlySet<string>;
  readonly #below = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths)
      for (const folder of parentsOf(path)) {
        const below = this.#below.get(folder);
        if (below === undefined) this.#below.set(folder, [path]);
        else below.push(path);
      }
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Those that lie below a folder, in their order. */
  below(folder: string): readonly string[] {
    return this.#below.get(folder) ?? [];
  }
}

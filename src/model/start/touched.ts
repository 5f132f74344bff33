import { fixedPart, parentsOf } from "../container-path.ts";

/** Paths, or patterns of paths, at which something was done. */
export class Touched {
  readonly #paths = new Set<string>();
  readonly #above = new Set<string>();

  add(path: string): void {
    const fixed = fixedPart(path);
    this.#paths.add(fixed);
    for (const folder of [fixed, ...parentsOf(fixed)]) this.#above.add(folder);
  }

  /** Whether what was done may decide about a path: it was done there, above or below. */
  meets(path: string): boolean {
    const fixed = fixedPart(path);
    return this.#above.has(fixed) || [fixed, ...parentsOf(fixed)].some((folder) => this.#paths.has(folder));
  }
}

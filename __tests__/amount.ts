/**
 * How much of what is made by chance or taken from a long list is tried: some of it by `npm test`, more by
 * `npm run test:long`, whose files import those of `npm test` for that.
 */
export function amount({ ordinary, long }: { readonly ordinary: number; readonly long: number }): number {
  return IS_LONG ? long : ordinary;
}

/** Every so many of a list in `npm test`, from the first on; all of them in the long suite. */
export function everyOf<T>(step: number, all: readonly T[]): readonly T[] {
  return IS_LONG ? all : all.filter((_, index) => index % step === 0);
}

const IS_LONG = process.env["KEELCHECK_TESTS"] === "long";

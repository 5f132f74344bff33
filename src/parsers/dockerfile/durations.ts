/** Go's time.ParseDuration, as far as HEALTHCHECK asks it. */

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);
const LONGEST = 2n ** 63n;
const SHORTEST = 1_000_000n;

/** Why HEALTHCHECK refuses a time; undefined where it takes it. */
export function refusedDuration(text: string): string | undefined {
  if (text === "" || /^[+-]?0$/.test(text)) return undefined;
  const parts = /^\+?((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text)?.[1];
  if (parts === undefined && !/^-(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text))
    return `a time such as 30s, not "${text}"`;
  if (parts === undefined) return `at least 1ms, not "${text}"`;
  let nanoseconds = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of parts.matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const size = UNITS.get(unit) ?? 1n;
    nanoseconds += BigInt(whole || "0") * size;
    const digits = fraction.slice(0, 18);
    nanoseconds += (BigInt(digits || "0") * size) / 10n ** BigInt(digits.length);
  }
  if (nanoseconds >= LONGEST) return `shorter than "${text}"`;
  return nanoseconds > 0n && nanoseconds < SHORTEST ? `at least 1ms, not "${text}"` : undefined;
}

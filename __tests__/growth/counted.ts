import { Session } from "node:inspector";

/** How often the functions of the sources were called and their blocks run, by where they stand: the same on every machine. */
export type Counts = ReadonlyMap<string, number>;

const SOURCES = /\/src\/(?!rules\/index\.ts)/;

/** Counts, while some work is done, every call of a function of the sources and every run of a block in it. */
export function counted(work: () => unknown, sources = SOURCES): Counts {
  const session = new Session();
  session.connect();
  try {
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    work();
    const counts = new Map<string, number>();
    session.post("Profiler.takePreciseCoverage", (_, { result }) => {
      for (const { url, functions } of result.filter((script) => sources.test(script.url)))
        for (const { functionName, ranges } of functions)
          for (const { startOffset, endOffset, count } of ranges)
            counts.set(
              `${url.replace(/^.*\/(src|node_modules)\//, "")} ${functionName} ${startOffset}-${endOffset}`,
              count,
            );
    });
    return counts;
  } finally {
    session.disconnect();
  }
}

/** The parts that ran more than `most` times as often as before, the worst first; those that hardly ran are left out. */
export function grown(
  { small, large }: { readonly small: Counts; readonly large: Counts },
  { most, least }: { readonly most: number; readonly least: number },
): readonly string[] {
  return Array.from(large, ([part, count]) => ({ part, count, before: small.get(part) ?? 0 }))
    .filter(({ count, before }) => count > least && count > most * Math.max(before, 1))
    .sort((a, b) => b.count - a.count)
    .map(({ part, count, before }) => `${part}: ${before} times, then ${count}`);
}

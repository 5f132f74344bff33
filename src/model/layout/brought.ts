/** The files that the COPYs of an image bring, as a RUN behind them finds them. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import { baseName } from "../container-path.ts";
import type { Copy, Image, Stage } from "../stages/image.ts";

/** The COPY that brings a container path, when nothing between it and the RUN may have made it executable. */
export function lastCopy(
  image: Image,
  brought: readonly Brought[],
  { chain, run, path }: { chain: () => readonly Stage[]; run: Instruction; path: string },
): { readonly source: string; readonly copiedAt: Place } | undefined {
  const last = brought.findLast(
    ({ copy: { stage, instruction } }) =>
      instruction.span.start < run.span.start && chain().some(({ index }) => index === stage.index),
  );
  if (last === undefined) return undefined;
  const { copy, source } = last;
  const chmod = copy.instruction.flags.some(({ name }) => name === "chmod");
  if (chmod || mayBeMadeExecutable(image, chain(), { from: copy.instruction, to: run, path }))
    return undefined;
  return { source, copiedAt: copy.at };
}

/** A file that a COPY brings. */
export interface Brought {
  readonly copy: Copy;
  readonly source: string;
}

/** What the COPYs of an image bring, by its path in the container. */
export function copiesByContainer({ copies }: Image): ReadonlyMap<string, readonly Brought[]> {
  const brought = new Map<string, Brought[]>();
  for (const copy of copies)
    for (const { path, container } of copy.sources.flatMap(({ files }) => files)) {
      const same = brought.get(container) ?? [];
      same.push({ copy, source: path });
      brought.set(container, same);
    }
  return brought;
}

interface Between {
  readonly from: Instruction;
  readonly to: Instruction;
  readonly path: string;
}

/** A RUN in between that sets modes or touches the script; in the RUN itself, any `chmod`, `cp` or `install`. */
function mayBeMadeExecutable(image: Image, chain: readonly Stage[], { from, to, path }: Between): boolean {
  const runs = chain.flatMap(({ source }) => source.instructions).filter(({ keyword }) => keyword === "RUN");
  return runs.some((run) => {
    if (run.span.start < from.span.start || run.span.start > to.span.start) return false;
    const text = image.file.text.slice(run.span.start, run.span.end);
    return /\b(chmod|install -|cp|mv|sed)\b/.test(text) || (run !== to && text.includes(baseName(path)));
  });
}

import { once } from "../../once.ts";
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { FoundBuild } from "../builds/types.ts";

/**
 * A build behind those that it names in its FROM and `--from`: a long row of images is no depth then. Where images
 * start from each other the build stands alone, and what is wrong is found when it is linked.
 */
export function inOrder(
  build: FoundBuild,
  namedIn: (build: FoundBuild) => FoundBuild[],
  linked: ReadonlyMap<FoundBuild, unknown>,
): readonly FoundBuild[] {
  const order: FoundBuild[] = [];
  const seen = new Set([build]);
  const open = new Set([build]);
  const stack = [{ build, left: namedIn(build) }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.pop();
    if (next === undefined) {
      order.push(top.build);
      open.delete(top.build);
      stack.pop();
    } else if (open.has(next)) return [build];
    else if (!seen.has(next) && !linked.has(next)) {
      seen.add(next);
      open.add(next);
      stack.push({ build: next, left: namedIn(next) });
    }
  }
  return order;
}

/** What a Dockerfile names in its FROM and `--from`, as it is written. */
export const namesOfBases = once(({ stages }: Dockerfile): readonly string[] => {
  const names = stages.flatMap(({ base, instructions }) => [
    base.raw,
    ...instructions.flatMap(({ flags }) =>
      flags.flatMap(({ name, value }) => (name === "from" && value !== undefined ? [value.raw] : [])),
    ),
  ]);
  return [...new Set(names)];
});

/** The last stage of a Dockerfile of which compose builds others: without a target it is what a build makes. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Claim, FoundBuild } from "./types.ts";

/**
 * The build of the last stage, where the claims of compose name other stages only; `lesser` are claims of sources that
 * count less. One whose alias says that it is for development is shown, and nobody is accused of it.
 */
export function lastStage(
  claims: readonly Claim[],
  lesser: readonly Claim[],
  dockerfile: Dockerfile,
): FoundBuild | undefined {
  const [first] = claims;
  if (first?.from !== "compose" || first.context === undefined) return undefined;
  if (claims.some(({ target }) => isLast(dockerfile, target))) return undefined;
  const said = lesser.find(({ target, context }) => context !== undefined && isLast(dockerfile, target));
  if (said?.context !== undefined) return { ...said, context: said.context };
  const { context, contexts } = first;
  const at = { file: dockerfile.file };
  const alias = dockerfile.stages.at(-1)?.alias?.raw ?? "";
  const aside = FOR_DEVELOPMENT.test(alias) ? ({ aside: true } as const) : {};
  const build = { from: "compose", dockerfile: first.dockerfile, context, args: {}, contexts, at } as const;
  return { ...build, ...(alias === "" ? {} : { target: alias }), ...aside };
}

const FOR_DEVELOPMENT = /(?:^|[^a-z])(?:dev|devel|development|debug|test|tests|testing)(?![a-z])/i;

/** Whether a target is the last stage, which no target means too; one that no stage has is nothing in particular. */
function isLast({ stages }: Dockerfile, target: string | undefined): boolean {
  if (target === undefined) return true;
  const last = stages.at(-1);
  const isKnown = stages.some(({ alias, index }) => isCalled(target, alias?.raw, index));
  return !isKnown || (last !== undefined && isCalled(target, last.alias?.raw, last.index));
}

function isCalled(target: string, alias: string | undefined, index: number): boolean {
  return alias?.toLowerCase() === target.toLowerCase() || target === String(index);
}

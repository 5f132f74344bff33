/** The last stage of a Dockerfile of which compose builds others: without a target it is what a build makes. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Claim } from "./types.ts";

/**
 * The claim of the last stage, where compose names other stages only, and nothing that counts beside it this one; `lesser`
 * are claims of sources that count less. One whose alias says that it is for development is shown, and nobody is accused of it.
 */
export function lastStage(
  claims: readonly Claim[],
  lesser: readonly Claim[],
  dockerfile: Dockerfile,
): Claim | undefined {
  const first = claims.find(({ from }) => from === "compose");
  // Bake's file lists what is shipped.
  if (first === undefined || claims.some(({ from }) => from === "bake")) return undefined;
  if (claims.some(({ target }) => isLast(dockerfile, target))) return undefined;
  // Among those that count less compose's are of files for development.
  const said = lesser.find(({ from, target }) => from !== "compose" && isLast(dockerfile, target));
  if (said !== undefined) return said;
  const { context, contexts } = first;
  const at = { file: dockerfile.file };
  const alias = dockerfile.stages.at(-1)?.alias?.raw ?? "";
  return {
    from: "compose",
    dockerfile: first.dockerfile,
    ...(context && { context }),
    ...(alias === "" ? {} : { target: alias }),
    args: {},
    contexts,
    tags: [],
    at,
    ...(FOR_DEVELOPMENT.test(alias) ? { aside: true } : {}),
  };
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

/** The last stage of a Dockerfile of which compose builds others: without a target it is what a build makes. */
import { once } from "../../once.ts";
import type { Dockerfile, DockerStage } from "../../parsers/dockerfile/parse.ts";
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
function isLast(dockerfile: Dockerfile, target: string | undefined): boolean {
  const name = target?.toLowerCase();
  if (name === undefined) return true;
  const { all, last } = stageNames(dockerfile);
  return last.has(name) || !all.has(name);
}

/** What the stages of a file are called, and what its last one is. */
const stageNames = once(({ stages }: Dockerfile) => {
  const namesOf = ({ alias, index }: DockerStage) =>
    alias === undefined ? [String(index)] : [String(index), alias.raw.toLowerCase()];
  return { all: new Set(stages.flatMap(namesOf)), last: new Set(stages.slice(-1).flatMap(namesOf)) };
});

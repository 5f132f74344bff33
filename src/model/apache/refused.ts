import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import type { ServerProblem } from "../servers/types.ts";
import type { Apache } from "./types.ts";

/** A `User` or `Group` that keeps Apache from starting, whoever starts it. */
export interface RefusedIdentity {
  /** `root`: Apache serves as anybody else; the others name what the image does not have. */
  readonly why: "root" | "no-user" | "no-group";
  readonly name: string;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** Values of `User` and `Group` among what Apache refuses. */
export function refusedIdentities({
  problems,
  userDirectives,
  groupDirectives,
}: Apache): readonly RefusedIdentity[] {
  const named = [
    ...userDirectives.map((one) => ({ ...one, kind: "no-user" as const })),
    ...groupDirectives.map((one) => ({ ...one, kind: "no-group" as const })),
  ];
  const told = new Map<string, ServerProblem[]>();
  for (const problem of problems) {
    if (problem.about === undefined) continue;
    const same = told.get(keyOf(problem.at)) ?? [];
    same.push(problem);
    told.set(keyOf(problem.at), same);
  }
  return named.flatMap(({ value, at, because, kind }): readonly RefusedIdentity[] => {
    const about = told.get(keyOf(at))?.find(({ message }) => message.includes(value))?.about;
    if (about === undefined) return [];
    return [{ why: about === "user-root" ? "root" : kind, name: value, at, because }];
  });
}

function keyOf({ file, span }: Place): string {
  return `${span?.start} ${span?.end} ${file.path}`;
}

/** What the titles of sections are about. */
import type { DocumentedKind } from "../policy/policy.ts";

const ABOUT: readonly (readonly [RegExp, DocumentedKind])[] = [
  [/^((container|runtime) )?users?$|^runs? as$|^permissions$/i, "user"],
  [/^((open|exposed|listening) )?ports?$/i, "ports"],
  [/^config(uration)?( files?)?$/i, "config files"],
  [/^(environment|env)( variables?)?$|^variables?$/i, "environment"],
  [/^(volumes?|mounts?)$/i, "volumes"],
];

/** The facts that a section of this title is about. */
export function kindOfTitle(title: string): DocumentedKind | undefined {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return ABOUT.find(([pattern]) => pattern.test(words))?.[1];
}

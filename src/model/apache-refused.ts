import type { Place } from "../source.ts";
import type { Evidence } from "./fact.ts";
import type { Accounts, Apache } from "./model.ts";
import { userNamed } from "./server-users.ts";

/** A `User` or `Group` that keeps Apache, started as root, from starting. */
export interface RefusedIdentity {
  /** `root`: Apache serves as anybody else; the others name what the image does not have. */
  readonly why: "root" | "no-user" | "no-group";
  readonly name: string;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** Values of `User` and `Group` among what Apache refuses. */
export function refusedIdentities(apache: Apache, accounts: Accounts): readonly RefusedIdentity[] {
  const isRefused = ({ value, at }: { readonly value: string; readonly at: Place }) =>
    apache.problems.some((problem) => isSame(problem.at, at) && problem.message.includes(value));
  const isRoot = (name: string) => name === "#0" || userNamed(accounts, name).root;
  return [
    ...apache.userDirectives.filter(isRefused).map(({ value, at, because }) => {
      const why = isRoot(value) ? ("root" as const) : ("no-user" as const);
      return { why, name: value, at, because };
    }),
    ...apache.groupDirectives
      .filter(isRefused)
      .map(({ value, at, because }) => ({ why: "no-group" as const, name: value, at, because })),
  ];
}

function isSame(one: Place, other: Place): boolean {
  return one.file.path === other.file.path && one.span?.start === other.span?.start && one.span?.end === other.span?.end;
}

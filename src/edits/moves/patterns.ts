/** Words that stand for several paths of the repo. */
import { matchesParts } from "../../model/repo/owners.ts";
import { joinRepoPath } from "../../model/repo/path.ts";
import { standsForSeveral, VARIABLE } from "./words.ts";

const MOST_ALTERNATIVES = 32;

/** Whether a pattern, written from a folder, takes a path itself or what lies below a path that it takes. */
export function patternTakes(
  pattern: string,
  folder: string,
): { readonly itself: (path: string) => boolean; readonly below: (path: string) => boolean } {
  const all = alternatives(pattern).flatMap((one) => {
    const joined = joinRepoPath(folder, one.replaceAll(VARIABLE, "*"));
    return joined === undefined || joined === "" ? [] : [startedAt(joined.split("/"))];
  });
  const itself = (path: string) =>
    all.some(({ parts, start }) => `${path}/`.startsWith(start) && matchesParts(parts, path.split("/")));
  const below = (path: string) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1))
      if (itself(path.slice(0, end))) return true;
    return false;
  };
  return { itself, below };
}

/** A pattern with the folder that it cannot leave, which nearly every path of a repo is told by. */
function startedAt(parts: readonly string[]): { readonly parts: readonly string[]; readonly start: string } {
  const first = parts.findIndex((part) => !/^[\w.@%+~-]+$/.test(part));
  const plain = parts.slice(0, first < 0 ? parts.length : first);
  return { parts, start: plain.map((part) => `${part}/`).join("") };
}

/** `{a,b}` written out; a pattern with too many is taken for one that takes anything in its folder. */
function alternatives(pattern: string): readonly string[] {
  let found = [pattern];
  for (;;) {
    const next = found.flatMap((one) => {
      const braces = /\{([^{}]*)\}/.exec(one);
      if (braces === null) return [one];
      const [all, inner = ""] = braces;
      const head = one.slice(0, braces.index);
      return inner.split(",").map((each) => `${head}${each}${one.slice(braces.index + all.length)}`);
    });
    if (next.length === found.length) return found;
    if (next.length > MOST_ALTERNATIVES) return [pattern.replace(/\{.*$/, "**")];
    found = next;
  }
}

/** The part of a pattern before its first wildcard or variable, up to the last slash; empty without one. */
export function literalPart(pattern: string): string {
  const parts = pattern.split("/");
  const first = parts.findIndex(standsForSeveral);
  return parts.slice(0, first < 0 ? parts.length : first).join("/");
}

/** Who owns a path of the repo. */
import { type OwnersLine, parseCodeowners } from "../../parsers/codeowners.ts";
import type { SourceFile } from "../../source.ts";
import type { Unreadable } from "../../workspace/workspace.ts";
import { globExpression } from "../container-path.ts";

// The first that is there counts (docs.github.com, "CODEOWNERS file location").
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** Who owns each path, by the repo's CODEOWNERS; `undefined` where it has none that can be read. */
export function codeOwners(
  read: (path: string) => SourceFile | Unreadable | undefined,
): ((path: string) => readonly string[]) | undefined {
  const file = PLACES.map(read).find((one) => one !== undefined);
  if (file === undefined || "unreadable" in file) return undefined;
  const lines = parseCodeowners(file.text).map(({ pattern, owners }) => ({ owners, ...matcherOf(pattern) }));
  return (path) => lines.findLast(({ matches }) => matches(path))?.owners ?? [];
}

function matcherOf(pattern: OwnersLine["pattern"]): { readonly matches: (path: string) => boolean } {
  const isFolder = pattern.endsWith("/");
  const isAnchored = pattern.slice(0, -1).includes("/");
  const parts = pattern.split("/").filter((part) => part !== "");
  const wanted = isAnchored ? parts : ["**", ...parts];
  // A name alone takes what lies below a folder of it; `docs/*` takes the files of one folder only.
  const below = isFolder || parts.at(-1) !== "*";
  return {
    matches: (path) => {
      const names = path.split("/");
      if (!isFolder && matchesParts(wanted, names)) return true;
      return below && names.slice(1).some((_, index) => matchesParts(wanted, names.slice(0, index + 1)));
    },
  };
}

/** Whether names match parts one by one; `**` stands for any number of them. */
export function matchesParts(parts: readonly string[], names: readonly string[]): boolean {
  let ends: readonly boolean[] = [true, ...names.map(() => false)];
  for (const part of parts) {
    if (part === "**") {
      const first = ends.indexOf(true);
      ends = ends.map((_, index) => first >= 0 && index >= first);
      continue;
    }
    const { test } = globExpression(part);
    ends = ends.map((_, index) => index > 0 && ends[index - 1] === true && test(names[index - 1] ?? ""));
  }
  return ends.at(-1) === true;
}

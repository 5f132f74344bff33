/** Texts of a start whose variables are given when the container starts: marks stand for them. */
import type { ShellLookup } from "../../../parsers/shell/parse.ts";

/** A text of the shell that can be expanded. */
interface Expandable {
  readonly raw: string;
  readonly expand: (lookup: ShellLookup) => string | null;
}

/** A text with a mark for each variable that is not known; null where one may be more than a part of a statement. */
export function withMarks({ raw, expand }: Expandable, lookup: ShellLookup): string | null {
  const marks = new Set<string>();
  const text = expand((name) => {
    const value = lookup(name);
    if (value !== undefined || !/^[A-Za-z_]\w*$/.test(name)) return value;
    marks.add(name);
    return markOf(name);
  });
  if (text === null || marks.size === 0) return text;
  // What an operator makes of a value is no longer that value.
  const isChanged = [...raw.matchAll(/\$\{[!#]?(\w+)([^}]?.?)/g)].some(
    ([, name = "", operator = ""]) => marks.has(name) && !/^(:?[-?]|\}|$)/.test(operator),
  );
  return isChanged || /(?:^|[;{}])\s*\$\{[A-Z_]\w*\}/m.test(text) ? null : text;
}

/** In capitals, as nothing is called that nginx itself knows. */
function markOf(name: string): string {
  return `\${${name.toUpperCase()}}`;
}

/** One pattern of a `.dockerignore`, as moby's patternmatcher v0.6.1 matches it. */
import { readIgnoreExpression } from "./expression.ts";

/** Whether a pattern matches a path, relative to the context and with `/`. */
export type PatternTest = (path: string) => boolean;

/** The test of a cleaned pattern; `undefined` where moby stops when it is first asked. */
export function patternTest(pattern: string): PatternTest | undefined {
  const { source, kind } = readPattern(Array.from(pattern.replace(/^\uFEFF/, "")));
  if (kind === "exact") return (path) => path === pattern;
  if (kind === "prefix") {
    const start = pattern.slice(0, -2);
    return (path) => path.startsWith(start);
  }
  if (kind === "suffix") {
    const end = pattern.slice(2);
    return (path) => path.endsWith(end) || (end.startsWith("/") && path === end.slice(1));
  }
  const expression = readIgnoreExpression(source);
  return expression && ((path) => expression(Array.from(path)));
}

// Not "{", "|" and "}", which it means to escape: its table has no room for them (shouldEscape), so that they repeat
// and separate as in any expression.
const ESCAPED = new Set(".+()$");

type Kind = "exact" | "prefix" | "suffix" | "expression";

/** Pattern.compile: two stars at the start, with nothing special behind them, are the end of a path. */
function readPattern(text: readonly string[]): { readonly source: string; readonly kind: Kind } {
  let kind: Kind = "exact";
  let source = "^";
  let at = 0;
  for (let index = 0; at < text.length; index++) {
    const character = text[at++] ?? "";
    if (character === "*" && text[at] === "*") {
      at++;
      if (text[at] === "/") at++;
      if (at < text.length) {
        source += "(.*/)?";
        kind = "expression";
      } else if (kind === "exact") kind = "prefix";
      else {
        source += ".*";
        kind = "expression";
      }
      if (index === 0) kind = "suffix";
    } else if (character === "\\") {
      source += `\\${text[at++] ?? ""}`;
      kind = "expression";
    } else if ("*?[]".includes(character)) {
      source += character === "*" ? "[^/]*" : character === "?" ? "[^/]" : character;
      kind = "expression";
    } else source += ESCAPED.has(character) ? `\\${character}` : character;
  }
  return { source: `${source}$`, kind };
}

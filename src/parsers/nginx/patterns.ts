/** What PCRE certainly refuses of a regular expression, in its words; what is not looked at may still be refused. */

/** Why a pattern does not compile; `undefined` where nothing certain is wrong with it. */
export function refusedPattern(pattern: string): string | undefined {
  if (/(?<!\\)\(\*\)/.test(pattern) && !/[[\\]/.test(pattern))
    return "quantifier does not follow a repeatable item";
  // Comments, literal runs, verbs and free spacing change what the rest means.
  if (/\\[QE]|\(\?#|\(\*|\(\?[a-zA-Z^-]*x/.test(pattern)) return undefined;
  let depth = 0;
  let repeatable = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    if (char === "\\") {
      if (at + 1 >= pattern.length) return "\\ at end of pattern";
      at++;
      repeatable = true;
    } else if (char === "[") {
      if (/^\[([:.=])[\w^]*\1\]/.test(pattern.slice(at)))
        return "POSIX named classes are supported only within a class";
      const end = classEnd(pattern, at);
      if (end === undefined) return "missing terminating ] for character class";
      at = end;
      repeatable = true;
    } else if (char === "(") {
      depth++;
      repeatable = false;
      const special = /^\(\?(?:[:=!|>]|<[=!]|P?<\w*>|'\w*'|[a-zA-Z^-]*[:)])/.exec(pattern.slice(at))?.[0];
      if (special === undefined) continue;
      at += special.length - 1;
      if (special.endsWith(")")) depth--;
    } else if (char === ")") {
      if (depth === 0) return "unmatched closing parenthesis";
      depth--;
      repeatable = true;
    } else if (char === "|" || char === "^") {
      repeatable = char === "^" && repeatable;
    } else if (/[*+?]/.test(char) || isQuantifier(pattern, at)) {
      if (!repeatable && /[*+?]/.test(char) && !/[(^|]/.test(pattern[at - 1] ?? "(")) continue;
      if (!repeatable && /[*+?]/.test(char) && pattern[at - 1] !== "^")
        return "quantifier does not follow a repeatable item";
      if (char === "{") at = pattern.indexOf("}", at);
      // A second sign makes it lazy or possessive, and nothing more.
      if (/[?+]/.test(pattern[at + 1] ?? "")) at++;
      repeatable = false;
    } else {
      repeatable = true;
    }
  }
  return depth > 0 ? "missing closing parenthesis" : undefined;
}

function isQuantifier(pattern: string, at: number): boolean {
  return /^\{\d+(?:,\d*)?\}/.test(pattern.slice(at, at + 16));
}

/** The `]` that ends a class; one that comes first belongs to it. */
function classEnd(pattern: string, start: number): number | undefined {
  let at = start + 1;
  if (pattern[at] === "^") at++;
  if (pattern[at] === "]") at++;
  for (; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern[at] === "]") return at;
    else if (/^\[[:.=]/.test(pattern.slice(at, at + 2))) {
      const close = pattern.indexOf(`${pattern[at + 1]}]`, at + 2);
      if (close > 0 && /^[\w^]*$/.test(pattern.slice(at + 2, close))) at = close + 1;
    }
  }
  return undefined;
}

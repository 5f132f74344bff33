/** Regular expressions of Go, where JavaScript's mean the same. */
import type { Place } from "../../source.ts";
import { type HclData, type Unread, unread } from "./data.ts";

// What both languages read alike. A repetition of a repetition is left out: here it may take time without end.
const SHARED =
  /^(?:[\w \t/:;,"'`~!@#%&=<>-]|\.|\\[.\\+*?()|[\]{}^$/dwsDWS-]|\[\^?(?:[\w ./:,@+*?()-]|\\[\\.\][dws/-])+\]|[\^$|()+*?]|\{\d{1,2}(?:,\d{0,2})?\}|\(\?:)*$/;
const NESTED = /[*+}]\??\)(?:[*+]|\{)/;
const longest = 2000;

function compiled(pattern: string, text: string, at: Place): RegExp | Unread {
  const known = SHARED.test(pattern) && !NESTED.test(pattern) && text.length < longest;
  if (!known) return unread("such a regular expression is not read", at);
  try {
    // Go's \d, \w and \s are those of ASCII; \s of JavaScript takes more.
    return new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]"), "gu");
  } catch {
    return unread("such a regular expression is not read", at);
  }
}

/** All matches as go-cty gives them: the text, the list of groups, or the map of named groups. */
export function matchAll(text: string, pattern: string, at: Place): readonly HclData[] | Unread {
  const expression = compiled(pattern, text, at);
  if (!(expression instanceof RegExp)) return expression;
  return [...text.matchAll(expression)].map(([whole, ...groups]): HclData => {
    return groups.length === 0 ? whole : groups.map((group) => group ?? null);
  });
}

/** Replaces every match; `$1` and `${1}` are groups. */
export function replaceMatches(
  text: string,
  { pattern, to }: { readonly pattern: string; readonly to: string },
  at: Place,
): HclData {
  const expression = compiled(pattern, text, at);
  if (!(expression instanceof RegExp)) return expression;
  // `$1x` is the group "1x" to Go.
  if (/\$[A-Za-z_]|\$\d+[A-Za-z_]|\$\{\D/.test(to)) return unread("such a replacement is not read", at);
  return text.replace(expression, (...found: (string | undefined | number)[]) =>
    to.replace(/\$(?:\$|(\d+)|\{(\d+)\})/g, (whole, bare?: string, braced?: string) => {
      if (whole === "$$") return "$";
      const group = found[Number(bare ?? braced)];
      return typeof group === "string" ? group : "";
    }),
  );
}

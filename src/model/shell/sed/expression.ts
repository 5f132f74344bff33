/** Expressions and replacements of sed as JavaScript's, and not read where the two would differ. */
import { ownValue } from "../../../names.ts";
import { mayExplode } from "./cost.ts";

const CLASSES: Readonly<Record<string, string>> = {
  space: "\\s",
  blank: " \\t",
  digit: "0-9",
  alpha: "A-Za-z",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
};

/** A basic or extended expression as one of JavaScript's; `undefined` where they would differ. */
export function expressionOf(
  source: string,
  { extended, flags }: { extended: boolean; flags: string },
): RegExp | undefined {
  let result = "";
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "[") {
      const bracket = readBracket(source, i);
      if (bracket === undefined) return undefined;
      result += bracket.value;
      i = bracket.end;
    } else if (char === "\\") {
      const next = source[++i];
      if (next === undefined || /[<>`'dDzZAQE0-9]/.test(next)) return undefined;
      if (/[(){}|+?]/.test(next)) result += extended ? `\\${next}` : next;
      else result += /[sSwWbBntr]/.test(next) ? `\\${next}` : literal(next);
    } else if (/[(){}|+?]/.test(char)) result += extended ? char : `\\${char}`;
    else if (
      char === "*" &&
      /^(\\\(|\(|\||\^)?$/.test(source.slice(Math.max(0, i - 1), i)) &&
      (i === 0 || source[i - 1] === "^")
    )
      result += "\\*";
    else if (char === "^" && i > 0 && !extended) result += /[(|]$/.test(source.slice(0, i)) ? "^" : "\\^";
    else if (char === "$" && i < source.length - 1 && !extended)
      result += /^\\[)|]/.test(source.slice(i + 1)) ? "$" : "\\$";
    else result += char === "/" ? "\\/" : char;
  }
  if (mayExplode(result)) return undefined;
  try {
    return new RegExp(result, flags);
  } catch {
    return undefined;
  }
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A bracket expression: a backslash is itself in it, `[:space:]` a class. */
function readBracket(
  source: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  let i = start + 1;
  let value = "[";
  if (source[i] === "^") value += source[i++];
  if (source[i] === "]") {
    value += "\\]";
    i++;
  }
  for (; i < source.length && source[i] !== "]"; i++) {
    const [whole, name = ""] = /^\[:(\w+):\]/.exec(source.slice(i)) ?? [];
    if (whole !== undefined) {
      const known = ownValue(CLASSES, name);
      if (known === undefined) return undefined;
      value += known;
      i += whole.length - 1;
    } else {
      const char = source[i] ?? "";
      value += char === "\\" ? "\\\\" : char === "[" ? "\\[" : char;
    }
  }
  return i < source.length ? { value: `${value}]`, end: i } : undefined;
}

/** The parts of a replacement: text, and numbers of groups (`&` is 0). */
export function replacementOf(source: string): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "&") parts.push(0);
    else if (char !== "\\") parts.push(char);
    else {
      const next = source[++i];
      if (next === undefined || /[ULEul]/.test(next)) return undefined;
      if (/\d/.test(next)) parts.push(Number(next));
      else parts.push(next === "n" ? "\n" : next === "t" ? "\t" : next);
    }
  }
  return parts;
}

/** What nginx's slots make of an argument: numbers, sizes, times and words, after ngx_string.c and ngx_parse.c of nginx 1.31. */
import { ownValue } from "../../names.ts";
import type { NginxDirective, NginxWord } from "./parse.ts";
import type { DirectiveEntry, DirectiveValue } from "./table.ts";

/** An argument that nginx does not take. */
export interface ValueProblem {
  readonly message: string;
  readonly word: NginxWord;
}

/** The first argument that is not what the directive's slot takes. */
export function valueProblem(directive: NginxDirective, entry: DirectiveEntry): ValueProblem | undefined {
  const { value } = entry;
  if (value === undefined) return undefined;
  const wrong = directive.args.find((word, index) => !fits(word.value, value, index));
  if (wrong === undefined) return undefined;
  const name = directive.name.value;
  return { word: wrong, message: `invalid value "${wrong.value}" in "${name}" directive, ${wanted(value)}` };
}

function fits(text: string, value: DirectiveValue, index: number): boolean {
  switch (value.kind) {
    case "number": {
      const number = isNumber(text) ? Number(text) : Number.NaN;
      return number >= (value.least ?? 0) && number <= (value.most ?? Number.POSITIVE_INFINITY);
    }
    case "size":
      return isSize(text);
    case "size or variable":
      return text.includes("$") || isSize(text);
    case "offset":
      return /^\d+[kmg]?$/i.test(text);
    case "milliseconds":
      return isTime(text, "ms");
    case "seconds":
      return isTime(text, "s");
    case "buffers":
      return index === 0 ? isNumber(text) && Number(text) > 0 : isSize(text) && Number.parseInt(text, 10) > 0;
    default:
      return (
        value.words.includes(text.toLowerCase()) ||
        value.words.some((word) => word.toLowerCase() === text.toLowerCase())
      );
  }
}

function wanted(value: DirectiveValue): string {
  switch (value.kind) {
    case "number":
      return value.least !== undefined && value.most !== undefined
        ? `it must be a number from ${value.least} to ${value.most}`
        : `it must be a number${value.least === undefined ? "" : ` of at least ${value.least}`}`;
    case "size":
    case "size or variable":
      return "it must be a size such as 512, 8k or 1m";
    case "offset":
      return "it must be a size such as 512, 8k, 1m or 1g";
    case "milliseconds":
      return "it must be a time such as 30, 30s, 5m or 500ms";
    case "seconds":
      return "it must be a time such as 30, 30s, 5m or 1h";
    case "buffers":
      return "it must be a number and a size, such as 8 4k";
    default:
      return `it must be ${value.words.length > 1 ? "one of " : ""}${value.words.join(", ")}`;
  }
}

/** ngx_atoi: digits alone, which fit into 64 bits. */
export function isNumber(text: string): boolean {
  return /^\d+$/.test(text) && BigInt(text) < 1n << 63n;
}

/** ngx_parse_size. */
export function isSize(text: string): boolean {
  return /^\d+[km]?$/i.test(text) && text.length < 19;
}

// ngx_parse_time goes down these; a blank ends a number of seconds.
const UNITS: Readonly<Record<string, number>> = { y: 1, M: 2, w: 3, d: 4, h: 5, m: 6, s: 7, ms: 8, " ": 9 };
const SECONDS = 7;

/** ngx_parse_time: a number of seconds, or numbers with units from the largest to the smallest (`1h 30m`). */
export function isTime(text: string, smallest: "s" | "ms"): boolean {
  if (!/^(?:\d|[yMwdhs ]|ms?)*$/.test(text) || !/\d/.test(text)) return false;
  let last = smallest === "s" ? 0 : 2;
  for (const [all] of text.matchAll(/ms|[yMwdhms] *| +/g)) {
    const unit = ownValue(UNITS, all.trim() || " ") ?? 0;
    const isYear = unit === 1 && last === 0;
    if (smallest === "s" && unit === 8) return false;
    if (!isYear && (unit === 9 ? last >= SECONDS : unit <= last)) return false;
    last = unit;
  }
  return true;
}

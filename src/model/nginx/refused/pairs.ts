/** Blocks that hold pairs of values in place of directives: `map`, `geo`, `split_clients`. */

import { ownValue } from "../../../names.ts";
import { refusedPattern } from "../../../parsers/nginx/patterns.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { geoPair } from "./geo.ts";
import { mapKeyProblems } from "./map-keys.ts";
import { blamed, type Configuration, isOpen, type PairCheck } from "./types.ts";

/** What nginx refuses in such blocks. */
export function pairProblems({ steps, rendered, build }: Configuration): readonly ServerProblem[] {
  return everyStep(steps).flatMap(({ step }) => {
    const name = step.directive.name.value;
    const check = /^(http|stream)$/.test(step.context ?? "") ? ownValue(CHECKS, name) : undefined;
    if (check === undefined) return [];
    const around = { block: step, build };
    const single = step.children.flatMap((child) => {
      const wrong = child.open === undefined ? check(child.directive, around) : undefined;
      if (wrong === undefined || isOpen(child, wrong.word.value, rendered)) return [];
      return blamed(child, wrong.word, { key: `${name} ${wrong.word.value}`, message: wrong.message });
    });
    return [
      ...single,
      ...(name === "map" ? mapKeyProblems(step, rendered) : []),
      ...(name === "split_clients" ? overflow(step) : []),
    ];
  });
}

const map: PairCheck = ({ name, args, block }) => {
  const { value } = name;
  if (block !== undefined) return { word: name, message: `unexpected "{" in "map"` };
  if (args.length === 0 && /^(hostnames|volatile)$/.test(value)) return undefined;
  if (value === "include" && args.length === 1) return undefined;
  if (args.length !== 1) {
    const index = args.findIndex((word) => word.startsLine);
    const before = index < 0 ? undefined : (args[index - 1] ?? name);
    const hint = before === undefined ? "" : `: a ";" is missing after "${before.value}"`;
    return { word: before ?? name, message: `invalid number of the map parameters${hint}` };
  }
  const [, pattern] = /^~\*?(.*)$/s.exec(value) ?? [];
  const why = pattern === undefined ? undefined : refusedPattern(pattern);
  return why === undefined
    ? undefined
    : { word: name, message: `invalid regular expression "${pattern}": ${why}` };
};

// ngx_http_split_clients reads two words, and looks at no others: one that is left out is what the memory holds.
const splitClients: PairCheck = ({ name, block }) => {
  if (block !== undefined) return { word: name, message: `unexpected "{" in "split_clients"` };
  return name.value === "*" || /^(?=.*[1-9])(\d+\.?\d{0,2}|\.\d{1,2})%$/.test(name.value)
    ? undefined
    : { word: name, message: `invalid percent value "${name.value}"` };
};

/** A star takes all that is left, so that no share may stand behind it. */
function overflow(step: DirectiveStep): readonly ServerProblem[] {
  let sum = 0;
  for (const { directive } of step.children) {
    const share = Math.round(Number.parseFloat(directive.name.value) * 100);
    if (directive.name.value === "*") sum = 10_000;
    else if (share > 0) sum += share;
    if (sum > 10_000)
      return blamed(step, undefined, {
        key: "percent total",
        message: "percent total is greater than 100%",
      });
  }
  return [];
}

const BYTE = /^0*[\da-f]{1,2}$/i;
// At most four bytes of UTF-8, by two digits each.
const BYTES = /^([\da-f]{2}){1,4}$/i;

const charsetMap: PairCheck = ({ name, args, block }, { block: { directive } }) => {
  const target = directive.args[1];
  const [to] = args;
  if (block !== undefined || to === undefined || args.length !== 1)
    return { word: name, message: "invalid parameters number" };
  const isRight = /^utf-8$/i.test(target?.value ?? "") ? BYTES : BYTE;
  const wrong = !BYTE.test(name.value) ? name : isRight.test(to.value) ? undefined : to;
  return wrong && { word: wrong, message: `invalid value "${wrong.value}"` };
};

const CHECKS: Readonly<Record<string, PairCheck>> = {
  map,
  geo: geoPair,
  split_clients: splitClients,
  charset_map: charsetMap,
};

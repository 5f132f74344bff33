/** Blocks that hold pairs of values in place of directives: `map`, `geo`, `split_clients`. */

import { ownValue } from "../../../names.ts";
import type { NginxDirective, NginxWord } from "../../../parsers/nginx/parse.ts";
import { refusedPattern } from "../../../parsers/nginx/patterns.ts";
import { isNetwork } from "../../../parsers/nginx/words/checks.ts";
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { everyStep } from "../steps.ts";
import { blamed, type Configuration, isOpen } from "./types.ts";

interface Wrong {
  readonly word: NginxWord;
  readonly message: string;
}

type Check = (pair: NginxDirective, block: NginxDirective) => Wrong | undefined;

/** What nginx refuses in such blocks. */
export function pairProblems({ steps, rendered }: Configuration): readonly ServerProblem[] {
  return [...everyStep(steps)].flatMap(({ step }) => {
    const name = step.directive.name.value;
    const check = /^(http|stream)$/.test(step.context ?? "") ? ownValue(CHECKS, name) : undefined;
    if (check === undefined) return [];
    const single = step.children.flatMap((child) => {
      const wrong = child.open === undefined ? check(child.directive, step.directive) : undefined;
      if (wrong === undefined || isOpen(child, wrong.word.value, rendered)) return [];
      return blamed(child, wrong.word, { key: `${name} ${wrong.word.value}`, message: wrong.message });
    });
    return [
      ...single,
      ...(name === "map" ? conflicts(step, rendered) : []),
      ...(name === "split_clients" ? overflow(step) : []),
    ];
  });
}

const map: Check = ({ name, args, block }) => {
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

/** A value twice (ngx_http_map: "conflicting parameter"); keys are compared in lower case. */
function conflicts(step: DirectiveStep, rendered: ReadonlySet<string>): readonly ServerProblem[] {
  const seen = new Map<string, DirectiveStep>();
  return step.children.flatMap((child) => {
    const { name, args } = child.directive;
    if (
      args.length !== 1 ||
      name.value === "include" ||
      name.value.startsWith("~") ||
      isOpen(child, name.value, rendered)
    )
      return [];
    const key = name.value.toLowerCase();
    const before = seen.get(key);
    seen.set(key, before ?? child);
    if (before === undefined) return [];
    const message =
      key === "default"
        ? "duplicate default map parameter"
        : `conflicting parameter "${name.value}" in "map"`;
    return blamed(child, name, { key: `map twice ${key}`, message, first: before });
  });
}

const geo: Check = ({ name, args, block }, { block: all = [] }) => {
  const { value } = name;
  if (block !== undefined) return { word: name, message: `unexpected "{" in "geo"` };
  if (args.length === 0 && /^(ranges|proxy_recursive|volatile)$/.test(value)) return undefined;
  if (args.length !== 1) return { word: name, message: "invalid number of the geo parameters" };
  const isRanges = all.some((one) => one.name.value === "ranges");
  const [target] = args;
  const network = /^(delete|proxy)$/.test(value) ? target : name;
  if (/^(default|include)$/.test(value) || network === undefined || isRanges) return undefined;
  return isNetwork(network.value) || network.value === "255.255.255.255"
    ? undefined
    : { word: network, message: `invalid network "${network.value}"` };
};

const splitClients: Check = ({ name, args, block }) => {
  if (block !== undefined || args.length !== 1)
    return { word: name, message: "invalid number of the split_clients parameters" };
  return name.value === "*" || /^(?=.*[1-9])\d+(\.\d{1,2})?%$/.test(name.value)
    ? undefined
    : { word: name, message: `invalid percent value "${name.value}"` };
};

function overflow(step: DirectiveStep): readonly ServerProblem[] {
  const shares = step.children
    .map(({ directive }) => Number.parseFloat(directive.name.value))
    .filter((share) => share > 0);
  const sum = shares.reduce((all, share) => all + Math.round(share * 100), 0);
  return sum <= 10_000
    ? []
    : blamed(step, undefined, { key: "percent total", message: "percent total is greater than 100%" });
}

const BYTE = /^0*[\da-f]{1,2}$/i;
// At most four bytes of UTF-8, by two digits each.
const BYTES = /^([\da-f]{2}){1,4}$/i;

const charsetMap: Check = ({ name, args, block }, { args: [, target] }) => {
  const [to] = args;
  if (block !== undefined || to === undefined || args.length !== 1)
    return { word: name, message: "invalid parameters number" };
  const isRight = /^utf-8$/i.test(target?.value ?? "") ? BYTES : BYTE;
  const wrong = !BYTE.test(name.value) ? name : isRight.test(to.value) ? undefined : to;
  return wrong && { word: wrong, message: `invalid value "${wrong.value}"` };
};

const CHECKS: Readonly<Record<string, Check>> = {
  map,
  geo,
  split_clients: splitClients,
  charset_map: charsetMap,
};

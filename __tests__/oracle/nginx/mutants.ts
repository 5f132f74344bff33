/** One-change mutants of a configuration, in the ways in which people slip; the same for the same seed. */
import { type NginxDirective, parseNginx, walk } from "../../../src/parsers/nginx/parse.ts";
import { sourceFile } from "../../../src/source.ts";

/** A changed text and what was done to it. */
export interface Mutant {
  readonly text: string;
  readonly how: string;
}

/** Numbers from 0 to 1, by the generator mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Change = (given: Given) => string | undefined;

interface Given {
  readonly text: string;
  readonly directive: NginxDirective;
  readonly all: readonly NginxDirective[];
  readonly pick: <T>(list: readonly T[]) => T | undefined;
}

const put = (text: string, { start, end }: { readonly start: number; readonly end: number }, by: string) =>
  text.slice(0, start) + by + text.slice(end);
const garbage = ["ok", "yes", "1q", "-1", "0", "auto", "/tmp", "999999", "$nosuch", "10x"];

const CHANGES: Readonly<Record<string, Change>> = {
  "drops a ;": ({ text, directive }) =>
    directive.block === undefined
      ? put(text, { start: directive.span.end - 1, end: directive.span.end }, "")
      : undefined,
  "misspells a name": ({ text, directive, pick }) => {
    const { value, span } = directive.name;
    const at = pick([...value].map((_, index) => index)) ?? 0;
    const by = value.length > 2 ? `${value.slice(0, at)}${value.slice(at + 1)}` : `${value}x`;
    return put(text, span, by);
  },
  "swaps letters of a name": ({ text, directive, pick }) => {
    const { value, span } = directive.name;
    const at = pick([...value].slice(1).map((_, index) => index)) ?? 0;
    return put(
      text,
      span,
      value.slice(0, at) + (value[at + 1] ?? "") + (value[at] ?? "") + value.slice(at + 2),
    );
  },
  "drops a word": ({ text, directive, pick }) => {
    const word = pick(directive.args);
    return word && put(text, word.span, "");
  },
  "says a word twice": ({ text, directive, pick }) => {
    const word = pick(directive.args);
    return (
      word &&
      put(
        text,
        word.span,
        `${text.slice(word.span.start, word.span.end)} ${text.slice(word.span.start, word.span.end)}`,
      )
    );
  },
  "says a directive twice": ({ text, directive }) => {
    const whole = text.slice(directive.span.start, directive.end);
    return put(text, { start: directive.end, end: directive.end }, `\n${whole}`);
  },
  "moves a directive": ({ text, directive, all, pick }) => {
    const target = pick(all.filter(({ block }) => block !== undefined));
    if (target === undefined) return undefined;
    const whole = text.slice(directive.span.start, directive.end);
    return put(text, { start: target.span.end, end: target.span.end }, `\n${whole}\n`);
  },
  "drops a letter of a word": ({ text, directive, pick }) => {
    const word = pick(directive.args);
    const at = word && pick([...text.slice(word.span.start, word.span.end)].map((_, index) => index));
    return word && at !== undefined
      ? put(text, { start: word.span.start + at, end: word.span.start + at + 1 }, "")
      : undefined;
  },
  "adds a letter to a word": ({ text, directive, pick }) => {
    const word = pick(directive.args);
    return word && put(text, { start: word.span.end, end: word.span.end }, pick(["x", "s", "0", "k"]) ?? "x");
  },
  "says another word": ({ text, directive, pick }) => {
    const word = pick(directive.args);
    return word && put(text, word.span, pick(garbage) ?? "ok");
  },
  "takes a word of another": ({ text, directive, all, pick }) => {
    const word = pick(directive.args);
    const other = pick(all)?.args[0];
    return word && other && put(text, word.span, text.slice(other.span.start, other.span.end));
  },
  "drops a brace": ({ text, directive, pick }) => {
    if (directive.block === undefined) return undefined;
    const at = pick([directive.span.end - 1, directive.end - 1]) ?? 0;
    return put(text, { start: at, end: at + 1 }, "");
  },
  "drops a quote": ({ text, directive, pick }) => {
    const word = pick(directive.args.filter(({ quoted }) => quoted));
    const at = word && pick([word.span.start, word.span.end - 1]);
    return at === undefined ? undefined : put(text, { start: at, end: at + 1 }, "");
  },
  "misspells a variable": ({ text, directive, pick }) => {
    const word = pick(directive.args.filter(({ value }) => /\$\{?[a-z]{3}/.test(value)));
    if (word === undefined) return undefined;
    const raw = text.slice(word.span.start, word.span.end);
    return put(text, word.span, raw.replace(/\$(\{?)([a-z])([a-z])/, "$$$1$3$2"));
  },
};

/** So many mutants of a text. */
export function mutantsOf(text: string, count: number, random: () => number): readonly Mutant[] {
  const all = [...walk(parseNginx(sourceFile("a", text)).directives)].map(({ directive }) => directive);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const mutants: Mutant[] = [];
  for (let tries = 0; mutants.length < count && tries < count * 20; tries++) {
    const [how, change] = pick(Object.entries(CHANGES)) ?? [];
    const directive = pick(all);
    if (how === undefined || change === undefined || directive === undefined) continue;
    const changed = change({ text, directive, all, pick });
    if (changed !== undefined && changed !== text) mutants.push({ text: changed, how });
  }
  return mutants;
}

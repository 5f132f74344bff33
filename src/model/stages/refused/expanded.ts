/** Words of instructions as the builder expands them, where it may refuse what they come to. */
import type { Word } from "../../../parsers/dockerfile/parse.ts";
import { type Expansion, expandText, expandWord } from "../../../parsers/expand.ts";
import type { State } from "../state.ts";
import { stageLookup } from "../variables.ts";

/** Why the build stops at a word, and where. */
export interface Refused {
  readonly why: string;
  readonly span: Word["span"];
  /** The planner lets it pass, and the build fails at a file that is not there. */
  readonly late?: true;
}

/** The value of a word; `undefined` where it cannot be told. */
export type Read = { readonly value: string } | Refused | undefined;

/** The value of a word that may hold variables and quotes. */
export function readWord(state: State, { raw, span }: Word): Read {
  return read(state, expandWord(raw, stageLookup(state, raw), state.escape), { raw, span });
}

/** The same of a text in which quotes mean nothing. */
export function readText(state: State, { raw, span }: Word): Read {
  return read(state, expandText(raw, stageLookup(state, raw)), { raw: "this text", span });
}

function read(state: State, result: Expansion, { raw, span }: Word): Read {
  if ("value" in result) return result;
  const { malformed, unresolved } = result;
  // The build may give a value to an ARG that has none here.
  if (malformed === undefined || state.variables.get(unresolved)?.unset) return undefined;
  return { why: `${malformed} in ${raw}`, span };
}

/** The first word that the builder cannot expand. */
export function refusedWord(state: State, words: readonly Word[]): Refused | undefined {
  for (const word of words) {
    const found = readWord(state, word);
    if (isRefused(found)) return found;
  }
  return undefined;
}

/** Whether the builder stops at a word. */
export function isRefused(read: Read): read is Refused {
  return read !== undefined && "why" in read;
}

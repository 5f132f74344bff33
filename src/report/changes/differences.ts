import type { ImageChange, ImageFacts } from "../../facts.ts";
import { CANNOT_TELL, type FactValue, type NamedFact, namedFacts } from "../fact-values.ts";

/** A fact that a change makes another one. */
export interface Difference {
  readonly fact: string;
  /** Absent where the fact did not arise before: the image or the server is new. */
  readonly before?: FactValue;
  /** Absent where it arises no more. */
  readonly after?: FactValue;
}

/** What is said of files or variables that come on top of those that stay, or went from among them. */
export const AS_WELL = "as well";

/** Facts of which only what differs is shown: there may be very many of them. */
const LONG = /(^|\s)(loads|environment)$/;

/** The facts that differ before and after, in reading order; all facts of an image that comes, none of one that goes. */
export function differences({ before, after }: ImageChange): readonly Difference[] {
  if (after === undefined) return [];
  const old = new Map(before === undefined ? [] : namedFacts(before).map(({ fact, value }) => [fact, value]));
  const facts = namedFacts(after);
  const present = new Set(facts.map(({ fact }) => fact));
  const gone = [...old].filter(([fact]) => !present.has(fact));
  const all: Difference[] = [
    ...facts.flatMap((one) => differenceOf(one, old.get(one.fact) ?? untold(one.fact, before))),
    ...gone.flatMap(([fact, value]) => goneOf({ fact, value }, after)),
  ];
  return withoutEchoes(all).filter((one) => before !== undefined || says(one));
}

/** The facts that can be told neither before nor after, so that nobody knows whether they change. */
export function openFacts({ before, after }: ImageChange): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const open = (image: ImageFacts): readonly string[] =>
    namedFacts(image).flatMap(({ fact, value }) => (value.why === undefined ? [] : [fact]));
  const old = new Set(open(before));
  return open(after).filter((fact) => old.has(fact));
}

function differenceOf({ fact, value }: NamedFact, before: FactValue | undefined): readonly Difference[] {
  if (before === undefined) return [{ fact, after: value }];
  if (sameValue(before, value)) return [];
  if (LONG.test(fact)) return [{ fact, ...onlyDifferent(before, value) }];
  const user = sameWords(before, value)
    ? { before: withNumber(before), after: withNumber(value) }
    : undefined;
  return [{ fact, before, after: value, ...user }];
}

function sameValue(before: FactValue, after: FactValue): boolean {
  if (before.user !== undefined && after.user !== undefined) return sameUser(before.user, after.user);
  return sameWords(before, after) && before.note === after.note;
}

/** Where one end has only a number and the other only a name, they are not known to be the same. */
function sameUser(before: NonNullable<FactValue["user"]>, after: NonNullable<FactValue["user"]>): boolean {
  if (before.root && after.root) return true;
  const numbers = before.uid !== undefined && after.uid !== undefined;
  if (numbers && before.uid !== after.uid) return false;
  if (before.name !== undefined && after.name !== undefined) return before.name === after.name;
  return numbers;
}

function sameWords(before: FactValue, after: FactValue): boolean {
  return (
    before.words.length === after.words.length && before.words.every((word, at) => word === after.words[at])
  );
}

/** The same name for two numbers. */
function withNumber(value: FactValue): FactValue {
  const uid = value.user?.uid;
  return uid === undefined ? value : { ...value, note: `uid ${uid}` };
}

/** What one end lacks of the other; where that is nothing, the fact does not arise at that end. */
function onlyDifferent(before: FactValue, after: FactValue): Omit<Difference, "fact"> {
  const old = new Set(before.words);
  const now = new Set(after.words);
  const less = before.words.filter((word) => !now.has(word));
  const more = after.words.filter((word) => !old.has(word));
  const known = before.why === undefined && after.why === undefined;
  if (known && less.length === 0 && more.length === 0 && before.words.length > 0)
    return { before: { words: [], note: "in this order" }, after: { words: [], note: "in another order" } };
  // Where the one has all that the other has, it has the rest as well.
  const besides =
    known && (less.length === 0 || more.length === 0) && less.length + more.length < old.size + now.size;
  const note = besides ? { note: AS_WELL } : {};
  return {
    ...((less.length > 0 || before.why !== undefined) && { before: { ...before, words: less, ...note } }),
    ...((more.length > 0 || after.why !== undefined) && { after: { ...after, words: more, ...note } }),
  };
}

/** A server of which nobody knows whether it is still there is not said to be gone; its own facts are left out. */
function goneOf({ fact, value }: NamedFact, now: ImageFacts): readonly Difference[] {
  const after = untold(fact, now);
  if (after === undefined) return [{ fact, before: value }];
  return SERVER.exec(fact)?.[2] === "" ? [{ fact, before: value, after }] : [];
}

const SERVER = /^(?:service .*?: )?(nginx|apache)(| .*)$/;

/** What is said of a fact of a server where an image cannot be told to have that server or not. */
function untold(fact: string, image: ImageFacts | undefined): FactValue | undefined {
  const kind = SERVER.exec(fact)?.[1];
  const open = image?.unknown.find((one) => one.fact === "servers" || one.fact === kind);
  if (kind === undefined || open === undefined) return undefined;
  return { words: [], note: CANNOT_TELL, why: open.why, at: open.at };
}

/** A compose service that changes as its image does is not news. */
function withoutEchoes(all: readonly Difference[]): readonly Difference[] {
  const own = new Set(all.map(keyOf));
  return all.filter((one) => {
    const bare = one.fact.replace(/^service .*?: (?=container user|nginx|apache)/, "");
    return bare === one.fact || !own.has(keyOf({ ...one, fact: bare }));
  });
}

/** Two differences with one key say the same, whatever the places. */
export function keyOf({ fact, before, after }: Difference): string {
  return JSON.stringify([
    fact,
    ...[before, after].map((value) => value && [value.words, value.note, value.why]),
  ]);
}

/** An image that comes has not to say what it has nothing of. */
function says({ after }: Difference): boolean {
  return after !== undefined && (after.words.length > 0 || after.note !== "nothing");
}

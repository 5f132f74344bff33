/** The words of one build command, and the options among them. */
import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";

/** A word as it is known: its value, or what is known of it. */
export interface CommandWord {
  readonly value: string | null;
  /** The value with `*` for what cannot be told. */
  readonly like: string;
  readonly raw: string;
  readonly span: Span;
}

export interface CommandOptions {
  readonly named: ReadonlyMap<string, readonly CommandWord[]>;
  readonly rest: readonly CommandWord[];
  /** A word that may be any options. */
  readonly open?: Span;
}

// Options without a value, of `docker buildx build --help` and `bake --help` (0.38), podman-build(1) and buildah-build(1).
const flags = new Set(
  (
    "--all-platforms --check --compress --debug --disable-compression --disable-content-trust --force-rm --help " +
    "--http-proxy --identity-label --inherit-annotations --inherit-labels --layers --load --no-cache --no-hostname " +
    "--no-hosts --omit-history --print --pull-always --pull-never --push --quiet --rm --rewrite-timestamp " +
    "--save-stages --skip-unused-stages --squash --squash-all --stdin --stream --tls-verify --pull -q -D"
  ).split(" "),
);
const long: Readonly<Record<string, string>> = { "-f": "--file", "-t": "--tag" };

/** Options and what stands between them. A word that nobody can tell is an option's value, the last word, or `open`. */
export function readCommandOptions(words: readonly CommandWord[]): CommandOptions {
  const named = new Map<string, CommandWord[]>();
  const rest: CommandWord[] = [];
  let open: Span | undefined;
  const add = (written: string, value: CommandWord) => {
    const name = ownValue(long, written) ?? written;
    named.set(name, [...(named.get(name) ?? []), value]);
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const [, name, value] = /^(--[\w-]+|-[a-zA-Z])(?:=?(.+))?$/s.exec(word.value ?? word.like) ?? [];
    if (name === undefined) {
      if (word.value === null && index < words.length - 1) open ??= word.span;
      else if (word.value !== "") rest.push(word);
    } else if (flags.has(name)) continue;
    else if (value !== undefined) add(name, cutWord(word, value));
    else {
      const next = words[++index];
      if (next !== undefined) add(name, next);
    }
  }
  return { named, rest, ...(open && { open }) };
}

/** The word behind `--name=`. */
function cutWord(word: CommandWord, value: string): CommandWord {
  const exact = word.raw.endsWith(value);
  const span = exact ? { start: word.span.end - value.length, end: word.span.end } : word.span;
  return { ...word, value: word.value === null ? null : value, like: value, span };
}

/** `name=value` words; without a value it comes from where the command runs. */
export function assignedValues(words: readonly CommandWord[] = []): Readonly<Record<string, string | null>> {
  const found: [string, string | null][] = [];
  for (const { value, like } of words) {
    const text = value ?? like;
    const cut = text.indexOf("=");
    const name = cut < 0 ? text : text.slice(0, cut);
    if (name === "" || name.includes("*")) continue;
    const given = cut < 0 ? null : text.slice(cut + 1);
    found.push([name, value === null && given?.includes("*") ? null : given]);
  }
  return Object.fromEntries(found);
}

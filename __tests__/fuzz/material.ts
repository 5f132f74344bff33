import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { pageTrees, type Tree, treesOnDisk } from "../fixes/trees.ts";
import { treeOf } from "../lab/case.ts";
import { themes } from "../lab/cases/index.ts";
import { attacks } from "../security/attacks.ts";
import { healthyVariant } from "../variants/healthy.ts";
import { formatOf, wordsOf } from "./words.ts";

/** A text of a tree, by the path that says how it is read. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Real trees, and the texts in them, which mutations start from. */
export interface Material {
  readonly trees: readonly Tree[];
  readonly texts: readonly NamedText[];
  /** Words and punctuation of all texts, each once: what a mutation writes is then seldom nonsense from the first letter on. */
  readonly pieces: readonly string[];
  /** What a text of one format is made of, and the words that its reader knows. */
  readonly own: (path: string) => Own;
}

/** Texts of one format, and their words. */
export interface Own {
  readonly texts: readonly NamedText[];
  readonly pieces: readonly string[];
}

/** Of every tree that is in the repo: examples, fixtures, incidents, rules' pages, the lab, attacks, and variants by chance. */
export function material(): Material {
  const trees = [...treesOnDisk(), ...pageTrees(), ...labTrees(), ...attackTrees(), ...variantTrees()];
  const texts = distinct(trees.flatMap(textsOf).filter(({ text }) => text.length < LONGEST));
  const pieces = [...new Set([...ODD, ...wordsIn(texts)])];
  const formats = new Map<string, Own>();
  const own = (path: string) => {
    const format = formatOf(path);
    const made = formats.get(format) ?? ownOf(format, texts);
    formats.set(format, made);
    return made;
  };
  return { trees, texts, pieces, own };
}

function ownOf(format: string, all: readonly NamedText[]): Own {
  const texts = all.filter(({ path }) => formatOf(path) === format);
  return { texts, pieces: [...new Set([...wordsIn(texts), ...wordsOf(format)])] };
}

function wordsIn(texts: readonly NamedText[]): readonly string[] {
  return texts.flatMap(({ text }) => text.split(/\s+/)).filter(({ length }) => length > 0 && length < 60);
}

/** Each text once: many trees hold the same files. */
function distinct(texts: readonly NamedText[]): readonly NamedText[] {
  return [...new Map(texts.map((one) => [`${one.path}\0${one.text}`, one])).values()];
}

const LONGEST = 20_000;

function labTrees(): readonly Tree[] {
  const cases = themes.flatMap((theme) => theme.cases);
  return cases.map((one) => ({ name: `lab: ${one.name}`, workspace: memoryWorkspace(treeOf(one)) }));
}

function attackTrees(): readonly Tree[] {
  return attacks.map(({ name, head }) => ({ name: `attack: ${name}`, workspace: memoryWorkspace(head) }));
}

function variantTrees(): readonly Tree[] {
  return Array.from({ length: 200 }, (_, number) => {
    const { name, files } = healthyVariant(number);
    return { name: `variant: ${name}`, workspace: memoryWorkspace(files) };
  });
}

function textsOf({ workspace }: Tree): readonly NamedText[] {
  return workspace.list().flatMap(({ path, kind }) => {
    const content = kind === "file" || kind === "executable" ? workspace.read(path) : undefined;
    return content !== undefined && "text" in content ? [{ path, text: content.text }] : [];
  });
}

/** What readers stumble over; each stands in no more than a few bytes. */
const ODD: readonly string[] = [
  ..."\\`\"'$#[]{}()<>=:/-@ \t\r\n,;|&*?!~%+.^_0a",
  "\u0000",
  "\u001b",
  "\u00a0",
  "\u2028",
  "\u202e",
  "\ufeff",
  "\ud800",
  "é",
  "\r\n",
  "\n\n",
  "\\\n",
  "\\\r\n",
  "${",
  "${A:-$B}",
  "$(",
  "$((",
  "`",
  "<<EOF",
  "<<-'E'",
  "EOF\n",
  "#!",
  "# syntax=a",
  "# keelcheck-disable",
  "<!--",
  "-->",
  "```",
  "~~~",
  "|-",
  "&a",
  "*a",
  "<<: *a",
  "!!merge",
  "{{",
  "%{",
  "../",
  "/..",
  "//",
  "./",
  "**",
  "[a-",
  "[!",
  "0",
  "-1",
  "65536",
  "99999999999999999999",
  "1-65535",
  "constructor",
  "__proto__",
  "toString",
];

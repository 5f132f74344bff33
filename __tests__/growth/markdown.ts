/** READMEs that are read where nothing can stop it. Run as a program it says which parts of the reading grow faster than they. */
import { isMainThread } from "node:worker_threads";
import { parseMarkdown, SMALL_MARKDOWN } from "../../src/parsers/markdown/parse.ts";
import { sourceFile } from "../../src/source.ts";
import { hostilePieces } from "../model/readme/hostile-pieces.ts";
import { counted, grown } from "./counted.ts";

const READERS = /\/node_modules\/(micromark|markdownlint)|\/src\/parsers\/markdown\//;
const INLINE = [
  "[",
  "](",
  "[x](",
  "![",
  "*a ",
  "**a_b",
  "`",
  "``a`",
  "<a ",
  "<!--",
  "&a",
  "\\",
  "$",
  ":a[",
  "[^a]",
];
const AROUND = ["http://a.b ", "a@b.c ", "~~a", "| a ", "> ", "- ", "1. ", "\t"];
const LINES = [
  "::a{\n",
  ":::\n",
  "[^a]: b\n",
  "[a]: b\n",
  "# a\n",
  "a\n=\n",
  "a  \n",
  "~~~\n",
  "<a>\n",
  "|-|\n",
];

/** What such texts are made of: each word is repeated. */
export const WORDS: readonly string[] = [
  ...INLINE,
  ...AROUND,
  ...LINES,
  "> - > - a\n",
  "x\n\n",
  ...hostilePieces,
];

function growing(word: string): readonly string[] {
  const count = (size: number) => {
    const file = sourceFile("README.md", word.repeat(size / word.length));
    return counted(() => parseMarkdown(file), READERS);
  };
  const sizes = { small: count(SMALL_MARKDOWN / 4), large: count(SMALL_MARKDOWN) };
  return grown(sizes, { most: 6, least: SMALL_MARKDOWN });
}

if (isMainThread && process.argv[1] === import.meta.filename)
  console.log(JSON.stringify(WORDS.map((word) => [word, growing(word)])));

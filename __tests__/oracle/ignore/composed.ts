/** `.dockerignore` files that are composed by chance, with paths to ask of them. */
import { type Random, randomFrom } from "../../variants/random.ts";

export interface IgnoreSet {
  readonly name: string;
  readonly text: string;
  /** Relative to the context. */
  readonly paths: readonly string[];
}

const NAMES = [
  "a",
  "b",
  "ab",
  "a.conf",
  "b.conf",
  ".x",
  "src",
  "docs",
  "README.md",
  "é",
  "a+b",
  "a b",
  "constructor",
  "z9",
];
const PARTS = [
  ...NAMES,
  "*",
  "**",
  "?",
  "a*",
  "*.conf",
  "**.conf",
  "a**",
  "**b",
  "a**b",
  "[ab]",
  "[^a]*",
  "[a-c]?",
  "\\a",
  "\\*",
  "a\\.conf",
  "*b*",
  "***",
  "[[:alpha:]]",
  "a?",
  "s**c",
  "**/",
  "[a*]",
  "[a**]",
  "\\d",
  "\\w*",
  "^a",
  "a^",
  "a$",
  "(a)",
  "{a,b}",
  "a|b",
  ".",
  "..",
  "[.]x",
  "[]a]",
  "[",
  "a[",
  "\\",
  "[a-]",
  "[z-a]",
  "\\pL",
  "\\x61",
  "\\Qa*",
  "[\\w]",
  "[[:foo:]]",
  "\\C",
  "\\1",
  "!",
];
const IN_A_SET = 10;

/** Sets of ten paths each, `pairs` in all; the same each time. */
export function composedSets(pairs: number, seed: string): readonly IgnoreSet[] {
  return Array.from({ length: Math.ceil(pairs / IN_A_SET) }, (_, index) => {
    const random = randomFrom(`${seed}ignore ${index}`);
    const lines = Array.from({ length: random.between(1, 5) }, () => composedLine(random));
    const text = `${lines.join(random.chance(0.9) ? "\n" : "\r\n")}\n`;
    const paths = Array.from({ length: IN_A_SET }, () =>
      Array.from({ length: random.between(1, 4) }, () => random.pick(NAMES)).join("/"),
    );
    return { name: `${index} ${JSON.stringify(text)}`, text, paths };
  });
}

function composedLine(random: Random): string {
  if (random.chance(0.03)) return random.pick(["# a", " # a", "", "!", "/", " a ", "! a", "\ta", "#", "!#a"]);
  // Most of the odd parts are refused: a file with one says nothing of the others.
  const usual = PARTS.length - 26;
  const part = () => PARTS[random.between(0, random.chance(0.9) ? usual : PARTS.length - 1)] ?? "";
  const parts = Array.from({ length: random.between(1, 3) }, part);
  return `${random.chance(0.3) ? "!" : ""}${random.chance(0.1) ? "/" : ""}${parts.join(random.chance(0.8) ? "/" : "")}${random.chance(0.1) ? "/" : ""}`;
}

/** Paths that the patterns of a file are about: their own words with something in the place of stars, and around. */
export function pathsFor(text: string): readonly string[] {
  const paths = text
    .split(/\r?\n/)
    .map((line) =>
      line
        .trim()
        .replace(/^[!#]/, "")
        .replace(/^\/+|\/+$/g, "")
        .replaceAll(/\*+\/?/g, "x/")
        .replaceAll(/[?[\]\\]/g, "a"),
    )
    .map((path) => path.replaceAll(/\/{2,}/g, "/").replace(/\/$/, ""))
    .filter((path) => path !== "" && !path.split("/").includes("..") && !path.split("/").includes("."));
  return [...new Set(paths.flatMap((path) => [path, `${path}/in`, `in/${path}`, `${path}.x`]))].slice(0, 200);
}

import type { Random } from "./random.ts";

/** A directive before it is spelled; with a block it is one that holds others. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Directive[];
}

/** A directive that ends in a semicolon. */
export const directive = (name: string, ...args: readonly string[]): Directive => ({ name, args });
/** A directive with a block. */
export const block = (name: string, args: readonly string[], children: readonly Directive[]): Directive => ({
  name,
  args,
  block: children,
});

interface Style {
  readonly indent: string;
  readonly comments: number;
  readonly blankLines: number;
  readonly quotes: number;
  readonly brace: "same" | "next" | "tight";
  readonly gap: (random: Random) => string;
}

const COMMENTS = [
  "# user root;",
  "#user  nobody;",
  "# listen 80;",
  "#",
  "# include /etc/nginx/nowhere.conf;",
  "# see the README }",
  "## server {",
  "# it's \"quoted",
];

/** The text of a configuration in one of its spellings. */
export function writeNginx(directives: readonly Directive[], random: Random): string {
  const style: Style = {
    indent: random.pick(["    ", "  ", "\t", ""]),
    comments: random.pick([0, 0, 0.15, 0.4]),
    blankLines: random.pick([0, 0.15, 0.4]),
    quotes: random.pick([0, 0, 0.2]),
    brace: random.pick(["same", "same", "same", "next", "tight"]),
    gap: random.pick([() => " ", () => " ", (some: Random) => some.pick([" ", "  ", "\t", "      "])]),
  };
  const head = random.chance(style.comments) ? ["# written by hand", ""] : [];
  const text = [...head, ...writeAll(directives, 0, { random, style })].join("\n");
  const ended = random.chance(0.9) ? `${text}\n` : text;
  return random.chance(0.12) ? ended.replaceAll("\n", "\r\n") : ended;
}

interface Pen {
  readonly random: Random;
  readonly style: Style;
}

function writeAll(directives: readonly Directive[], depth: number, pen: Pen): readonly string[] {
  const { random, style } = pen;
  return directives.flatMap((one, index) => [
    ...(index > 0 && random.chance(style.blankLines) ? [random.pick(["", style.indent.repeat(depth)])] : []),
    ...(random.chance(style.comments) ? [style.indent.repeat(depth) + random.pick(COMMENTS)] : []),
    ...writeOne(one, depth, pen),
  ]);
}

function writeOne({ name, args, block: children }: Directive, depth: number, pen: Pen): readonly string[] {
  const { random, style } = pen;
  const indent = style.indent.repeat(depth);
  const words = [name, ...args.map((arg) => quoted(arg, pen))];
  const head = indent + words.reduce((text, word) => text + style.gap(random) + word);
  if (children === undefined) {
    const blank = random.chance(0.03) ? " " : "";
    return [`${head}${blank};${random.chance(style.comments / 2) ? ` ${random.pick(COMMENTS)}` : ""}`];
  }
  const short = children.length <= 1 && children.every((child) => child.block === undefined);
  if (short && random.chance(0.3)) {
    const inner = children.map((child) =>
      writeOne(child, 0, { random, style: { ...style, comments: 0 } }).join(""),
    );
    return [`${head} { ${inner.join(" ")} }`.replace("{  }", "{}")];
  }
  const open = { same: [`${head} {`], next: [head, `${indent}{`], tight: [`${head}{`] }[
    braceOf(words, style)
  ];
  return [...open, ...writeAll(children, depth + 1, pen), `${indent}}`];
}

/** A brace belongs to a bare word before it only where nothing but `$` could claim it. */
function braceOf(words: readonly string[], { brace }: Style): Style["brace"] {
  return brace === "tight" && !/^[\w=/]+$/.test(words.at(-1) ?? "") ? "same" : brace;
}

function quoted(arg: string, { random, style }: Pen): string {
  if (/["'\s;{}]/.test(arg)) return arg.includes('"') ? `'${arg}'` : `"${arg}"`;
  if (!/^[\w./:*[\]-]+$/.test(arg) || !random.chance(style.quotes)) return arg;
  return random.pick([`"${arg}"`, `'${arg}'`]);
}

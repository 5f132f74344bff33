import type { Random } from "./random.ts";

/** A directive before it is spelled; with a section it is one that holds others. */
export interface ApacheDirective {
  readonly name: string;
  readonly args: string;
  readonly section?: readonly ApacheDirective[];
}

/** A directive of one line. */
export const says = (name: string, args: string): ApacheDirective => ({ name, args });
/** A directive that encloses others. */
export const section = (
  name: string,
  args: string,
  children: readonly ApacheDirective[],
): ApacheDirective => ({ name, args, section: children });

interface Style {
  readonly indent: string;
  readonly comments: number;
  readonly spell: (name: string) => string;
}

const COMMENTS = ["# User root", "#Listen 80", "# see the README", "#", "# <VirtualHost *:80>"];

/** The text of a configuration in one of its spellings: there are no trailing comments. */
export function writeApache(directives: readonly ApacheDirective[], random: Random): string {
  const style: Style = {
    indent: random.pick(["    ", "  ", "\t", ""]),
    comments: random.pick([0, 0, 0.2, 0.5]),
    spell: random.pick([
      (name: string) => name,
      (name: string) => name,
      (name: string) => name.toLowerCase(),
      (name: string) => name.toUpperCase(),
    ]),
  };
  const text = `${writeAll(directives, 0, random, style).join("\n")}\n`;
  return random.chance(0.1) ? text.replaceAll("\n", "\r\n") : text;
}

function writeAll(
  directives: readonly ApacheDirective[],
  depth: number,
  random: Random,
  style: Style,
): readonly string[] {
  const indent = style.indent.repeat(depth);
  return directives.flatMap(({ name, args, section: children }) => {
    const before = random.chance(style.comments) ? [indent + random.pick(COMMENTS)] : [];
    if (random.chance(style.comments / 2)) before.push("");
    const gap = random.chance(0.1) ? "\t" : " ";
    if (children === undefined) return [...before, `${indent}${style.spell(name)}${gap}${args}`];
    const inner = writeAll(children, depth + 1, random, style);
    return [
      ...before,
      `${indent}<${style.spell(name)} ${args}>`,
      ...inner,
      `${indent}</${style.spell(name)}>`,
    ];
  });
}

/** Dockerfiles with a mistake made by chance. */
import { type Random, randomFrom } from "../../variants/random.ts";
import type { NamedText } from "./oracle.ts";

const PIECES = [
  ..."\\`\"'$#[]{}<>=:/-@ \t\r\n,;|&*?!~%+.0a",
  "$X",
  "${X}",
  "${X:-a}",
  "${X:0:3}",
  "${",
  "<<EOF",
  "<< EOF",
  "<<-'E'",
  "EOF\n",
  " \\\n",
  "\\\n\n",
  "\\\n# c\n",
  '["',
  '"]',
  " --x",
  " --from=0",
  " --chown=a",
  " --chmod=999",
  "--",
  '""',
  "''",
  " AS a",
  "FROM a\n",
  "ONBUILD ",
  "FROM scratch\n",
  "=",
  " = ",
];

/** Changes `count` files at one to three places; the same for the same files and seed. */
export function mutants(
  files: readonly NamedText[],
  { count, seed }: { readonly count: number; readonly seed: string },
): readonly NamedText[] {
  if (files.length === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(`${seed}mutant ${index}`);
    const { name, text } = random.pick(files);
    let changed = text;
    for (let left = random.between(1, 3); left > 0; left--) changed = mutated(changed, random);
    return { name: `${index} of ${name}`, text: changed };
  });
}

function mutated(text: string, random: Random): string {
  const at = random.between(0, text.length);
  const lines = text.split("\n");
  const line = random.between(0, lines.length - 1);
  const withLines = (from: number, count: number, ...put: readonly string[]) =>
    [...lines.slice(0, from), ...put, ...lines.slice(from + count)].join("\n");
  return random.pick([
    () => text.slice(0, at) + random.pick(PIECES) + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(at + random.between(1, 12)),
    () => text.slice(0, at) + random.pick(PIECES) + text.slice(at + 1),
    () => withLines(line, 1),
    () => withLines(line, 0, lines[line] ?? ""),
    () => withLines(line, 1, `${lines[line] ?? ""}${random.pick(PIECES)}`),
    () => withLines(line, 0, random.pick(lines)),
    () => withLines(line, 1, swappedWords(lines[line] ?? "", random)),
  ])();
}

function swappedWords(line: string, random: Random): string {
  const words = line.split(" ");
  return random.chance(0.5) ? words.toReversed().join(" ") : random.shuffled(words).join(" ");
}

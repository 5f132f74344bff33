/** Paths within regular expressions, as pre-commit, Renovate and their like take them. */
import type { Edit } from "../../finding.ts";
import type { TextReader } from "./reader.ts";
import type { Move } from "./relocation.ts";

/** What moves, where a file names it by its whole path with its dots behind backslashes. */
export function expressionEdits(reader: TextReader): readonly Edit[] {
  const { file, manner, isContainers, relocation } = reader;
  if (manner === "markdown" || manner === "lines" || isContainers || !file.text.includes("\\")) return [];
  return relocation.moves.flatMap((move) => {
    const found = Array.from(file.text.matchAll(expressionOf(move)));
    // Without a backslash it is a word like any other.
    const escaped = found.filter(({ 0: written }) => written.includes("\\"));
    return escaped.map(({ 0: written, index }) => ({
      replace: { file, span: { start: index, end: index + written.length } },
      text: writtenAs(written, move),
    }));
  });
}

/** The path with one or two backslashes before its dots, since JSON doubles them, and maybe before its slashes. */
function expressionOf({ from }: Move): RegExp {
  const path = from
    .replaceAll(/[^\w./]/g, "\\$&")
    .replaceAll("/", "\\\\{0,2}/")
    .replaceAll(".", "\\\\{1,2}\\.");
  return new RegExp(`(?<![\\w/.-])${path}(?![\\w-])`, "g");
}

function writtenAs(written: string, { to }: Move): string {
  const dot = /\\+(?=\.)/.exec(written)?.[0] ?? "";
  const slash = /\\+(?=\/)/.exec(written)?.[0] ?? "";
  return to.replaceAll(".", `${dot}.`).replaceAll("/", `${slash}/`);
}

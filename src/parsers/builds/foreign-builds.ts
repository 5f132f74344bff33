/** The builds that a text of another language runs: commands in its texts, and lists of their words. */
import type { Span } from "../../source.ts";
import { builders, readCommands } from "./command-script.ts";
import { type BuildCommands, joinedCommands } from "./command-tree.ts";

// A text in any of the quotes of Python, JavaScript, Ruby and PowerShell.
const TEXT = String.raw`'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\`(?:[^\`\\]|\\.)*\``;
const TOKENS = new RegExp(
  // `["docker", "build", …]`, or the program and a list of its arguments.
  String.raw`(?<list>(?:(?<program>${TEXT})\s*,\s*)?\[(?<items>[^\[\]]{0,4000})\])|(?<text>${TEXT})(?<more>\s*[+%.,])?`,
  "g",
);
const WORD = new RegExp(`${TEXT}|[^,]+`, "g");
// Stands for a part that is put in where the text runs.
const OPEN = "${not_told}";

/** What a text of a language that is not read builds; a command that is put together is read as far as it is told. */
export function foreignBuilds(text: string, span: Span): BuildCommands {
  if (!builders.test(text)) return joinedCommands([]);
  const found: BuildCommands[] = [];
  for (const { groups = {} } of text.matchAll(TOKENS)) {
    const command = groups["list"] === undefined ? commandOf(groups) : listed(groups);
    if (command === undefined || !builders.test(command)) continue;
    const { builds, bakes, retags, composes } = readCommands({
      text: command,
      place: () => span,
      folder: "",
      variables: new Map(),
    });
    found.push({ ...joinedCommands([]), builds, bakes, retags, composes });
  }
  return joinedCommands(found);
}

type Groups = Readonly<Record<string, string | undefined>>;

function commandOf({ text = "", more }: Groups): string {
  return `${filled(contentOf(text))}${more?.trim().startsWith("+") ? ` ${OPEN}` : ""}`;
}

function listed({ program, items = "" }: Groups): string {
  const words = (items.match(WORD) ?? []).filter((word) => word.trim() !== "");
  return [...(program === undefined ? [] : [program]), ...words].map(wordOf).join(" ");
}

function wordOf(word: string): string {
  const text = word.trim();
  return /^["'`]/.test(text) && /["'`]$/.test(text) ? filled(contentOf(text)) : OPEN;
}

/** What a language puts into a text, as a variable of the shell that nothing sets. */
function filled(text: string): string {
  return text.replace(/\$?\{[^{}]*\}|#\{[^{}]*\}|%[sd]/g, OPEN);
}

function contentOf(quoted: string): string {
  const marks = /^(?:'''|""")/.test(quoted) ? 3 : 1;
  return quoted.slice(marks, -marks);
}

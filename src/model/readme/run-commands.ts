import type { MarkdownFile } from "../../parsers/markdown/tree.ts";
import type { SourceFile, Span } from "../../source.ts";
import { type Found, placeOfSpan, portsOf } from "./facts.ts";

/** A word of a command, without its quotes, and where it stands with them. */
interface Word {
  readonly text: string;
  readonly span: Span;
}

interface Line {
  readonly text: string;
  readonly span: Span;
}

// Sections about what was once, or about another version.
const OF_OLD = /\b(?:upgrad\w*|migrat\w*|change ?log|history|deprecat\w*|legacy|older)\b/i;

/** Finds the ports that `docker run -p HOST:CONTAINER` publishes in blocks of code and in inline code. */
export function findRuns({ file, blocks, codes }: MarkdownFile, found: Found): void {
  const lines: (readonly Line[])[] = [];
  for (const block of blocks) {
    if (block.kind === "fence" && !block.headings.some(({ text }) => OF_OLD.test(text)))
      for (const command of commandsIn(block.fence.lines)) lines.push(command);
  }
  for (const command of [...lines, ...codes.map((code) => [code])]) readRun(file, wordsOf(command), found);
}

/** Lines that a backslash joins are one command. */
function commandsIn(lines: readonly Line[]): readonly (readonly Line[])[] {
  const commands: Line[][] = [];
  let goesOn = false;
  for (const line of lines) {
    if (goesOn) commands.at(-1)?.push(line);
    else commands.push([line]);
    goesOn = /\\\s*$/.test(line.text);
  }
  return commands;
}

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'|&;])+|[|&;]/g;

function wordsOf(lines: readonly Line[]): readonly Word[] {
  return lines.flatMap(({ text, span }) =>
    Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
      const start = span.start + index;
      return { text: word.replace(/["']/g, ""), span: { start, end: start + word.length } };
    }).filter((word) => word.text !== "\\"),
  );
}

// docker run(1): the options that stand alone; every other one has a value.
const ALONE =
  /^--(?:detach|disable-content-trust|help|init|interactive|no-healthcheck|oom-kill-disable|privileged|publish-all|quiet|read-only|replace|rm|sig-proxy|tls-verify|tty)$/;
const LETTERS_ALONE = /^[ditPq]*$/;

/** What an option says, and how many words it takes. */
interface Option {
  readonly name: string;
  readonly value?: Word;
  readonly words: 1 | 2;
}

function readRun(file: SourceFile, all: readonly Word[], found: Found): void {
  const from = all.findIndex(
    ({ text }, index) =>
      /^(?:docker|podman|nerdctl)$/.test(text) &&
      (all[index + 1]?.text === "run" ||
        (all[index + 1]?.text === "container" && all[index + 2]?.text === "run")),
  );
  if (from < 0) return;
  const start = all[from + 1]?.text === "run" ? from + 2 : from + 3;
  const published: Word[] = [];
  let at = start;
  for (let word = all[at]; word?.text.startsWith("-"); word = all[at]) {
    const option = optionOf(word, all[at + 1]);
    // What else is set for this run may change what it listens on.
    if (/^(?:--entrypoint|--net(?:work)?|-v|--volume|--mount|--env-file)$/.test(option.name)) return;
    if ((option.name === "-e" || option.name === "--env") && /=\d+$/.test(option.value?.text ?? "")) return;
    if ((option.name === "-p" || option.name === "--publish") && option.value) published.push(option.value);
    at += option.words;
  }
  const [image, ...command] = all.slice(at);
  // A command of its own may start anything.
  if (image === undefined || !/^[\w./:@-]+$/.test(image.text) || isCommand(command)) return;
  for (const { text, span } of published)
    for (const port of portsOf(text.slice(text.lastIndexOf(":") + 1)) ?? []) {
      const number = String(port.port);
      const offset = file.text.slice(span.start, span.end).lastIndexOf(number);
      const place =
        offset < 0 ? span : { start: span.start + offset, end: span.start + offset + number.length };
      found.published.push({
        value: { ...port, image: image.text },
        at: placeOfSpan(file, place),
        strict: true,
      });
    }
}

function isCommand([first]: readonly Word[]): boolean {
  return first !== undefined && !/^[|&;#>]/.test(first.text);
}

function optionOf({ text, span }: Word, next: Word | undefined): Option {
  const equals = text.indexOf("=");
  if (text.startsWith("--")) {
    if (equals > 0) {
      const value = { text: text.slice(equals + 1), span };
      return { name: text.slice(0, equals), value, words: 1 };
    }
    return ALONE.test(text) ? { name: text, words: 1 } : { name: text, ...withValue(next), words: 2 };
  }
  // `-dp 80:80`, `-p80:80`: letters up to the first that takes a value.
  const letters = text.slice(1);
  const taking = [...letters].findIndex((letter) => !LETTERS_ALONE.test(letter));
  if (taking < 0) return { name: text, words: 1 };
  const name = `-${letters.charAt(taking)}`;
  const rest = letters.slice(taking + 1).replace(/^=/, "");
  return rest === ""
    ? { name, ...withValue(next), words: 2 }
    : { name, value: { text: rest, span }, words: 1 };
}

function withValue(next: Word | undefined): Pick<Option, "value"> {
  return next === undefined ? {} : { value: next };
}

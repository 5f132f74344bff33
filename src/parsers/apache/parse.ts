import { once } from "../../once.ts";
import type { SourceFile, Span } from "../../source.ts";
import { positionAt } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import { apacheNames } from "./table.ts";
import type { ApacheWord, LogicalLine } from "./words.ts";
import { logicalLines, spanOf, wordsOfPart } from "./words.ts";

export type { ApacheWord } from "./words.ts";

/** A directive, or a section such as `<VirtualHost *:80>` with what stands in it. */
export interface ApacheDirective {
  /** A section's without `<`; case does not count: see lowerName. */
  readonly name: ApacheWord;
  readonly args: readonly ApacheWord[];
  /** Absent for a simple directive; empty for a section that holds Perl or Lua. */
  readonly block?: readonly ApacheDirective[];
  /** The line, or the lines that `\` joins; a section's opening line. */
  readonly span: Span;
  /** Offset behind the directive or the closing line of the section; the end of the text when it is never closed. */
  readonly end: number;
}

/** What Apache reads in a file; after an error, what stands before it. */
export interface ApacheFile {
  readonly file: SourceFile;
  readonly directives: readonly ApacheDirective[];
  readonly comments: readonly Comment[];
  readonly error?: SyntaxProblem;
}

interface OpenSection {
  readonly head: Omit<ApacheDirective, "block" | "end">;
  readonly children: ApacheDirective[];
}

// Ours, not Apache's: nobody nests this deep, and whoever walks the tree by recursion stays safe.
const deepest = 500;

/** Reads a configuration as httpd 2.4 does; an error ends the reading, as in httpd. */
export const parseApache = once(readText);

function readText(file: SourceFile): ApacheFile {
  const directives: ApacheDirective[] = [];
  const comments: Comment[] = [];
  const open: OpenSection[] = [];
  const siblings = () => open.at(-1)?.children ?? directives;
  const close = (end: number) => {
    const section = open.pop();
    if (section) siblings().push({ ...section.head, block: section.children, end });
  };
  const finish = (error?: SyntaxProblem): ApacheFile => {
    while (open.length > 0) close(file.text.length);
    return error ? { file, directives, comments, error } : { file, directives, comments };
  };

  for (const line of logicalLines(file.text)) {
    const section = open.at(-1);
    const span = spanOf(line, 0, line.text.length);
    if (section && holdsCode(section) && !closes(line, section)) continue;
    if (line.text.startsWith("#")) {
      comments.push({ text: line.text.replace(/^#+/, "").trim(), span });
    } else if (line.text.startsWith("</")) {
      const wrong = wrongClosing(file, line, section);
      if (wrong) return finish({ message: wrong, span });
      close(span.end);
    } else if (line.text.startsWith("<")) {
      const opening = readOpening(line);
      if ("message" in opening) return finish(opening);
      open.push({ head: opening, children: [] });
      if (open.length > deepest)
        return finish({ message: `sections are nested more than ${deepest} deep`, span });
    } else {
      const [name, ...args] = wordsOfPart(line, 0, line.text.length);
      if (name) siblings().push({ name, args, span, end: span.end });
    }
  }
  const unclosed = open.at(-1);
  return finish(
    unclosed && { message: `<${unclosed.head.name.value}> was not closed`, span: unclosed.head.span },
  );
}

/** A directive's name in lower case, to compare with: Apache's names have no case. */
export function lowerName({ name }: ApacheDirective): string {
  return name.value.toLowerCase();
}

/** Whether a text begins with a section or a directive of httpd; one that does not looks like no configuration of it. */
export function startsLikeApache({ text }: SourceFile): boolean {
  for (const line of logicalLines(text)) {
    if (line.text.startsWith("#")) continue;
    if (line.text.startsWith("<")) return true;
    const [name] = wordsOfPart(line, 0, line.text.length);
    if (name) return !name.quoted && apacheNames.has(name.value.toLowerCase());
  }
  return false;
}

/** Whether a text can only be Apache configuration: it parses, httpd 2.4 has every directive at its top, and one is unmistakable. */
export const looksLikeApache = once(({ directives, error }: ApacheFile): boolean => {
  if (error || directives.length === 0) return false;
  const known = (directive: ApacheDirective) =>
    !directive.name.quoted && apacheNames.has(lowerName(directive)) && directive.args[0]?.value !== "=";
  return directives.every(known) && directives.some(isUnmistakable);
});

function isUnmistakable(directive: ApacheDirective): boolean {
  const name = lowerName(directive);
  const values = directive.args.map(({ value }) => value);
  const first = values[0] ?? "";
  if (directive.block) {
    return (
      values.length > 0 &&
      /^(virtualhost|directory(match)?|location(match)?|files(match)?|if\w+|proxy)$/.test(name)
    );
  }
  if (name === "listen") return values.length <= 2 && /^(.*:)?\d{1,5}$/.test(first);
  if (name === "loadmodule") return values.length === 2 && first.endsWith("_module");
  if (name === "rewriteengine") return values.length === 1 && /^(on|off)$/i.test(first);
  if (name === "rewriterule") return values.length === 2 || values.length === 3;
  if (/^(documentroot|serverroot|servername)$/.test(name)) return values.length === 1;
  return (
    /^(proxypass(reverse)?|setenvif|customlog|allowoverride|directoryindex|servertokens)$/.test(name) &&
    values.length > 0
  );
}

function readOpening(line: LogicalLine): OpenSection["head"] | SyntaxProblem {
  const length = line.text.length;
  const span = spanOf(line, 0, length);
  const written = line.text.search(/\s|$/);
  const nameEnd = line.text[written - 1] === ">" ? written - 1 : written;
  if (nameEnd === 1) return { message: "a section's name must stand right behind the <", span };
  const value = line.text.slice(1, nameEnd);
  const name = { value, span: spanOf(line, 1, nameEnd), quoted: false };
  // What stands behind the last `>` of the line is ignored.
  const argsEnd = nameEnd < written ? written : line.text.lastIndexOf(">");
  if (argsEnd < written) return { message: `<${value}> directive missing closing ">"`, span };
  return { name, args: wordsOfPart(line, written, argsEnd), span };
}

function wrongClosing(
  file: SourceFile,
  line: LogicalLine,
  section: OpenSection | undefined,
): string | undefined {
  const tag = closingTag(line);
  const name = tag.replace(/>$/, "");
  if (!section) return `</${name}> without matching <${name}> section`;
  if (!tag.endsWith(">")) return `</${name}> directive missing closing ">"`;
  if (closes(line, section)) return undefined;
  const { value, span } = section.head.name;
  return `expected </${value}> for the section of line ${positionAt(file, span.start).line} but saw </${name}>`;
}

function closes(line: LogicalLine, { head }: OpenSection): boolean {
  return line.text.startsWith("</") && closingTag(line).toLowerCase() === `${head.name.value.toLowerCase()}>`;
}

/** The first word of a closing line without `</`: what stands behind it is ignored. */
function closingTag(line: LogicalLine): string {
  return line.text.slice(2, line.text.search(/\s|$/));
}

/** mod_perl and mod_lua read these sections themselves, up to the closing line. */
function holdsCode({ head }: OpenSection): boolean {
  return /^(perl|lua\w+)$/i.test(head.name.value);
}

import type { Configuration, LintError, Rule } from "markdownlint";
import { lint } from "markdownlint/sync";
import type { SourceFile, Span } from "../../source.ts";
import { readContent } from "./blocks.ts";
import { tooHeavyMarkdown } from "./screen.ts";
import { offsetOf, type Token } from "./tokens.ts";
import { type MarkdownFile, type MarkdownLint, type MarkdownReading, unreadMarkdown } from "./tree.ts";

export { MARKDOWN_LIMITS, SMALL_MARKDOWN, tooHeavyMarkdown } from "./screen.ts";
export type * from "./tree.ts";
export { unreadMarkdown } from "./tree.ts";

/** How to read a Markdown file. */
export interface MarkdownOptions {
  /** The team's markdownlint configuration as plain data; without it the short list is on. */
  readonly lint?: Readonly<Record<string, unknown>>;
}

/** The rules that are on by default: those about text that a reader of the page does not get as it was meant. */
const SHORT_LIST: Configuration = {
  default: false,
  MD011: true,
  MD042: true,
  MD051: true,
  MD052: true,
  MD056: true,
};

const CONTENT_RULE = "keelcheck-content";

/**
 * Reads a Markdown file: its content and what markdownlint says of it, from one parse. Never throws, but a text made
 * to be slow can pass the screen unless it is small: files of a repo are read by app/markdown, in a worker with a budget.
 */
export function parseMarkdown(file: SourceFile, options: MarkdownOptions = {}): MarkdownFile {
  return { file, ...readMarkdownText(file, options) };
}

/** What `parseMarkdown` reads, without the file. */
export function readMarkdownText(file: SourceFile, options: MarkdownOptions = {}): MarkdownReading {
  const heavy = tooHeavyMarkdown(file.text);
  if (heavy !== undefined) return unreadMarkdown(heavy);
  try {
    return parse({ ...file, lineStarts: markdownLines(file) }, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...unreadMarkdown(`the Markdown reader failed: ${why}`), threw: true };
  }
}

function parse(file: SourceFile, options: MarkdownOptions): MarkdownReading {
  const seen: { tokens: readonly Token[]; frontMatterLines: number } = { tokens: [], frontMatterLines: 0 };
  const rule: Rule = {
    names: [CONTENT_RULE],
    description: "hands over what the document holds",
    tags: ["keelcheck"],
    parser: "micromark",
    function(params) {
      seen.tokens = params.parsers.micromark.tokens;
      seen.frontMatterLines = params.frontMatterLines.length;
    },
  };
  const results = lint({
    strings: { text: file.text },
    config: configuration(options.lint),
    customRules: [rule],
    // A comment in a README could switch the content rule off otherwise.
    noInlineConfig: true,
    handleRuleFailures: true,
    // Looking for front matter costs a tenth of the time; without its mark there is none.
    ...(/^\uFEFF?(?:---|\+\+\+|\{)/.test(file.text) ? {} : { frontMatter: null }),
  });
  const content = readContent({ file, frontMatterLines: seen.frontMatterLines }, seen.tokens);
  const said = (results.text ?? []).filter((error) => !ruleFailed(error));
  return { ...content, lint: said.map((error) => lintOf(file, error)).sort(byPlace) };
}

/** Where lines start in Markdown, which a carriage return alone ends as well. */
function markdownLines({ text, lineStarts }: SourceFile): readonly number[] {
  if (!/\r(?!\n)/.test(text)) return lineStarts;
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}

/** `extends` is not followed, so what a base file says is not known: only what the file itself names is then on. */
function configuration(team: MarkdownOptions["lint"]): Configuration {
  if (!team) return { ...SHORT_LIST, [CONTENT_RULE]: true };
  const named = Object.entries(team).filter(
    ([key]) => !/^(extends|\$schema|keelcheck|keelcheck-content)$/i.test(key),
  );
  const base = Object.hasOwn(team, "extends") ? { default: false } : {};
  return { ...base, ...Object.fromEntries(named), [CONTENT_RULE]: true } as Configuration;
}

// markdownlint turns an exception of its own rule into a report; a README cannot help that.
function ruleFailed(error: LintError): boolean {
  return error.errorDetail?.startsWith("This rule threw an exception") ?? false;
}

function lintOf(file: SourceFile, error: LintError): MarkdownLint {
  const [rule = "", name = rule] = error.ruleNames;
  const description = error.ruleDescription.charAt(0).toLowerCase() + error.ruleDescription.slice(1);
  const detail = [error.errorDetail, error.errorContext].filter((part) => part).join(": ");
  const message = detail === "" ? description : `${description} (${detail})`;
  const said = { rule, name, message, span: lintSpan(file, error) };
  return error.fixInfo ? { ...said, fix: fixOf(file, error.lineNumber, error.fixInfo) } : said;
}

function lintSpan(file: SourceFile, { lineNumber, errorRange }: LintError): Span {
  const [column, length] = errorRange ?? [1, undefined];
  const start = offsetOf(file, lineNumber, column ?? 1);
  return { start, end: length === undefined ? lineEnd(file, lineNumber) : start + length };
}

function lineEnd(file: SourceFile, line: number): number {
  const start = file.lineStarts[line - 1] ?? file.text.length;
  const end = file.lineStarts[line] ?? file.text.length;
  return start + file.text.slice(start, end).replace(/[\r\n]+$/, "").length;
}

function fixOf(
  file: SourceFile,
  line: number,
  fix: NonNullable<LintError["fixInfo"]>,
): NonNullable<MarkdownLint["fix"]> {
  const at = fix.lineNumber ?? line;
  const text = (fix.insertText ?? "").replaceAll("\n", file.text.includes("\r\n") ? "\r\n" : "\n");
  const count = fix.deleteCount ?? 0;
  const start = offsetOf(file, at, count < 0 ? 1 : (fix.editColumn ?? 1));
  // A count of -1 takes the whole line, its line end included.
  const end = count < 0 ? (file.lineStarts[at] ?? file.text.length) : start + count;
  return { span: { start, end }, text };
}

function byPlace(a: MarkdownLint, b: MarkdownLint): number {
  return a.span.start - b.span.start || a.rule.localeCompare(b.rule);
}

import { code, plain, prose } from "../../escape/markdown-text.ts";
import { safe } from "../../escape/safe.ts";
import type { Report } from "../../facts.ts";
import { plural } from "../counts.ts";
import { type Block, block, collapsed, heading, type Patch, type SummaryOptions } from "./blocks.ts";
import { placeLink } from "./findings.ts";

/** Bytes of all patches together, so that they do not push out what they mend. */
const PATCHES_AT_MOST = 256 * 1024;

/** Files that are named as left out, and fixes as refused. */
const NAMED_AT_MOST = 20;

/** Patches to copy, and the fixes that are not in them. */
export function patchBlocks(report: Report, options: SummaryOptions): Block[] {
  const { patches = [] } = options;
  const refused = refusedBlocks(report, options);
  if (patches.length === 0 && refused.length === 0) return [];
  let room = PATCHES_AT_MOST;
  const blocks = patches.flatMap((patch, index) => {
    const { text, left } = showable(patch.text);
    const bytes = Buffer.byteLength(text);
    if (bytes > room) return [block(`\n${tooLong(patch)}\n`)];
    room -= bytes;
    return patchBlock(patch, { text, left, howTo: index === 0 ? HOW_TO : "Apply it as the one above." });
  });
  return [heading(3, "Fixes"), ...blocks, ...refused];
}

function tooLong({ title }: Patch): string {
  return `${plain(capital(title))}: the patch is too long for this page; it is in a file next to the report.`;
}

interface Shown {
  readonly text: string;
  /** Paths of the files that are not shown. */
  readonly left: readonly string[];
  readonly howTo: string;
}

function patchBlock({ title, unsafe }: Patch, { text, left, howTo }: Shown): Block[] {
  const missing = left.length === 0 ? [] : [block(`\n${leftOut(left)}\n`)];
  if (text === "") return [block(`\n${plain(capital(title))}:\n`), ...missing];
  const files = plural(sections(text).filter((part) => part.startsWith("diff ")).length, "file");
  const fence = fenceFor(text);
  const ended = `${text}${text.endsWith("\n") ? "" : "\n"}\n`;
  return [
    ...collapsed(`<b>${plain(capital(title))}</b> (${files})`, [
      block(`${unsafe === true ? CARE : ""}${howTo}\n\n${fence}diff\n${ended}${fence}\n`),
    ]),
    ...missing,
  ];
}

const CARE = "**Check before applying**: it may change more than what is reported.\n\n";

/**
 * The copy button of the block below does the first half; git finds a patch without its last line end corrupt, and does
 * not mind one too many. Paths in a patch are from the repo's root.
 */
const HOW_TO = [
  "Copy it, and at the root of the repo run <code>(pbpaste; echo) &#124; git apply</code> on macOS,",
  "<code>(wl-paste; echo) &#124; git apply</code> or <code>(xclip -o -sel clip; echo) &#124; git apply</code> on Linux;",
  "or save it as <code>fixes.patch</code> and run <code>git apply fixes.patch</code>.",
].join(" ");

function leftOut(paths: readonly string[]): string {
  const named = paths.slice(0, NAMED_AT_MOST).map((path) => code(path));
  const more = paths.length > NAMED_AT_MOST ? ` and ${paths.length - NAMED_AT_MOST} more` : "";
  return `Not shown here, because of characters that cannot be seen or copied: ${named.join(", ")}${more}. The patch file next to the report has everything; use it if a fix needs these files too.`;
}

/**
 * The part of a patch that survives being shown and copied: what changes a file with line ends of Windows, controls or
 * characters that turn the direction of text would not apply, or would not be what the reader saw.
 */
export function showable(patch: string): { readonly text: string; readonly left: readonly string[] } {
  const parts = sections(patch);
  const good = parts.filter(isSeen);
  return {
    text: good.join(""),
    left: parts.filter((part) => !isSeen(part)).map(pathOf),
  };
}

/** A name that git would quote stands in quotes. */
function pathOf(part: string): string {
  return part.match(/^diff --git "?a\/(.*?)"? "?b\//)?.[1] ?? "a file";
}

/**
 * A patch cut before each file; no line of a file can begin so, for it has a blank, `+` or `-` before it. A carriage
 * return or U+2028, which `^` takes for a line's end, may stand within one.
 */
function sections(patch: string): readonly string[] {
  return patch.split(/(?<=\n)(?=diff --git )/).filter((part) => part !== "");
}

/** Split at `\n` alone: a lone carriage return is none of its line ends. */
function isSeen(text: string): boolean {
  return text.split("\n").every((line) => {
    const bare = line.replaceAll("\t", "");
    return safe(bare) === bare;
  });
}

/** Longer than any run of backticks inside. */
function fenceFor(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  return "`".repeat(Math.max(3, runs.reduce((longest, run) => Math.max(longest, run), 0) + 1));
}

function refusedBlocks(report: Report, options: SummaryOptions): Block[] {
  const refused = report.fixes?.refused ?? [];
  if (refused.length === 0) return [];
  const lines = refused
    .slice(0, NAMED_AT_MOST)
    .map(({ finding, why }) =>
      block(`- ${placeLink(finding.at, { report, options })} ${prose(finding.message)}: ${prose(why)}\n`),
    );
  const more = refused.length - NAMED_AT_MOST;
  return [
    block("\nFixes that are not in a patch:\n\n"),
    ...lines,
    ...(more > 0 ? [block(`- and ${more} more\n`)] : []),
  ];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

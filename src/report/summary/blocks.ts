import { link } from "../../escape/markdown-text.ts";
import { plural } from "../counts.ts";
import { encodedPath, repoPath } from "../paths.ts";

/** Where the lines of the checked files can be looked at. */
export interface LineLinks {
  /** `https://github.com`, without a slash at the end. */
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The commit whose lines were checked. */
  readonly commit: string;
  /** The commit that it was compared with, for what is gone or was otherwise. */
  readonly base?: string;
}

/** Fixes that a person can apply with `git apply`. */
export interface Patch {
  /** What it holds: "all fixes that are safe". */
  readonly title: string;
  readonly text: string;
  /** Whether it holds fixes that may change more than what is reported. */
  readonly unsafe?: boolean;
}

export interface SummaryOptions {
  /** Whether the findings reach what the policy fails on. */
  readonly failed: boolean;
  /** Lines for the head besides the report's own: what was lost and why. */
  readonly remarks?: readonly string[];
  readonly links?: LineLinks;
  /** The checked folder as a path from the repo's root, where it is not the root itself. */
  readonly pathPrefix?: string;
  readonly patches?: readonly Patch[];
  /** False where the change touches nothing that an image is made of, so that nothing was read. */
  readonly changed?: boolean;
  /** Bytes that the summary may take; by default what GitHub keeps of one step, less a margin. */
  readonly limit?: number;
}

/** A piece of the summary that stands or is left out as a whole. */
export interface Block {
  readonly text: string;
  /** How many findings it shows. */
  readonly findings: number;
  /** What ends the element that the block stands in, if nothing after it fits. */
  readonly close?: string;
}

/** GitHub loses a step's summary that is over 1 MiB; the margin is for the line that says what was cut. */
const LIMIT = 1024 * 1024 - 4096;

/** Text of a block that shows no finding. */
export function block(text: string): Block {
  return { text, findings: 0 };
}

export function heading(level: number, text: string): Block {
  return block(`\n${"#".repeat(level)} ${text}\n\n`);
}

/** Blocks that are shown when a reader unfolds them; `title` is Markdown already. */
export function collapsed(title: string, blocks: readonly Block[]): Block[] {
  const close = "\n</details>\n";
  return [
    { text: `\n<details>\n<summary>${title}</summary>\n\n`, findings: 0, close },
    ...blocks.map((inner) => ({ ...inner, close })),
    block(close),
  ];
}

/**
 * A file, or a line of it, as a link where there is something to link to; `text` is Markdown already. `gone`: as the base
 * has it.
 */
export function fileLink(
  text: string,
  at: { readonly file: string; readonly line?: number; readonly gone?: boolean },
  options: SummaryOptions,
): string {
  const { links, pathPrefix } = options;
  const commit = at.gone === true ? links?.base : links?.commit;
  if (links === undefined || commit === undefined) return text;
  const path = repoPath(at.file, pathPrefix);
  const line = at.line === undefined ? "" : `#L${at.line}`;
  // Markdown is shown rendered unless it is asked for plainly, and a rendered page has no lines.
  const view = line !== "" && /\.md$/i.test(path) ? "?plain=1" : "";
  return link(text, `${links.server}/${links.repository}/blob/${commit}/${encodedPath(path)}${view}${line}`);
}

/** The blocks as one text within the limit; what does not fit is counted in a last line. */
export function withinLimit(blocks: readonly Block[], { limit = LIMIT }: SummaryOptions): string {
  let size = 0;
  let fitting = 0;
  for (const { text } of blocks) {
    size += Buffer.byteLength(text);
    if (size > limit) break;
    fitting++;
  }
  const text = blocks
    .slice(0, fitting)
    .map((block) => block.text)
    .join("")
    .trimStart();
  if (fitting === blocks.length) return text;
  const left = blocks.slice(fitting).reduce((count, { findings }) => count + findings, 0);
  const close = blocks[fitting - 1]?.close ?? "";
  return `${text}${close}\n**Cut here:** the summary has reached GitHub's size limit; ${plural(left, "more finding")} can be found in the JSON report.\n`;
}

import { forEachChild, type ParsedScript, type SyntaxNode } from "unbash";
import type { Comment } from "../syntax.ts";
import type { ShellSource } from "./types.ts";
import { nodeSpan } from "./words.ts";

const leaves = new Set(["Word", "Assignment", "HereDocDelimiter", "HereDocBody", "ArithmeticCommand"]);

// The library drops comments: they are what starts with `#` between the words that it found.
/** The comments of a script, without the `#!` line; those inside substitutions are not seen. */
export function shellComments(source: ShellSource, script: ParsedScript): Comment[] {
  const taken = takenRanges(script);
  const comments: Comment[] = [];
  let at = 0;
  for (const next of [...taken, { pos: source.text.length, end: source.text.length }]) {
    if (next.pos > at) for (const one of commentsBetween(source, at, next.pos)) comments.push(one);
    at = Math.max(at, next.end);
  }
  return comments;
}

function takenRanges(script: ParsedScript): { readonly pos: number; readonly end: number }[] {
  const ranges: { pos: number; end: number }[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.type === "HereDoc" && node.closing) ranges.push(node.closing);
    if (leaves.has(node.type)) ranges.push({ pos: node.pos, end: node.end });
    else forEachChild(node, visit);
  };
  visit(script);
  return ranges.sort((a, b) => a.pos - b.pos);
}

function commentsBetween(source: ShellSource, start: number, end: number): Comment[] {
  const gap = source.text.slice(start, end);
  return Array.from(gap.matchAll(/(^|[\s;&|()])#(.*)/g), (match) => {
    const pos = start + match.index + (match[1]?.length ?? 0);
    const text = match[2] ?? "";
    return { text: text.trim(), span: nodeSpan(source, { pos, end: pos + 1 + text.length }), pos };
  })
    .filter(({ pos, text }) => pos > 0 || !text.startsWith("!"))
    .map(({ text, span }) => ({ text, span }));
}

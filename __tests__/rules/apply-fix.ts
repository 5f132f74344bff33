import type { Edit, Fix } from "../../src/finding.ts";
import type { Rule } from "../../src/rule.ts";
import type { MemoryFile } from "../../src/workspace/memory.ts";
import { type CheckOptions, type Files, findingsOf } from "./check-rule.ts";

/** What a fix made of a small repo: path to text, `undefined` for a file that is gone, only what differs. */
export type Changed = Readonly<Record<string, string | undefined>>;

export interface FixOptions extends CheckOptions {
  /** Applies the fix of this finding of the rule (0 is the first) instead of those of all findings. */
  readonly finding?: number;
}

/** The fixes of one rule, `[safe] title` or `[unsafe] title` each, or `-` for a finding that has none. */
export function fixTitles(rule: Rule, files: Files, options: CheckOptions = {}): string[] {
  return findingsOf(rule, files, options).map(({ fix }) =>
    fix === undefined ? "-" : `[${fix.safe ? "safe" : "unsafe"}] ${fix.title}`,
  );
}

/** Applies the fixes of one rule, safe or not, and returns the files that they changed. */
export function fixed(rule: Rule, files: Files, options: FixOptions = {}): Changed {
  const { finding, ...rest } = options;
  const found = findingsOf(rule, files, rest);
  const chosen = finding === undefined ? found : found.slice(finding, finding + 1);
  const after = applyFixes(
    files,
    chosen.flatMap(({ fix }) => fix ?? []),
  );
  const paths = new Set([...Object.keys(files), ...Object.keys(after)]);
  return Object.fromEntries(
    [...paths]
      .filter((path) => textOf(files[path]) !== textOf(after[path]))
      .map((path) => [path, textOf(after[path])]),
  );
}

/** The files with every edit of the fixes made; edits that overlap throw, since a rule's fixes must not. */
export function applyFixes(files: Files, fixes: readonly Fix[]): Files {
  const after: Record<string, MemoryFile> = { ...files };
  const edits = unique(fixes.flatMap((fix) => fix.edits));
  const replaced = edits.flatMap((edit) => ("replace" in edit ? [edit] : []));
  for (const path of new Set(replaced.map(({ replace }) => replace.file.path))) {
    const ours = replaced.filter(({ replace }) => replace.file.path === path);
    withText(after, path, rewritten(textOf(after[path]) ?? "", ours));
  }
  for (const edit of edits) {
    if ("create" in edit) after[edit.create] = edit.text;
    if ("chmod" in edit) {
      const text = textOf(after[edit.chmod]) ?? "";
      after[edit.chmod] = edit.executable ? { text, kind: "executable" } : text;
    }
    if ("rename" in edit) {
      const moved = after[edit.rename];
      if (moved !== undefined) after[edit.to] = moved;
      delete after[edit.rename];
    }
    if ("remove" in edit) delete after[edit.remove];
  }
  return after;
}

type Replace = Extract<Edit, { readonly replace: unknown }>;

function rewritten(text: string, edits: readonly Replace[]): string {
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  const spans = edits.map((edit) => ({
    ...(edit.replace.span ?? { start: 0, end: text.length }),
    by: edit.text,
  }));
  for (const { start, end, by } of spans.sort((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > before) throw new Error(`two edits overlap at offset ${before}: ${JSON.stringify(by)}`);
    result = result.slice(0, start) + by + result.slice(end);
    before = start;
  }
  return result;
}

/** Two findings may be mended by one and the same edit. */
function unique(edits: readonly Edit[]): Edit[] {
  const key = (edit: Edit) =>
    "replace" in edit
      ? JSON.stringify([edit.replace.file.path, edit.replace.span ?? null, edit.text])
      : JSON.stringify(edit);
  return [...new Map(edits.map((edit) => [key(edit), edit])).values()];
}

function textOf(file: MemoryFile | undefined): string | undefined {
  if (file === undefined || typeof file === "string") return file;
  return "text" in file && typeof file.text === "string" ? file.text : undefined;
}

function withText(files: Record<string, MemoryFile>, path: string, text: string): void {
  const old = files[path];
  const executable = typeof old === "object" && "kind" in old && old.kind === "executable";
  files[path] = executable ? { text, kind: "executable" } : text;
}

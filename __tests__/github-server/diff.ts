import { git } from "../checkouts/git.ts";
import type { Call } from "./state.ts";

/** A file of a pull request's diff, from the merge base to the head. */
export interface DiffFile {
  readonly path: string;
  readonly from?: string;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly blob: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks with three lines of context; absent for what is binary or has no changed line. */
  readonly patch?: string;
  readonly hunks: readonly DiffHunk[];
}

/** The lines that a hunk shows on both sides: 1-based, both ends included; an empty side ends before it begins. */
export interface DiffHunk {
  readonly head: string;
  readonly left: { readonly first: number; readonly last: number };
  readonly right: { readonly first: number; readonly last: number };
}

/** The diff between two commits of a call's repo; read once. */
export function diffOf({ state, repo }: Call, base: string, head: string): readonly DiffFile[] {
  const name = `${repo} ${base} ${head}`;
  const diff = state.diffs.get(name) ?? pullDiff(repo, base, head);
  state.diffs.set(name, diff);
  return diff;
}

/** The diff that the page of a pull request shows: what the head has that the merge base has not. */
export function pullDiff(repo: string, base: string, head: string): readonly DiffFile[] {
  const start = git(repo, "merge-base", base, head);
  const raw = git(repo, "diff", "-M", "--raw", "-z", "--no-abbrev", start, head);
  const patch = git(repo, "-c", "core.quotePath=false", "diff", "-M", "-U3", start, head);
  const sections = patch === "" ? [] : `\n${patch}`.split(/\n(?=diff --git )/).slice(1);
  let next = 0;
  return records(raw).map((record) => {
    // A file that becomes a link is taken away and written anew.
    const count = record.letter === "T" ? 2 : 1;
    const text = sections.slice(next, next + count).join("\n");
    next += count;
    return fileOf(record, text);
  });
}

interface RawRecord {
  readonly letter: string;
  readonly modeOnly: boolean;
  readonly blob: string;
  readonly path: string;
  readonly from?: string;
}

function records(raw: string): readonly RawRecord[] {
  const fields = raw.split("\0");
  const found: RawRecord[] = [];
  for (let at = 0; at < fields.length - 1; ) {
    const [before = "", after = "", old = "", blob = "", status = ""] = (fields[at] ?? "")
      .slice(1)
      .split(" ");
    const letter = status.slice(0, 1);
    const moved = letter === "R";
    const first = fields[at + 1] ?? "";
    const path = moved ? (fields[at + 2] ?? "") : first;
    const modeOnly = old === blob && before !== after;
    found.push({ letter, modeOnly, blob, path, ...(moved ? { from: first } : {}) });
    at += moved ? 3 : 2;
  }
  return found;
}

function fileOf({ letter, modeOnly, blob, path, from }: RawRecord, section: string): DiffFile {
  const start = section.search(/^@@ /m);
  const patch = start < 0 ? undefined : section.slice(start).replace(/\n$/, "");
  const lines = patch?.split("\n") ?? [];
  const statuses: Readonly<Record<string, DiffFile["status"]>> = { A: "added", D: "removed", R: "renamed" };
  return {
    path,
    blob,
    status: statuses[letter] ?? (modeOnly ? "changed" : "modified"),
    additions: lines.filter((line) => line.startsWith("+")).length,
    deletions: lines.filter((line) => line.startsWith("-")).length,
    hunks: lines.filter((line) => line.startsWith("@@ ")).map(hunkOf),
    ...(from === undefined ? {} : { from }),
    ...(patch === undefined ? {} : { patch }),
  };
}

function hunkOf(head: string): DiffHunk {
  const [, left = "0", lefts = "1", right = "0", rights = "1"] =
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
  const range = (first: string, count: string) => ({
    first: Number(first),
    last: Number(first) + Number(count) - 1,
  });
  return { head, left: range(left, lefts), right: range(right, rights) };
}

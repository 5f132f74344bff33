import type { Span } from "../../source.ts";
import type { Heredoc } from "./heredoc.ts";
import { fileOffset, fileSpan, type JoinedText, unjoinedText } from "./lines.ts";

/** A command in shell form. */
export interface ShellFormText {
  /** What `/bin/sh` gets: continued lines joined as Docker joins them, comment lines left out, heredocs included. */
  readonly text: string;
  /** The offset in the file of an offset in `text`. */
  readonly map: (offset: number) => number;
  /** The span in the file of a span in `text`; use it rather than `map` for ends, which may lie at a line's end. */
  readonly mapSpan: (span: Span) => Span;
}

/** The shell text of a joined text. */
export function shellText(joined: JoinedText): ShellFormText {
  return {
    text: joined.text,
    map: (offset) => fileOffset(joined, offset),
    mapSpan: (span) => fileSpan(joined, span),
  };
}

/** What stands behind a command: its heredocs, and where the instruction ends. */
interface Behind {
  readonly heredocs: readonly Heredoc[];
  readonly end: number;
}

/** The shell text of a RUN with heredocs: the body alone (`RUN <<EOF`), or the command with the bodies behind it. */
export function heredocShell(file: string, joined: JoinedText, { heredocs, end }: Behind): ShellFormText {
  const [first] = heredocs;
  if (first === undefined) return shellText(joined);
  const alone = joined.text.startsWith("<<") && fileSpan(joined, { start: 0, end: joined.text.length });
  if (heredocs.length === 1 && alone && alone.end === first.span.end) {
    return shellText(first.stripTabs ? withoutTabs(file, first.body) : unjoinedText(file, first.body));
  }
  const parts = [...joined.parts, { at: joined.text.length, start: first.body.start - 1 }];
  return shellText({ text: `${joined.text}\n${file.slice(first.body.start, end)}`, parts });
}

function withoutTabs(file: string, body: Span): JoinedText {
  const parts: { at: number; start: number }[] = [];
  let text = "";
  for (const match of file.slice(body.start, body.end).matchAll(/^(\t*)(.*\n?)/gm)) {
    const [all, tabs = "", rest = ""] = match;
    if (all === "") continue;
    parts.push({ at: text.length, start: body.start + match.index + tabs.length });
    text += rest;
  }
  return { text, parts };
}

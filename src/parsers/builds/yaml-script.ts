/** Scripts in values of YAML: where a span of the script is in the file. */
import type { SourceFile, Span } from "../../source.ts";
import type { YamlScalar } from "../yaml/parse.ts";
import { readCommands } from "./command-script.ts";
import type { BuildCommands } from "./command-tree.ts";
import type { CommandScript } from "./script-reading.ts";

/** Lines that share their folder and variables are read as one script, each with its own place. */
export function readLines(
  file: SourceFile,
  lines: readonly YamlScalar[],
  start: Pick<CommandScript, "folder" | "variables">,
): BuildCommands {
  const starts: number[] = [];
  let text = "";
  for (const line of lines) {
    starts.push(text.length);
    text += `${line.text}\n`;
  }
  return readCommands({
    ...start,
    text,
    place: ({ start: from, end }) => {
      const index = Math.max(
        0,
        starts.findLastIndex((at) => at <= from),
      );
      const [line, at] = [lines[index], starts[index] ?? 0];
      return line === undefined
        ? { start: 0, end: 0 }
        : placeIn(file, line, { start: from - at, end: end - at });
    },
  });
}

/** A span of the script's text in the file: exact in `|` blocks and plain texts, else the whole value. */
export function placeIn(file: SourceFile, run: YamlScalar, span: Span): Span {
  if (run.plain) return { start: run.span.start + span.start, end: run.span.start + span.end };
  if (!run.block || file.text[run.span.start] !== "|") return run.span;
  const start = blockOffset(file, run, span.start);
  const end = blockOffset(file, run, span.end);
  return start === undefined || end === undefined ? run.span : { start, end };
}

/** The offset in the file of an offset in the text of a `|` block: line by line, each without its indentation. */
function blockOffset(file: SourceFile, run: YamlScalar, at: number): number | undefined {
  const before = run.text.slice(0, at);
  const line = before.split("\n").length - 1;
  const column = at - (before.lastIndexOf("\n") + 1);
  const wanted = run.text.split("\n")[line] ?? "";
  const lines = file.text.slice(run.span.start, run.span.end).split("\n").slice(1);
  const written = lines[line]?.replace(/\r$/, "");
  if (written === undefined || !written.endsWith(wanted)) return undefined;
  const skipped = file.text.indexOf("\n", run.span.start) + 1;
  const offset = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, skipped);
  return offset + written.length - wanted.length + column;
}

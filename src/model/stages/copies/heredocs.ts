import type { Heredoc } from "../../../parsers/dockerfile/parse.ts";
import { expandText } from "../../../parsers/expand.ts";
import { type Place, type Span, sourceFile } from "../../../source.ts";
import { type Fact, known, unknown } from "../../fact.ts";
import type { ContainerFile, FileContent } from "../../files/types.ts";
import { type Stamp, stampedMode } from "../repo-files.ts";
import { placeOf, type State } from "../state.ts";
import { stageLookup } from "../variables.ts";

/** A file that a heredoc of COPY or ADD writes. */
export function heredocFile(
  state: State,
  heredoc: Heredoc,
  { path, stamp }: { readonly path: string; readonly stamp: Stamp },
): ContainerFile {
  return {
    path,
    kind: "file",
    content: heredocContent(state, heredoc),
    owner: stamp.owner,
    mode: stampedMode(known(0o644, stamp.at), stamp),
    at: stamp.at,
    from: "run",
    because: [{ at: placeOf(state, heredoc.span), note: `${path} is written here` }],
  };
}

/** The text of a heredoc, with its variables replaced; places are those of the lines it is written on. */
function heredocContent(state: State, heredoc: Heredoc): Fact<FileContent> {
  const { body } = heredoc;
  const at = placeOf(state, body);
  const raw = state.file.text.slice(body.start, body.end);
  const plain = heredoc.stripTabs ? raw.replace(/^\t+/gm, "") : raw;
  const text = heredoc.quoted ? { value: plain } : expandText(plain, stageLookup(state, plain));
  if ("unresolved" in text) {
    return unknown(
      {
        key: `variable ${text.unresolved}`,
        why: `${text.unresolved} in this text gets its value from outside this file`,
      },
      at,
    );
  }
  const file = sourceFile(state.file.path, text.value);
  if (text.value !== raw) return known({ file, place: byLine(state, body, { raw, value: text.value }) }, at);
  const place = (span?: Span) =>
    placeOf(
      state,
      span === undefined ? body : { start: body.start + span.start, end: body.start + span.end },
    );
  return known({ file, place }, at);
}

/** Places for a text whose columns have moved: the whole line that it stands on. */
function byLine(
  state: State,
  body: Span,
  { raw, value }: { readonly raw: string; readonly value: string },
): (span?: Span) => Place {
  const now = sourceFile("", value);
  const before = sourceFile("", raw);
  return (span) => {
    if (span === undefined) return placeOf(state, body);
    const row = now.lineStarts.findLastIndex((start) => start <= span.start);
    const start = body.start + (before.lineStarts[row] ?? 0);
    const line = state.file.text.slice(start).split(/\r?\n/, 1)[0] ?? "";
    return placeOf(state, {
      start: start + line.length - line.trimStart().length,
      end: start + line.trimEnd().length,
    });
  };
}

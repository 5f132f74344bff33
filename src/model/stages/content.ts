import { type Place, type Span, sourceFile } from "../../source.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { Effect, PlacedEffect } from "../shell/effects.ts";
import { applySed } from "../shell/sed.ts";
import type { SedCommand } from "../shell/sed-command.ts";

/** The text of an empty file that a line makes. */
export function emptyContent(at: Place): FileContent {
  return { file: sourceFile(at.file.path, ""), place: () => at };
}

/** The text of a file with more behind it. */
export function appended(
  standing: ContainerFile | { readonly known: false },
  added: Fact<FileContent>,
  at: Place,
): Fact<FileContent> {
  if (!isFile(standing as ContainerFile))
    return unknown({ key: "appended", why: "it is appended to an unknown file" }, at);
  const { content } = standing as ContainerFile;
  if (!content.known) return content;
  if (!added.known) return added;
  const cut = content.value.file.text.length;
  const text = content.value.file.text + added.value.file.text;
  return known(
    {
      file: sourceFile(added.value.file.path, text),
      place: (span) => {
        if (span === undefined || span.start < cut) return content.value.place(span);
        return added.value.place({ start: span.start - cut, end: span.end - cut });
      },
    },
    at,
  );
}

/** A text after sed: lines that it changed are shown at the sed, the others where they stood. */
function sedContent(
  content: Fact<FileContent>,
  commands: readonly SedCommand[],
  at: Place,
): Fact<FileContent> {
  if (!content.known) return content;
  const before = content.value;
  const edited = applySed(before.file.text, commands);
  if (edited === undefined)
    return unknown({ key: "long sed", why: "sed on it would take too long to evaluate" }, at);
  const { text, lines } = edited;
  const file = sourceFile(before.file.path, text);
  const place = (span?: Span): Place => {
    if (span === undefined) return before.place();
    const row = file.lineStarts.findLastIndex((start) => start <= span.start);
    const line = lines[row];
    if (line === undefined || !line.same) return at;
    const shift = (before.file.lineStarts[line.from] ?? 0) - (file.lineStarts[row] ?? 0);
    return before.place({ start: span.start + shift, end: span.end + shift });
  };
  return known({ file, place }, content.at);
}

/** Whether an expression takes a comment away that may hide something that decides. */
function uncomments(source: string): boolean {
  return (
    source.includes("#") &&
    !/#\W*(Server(Name|Admin|Tokens|Signature)|server_tokens|gzip|tcp_nopush|multi_accept)/.test(source)
  );
}

/** The file after an edit; nothing where sed finds nothing in it. */
export function editedFile(
  file: ContainerFile,
  effect: Extract<Effect, { kind: "edit" }>,
  { at, because }: Pick<PlacedEffect, "at" | "because">,
): ContainerFile[] {
  const isStock = file.from === "base" || file.from === "package";
  // Of stock files only the lines that decide are kept.
  const beyond = effect.sed?.some(
    // A line number means another line in them.
    ({ address }) => typeof address === "number" || address === "$",
  );
  const sed = isStock && beyond ? undefined : effect.sed;
  const read = sed === undefined ? effect.why : sedContent(file.content, sed, at);
  const same = read.known && file.content.known && read.value.file.text === file.content.value.file.text;
  // A comment that is taken away may be one that is left out.
  const hidden =
    isStock &&
    same &&
    sed?.some(({ action }) => action.kind === "substitute" && uncomments(action.from.source));
  const content = hidden === true ? effect.why : read;
  if (content.known && file.content.known && content.value.file.text === file.content.value.file.text)
    return [];
  const note = `${file.path} is edited here`;
  return [
    {
      ...file,
      content,
      edited: true,
      at,
      because: [...file.because, ...because, { at, note }],
    },
  ];
}

/** The text of a container file that a command runs, where it is known. */
export function scriptAt(found: ContainerFile | Unknown | undefined): FileContent | Unknown | undefined {
  if (!isFile(found)) return found;
  if (found.kind === "directory") return undefined;
  return found.content.known ? found.content.value : found.content;
}

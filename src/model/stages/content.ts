import { type Place, type Span, sourceFile } from "../../source.ts";
import { isGlob } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, ContainerFiles, FileContent } from "../files/types.ts";
import { applySed } from "../shell/sed/apply.ts";
import type { SedScript } from "../shell/sed/command.ts";

/** The text of an empty file that a line makes. */
export function emptyContent(at: Place): FileContent {
  return { file: sourceFile(at.file.path, ""), place: () => at };
}

/** The text of a file with more behind it. */
export function appended(
  standing: ContainerFile | Unknown,
  added: Fact<FileContent>,
  at: Place,
): Fact<FileContent> {
  if (!isFile(standing)) return standing;
  const { content } = standing;
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
export function sedContent(content: Fact<FileContent>, script: SedScript, at: Place): Fact<FileContent> {
  if (!content.known) return content;
  const before = content.value;
  const edited = applySed(before.file.text, script);
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

/** The text of a container file that a command runs, where it is known. */
export function scriptAt(found: ContainerFile | Unknown | undefined): FileContent | Unknown | undefined {
  if (!isFile(found)) return found;
  if (found.kind === "directory") return undefined;
  return found.content.known ? found.content.value : found.content;
}

/** The contents of files that the repo or a line puts at a path, or at those of a glob; a base's own are left out. */
export function givenAt(files: ContainerFiles, pattern: string): readonly (FileContent | Unknown)[] {
  const found = isGlob(pattern) ? files.glob(pattern).files : [files.lookup(pattern)];
  return found.flatMap((file) => {
    if (!isFile(file) || file.kind !== "file") return [];
    const isBrought = file.from === "repo" || file.from === "run" || file.edited === true;
    return isBrought ? [file.content.known ? file.content.value : file.content] : [];
  });
}

/** Whether a file that stands surely has a text already. */
export function isSameText(
  standing: ContainerFile | Unknown | undefined,
  content: Fact<FileContent>,
): boolean {
  if (!isFile(standing) || !standing.content.known || !content.known) return false;
  return standing.content.value.file.text === content.value.file.text;
}

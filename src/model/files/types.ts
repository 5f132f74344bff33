/** What rules see of the files of an image. */
import type { Archive } from "../../parsers/archive.ts";
import type { Place, SourceFile, Span } from "../../source.ts";
import type { Unreadable } from "../../workspace/workspace.ts";
import type { Evidence, Fact, Unknown } from "../fact.ts";

/** Who owns a file. A number without a name stays a number. */
export interface Owner {
  readonly user: string;
  readonly group?: string;
}

/** A file inside the image. */
export interface ContainerFile {
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  /** What a link points to, as an absolute container path. */
  readonly target?: string;
  /** What a link says that counts from its own folder. */
  readonly relative?: string;
  readonly content: Fact<FileContent>;
  readonly owner: Fact<Owner>;
  readonly mode: Fact<number>;
  /** The instruction that put it there: a COPY, a RUN, or the `FROM` whose base has it. */
  readonly at: Place;
  /** The repo file that it is a copy of. */
  readonly source?: string;
  readonly from: "repo" | "run" | "base" | "package";
  /** What it holds where it is an archive of the repo, or why that is not known. */
  readonly archive?: () => Archive | Unreadable | undefined;
  /** Something was changed in it, or added to it, since it was put there. */
  readonly edited?: true;
  /** The chain: copied here, moved here, loaded here. */
  readonly because: readonly Evidence[];
}

/** The text of a container file, and how places in it are shown. */
export interface FileContent {
  readonly file: SourceFile;
  /** Where a span of the text stands in the repo: the file's own line, a heredoc's, or the instruction's for texts of a base. */
  readonly place: (span?: Span) => Place;
}

/** The file system of an image. */
export interface ContainerFiles {
  /** What stands at a path: a file, nothing (`undefined`), or cannot be told. Links are followed. */
  lookup(path: string): ContainerFile | Unknown | undefined;
  /** The same, without following a link in the last part. */
  entry(path: string): ContainerFile | Unknown | undefined;
  /** Files that a glob matches, sorted by path; `others` when there may be more, with the reason. */
  glob(pattern: string): { readonly files: readonly ContainerFile[]; readonly others?: Unknown };
  /** Everything below a folder (the folder itself left out), sorted by path. */
  under(folder: string): { readonly files: readonly ContainerFile[]; readonly others?: Unknown };
  /** The paths below a folder of which nothing is told; the folder itself where that holds for all of it. */
  hidden(folder: string): readonly { readonly path: string; readonly why: Unknown }[];
  /** Every file that is known, sorted by path. */
  readonly all: readonly ContainerFile[];
}

/** What of an image's texts a fix may write to, and whom that reaches. */
import type { Edit } from "../finding.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { FileContent } from "../model/model.ts";
import type { Image } from "../model/stages/image.ts";
import { type Place, type Span, textOf } from "../source.ts";

/** A fix before it is held against the repo: whose texts it edits, and what the README has to say. An edit of `undefined`: it cannot be written. */
export interface DraftFix {
  readonly title: string;
  /** As far as its own image goes. */
  readonly safe: boolean;
  readonly edits: readonly (Edit | undefined)[];
  /** What the image's README has to tell then. */
  readonly outcome?: Outcome;
}

/** Whom a server serves as once a fix is made, or where it listens. */
export type Outcome =
  | {
      readonly kind: "user";
      readonly server: "nginx" | "apache";
      readonly name: string;
      readonly was?: string;
    }
  /** `from` is the port that it leaves. */
  | {
      readonly kind: "port";
      readonly server: "nginx" | "apache";
      readonly port: number;
      readonly from?: number;
    };

/** Where a part of a text stands in the repo as it is; `undefined` for what a base brings, and what was rendered or edited on its way. */
export function sourcePlace({ file, place }: FileContent, span: Span): Place | undefined {
  const at = place(span);
  return at.span !== undefined && textOf(at.file, at.span) === textOf(file, span) ? at : undefined;
}

/** Whether a file is one of the repo with just this text: a place of it is a place on disk. */
export function isEditable(fleet: Fleet, { file }: Place): boolean {
  const stands = fleet.read(file.path);
  return (
    stands !== undefined && "text" in stands && stands.text === file.text && isPlainFile(fleet, file.path)
  );
}

/** What is written to a link lands in another file, which may be out of the image folder. */
function isPlainFile({ entries }: Fleet, path: string): boolean {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry === undefined) return false;
    if (entry.path === path) return entry.kind === "file" || entry.kind === "executable";
    if (entry.path < path) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Names of the other images that a file is copied into, or that its Dockerfile makes or is the base of, sorted. */
export function otherImages({ links }: Fleet, path: string, image: Image): readonly string[] {
  const others = links.imagesWith(path).filter((other) => other !== image);
  return [...new Set(others.map(({ name }) => name))].sort();
}

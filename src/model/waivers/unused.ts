import { globMatcher } from "../../policy/globs.ts";
import { foldersOf } from "../builds/scope.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Image } from "../stages/image.ts";
import type { PlacedWaiver } from "./read.ts";

/** What can be told of a waiver under which nothing was found. */
export type Unused =
  /** Nothing it speaks for is found, though everything was looked at. */
  | "nothing found"
  /** The policy's glob names no file. */
  | "no such file"
  /** Of a comment: no line stands where it could speak for one. */
  | "no line"
  /** Not all was looked at, or something cannot be told there: a finding may be only out of sight. */
  | "cannot tell";

/** Why a waiver waives nothing. */
export function whyUnused(waiver: PlacedWaiver, fleet: Fleet): Unused {
  const { covers, at } = waiver;
  if (waiver.from === "policy") return whyUnusedGlob(waiver, fleet);
  if (covers !== undefined && covers.start >= covers.end) return "no line";
  const { path } = at.file;
  if (!fleet.asks.path(path) || fleet.problems().some((problem) => problem.at.file.path === path)) {
    return "cannot tell";
  }
  return concerned(fleet, (other) => other === path, path).some(isOpen) ? "cannot tell" : "nothing found";
}

function whyUnusedGlob({ path }: PlacedWaiver, fleet: Fleet): Unused {
  const matches = path === undefined ? () => true : globMatcher([path]);
  const paths = fleet.entries.map((entry) => entry.path).filter(matches);
  if (paths.length === 0) return "no such file";
  if (!paths.every(fleet.asks.path)) return "cannot tell";
  if (fleet.problems().some(({ at }) => matches(at.file.path))) return "cannot tell";
  const [first = ""] = paths;
  return concerned(fleet, matches, first).some(isOpen) ? "cannot tell" : "nothing found";
}

/** The images that a file can have findings of: it lies in their folder, is brought into them, or starts them. */
function concerned(
  { images, composeServices }: Fleet,
  matches: (path: string) => boolean,
  one: string,
): readonly Image[] {
  const folders = new Set(foldersOf(one));
  const started = new Set(
    composeServices
      .filter(({ project }) => [...project.inputs].some(matches))
      .map(({ dockerfile }) => dockerfile),
  );
  return images.filter(
    ({ folder, file, copies }) =>
      folders.has(folder.path) ||
      started.has(file.path) ||
      matches(file.path) ||
      folder.entries.some(({ path }) => matches(path)) ||
      copies.some(({ sources }) => sources.some(({ files }) => files.some(({ path }) => matches(path)))),
  );
}

/** Whether something about an image cannot be told, so that a rule may be silent for that alone. */
function isOpen({ unknowns, accounts }: Image): boolean {
  return unknowns.length > 0 || accounts.others !== undefined;
}

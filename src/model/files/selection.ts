/** Which files below a folder find's tests choose. */
import { baseName, globExpression, isWithin, looseGlob, parentOf } from "../container-path.ts";
import type { ContainerFile } from "./types.ts";

/** A pattern for the name or for the whole path, as the command writes it. */
interface NameTest {
  readonly on: "name" | "path";
  readonly pattern: string;
  /** Whether it has to match. */
  readonly is: boolean;
}

/** What is chosen below a folder, which is one of the files itself. */
export interface Selection {
  /** Whether the folder is looked into where its own name is a link. */
  readonly followed: boolean;
  readonly kind?: ContainerFile["kind"];
  readonly tests: readonly NameTest[];
  /** How many folders below, at least and at most. */
  readonly least?: number;
  readonly most?: number;
}

/** Whether a file at or below a folder is chosen; its kind is asked last. */
export function isSelected(
  { kind, tests, least = 0, most }: Omit<Selection, "followed">,
  folder: string,
  file: Pick<ContainerFile, "path" | "kind">,
): boolean {
  if (!isWithin(file.path, folder) || (kind !== undefined && file.kind !== kind)) return false;
  let depth = 0;
  for (let at = file.path; at !== folder && at !== "/"; at = parentOf(at)) depth++;
  if (depth < least || (most !== undefined && depth > most)) return false;
  return tests.every(({ on, pattern, is }) => {
    const glob = on === "name" ? globExpression(pattern) : looseGlob(pattern);
    return glob.test(on === "name" ? baseName(file.path) : file.path) === is;
  });
}

/** What a fix needs to know of READMEs: whose one would be that is not there yet, and which paths a wrong one means. */

import { isGlob } from "../model/container-path.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { imageReadmes, ownRuns, type ReadmeInUse } from "../model/readme-checks/in-use.ts";
import type { BrokenLink } from "../model/readme-checks/links.ts";
import { folderOfFile, joinRepoPath } from "../model/repo/path.ts";
import type { Run } from "../model/runs/types.ts";
import type { ImageFolder } from "../model/stages/image.ts";
import { undefinedNames } from "../model/users/undefined.ts";
import type { Policy } from "../policy/policy.ts";
import { type Place, textOf } from "../source.ts";
import { nearestPath } from "./files.ts";

/** The runs of a folder's images that lack a README and would have the one at this path, each by itself. */
export function runsToTell(folder: ImageFolder, path: string, { runs }: Fleet): readonly Run[] {
  const home = folderOfFile(path);
  const isShared = imageReadmes(folder).length === 0;
  const images = folder.images.filter(
    (image) => image.readme === undefined && (isShared || folderOfFile(image.file.path) === home),
  );
  return images.flatMap((image) => ownRuns(runs).get(image) ?? []);
}

/** The text that the policy has new READMEs begin as; `undefined` where it names none, or what cannot be read. */
export function readmeTemplate({ read }: Fleet, { layout }: Policy): string | undefined {
  const file = layout.readme === undefined ? undefined : read(layout.readme);
  return file === undefined || "unreadable" in file ? undefined : file.text;
}

/** Whether what an image says of its users may be written down: not while it names one that it does not have. */
export function knowsItsUsers(run: Run): boolean {
  const refused = run.nginx?.refusedUsers ?? [];
  return refused.length === 0 && undefinedNames(run).every(({ kind }) => kind !== "user");
}

/** The repo path that a README's statement of a file means, as the README would write it. */
export function nearestDocumented(
  { readme, runs }: ReadmeInUse,
  at: Place,
  fleet: Fleet,
): string | undefined {
  const written = at.span === undefined ? "" : textOf(at.file, at.span);
  const home = folderOfFile(readme.file.path);
  const path = joinRepoPath(home, written);
  const folder = runs[0]?.image.folder.path ?? home;
  if (written.startsWith("/") || isGlob(written) || path === undefined) return undefined;
  const near = nearestPath(fleet, path, folder);
  return near === undefined ? undefined : writtenAs(written, home, near);
}

/** The target that a broken link means, written as the link is; of a missing heading nothing is told. */
export function nearestTarget(
  { target, path, anchor, at }: BrokenLink,
  folder: string,
  fleet: Fleet,
): string | undefined {
  if (path === undefined || anchor !== undefined || at.span === undefined) return undefined;
  const near = nearestPath(fleet, path, folder);
  if (near === undefined || textOf(at.file, at.span) !== target || !/^[\w./@+-]+$/.test(near))
    return undefined;
  const [, written = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const text = writtenAs(written, folderOfFile(at.file.path), near);
  return text === undefined ? undefined : `${text}${rest}`;
}

/** A repo path from the root or from a folder, in the way of another path. */
function writtenAs(written: string, home: string, path: string): string | undefined {
  const slash = written.endsWith("/") ? "/" : "";
  if (written.startsWith("/")) return `/${path}${slash}`;
  const prefix = home === "" ? "" : `${home}/`;
  if (!path.startsWith(prefix)) return undefined;
  return `${written.startsWith("./") ? "./" : ""}${path.slice(prefix.length)}${slash}`;
}

/** The repo that a command is about. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { POLICY_PATHS } from "../policy-files.ts";
import type { Io, SharedFlags } from "./terminal.ts";

/** A repo on disk, and the part of it that is asked about. */
export interface NamedTree {
  /** The root of the deployment repo. */
  readonly folder: string;
  /** The folder that was named, from the root; "" for all of it. */
  readonly within: string;
}

/**
 * The folder that a command names, or where it has no policy, the nearest above in the same checkout that has one: a part of
 * a repo is checked by the repo's policy. `--policy` names another, and then nothing is looked for.
 */
export function namedTree(path: string, { policy }: SharedFlags, { cwd }: Io): NamedTree {
  const named = resolve(cwd, path);
  const alone: NamedTree = { folder: named, within: "" };
  if (policy !== undefined || statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true)
    return alone;
  const above = checkoutFolders(named).find((folder) =>
    POLICY_PATHS.some((each) => existsSync(join(folder, each))),
  );
  return above === undefined ? alone : { folder: above, within: relative(above, named).split(sep).join("/") };
}

/** A folder and those above it, up to the root of its checkout; none outside of git. */
function checkoutFolders(start: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, ".git"))) return folders;
    if (dirname(folder) === folder) return [];
  }
}

/** What is said of a part of a repo, for whoever reads the paths below it. */
export function partRemarks({ folder, within }: NamedTree, { cwd }: Io): readonly string[] {
  if (within === "") return [];
  const root = relative(cwd, folder);
  const policy = root === "" ? "the repo's policy" : `the policy of ${root}, which paths start from`;
  return [`only ${within} is shown, under ${policy}`];
}

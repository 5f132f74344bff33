/** `keelcheck new`: the folder of an image that passes every rule under the policy in force. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { CheckOptions } from "../check.ts";
import { type CommandOutcome, EXIT, usage } from "../exit.ts";
import { writeChanges } from "../fix-write.ts";
import { draftNew, type NewDraft, type NewImage } from "./draft.ts";

/** Where an image is made, and whether it is. */
export interface NewOptions extends CheckOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
  /** Write nothing. */
  readonly dryRun: boolean;
}

/** What was written, or would be. */
export interface NewAnswer extends NewDraft {
  readonly dryRun: boolean;
  readonly exitCode: number;
}

/** Makes the folder of an image. Writes new files and nothing else, and prints nothing. */
export async function runNew(options: NewOptions, image: NewImage): Promise<CommandOutcome<NewAnswer>> {
  const { folder, dryRun } = options;
  const drafted = await draftNew(options, image);
  if (!drafted.ok) return drafted;
  // What git ignores, or an empty folder, is in no list of files.
  const isThere = lstatSync(join(folder, drafted.folder), { throwIfNoEntry: false }) !== undefined;
  if (isThere) return usage(`${drafted.folder} already exists`);
  const written: CommandOutcome<object> = dryRun ? { ok: true } : writeChanges(folder, drafted.changes);
  if (!written.ok) return written;
  return { ...drafted, dryRun, exitCode: drafted.bugs.length > 0 ? EXIT.internal : EXIT.ok };
}

import { describe } from "../engine/describe.ts";
import type { ImageFacts } from "../facts.ts";
import { didYouMean, nearest } from "../names.ts";
import type { Failure } from "../work.ts";
import { thrown } from "./check.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { type LoadOptions, load } from "./load.ts";

/** What to describe. */
export interface InspectOptions extends LoadOptions {
  /** The name of the one image that is asked for. */
  readonly image?: string;
}

/** The facts of the images that were asked for. */
export interface InspectAnswer {
  readonly images: readonly ImageFacts[];
  readonly remarks: readonly string[];
  /** What threw while they were read: bugs of this tool; the exit code is then 3. */
  readonly bugs: readonly Failure[];
}

/** Describes the images of a workspace. Prints nothing. */
export async function runInspect(options: InspectOptions): Promise<CommandOutcome<InspectAnswer>> {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const all = describe(loaded.fleet);
  const bugs = thrown(loaded.fleet.failures.list);
  if (options.image === undefined) return { ok: true, images: all, remarks: loaded.remarks, bugs };
  const images = all.filter(({ name }) => name === options.image);
  if (images.length === 0) return usage(noImage(options.image, all));
  const own = bugs.filter((bug) => bug.images.length === 0 || bug.images.includes(options.image ?? ""));
  return { ok: true, images, remarks: [], bugs: own };
}

function noImage(wanted: string, all: readonly ImageFacts[]): string {
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
  );
  return `there is no image "${wanted}"${didYouMean(near)}`;
}

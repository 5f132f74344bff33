import { describe } from "../engine/describe.ts";
import type { ImageFacts } from "../facts.ts";
import { nearest } from "../policy/nearest.ts";
import { type Outcome, usage } from "./exit.ts";
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
}

/** Describes the images of a workspace. Prints nothing. */
export async function runInspect(options: InspectOptions): Promise<Outcome<InspectAnswer>> {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const all = describe(loaded.fleet);
  if (options.image === undefined) return { ok: true, images: all, remarks: loaded.remarks };
  const images = all.filter(({ name }) => name === options.image);
  if (images.length === 0) return usage(noImage(options.image, all));
  return { ok: true, images, remarks: [] };
}

function noImage(wanted: string, all: readonly ImageFacts[]): string {
  const near = nearest(
    wanted,
    all.map(({ name }) => name),
  );
  return `there is no image "${wanted}"${near === undefined ? "" : `: did you mean "${near}"?`}`;
}

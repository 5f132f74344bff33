import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { canWriteInto } from "../permissions/writability.ts";
import type { Run } from "../runs/types.ts";
import { imageSettings, templateName, templatesOf } from "./templates.ts";
import { isPrepared, type Surroundings, writerName } from "./unwritable.ts";

/** Templates that the entrypoint gives up, since it cannot write where they go. */
export interface UnwritableTemplates {
  /** Where the user is that cannot write. */
  readonly at: Place;
  readonly output: string;
  /** Who cannot, for a message: `user "web"`. */
  readonly who: string;
  /** Who it would have to belong to, as chown takes it. */
  readonly owner: string;
  readonly why: string;
  /** How a message names the templates: by the first of them. */
  readonly template: string;
  readonly related: readonly Evidence[];
}

/** The folder that the entrypoint renders into, when the container user cannot write it. */
export function unwritableTemplates(run: Run, around: Surroundings): readonly UnwritableTemplates[] {
  const { containerUser: user, image } = run;
  const settings = imageSettings(run);
  const rendered = (templatesOf(run, around.fleet) ?? []).filter(
    ({ file, left }) => left === undefined && settings !== undefined && file.path.endsWith(settings.suffix),
  );
  const [first] = rendered;
  if (first === undefined || settings === undefined || !user.known) return [];
  const { output } = settings;
  const verdict = canWriteInto({ image, user: user.value }, output);
  if (
    verdict.kind !== "no" ||
    verdict.missing ||
    isPrepared(run, around, { blocked: verdict.path, path: output })
  )
    return [];
  const others = rendered.length === 1 ? "" : ` and ${rendered.length - 1} more`;
  return [
    {
      at: user.at,
      output,
      who: writerName(user.value),
      owner: user.value.name ?? `${user.value.uid ?? ""}`,
      why: verdict.why,
      template: `${templateName(first.file)}${others}`,
      related: [{ at: first.file.at, note: "the template is copied here" }, ...verdict.related],
    },
  ];
}

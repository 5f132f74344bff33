import { type DraftFix, isEditable, otherImages } from "../edits/sources.ts";
import type { Edit, Fix } from "../finding.ts";
import type { Run } from "../model/runs/types.ts";
import type { Context } from "../rule.ts";
import { readmeEdits } from "./server-readme.ts";

/**
 * The fix of a finding, with what the README has to say then; nothing where a text to edit is not the repo's as it
 * stands. What other images are made of as well changes them too: the title says so, and the fix is not safe.
 */
export function finishFix(
  draft: DraftFix | undefined,
  run: Run,
  { fleet, policy }: Pick<Context, "fleet" | "policy">,
): Fix | undefined {
  const written = draft?.edits.filter((edit) => edit !== undefined) ?? [];
  if (draft === undefined || written.length === 0 || written.length < draft.edits.length) return undefined;
  const edits = distinct([...written, ...readmeEdits(draft, run, { fleet, policy })]);
  const places = edits.flatMap((edit) => ("replace" in edit ? [edit.replace] : []));
  if (!places.every((place) => isEditable(fleet, place))) return undefined;
  const paths = new Set(places.map(({ file }) => file.path));
  const others = new Set([...paths].flatMap((path) => otherImages(fleet, path, run.image)));
  // Of what is not asked for it is not known into which images it goes.
  const isOwn = others.size === 0 && [...paths].every(fleet.asks.path);
  const reach = others.size === 0 ? "" : `, in ${namesOf([...others, run.image.name].sort())}`;
  return { title: `${draft.title}${reach}`, safe: draft.safe && isOwn, edits };
}

// More names than these are a number.
const MOST_NAMES = 3;

function namesOf(names: readonly string[]): string {
  if (names.length > MOST_NAMES) return `${names.length} images`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A text that is read twice, as a file that two servers include, is edited once. */
function distinct(edits: readonly Edit[]): readonly Edit[] {
  const key = (edit: Edit) =>
    JSON.stringify("replace" in edit ? [edit.replace.file.path, edit.replace.span, edit.text] : edit);
  return [...new Map(edits.map((edit) => [key(edit), edit])).values()];
}

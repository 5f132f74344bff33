import { removeInstruction } from "../../edits/instructions.ts";
import type { Fix } from "../../finding.ts";
import { type DuplicateSlot, duplicateSlots } from "../../model/layout/copies.ts";
import type { Image } from "../../model/stages/image.ts";
import type { Rule } from "../../rule.ts";

export const duplicateSlot: Rule = {
  id: "layout/duplicate-slot",
  summary: "No two COPY lines of a stage put different files at one path",
  severity: "warning",
  scope: "folder",

  *check(folder) {
    for (const image of folder.images) {
      for (const duplicate of duplicateSlots(image)) {
        const { first, later, slots } = duplicate;
        const [slot = "", ...others] = slots;
        const more = others.length === 0 ? "" : `, and ${others.length} more like it`;
        yield {
          key: `slot ${slot}`,
          at: later.source.at,
          message: `${later.path} replaces ${first.path} at ${slot}${more}: only the later COPY counts`,
          help: "keep only the COPY of the intended file",
          related: [{ at: first.source.at, note: `${first.path} is copied to ${slot} here, but replaced` }],
          fix: fixOf(image, duplicate),
        };
      }
    }
  },
};

/** The earlier COPY does nothing where all that it brings is lost; that it was the one meant only a person can say. */
function fixOf(image: Image, { first, slots }: DuplicateSlot): Fix | undefined {
  const { copy, source, path } = first;
  const isUseless =
    copy.sources.length === 1 && source.files.every(({ container }) => slots.includes(container));
  if (!isUseless || copy.at.file.path !== image.file.path || image.dockerfile.template) return undefined;
  const edits = [removeInstruction(image.dockerfile, copy.instruction)];
  return { title: `remove the COPY of ${path}`, safe: false, edits };
}

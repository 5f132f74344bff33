import { duplicateSlots } from "../../model/layout-copies.ts";
import type { Rule } from "../../rule.ts";

export const duplicateSlot: Rule = {
  id: "layout/duplicate-slot",
  summary: "No two COPYs of a stage fill one container path with different files",
  severity: "warning",
  scope: "folder",

  *check(folder) {
    for (const image of folder.images) {
      for (const { first, later, slots } of duplicateSlots(image)) {
        const [slot = "", ...others] = slots;
        const more = others.length === 0 ? "" : `, and ${others.length} more like it`;
        yield {
          key: `slot ${slot}`,
          at: later.source.at,
          message: `${later.path} replaces ${first.path} at ${slot}${more}: only the later COPY counts`,
          help: "keep the COPY of the file that is meant",
          related: [{ at: first.source.at, note: `${first.path} is copied to ${slot} here, and lost` }],
        };
      }
    }
  },
};

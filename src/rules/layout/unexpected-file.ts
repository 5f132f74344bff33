import { unexpectedIn } from "../../model/layout/allowed.ts";
import { filePlace } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

export const unexpectedFile: Rule = {
  id: "layout/unexpected-file",
  summary: "An image folder holds only what the policy allows",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy }) {
    const asked = policy.keys?.["layout.allow"];
    for (const { path, folder: whole } of unexpectedIn(folder, policy.layout)) {
      const name = (whole?.path ?? path).slice(folder.path.length + 1);
      const files = whole === undefined || whole.files === 1 ? "" : ` (${whole.files} files)`;
      yield {
        key: whole === undefined ? "file" : `folder ${name}`,
        at: filePlace(path),
        message: `${name}${whole === undefined ? "" : "/"}${files} has no place in an image folder`,
        help: "move it to where the convention wants it, delete it, or allow it in layout.allow",
        ...(asked ? { related: [{ at: asked, note: "the policy says here what a folder may hold" }] } : {}),
      };
    }
  },
};

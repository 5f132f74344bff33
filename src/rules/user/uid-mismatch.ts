import { replaceWord } from "../../edits/places.ts";
import type { Fix } from "../../finding.ts";
import { type WrongNumber, wrongNumbers } from "../../model/users/numbers.ts";
import type { Rule } from "../../rule.ts";

// When a number must mean the user that is created, and when not: docs/rules/user/uid-mismatch.md.
export const uidMismatch: Rule = {
  id: "user/uid-mismatch",
  summary: "Numbers in USER and --chown are those of the user that the image creates",
  severity: "error",
  scope: "run",

  *check(run, { fleet }) {
    for (const wrong of wrongNumbers(fleet, run)) {
      const { uid, at, meant, because, owner, kind } = wrong;
      const whose = owner === undefined ? `no user has ${uid}` : `${uid} is "${owner}"`;
      yield {
        key: `${kind} ${uid}`,
        at,
        message: `${kind} ${kind === "USER" ? "is" : "uses"} ${uid}, but user "${meant.name}" is ${meant.uid}, and ${whose}`,
        help: `write ${meant.uid} or ${meant.name} here, or create ${meant.name} with --uid ${uid}`,
        related: [{ at: meant.at, note: `user "${meant.name}" is created here as ${meant.uid}` }, ...because],
        fix: fixOf(wrong),
      };
    }
  },
};

function fixOf({ at, uid, meant, kind }: WrongNumber): Fix | undefined {
  const edit = replaceWord(at, { from: String(uid), to: String(meant.uid), which: "first" });
  if (edit === undefined) return undefined;
  const title = kind === "USER" ? `run as ${meant.uid}` : `give the files to ${meant.uid}`;
  return { title, safe: false, edits: [edit] };
}

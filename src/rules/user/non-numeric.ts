import type { Fix } from "../../finding.ts";
import type { Image } from "../../model/stages/image.ts";
import { accountsAreKnown } from "../../model/users/known.ts";
import { type LastUser, lastUser } from "../../model/users/numbers.ts";
import type { Rule } from "../../rule.ts";

// Kubernetes cannot tell whether a name is root: docs/rules/user/non-numeric.md.
const BY_NAME = "under runAsNonRoot, Kubernetes refuses a user that is given by name";

export const nonNumeric: Rule = {
  id: "user/non-numeric",
  summary: "USER is a number",
  severity: "error",
  off: true,
  scope: "run",

  *check(run) {
    const last = run.service === undefined ? lastUser(run.image) : undefined;
    const [name = ""] = last?.spec.split(":") ?? [];
    if (last === undefined || name === "root" || /^\d*$/.test(name)) return;
    const account = run.image.accounts.users.find((user) => user.name === name);
    const uid = account?.uid;
    yield {
      key: `user ${name}`,
      at: last.plain ?? last.at,
      message: `USER is "${name}", but must be a number${uid === undefined ? "" : `: ${uid}`}`,
      help: uid === undefined ? `write the user's number: ${BY_NAME}` : `write USER ${uid}: ${BY_NAME}`,
      related: account === undefined ? [] : [{ at: account.at, note: `"${name}" comes from here` }],
      fix: uid === undefined ? undefined : fixOf(run.image, { last, name, uid }),
    };
  },
};

interface FixInput {
  readonly last: LastUser;
  readonly name: string;
  readonly uid: number;
}

/** Safe where the number is surely the user's: made by a line of the image that gives it. */
function fixOf(image: Image, { last: { plain }, name, uid }: FixInput): Fix | undefined {
  if (plain === undefined || plain.file.path !== image.file.path) return undefined;
  const made = image.accounts.users.some((user) => user.uid === uid && user.from === "run");
  return {
    title: `write ${uid} instead of ${name}`,
    safe: made && accountsAreKnown(image),
    edits: [{ replace: plain, text: String(uid) }],
  };
}

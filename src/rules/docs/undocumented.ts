import { replacedFacts, tellFacts } from "../../documents/readme-additions.ts";
import { knowsItsUsers } from "../../edits/readmes.ts";
import { readmesInUse } from "../../model/readme-checks/in-use.ts";
import { kindsToTell, type UntoldFact, untoldFacts } from "../../model/readme-checks/untold.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import type { Rule } from "../../rule.ts";

// Without these nobody can run the image rightly; volumes and variables have defaults that work.
const GRAVE: readonly DocumentedKind[] = ["user", "ports", "config files"];

export const undocumented: Rule = {
  id: "docs/undocumented",
  summary: "The README documents the image's users, ports, configuration files, volumes and variables",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet, policy }) {
    for (const use of readmesInUse(folder, fleet)) {
      const untold = untoldFacts(use, kindsToTell(policy));
      const [first, ...others] = untold;
      if (first === undefined) continue;
      const named = untold.map((fact) => nameOf(fact, use.runs.length));
      const isSure = use.runs.every(knowsItsUsers) || untold.every(({ kind }) => kind !== "user");
      const edits = isSure ? tellFacts(use, untold, replacedFacts(use, fleet, policy)) : [];
      yield {
        key: untold.map(({ name }) => name).join(", "),
        parts: { of: use.readme.file.path, names: untold.map(({ name }) => name) },
        at: first.at,
        message: `${use.name} does not document ${named.join(", ")}`,
        severity: untold.some(({ kind }) => GRAVE.includes(kind)) ? "error" : "warning",
        help: `say what ${others.length === 0 ? "it is" : "each of them is"} for and which file sets it`,
        fix:
          edits.length === 0
            ? undefined
            : { title: `document ${namesOf(untold)} in ${use.name}`, safe: false, edits },
        related: [
          ...others.map(({ at, name, note }) => ({ at, note: `${name}: ${note}` })),
          { at: { file: use.readme.file }, note: "the README that was read" },
        ],
      };
    }
  },
};

function namesOf([first, ...others]: readonly UntoldFact[]): string {
  return others.length === 0 ? `${first?.name}` : `${first?.name} and ${others.length} more`;
}

/** Where several images share a README, which of them it is of. */
function nameOf({ name, images }: UntoldFact, all: number): string {
  return images.length < all ? `${name} of ${images.join(" and ")}` : name;
}

import { replacedFacts, tellFacts } from "../../documents/readme-additions.ts";
import { knowsItsUsers } from "../../edits/readmes.ts";
import { describedAbove, readmesInUse } from "../../model/readme-checks/in-use.ts";
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
    const kinds = kindsToTell(policy);
    // A part of a page about many images is asked only for what nobody can do without.
    const above = describedAbove(folder, fleet).map((use) => ({
      use,
      kinds: kinds.filter(isGrave),
      part: true,
    }));
    const own = readmesInUse(folder, fleet).map((use) => ({ use, kinds, part: false }));
    for (const { use, kinds, part } of [...own, ...above]) {
      const untold = untoldFacts(use, kinds);
      const [first, ...others] = untold;
      if (first === undefined) continue;
      const said = {
        lead: `${use.name} does not document`,
        each: untold.map((fact) => nameOf(fact, use.runs.length)),
      };
      const isSure = use.runs.every(knowsItsUsers) || untold.every(({ kind }) => kind !== "user");
      const edits = isSure && !part ? tellFacts(use, untold, replacedFacts(use, fleet, policy)) : [];
      yield {
        key: untold.map(({ name }) => name).join(", "),
        parts: {
          // Many images may be described by one page.
          of: part ? (use.runs[0]?.image.file.path ?? use.readme.file.path) : use.readme.file.path,
          names: untold.map(({ name }) => name),
          said,
        },
        at: first.at,
        nowhere: true,
        message: `${said.lead} ${said.each.join(", ")}`,
        severity: untold.some(({ kind }) => isGrave(kind)) ? "error" : "warning",
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

function isGrave(kind: DocumentedKind): boolean {
  return GRAVE.includes(kind);
}

function namesOf([first, ...others]: readonly UntoldFact[]): string {
  return others.length === 0 ? `${first?.name}` : `${first?.name} and ${others.length} more`;
}

/** Where several images share a README, which of them it is of. */
function nameOf({ name, images }: UntoldFact, all: number): string {
  return images.length < all ? `${name} of ${images.join(" and ")}` : name;
}

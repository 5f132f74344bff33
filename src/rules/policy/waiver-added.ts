import { addedWaivers } from "../../model/waivers/added.ts";
import type { PlacedWaiver } from "../../model/waivers/read.ts";
import { keyPlace } from "../../policy/weakened.ts";
import type { Rule } from "../../rule.ts";

export const waiverAdded: Rule = {
  id: "policy/waiver-added",
  summary: "A change adds no waiver",
  severity: "warning",
  scope: "change",

  *check(change, { policy, today }) {
    const forbidden = policy.waivers.new === "forbid";
    const forbids = forbidden ? keyPlace(policy, "waivers.new") : undefined;
    for (const waiver of addedWaivers(change)) {
      if (isRefusedAnyway(waiver, today)) continue;
      const { rule, reason, until, at } = waiver;
      const end = until === undefined ? "for good" : `until ${until}`;
      yield {
        key: `added ${rule}`,
        at,
        message: forbidden
          ? `new waiver for ${rule} is refused, since the policy forbids new ones; its reason: ${reason}`
          : `new waiver for ${rule}, ${end}: ${reason}`,
        help: forbidden
          ? "fix what it would waive, or have the policy's owners merge the waiver"
          : "approve it only if the reason holds",
        ...(forbidden ? { severity: "error" as const } : {}),
        ...(forbids === undefined
          ? {}
          : { related: [{ at: forbids, note: "new waivers are forbidden here" }] }),
      };
    }
  },
};

/** Without sense or reason, or over already: then policy/waiver-reason or policy/waiver-expired says so. */
function isRefusedAnyway({ problem, reason, until }: PlacedWaiver, today: string | undefined): boolean {
  if (problem !== undefined || reason.trim() === "") return true;
  return today !== undefined && until !== undefined && today > until;
}

import type { Fix } from "../../finding.ts";
import type { PlacedWaiver } from "../../model/waivers/read.ts";
import { whyUnused } from "../../model/waivers/unused.ts";
import type { Rule } from "../../rule.ts";
import type { Span } from "../../source.ts";

const mostShown = 5;

export const waiverExpired: Rule = {
  id: "policy/waiver-expired",
  summary: "No waiver is past its last day",
  severity: "error",
  scope: "waiver",

  *check({ waiver, refused, released = [] }, { fleet }) {
    if (refused !== "expired") return;
    const { rule, until, at, removal } = waiver;
    const said = { key: `${rule} until ${until}`, at };
    const ended = `the waiver for ${rule} expired on ${until}`;
    if (released.length > 0) {
      const again =
        released.length === 1 ? "a finding counts again" : `${released.length} findings count again`;
      const related = released
        .slice(0, mostShown)
        .map((finding) => ({ at: finding.at, note: "counts again" }));
      const help = "fix what it waived, or set a later day and say why";
      yield { ...said, message: `${ended}, and ${again}`, help, related };
    } else if (whyUnused(waiver, fleet) === "cannot tell") {
      yield {
        ...said,
        message: `${ended}, but whether anything needs it is unknown`,
        severity: "warning",
      };
    } else {
      yield {
        ...said,
        message: `${ended}, and nothing needs it any more`,
        severity: "warning",
        help: "remove it",
        fix: removal && removalFix(waiver, removal),
      };
    }
  },
};

function removalFix({ at: { file }, rule }: PlacedWaiver, span: Span): Fix {
  return {
    title: `remove the waiver for ${rule}`,
    safe: true,
    edits: [{ replace: { file, span }, text: "" }],
  };
}

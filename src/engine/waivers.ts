import type { WaivedFinding, WaiverFacts } from "../facts.ts";
import type { Finding } from "../finding.ts";
import type { PlacedWaiver } from "../model/waivers/read.ts";
import { globMatcher } from "../policy/globs.ts";
import type { Policy } from "../policy/policy.ts";
import { namesRule } from "../policy/rule-names.ts";
import type { WaiverUse } from "../rule.ts";

/** What waivers are applied to. */
export interface WaiverInput {
  readonly findings: readonly Finding[];
  readonly waivers: readonly PlacedWaiver[];
  /** The policy in force: on a change the base's. */
  readonly policy: Policy;
  /** `YYYY-MM-DD`; without it no waiver is over. */
  readonly today?: string;
  /** Whether the change itself adds a waiver. */
  readonly added?: (waiver: PlacedWaiver) => boolean;
}

/** Findings after waivers. */
export interface AppliedWaivers {
  /** Those that count, in their order. */
  readonly findings: readonly Finding[];
  /** Those that do not, in their order. */
  readonly waived: readonly WaivedFinding[];
  /** Every waiver with what it did, in the order of the waivers. */
  readonly uses: readonly WaiverUse[];
}

interface Judged {
  readonly waiver: PlacedWaiver;
  readonly why: NonNullable<WaiverUse["refused"]> | undefined;
  readonly speaksFor: (finding: Finding) => boolean;
  readonly found: Finding[];
}

/** Takes out the findings that a waiver in force speaks for. What the rules of `policy` say cannot be waived. */
export function applyWaivers(input: WaiverInput): AppliedWaivers {
  const judged = input.waivers.map((waiver) => judge(waiver, input));
  const candidates = byFile(judged);
  const findings: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of input.findings) {
    const speaking = candidates(finding.at.file.path).filter(({ speaksFor }) => speaksFor(finding));
    for (const { found } of speaking) found.push(finding);
    const holding = speaking.find(({ why }) => why === undefined);
    if (holding === undefined) findings.push(finding);
    else waived.push({ finding, waiver: factsOf(holding.waiver, input) });
  }
  const counts = new Set(findings);
  return { findings, waived, uses: judged.map((one) => useOf(one, counts)) };
}

function judge(waiver: PlacedWaiver, input: WaiverInput): Judged {
  return { waiver, why: refusalOf(waiver, input), speaksFor: speakerOf(waiver), found: [] };
}

function refusalOf(
  waiver: PlacedWaiver,
  { policy, today, added }: WaiverInput,
): NonNullable<WaiverUse["refused"]> | undefined {
  if (waiver.problem !== undefined) return "malformed";
  if (waiver.reason.trim() === "") return "no reason";
  if (today !== undefined && waiver.until !== undefined && today > waiver.until) return "expired";
  return policy.waivers.new === "forbid" && added?.(waiver) === true ? "forbidden" : undefined;
}

function speakerOf(waiver: PlacedWaiver): Judged["speaksFor"] {
  const { covers, at, path } = waiver;
  const inPlace: Judged["speaksFor"] =
    waiver.from === "policy"
      ? pathTest(path)
      : (finding) => {
          const { file, span } = finding.at;
          if (covers === undefined || span === undefined || file.path !== at.file.path) return false;
          return covers.start < covers.end && covers.start <= span.start && span.start <= covers.end;
        };
  return (finding) =>
    !finding.rule.startsWith("policy/") && namesRule(waiver.rule, finding.rule) && inPlace(finding);
}

function pathTest(path: string | undefined): Judged["speaksFor"] {
  if (path === undefined) return () => true;
  const matches = globMatcher([path]);
  return ({ at }) => matches(at.file.path);
}

/** The waivers that may speak for a file's findings, in the order of all. */
function byFile(judged: readonly Judged[]): (path: string) => readonly Judged[] {
  const everywhere = judged.filter(({ waiver }) => waiver.from === "policy");
  const comments = new Map<string, Judged[]>();
  for (const one of judged) {
    if (one.waiver.from === "policy") continue;
    const { path } = one.waiver.at.file;
    const same = comments.get(path);
    if (same === undefined) comments.set(path, [one]);
    else same.push(one);
  }
  return (path) => [...(comments.get(path) ?? []), ...everywhere];
}

function factsOf(waiver: PlacedWaiver, { added }: WaiverInput): WaiverFacts {
  const { rule, reason, until, at } = waiver;
  return {
    rule,
    reason,
    ...(until === undefined ? {} : { until }),
    at,
    ...(added?.(waiver) === true ? { added: true } : {}),
  };
}

function useOf({ waiver, why, found }: Judged, counts: ReadonlySet<Finding>): WaiverUse {
  if (why === undefined) return { waiver, waived: found };
  const released = found.filter((finding) => counts.has(finding));
  return { waiver, waived: [], refused: why, released };
}

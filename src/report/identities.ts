import { identify } from "../engine/identity.ts";
import type { Report } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { compare } from "./words.ts";

/** The fingerprint of each finding, those that do not count among the others: a waiver changes the identity of none. */
export function fingerprints({
  findings,
  waived = [],
  held = [],
}: Pick<Report, "findings" | "waived" | "held">): ReadonlyMap<Finding, string> {
  const all = [...findings, ...waived.map(({ finding }) => finding), ...held].toSorted(byPlace);
  return new Map(identify(all).map(({ finding, fingerprint }) => [finding, fingerprint]));
}

/** The order in which the engine hands findings out. */
function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.at.file.path, b.at.file.path) ||
    (a.at.span?.start ?? -1) - (b.at.span?.start ?? -1) ||
    (a.at.span?.end ?? -1) - (b.at.span?.end ?? -1) ||
    compare(a.rule, b.rule) ||
    compare(a.key, b.key) ||
    compare(a.message, b.message)
  );
}

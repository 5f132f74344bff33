import type { Finding, Related } from "../finding.ts";
import { uncheckedHelp } from "../rules/settled.ts";

/** Equal findings of several images or runs as one that names them all and the ways to it; sorted by path, offset, rule and key. */
export function foldFindings(findings: readonly Finding[]): readonly Finding[] {
  const folded = new Map<string, Finding>();
  for (const finding of findings) {
    const same = sameness(finding);
    const first = folded.get(same);
    folded.set(same, first === undefined ? sorted(finding) : together(first, finding));
  }
  return [...folded.values()].sort(byPlace);
}

/**
 * Findings of one cause as one, at the first of their places; those that a change brings apart from the others. It comes
 * after findings were compared and waived, which is done place by place.
 */
export function foldCauses(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  const told = toldSpots(findings);
  for (const finding of findings) {
    const { rule, severity, novelty, cause, missing } = finding;
    if (isTold(finding, told)) continue;
    const shared = cause === undefined ? missing : cause.key;
    const key = shared === undefined ? undefined : JSON.stringify([rule, severity, novelty, shared]);
    const same = key === undefined ? undefined : groups.get(key);
    if (same === undefined) groups.set(key ?? JSON.stringify([groups.size]), [finding]);
    else same.push(finding);
  }
  return [...groups.values()].flatMap(ofOneCause).sort(byPlace);
}

/** Where something is wrong: on any severity, and as an error of the very thing there. */
interface ToldSpots {
  readonly any: ReadonlySet<string>;
  readonly errors: ReadonlySet<string>;
}

function toldSpots(findings: readonly Finding[]): ToldSpots {
  const accused = findings.filter(({ cause }) => cause === undefined);
  const errors = accused.filter(({ severity, folder }) => severity === "error" && folder === undefined);
  return { any: new Set(accused.map(spotOf)), errors: new Set(errors.map(spotOf)) };
}

/**
 * A word that is wrong leaves open what hangs on it, which is no second finding; nor is what a program starts besides where
 * it is accused of root already.
 */
function isTold({ cause, ...finding }: Finding, told: ToldSpots): boolean {
  if (cause === undefined) return false;
  const spot = spotOf(finding);
  if (told.errors.has(spot)) return true;
  return cause.facts.length === 1 && cause.facts[0] === "processes" && told.any.has(spot);
}

/** Documentation says nothing of what runs: it stands for no place. */
function spotOf({ rule, at }: Pick<Finding, "rule" | "at">): string {
  return rule.startsWith("docs/") ? "" : JSON.stringify([at.file.path, at.span?.start, at.span?.end]);
}

function ofOneCause(all: readonly Finding[]): readonly Finding[] {
  const [first, ...others] = all;
  const { cause } = first ?? {};
  if (first === undefined || others.length === 0) return all;
  const images = [...new Set(all.flatMap((one) => one.images))].sort(compareText);
  if (cause === undefined) return [ofOneAbsence(first, others, images)];
  const facts = [...new Set(all.flatMap((one) => one.cause?.facts ?? []))].sort(compareText);
  const kinds = new Set(all.map(({ key }) => key)).size;
  const places = others.map(({ at, images: [image = "another image"] }) => ({
    at,
    note: `the same for ${image}`,
  }));
  return [
    {
      ...first,
      images,
      message: cause.many === undefined || kinds === 1 ? first.message : `${kinds} ${cause.many}`,
      cause: { ...cause, facts },
      ...uncheckedHelp({ ...cause, facts }, images.length),
      related: [...(first.related ?? []), ...places].slice(0, MOST_RELATED),
    },
  ];
}

/** A file that is gone is one thing to put right, whoever names it. */
function ofOneAbsence(first: Finding, others: readonly Finding[], images: readonly string[]): Finding {
  const shown = others.slice(0, MOST_RELATED).map(({ at }) => ({ at, note: "it is named here too" }));
  const more = others.length - shown.length;
  const last = shown.at(-1);
  const counted =
    more === 0 || last === undefined ? [] : [{ ...last, note: `it is named here and ${more} times more` }];
  const related = [...(first.related ?? []), ...shown.slice(0, shown.length - counted.length), ...counted];
  const fixes = [first, ...others].map(({ fix }) => fix);
  const edits = fixes.flatMap((fix) => fix?.edits ?? []);
  const whole = first.fix && fixes.every((fix) => fix !== undefined) && { fix: { ...first.fix, edits } };
  return { ...first, images, related, ...whole };
}

/** Related places of several images that one finding shows; more are only in the way. */
const MOST_RELATED = 6;

/** Each image has its own way to the place: the line that brings a file into one of them may be the change's. */
function together(first: Finding, other: Finding): Finding {
  const images = union(first.images, other.images);
  const own = first.related ?? [];
  const seen = new Set(own.map(wayOf));
  const more = (other.related ?? []).filter((related) => !seen.has(wayOf(related)));
  if (more.length === 0 || own.length >= MOST_RELATED) return { ...first, images };
  return { ...first, images, related: [...own, ...more].slice(0, MOST_RELATED) };
}

function wayOf({ at, note }: Related): string {
  return JSON.stringify([at.file.path, at.span?.start, note]);
}

/** What two findings must share to be the same one seen twice. */
function sameness({ rule, at, key, message, severity }: Finding): string {
  return JSON.stringify([rule, at.file.path, at.span?.start, at.span?.end, key, message, severity]);
}

function sorted(finding: Finding): Finding {
  return { ...finding, images: union(finding.images, []) };
}

function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort(compareText);
}

/** Order of findings everywhere: path, offset (the file as a whole first), rule, key, message. */
export function byPlace(left: Finding, right: Finding): number {
  return (
    compareText(left.at.file.path, right.at.file.path) ||
    (left.at.span?.start ?? -1) - (right.at.span?.start ?? -1) ||
    (left.at.span?.end ?? -1) - (right.at.span?.end ?? -1) ||
    compareText(left.rule, right.rule) ||
    compareText(left.key, right.key) ||
    compareText(left.message, right.message)
  );
}

/** Order by UTF-16 units, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

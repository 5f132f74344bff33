import type { FileChange } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { applyEdits, type Candidate, chooseFixes, touchedBy } from "./edits.ts";
import { type Fault, faultsOf, likeness, whyRefused } from "./law.ts";
import { composed, movedPaths } from "./patch.ts";

/** How often what fixes bring is mended along with them before they are refused for it. */
const MOST_FOLLOWING = 4;

/** What a patched tree is found to have, why it cannot be read, or that no more trees are read. */
export type PatchedReading = readonly Finding[] | { readonly unreadable: string } | "no more readings";

/** A tree, its findings, and how the same tree with changes is read. */
export interface SearchInput {
  readonly workspace: Workspace;
  readonly findings: readonly Finding[];
  readonly read: (changes: readonly FileChange[]) => Promise<PatchedReading>;
  readonly patched: (changes: readonly FileChange[]) => Workspace;
  /** Whether a finding that a fix brings may be mended along with it. */
  readonly mayFollow: (finding: Finding) => boolean;
}

/** The fixes that go together, what the tree has with them, and the others with the reason. */
export interface Search {
  readonly accepted: readonly Candidate[];
  readonly changes: readonly FileChange[];
  /** Findings that the fixes brought and that are mended in the changes too. */
  readonly followed: readonly Finding[];
  readonly findings: readonly Finding[];
  readonly refused: readonly { readonly finding: Finding; readonly why: string }[];
}

type Verdict =
  | { readonly kind: "good"; readonly found: Search }
  | { readonly kind: "bad"; readonly faults: readonly Fault[]; readonly changes: readonly FileChange[] }
  | { readonly kind: "unread" };

/**
 * Of fixes that do not overlap, those that keep the law together. All are tried at once; where that fails, those that
 * have to do with what went wrong are tried after the others, and by halves.
 */
export async function searchFixes(input: SearchInput, candidates: readonly Candidate[]): Promise<Search> {
  const none: Search = { accepted: [], changes: [], followed: [], findings: input.findings, refused: [] };
  return accept(input, none, candidates);
}

async function accept(input: SearchInput, so: Search, group: readonly Candidate[]): Promise<Search> {
  const [only] = group;
  if (only === undefined) return so;
  const verdict = await tried(input, so, group);
  if (verdict.kind === "good") return verdict.found;
  if (verdict.kind === "unread") {
    const why = "too many fixes conflict: it was not tried";
    return { ...so, refused: [...so.refused, ...group.map(({ finding }) => ({ finding, why }))] };
  }
  if (group.length === 1) {
    const path = movedPaths(verdict.changes).after(only.finding.at.file.path);
    const why = whyRefused(only.finding, verdict.faults, path);
    return { ...so, refused: [...so.refused, { finding: only.finding, why }] };
  }
  const [first, second] = parted(group, verdict);
  return accept(input, await accept(input, so, first), second);
}

async function tried(input: SearchInput, so: Search, group: readonly Candidate[]): Promise<Verdict> {
  const accepted = [...so.accepted, ...group];
  let changes = applyEdits(
    input.workspace,
    accepted.flatMap(({ edits }) => edits),
  );
  let followed: readonly Finding[] = [];
  let first: Verdict | undefined;
  for (let round = 0; ; round++) {
    const after = await input.read(changes);
    if (after === "no more readings") return first ?? { kind: "unread" };
    const faults = faultsWith(input, accepted, { after, changes });
    if (faults.length === 0 && !("unreadable" in after)) {
      return { kind: "good", found: { accepted, changes, followed, findings: after, refused: so.refused } };
    }
    first ??= { kind: "bad", faults, changes };
    const next = round < MOST_FOLLOWING ? following(input, changes, faults) : undefined;
    if (next === undefined) return first;
    changes = composed(changes, next.changes);
    followed = [...followed, ...next.followed];
  }
}

interface Patched {
  readonly after: Exclude<PatchedReading, string>;
  readonly changes: readonly FileChange[];
}

function faultsWith(
  { findings }: SearchInput,
  accepted: readonly Candidate[],
  { after, changes }: Patched,
): readonly Fault[] {
  if ("unreadable" in after) return [{ kind: "unreadable", why: after.unreadable }];
  const applied = accepted.map(({ finding }) => finding);
  return faultsOf({ before: findings, after, applied, pathAfter: movedPaths(changes).after });
}

/** What mends all that the fixes brought: `keelcheck fix` would be no help if a new port were refused for its README. */
function following(
  { patched, mayFollow }: SearchInput,
  changes: readonly FileChange[],
  faults: readonly Fault[],
): { readonly changes: readonly FileChange[]; readonly followed: readonly Finding[] } | undefined {
  const brought = faults.flatMap((fault) => (fault.kind === "new" ? [fault.finding] : []));
  if (brought.length < faults.length || !brought.every(mayFollow)) return undefined;
  const workspace = patched(changes);
  // Those that write at one place go one after the other.
  const { chosen } = chooseFixes(workspace, brought);
  if (chosen.length === 0) return undefined;
  const edits = chosen.flatMap((candidate) => candidate.edits);
  return { changes: applyEdits(workspace, edits), followed: chosen.map(({ finding }) => finding) };
}

type Bad = Extract<Verdict, { readonly kind: "bad" }>;

/** Those that have nothing to do with the faults before those that may have; halves where that tells nothing, by rules first. */
function parted(
  group: readonly Candidate[],
  bad: Bad,
): readonly [readonly Candidate[], readonly Candidate[]] {
  for (const isSuspect of suspicions(bad)) {
    const suspects = group.filter(isSuspect);
    if (suspects.length === 0 || suspects.length === group.length) continue;
    return [group.filter((one) => !suspects.includes(one)), suspects];
  }
  const rules = [...new Set(group.map(({ finding }) => finding.rule))];
  if (rules.length === 1) return [group.slice(0, group.length >> 1), group.slice(group.length >> 1)];
  const first = new Set(rules.slice(0, rules.length >> 1));
  return [
    group.filter(({ finding }) => first.has(finding.rule)),
    group.filter(({ finding }) => !first.has(finding.rule)),
  ];
}

/** Ways to suspect a fix, the surest first: it left its own finding; it changes a file of a fault; it is about the image. */
function suspicions({ faults, changes }: Bad): readonly ((candidate: Candidate) => boolean)[] {
  const found = faults.flatMap((fault) => (fault.kind === "unreadable" ? [] : [fault.finding]));
  const same = new Set(found.map((finding) => likeness(finding)));
  const { after } = movedPaths(changes);
  const own = new Set(found.map(({ at }) => at.file.path));
  const near = new Set(found.flatMap(({ related = [] }) => related.map(({ at }) => at.file.path)));
  const images = new Set(found.flatMap((finding) => finding.images));
  const touches = (paths: ReadonlySet<string>) => (candidate: Candidate) =>
    touchedBy(candidate.edits).some((path) => paths.has(path) || paths.has(after(path)));
  return [
    ({ finding }) => same.has(likeness(finding, after(finding.at.file.path))),
    touches(own),
    touches(near),
    ({ finding }) => finding.images.some((image) => images.has(image)),
  ];
}

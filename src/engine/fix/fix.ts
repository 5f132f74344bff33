import type { FileChange, FixPlan } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { chooseFixes } from "./edits.ts";
import { askedLater, originalsOf, type Placed } from "./originals.ts";
import { composed, type Laid, laidFiles, movedPaths } from "./patch.ts";
import { type PatchedReading, searchFixes } from "./search.ts";

/** Readings of patched trees before the fixes that are left are refused: one is enough where all go together. */
export const MOST_READINGS = 32;

/** All findings of a patched tree, or why it cannot be checked. */
export type Recheck = (workspace: Workspace) => Promise<readonly Finding[] | { readonly unreadable: string }>;

/** What to mend, and how a mended tree is made and read. */
export interface FixInput {
  readonly workspace: Workspace;
  /** All findings of the tree, sorted; those that are waived are left out here and by `recheck`. */
  readonly findings: readonly Finding[];
  readonly recheck: Recheck;
  /** A tree with files laid over it: `overlayWorkspace`. */
  readonly overlay: (below: Workspace, files: ReadonlyMap<string, Laid>) => Workspace;
  /** Whether fixes that may change what an image does are applied too. */
  readonly unsafe: boolean;
  /** The findings whose fixes are asked for; all without it. */
  readonly only?: (finding: Finding) => boolean;
  /** How often a patched tree may be read; `MOST_READINGS` without it. */
  readonly mostReadings?: number;
}

/** A plan, and what the tree has once it is carried out. */
export interface PlannedFixes extends FixPlan {
  /** Findings that fixes would have brought, and that are mended along with them; places are those of the way. */
  readonly followed: readonly Finding[];
  /** All findings of the patched tree. */
  readonly after: readonly Finding[];
  /** Those of them that were asked for, refused ones included. */
  readonly remaining: readonly Finding[];
}

/** A tree on the way, and what was learnt of it. */
interface State {
  readonly workspace: Workspace;
  readonly findings: readonly Finding[];
  /** From the tree as it was handed in. */
  readonly changes: readonly FileChange[];
  readonly applied: readonly Placed[];
  readonly followed: readonly Finding[];
  /** Why fixes are not applied to this very tree. */
  readonly why: ReadonlyMap<Finding, string>;
  /** Fixes that were tried on this very tree and broke the law. */
  readonly vain: ReadonlySet<Finding>;
}

/** Reads patched trees, each once, and not too many. */
interface Reader {
  readonly mayFollow: (finding: Finding) => boolean;
  readonly patched: (changes: readonly FileChange[]) => Workspace;
  readonly read: (changes: readonly FileChange[]) => Promise<PatchedReading>;
}

/**
 * The fixes that can be applied together without bringing a finding that was not there. Carried out, and planned again,
 * nothing is left to do: rounds are made until one brings nothing.
 */
export async function planFixes(input: FixInput): Promise<PlannedFixes> {
  const reader = readerOf(input);
  const asked = askedOf(input);
  const { workspace, findings, unsafe } = input;
  const untouched = {
    changes: [],
    applied: [],
    followed: [],
    why: new Map<Finding, string>(),
    vain: new Set<Finding>(),
  };
  let state: State = { workspace, findings, ...untouched };
  // Each round has a finding less or a fix more that is in vain: there is an end.
  for (;;) {
    const next = await nextState(state, fixable(asked(state), unsafe), reader);
    if (next === undefined) return planOf(input, state, asked(state));
    state = next;
  }
}

/** One round: the fixes that do not overlap are tried; `undefined` when there is none left to try. */
async function nextState(
  state: State,
  wanted: readonly Finding[],
  reader: Reader,
): Promise<State | undefined> {
  const { workspace, findings, changes } = state;
  const untried = ripe(wanted.filter((finding) => !state.vain.has(finding)));
  if (untried.length === 0) return undefined;
  const { chosen, refused } = chooseFixes(workspace, untried);
  const why = withReasons(state.why, refused);
  if (chosen.length === 0) return { ...state, why, vain: new Set([...state.vain, ...untried]) };
  const read = (more: readonly FileChange[]) => reader.read(composed(changes, more));
  const patched = (more: readonly FileChange[]) => reader.patched(composed(changes, more));
  const { mayFollow } = reader;
  const found = await searchFixes({ workspace, findings, read, patched, mayFollow }, chosen);
  if (found.accepted.length === 0) {
    const vain = new Set([...state.vain, ...found.refused.map(({ finding }) => finding)]);
    return { ...state, why: withReasons(why, found.refused), vain };
  }
  const all = composed(changes, found.changes);
  const mended = placed(
    state,
    found.accepted.map(({ finding }) => finding),
  );
  return {
    workspace: reader.patched(all),
    findings: found.findings,
    changes: all,
    applied: [...state.applied, ...mended],
    followed: [...state.followed, ...found.followed],
    why: new Map(),
    vain: new Set(),
  };
}

function withReasons(
  why: ReadonlyMap<Finding, string>,
  refused: readonly { readonly finding: Finding; readonly why: string }[],
): ReadonlyMap<Finding, string> {
  return new Map([...why, ...refused.map((each) => [each.finding, each.why] as const)]);
}

/** The findings of a state that are asked for. */
function askedOf({ findings, only = () => true }: FixInput): (state: State) => readonly Finding[] {
  const later = askedLater(findings, only);
  return (state) => {
    if (state.findings === findings) return findings.filter(only);
    return placed(state, state.findings)
      .filter(later)
      .map(({ finding }) => finding);
  };
}

/**
 * What is written about an image is mended when the image itself is: a README that names the old user would be in the
 * way of the new one.
 */
function ripe(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.filter(({ rule }) => !rule.startsWith("docs/"));
  return first.length > 0 ? first : findings;
}

/** Those whose fixes are to be applied, safe ones first. */
function fixable(asked: readonly Finding[], unsafe: boolean): readonly Finding[] {
  const safe = asked.filter(({ fix }) => fix?.safe === true);
  return unsafe ? [...safe, ...asked.filter(({ fix }) => fix?.safe === false)] : safe;
}

function placed({ changes }: State, findings: readonly Finding[]): readonly Placed[] {
  const { before } = movedPaths(changes);
  return findings.map((finding) => ({ finding, pathBefore: before(finding.at.file.path) }));
}

function planOf({ findings, unsafe }: FixInput, state: State, asked: readonly Finding[]): PlannedFixes {
  const left = placed(state, fixable(asked, unsafe));
  const told = toldIn(findings, [...state.applied, ...left]);
  return {
    changes: state.changes,
    applied: told(state.applied).map(({ finding }) => finding),
    refused: told(left).map(({ finding, later }) => ({
      finding,
      why: state.why.get(later.finding) ?? "it was not tried",
    })),
    followed: state.followed,
    after: state.findings,
    remaining: asked,
  };
}

interface Told {
  /** As it was handed in; with the later fix where it had none then. */
  readonly finding: Finding;
  readonly later: Placed;
}

/** Later findings as those that were handed in, in their order. */
function toldIn(
  originals: readonly Finding[],
  all: readonly Placed[],
): (some: readonly Placed[]) => readonly Told[] {
  const found = originalsOf(originals, all);
  const order = new Map(originals.map((finding, index) => [finding, index]));
  const rank = (later: Placed) => order.get(found.get(later) ?? later.finding) ?? originals.length;
  return (some) =>
    [...some]
      .sort((a, b) => rank(a) - rank(b))
      .map((later) => {
        const finding = found.get(later) ?? later.finding;
        const { fix } = later.finding;
        return {
          finding: finding.fix === undefined && fix !== undefined ? { ...finding, fix } : finding,
          later,
        };
      });
}

function readerOf({ workspace, recheck, overlay, unsafe, mostReadings = MOST_READINGS }: FixInput): Reader {
  const known = new Map<string, PatchedReading>();
  const patched = (changes: readonly FileChange[]) => overlay(workspace, laidFiles(changes));
  return {
    mayFollow: ({ fix }) => fix !== undefined && (unsafe || fix.safe),
    patched,
    async read(changes) {
      const key = JSON.stringify(
        changes.map(({ path, from, after, executable }) => [path, from, after, executable]),
      );
      const before = known.get(key);
      if (before !== undefined) return before;
      if (known.size >= mostReadings) return "no more readings";
      const reading = await recheck(patched(changes));
      known.set(key, reading);
      return reading;
    },
  };
}

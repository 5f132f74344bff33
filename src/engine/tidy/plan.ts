/** Which moves can be made, and what each file of the repo then is. */
import { rewrittenDockerfiles } from "../../edits/moves/dockerfiles.ts";
import { type Move, type Relocation, relocation } from "../../edits/moves/relocation.ts";
import { rewrittenTexts } from "../../edits/moves/texts.ts";
import type { FileChange } from "../../facts.ts";
import type { Edit, Finding } from "../../finding.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { codeOwners } from "../../model/repo/owners.ts";
import { isInside } from "../../model/repo/path.ts";
import { type Place, sourceFile } from "../../source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { compareFindings } from "../compare.ts";
import { applyEdits, whereOf } from "../fix/edits.ts";
import { newPathWhy, outsideWhy, treeOf } from "../fix/paths.ts";
import { changedImages } from "./same.ts";

/** A tree, and what is found in it. */
export interface TidyTree {
  readonly workspace: Workspace;
  readonly fleet: Fleet;
  readonly findings: readonly Finding[];
}

/** What is to move, and how a tree with changes is read. */
export interface TidyInput extends TidyTree {
  readonly wanted: readonly Move[];
  /** The tree with the changes, or why it cannot be read. */
  readonly read: (changes: readonly FileChange[]) => Promise<TidyTree | { readonly unreadable: string }>;
  /** The changes with what they ask of the baseline. */
  readonly completed: (changes: readonly FileChange[], relocation: Relocation) => readonly FileChange[];
  /** Whether git ignores a file of a tree, by its own `.gitignore` files. */
  readonly isHidden: (tree: Workspace, path: string) => boolean;
}

/** A move that is not made, where that lies, and why. */
export interface RefusedMove {
  readonly move: Move;
  readonly at: Place;
  readonly why: string;
}

/** The moves that are made, with all that they come to. */
export interface TidyPlan {
  readonly made: readonly Move[];
  readonly refused: readonly RefusedMove[];
  readonly changes: readonly FileChange[];
  /** The tree after them. */
  readonly tree: TidyTree;
}

/** Readings of moved trees before the moves that are left are refused. */
const MOST_READINGS = 32;

/** The moves of those wanted that leave every image as it is and bring no finding. */
export async function planMoves(input: TidyInput): Promise<TidyPlan> {
  const { wanted, fleet, workspace } = input;
  const refused: RefusedMove[] = [];
  let moves = possible(input, wanted, refused);
  for (let readings = 0; moves.length > 0; readings++) {
    const { relocated, edits } = rewritten(fleet, moves, refused);
    moves = relocated.moves;
    if (moves.length === 0) break;
    const changes = input.completed(changesOf(workspace, relocated, edits), relocated);
    const after =
      readings < MOST_READINGS ? await input.read(changes) : { unreadable: "too many moves were tried" };
    const wrong = wrongMoves(input, relocated, after);
    if (wrong.length === 0 && !("unreadable" in after)) return { made: moves, refused, changes, tree: after };
    refused.push(...wrong);
    const gone = new Set(wrong.map(({ move }) => move));
    moves = moves.filter((move) => !gone.has(move));
  }
  return { made: [], refused, changes: [], tree: input };
}

/** The moves whose ends are free, and plain paths of the repo. */
function possible(input: TidyInput, wanted: readonly Move[], refused: RefusedMove[]): readonly Move[] {
  const { workspace, fleet } = input;
  const tree = treeOf(workspace);
  const ends = new Map<string, Move>();
  return wanted.filter((move) => {
    const other = ends.get(move.to);
    const why =
      other === undefined
        ? (outsideWhy(tree, move.from) ?? kindWhy(fleet, move) ?? endWhy(input, tree, move))
        : `${other.from} is to move there`;
    if (why === undefined) ends.set(move.to, move);
    else refused.push({ move, at: { file: sourceFile(move.from, "") }, why });
    return why === undefined;
  });
}

/** What git ignores is asked when `.gitignore` is rewritten. */
function endWhy({ workspace }: TidyInput, tree: ReturnType<typeof treeOf>, { to }: Move): string | undefined {
  const why = newPathWhy(tree, to);
  return workspace.ignored(to) && why === `git ignores ${to}` ? undefined : why;
}

/** Only files move by themselves: a link counts from where it lies, and a submodule is named in `.gitmodules`. */
function kindWhy({ entries }: Fleet, { from, isFolder }: Move): string | undefined {
  const inside = entries.filter(({ path }) => isInside(path, from));
  if (inside.some(({ kind }) => kind === "submodule")) return "a submodule lies there";
  return !isFolder && inside.some(({ kind }) => kind === "link") ? "it is a link" : undefined;
}

interface Rewritten {
  readonly relocated: Relocation;
  readonly edits: readonly Edit[];
}

/** What is written for moves; those that something is in the way of are left out until nothing is. */
function rewritten(fleet: Fleet, wanted: readonly Move[], refused: RefusedMove[]): Rewritten {
  const files = fleet.entries.map(({ path }) => path);
  for (let moves = wanted; ; ) {
    const relocated = relocation(moves, files);
    const all = [rewrittenDockerfiles(fleet, relocated), rewrittenTexts(fleet, relocated)];
    const edits = all.flatMap((one) => one.edits);
    const obstacles = [...all.flatMap((one) => one.obstacles), ...contradictions(edits, relocated)];
    if (obstacles.length === 0) return { relocated, edits };
    const first = new Map(obstacles.toReversed().map((obstacle) => [obstacle.move, obstacle]));
    refused.push(...moves.flatMap((move) => first.get(move) ?? []));
    moves = moves.filter((move) => !first.has(move));
  }
}

/** Two ways to write one place: the same line means two paths. */
function contradictions(edits: readonly Edit[], { moves }: Relocation): readonly RefusedMove[] {
  const texts = new Map<string, string>();
  return edits.flatMap((edit) => {
    if (!("replace" in edit)) return [];
    const { file, span } = edit.replace;
    const key = `${file.path} ${span?.start}`;
    const other = texts.get(key);
    texts.set(key, edit.text);
    if (other === undefined || other === edit.text) return [];
    const why = "this line means different paths in different builds";
    const own = moves.filter(({ to }) => edit.text.includes(baseName(to)));
    return (own.length > 0 ? own : moves).map((move) => ({ move, at: edit.replace, why }));
  });
}

function changesOf(
  workspace: Workspace,
  { moves, after }: Relocation,
  edits: readonly Edit[],
): readonly FileChange[] {
  const renames: Edit[] = [];
  const carried: FileChange[] = [];
  for (const { path, kind } of workspace.list()) {
    if (!moves.some(({ from }) => isInside(path, from))) continue;
    const content = kind === "link" ? undefined : workspace.read(path);
    const isText = content !== undefined && "text" in content;
    if (isText) renames.push({ rename: path, to: after(path) });
    else carried.push(carriedChange(path, after(path), kind === "executable"));
  }
  return [...applyEdits(workspace, [...renames, ...edits]), ...carried].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function carriedChange(from: string, path: string, executable: boolean): FileChange {
  return {
    path,
    from,
    before: "",
    after: "",
    executable: { before: executable, after: executable },
    carried: true,
  };
}

type Reading = TidyTree | { readonly unreadable: string };

/** The moves that change an image, bring a finding or hide a file. */
function wrongMoves(input: TidyInput, relocated: Relocation, after: Reading): readonly RefusedMove[] {
  const { moves } = relocated;
  if ("unreadable" in after) return refusedFor(moves, `the tree cannot be read with it: ${after.unreadable}`);
  const hidden = moves.filter(
    ({ from, to }) => input.isHidden(input.workspace, from) !== input.isHidden(after.workspace, to),
  );
  if (hidden.length > 0) return refusedFor(hidden, "git would ignore it at one of the two paths only");
  const otherwise = moves.filter((move) => !keepsOwners(move, [input.fleet, after.fleet], relocated));
  if (otherwise.length > 0) return refusedFor(otherwise, "CODEOWNERS gives it to others at its new path");
  const changed = changedImages(input.fleet, after.fleet, relocated).map(({ image, folder }) => ({
    why: `${image} would not be the same image with it`,
    moves: moves.filter(({ from }) => isInside(from, folder) || isInside(folder, from)),
  }));
  const brought = changed.length > 0 ? [] : broughtFindings(input, relocated, after);
  const reasons = [...changed, ...brought];
  const told = new Map<Move, string>();
  for (const { why, moves: near } of reasons)
    for (const move of near) if (!told.has(move)) told.set(move, why);
  const [first] = reasons;
  if (first !== undefined && told.size === 0) return refusedFor(moves, first.why);
  return [...told].flatMap(([move, why]) => refusedFor([move], why));
}

/** Whether a path has the owners that it had. */
function keepsOwners(
  { from }: Move,
  [before, after]: readonly [Fleet, Fleet],
  relocated: Relocation,
): boolean {
  const [old, now] = [codeOwners(before.read), codeOwners(after.read)];
  if (old === undefined || now === undefined) return old === now;
  return before.entries
    .filter(({ path }) => isInside(path, from))
    .every(({ path }) => old(path).join(" ") === now(relocated.after(path)).join(" "));
}

function refusedFor(moves: readonly Move[], why: string): readonly RefusedMove[] {
  return moves.map((move) => ({ move, at: { file: sourceFile(move.from, "") }, why }));
}

interface Reason {
  readonly why: string;
  readonly moves: readonly Move[];
}

/** The findings that were not there, each with the moves that have to do with it. */
function broughtFindings(
  input: TidyInput,
  { after: pathAfter, moves }: Relocation,
  after: TidyTree,
): readonly Reason[] {
  const { findings } = compareFindings({ base: input.findings, head: after.findings, headPathOf: pathAfter });
  return findings
    .filter(({ novelty }) => novelty === "introduced")
    .map((finding) => {
      const paths = [finding.at, ...(finding.related ?? []).map(({ at }) => at)].map(({ file }) => file.path);
      const near = moves.filter(({ from, to }) =>
        paths.some((path) => isInside(path, to) || isInside(path, from)),
      );
      const folders = after.fleet.folders.filter((folder) =>
        folder.images.some(({ name }) => finding.images.includes(name)),
      );
      const around = moves.filter(({ to }) =>
        folders.some(({ path }) => isInside(to, path) || isInside(path, to)),
      );
      const why = `it would introduce ${finding.rule} at ${whereOf(finding)}`;
      return { why, moves: near.length > 0 ? near : around };
    });
}

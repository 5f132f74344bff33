import type { Move, Relocation } from "../../edits/moves/relocation.ts";
import { composed, laidFiles } from "../../engine/fix/patch.ts";
import { planMoves, type RefusedMove, type TidyPlan, type TidyTree } from "../../engine/tidy/plan.ts";
import { leftStrays, wantedMoves, wantedNames } from "../../engine/tidy/wanted.ts";
import type { FileChange } from "../../facts.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { isInside } from "../../model/repo/path.ts";
import { gitState } from "../../workspace/git-dirty.ts";
import { ignoreRules } from "../../workspace/ignore.ts";
import { overlayWorkspace } from "../../workspace/overlay.ts";
import { entryAt, type Workspace } from "../../workspace/workspace.ts";
import { baselineChange } from "../baseline-moved.ts";
import { type CheckAnswer, type CheckOptions, runCheck, thrown } from "../check.ts";
import { type CommandOutcome, EXIT, usage } from "../exit.ts";
import { failureLines } from "../failure.ts";
import { writeChanges } from "../fix-write.ts";
import { readmeStore } from "../readmes.ts";

/** What to move, and how. */
export interface TidyOptions extends CheckOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
  /** The folder of the tree in which moves are asked for, from its root; all of it without one. */
  readonly within?: string;
  /** Image folders too, whose names the policy's grammar refuses. */
  readonly renameImages?: boolean;
  /** Write nothing. */
  readonly dryRun?: boolean;
  /** Write even where git could not undo it. */
  readonly allowDirty?: boolean;
}

/** What was moved, or would be. */
export interface TidyAnswer {
  readonly made: readonly Move[];
  readonly refused: readonly RefusedMove[];
  readonly changes: readonly FileChange[];
  /** Files beside the image folders of which nothing tells whose they are. */
  readonly strays: readonly string[];
  /** Image folders whose names are refused, where nobody asked to rename them. */
  readonly misnamed: readonly string[];
  /** Whether the policy names no folder of configuration. */
  readonly noConfig: boolean;
  readonly dryRun: boolean;
  readonly remarks: readonly string[];
  readonly bugs: CheckAnswer["bugs"];
  /** 0 when every move that is wanted is made, 1 when one was refused. */
  readonly exitCode: number;
}

/** Moves the files of a folder to where its layout convention wants them. Writes nothing else, and prints nothing. */
export async function runTidy(options: TidyOptions): Promise<CommandOutcome<TidyAnswer>> {
  const { folder, dryRun = false, allowDirty = false } = options;
  const wrong = dryRun || allowDirty ? undefined : undoWhy(folder);
  if (wrong !== undefined) return usage(wrong);
  const drafted = await draftTidy(options);
  if (!drafted.ok) return drafted;
  if (!dryRun) {
    const written = writeChanges(folder, drafted.changes);
    if (!written.ok) return written;
  }
  const { bugs, refused } = drafted;
  const exitCode = bugs.length > 0 ? EXIT.internal : refused.length > 0 ? EXIT.findings : EXIT.ok;
  return { ...drafted, dryRun, exitCode };
}

/** Why nothing is written where git could not undo it. */
function undoWhy(folder: string): string | undefined {
  const state = gitState(folder);
  if (state.kind === "clean") return undefined;
  const what = state.kind === "dirty" ? `${state.path} is not committed` : "the folder is not a git checkout";
  return `${what}, so git could not undo the moves alone: commit first, look at --dry-run, or use --allow-dirty`;
}

/** Works out the moves and all that they ask for. */
export async function draftTidy(
  options: Omit<TidyOptions, "folder" | "dryRun">,
): Promise<CommandOutcome<Omit<TidyAnswer, "dryRun" | "exitCode">>> {
  const reading = { ...options, readmes: options.readmes ?? readmeStore() };
  const checked = await runCheck(reading);
  if (!checked.ok) return checked;
  const { policy, fleet } = checked;
  const { within = "" } = options;
  const isAsked = ({ from, to }: Move) => isInside(from, within) || isInside(to, within);
  const start = { workspace: options.workspace, fleet, findings: checked.unfolded };
  let state: Tidied = { tree: start, made: [], refused: [], changes: [] };
  state = await tidied(state, wantedMoves(fleet, policy).filter(isAsked), reading);
  const misnamed = wantedNames(state.tree.fleet, policy).filter(isAsked);
  if (options.renameImages === true) state = await tidied(state, misnamed, reading);
  return {
    ok: true,
    made: state.made,
    refused: state.refused,
    changes: state.changes,
    strays: leftStrays(state.tree.fleet, policy).filter((path) => isInside(path, within)),
    misnamed: options.renameImages === true ? [] : misnamed.map(({ from }) => from),
    noConfig: policy.layout.config === undefined,
    remarks: checked.report.remarks,
    bugs: thrown(fleet.failures.list),
  };
}

/** A tree on its way, and what was done to it so far. */
interface Tidied extends Omit<TidyPlan, "changes"> {
  readonly tree: TidyTree;
  /** From the tree as it was handed in. */
  readonly changes: readonly FileChange[];
}

async function tidied(state: Tidied, wanted: readonly Move[], options: CheckOptions): Promise<Tidied> {
  const { tree } = state;
  const plan = await planMoves({
    ...tree,
    wanted,
    read: (changes) => readWith(tree.workspace, changes, options),
    completed: (changes, relocation) => withBaseline(changes, relocation, tree),
    isHidden,
  });
  return {
    tree: plan.tree,
    made: [...state.made, ...plan.made],
    refused: [...state.refused, ...plan.refused],
    changes: composed(state.changes, plan.changes),
  };
}

/** The tree with changes, as a check would read it: its own policy and baseline among them. */
async function readWith(
  below: Workspace,
  changes: readonly FileChange[],
  options: CheckOptions,
): Promise<TidyTree | { readonly unreadable: string }> {
  const workspace = overlayWorkspace(
    below,
    laidFiles(changes, (path) => carried(below, path)),
  );
  const answer = await runCheck({ ...options, workspace, progress: () => {} });
  if (!answer.ok) return { unreadable: failureLines(answer.failure)[0] ?? "" };
  return { workspace, fleet: answer.fleet, findings: answer.unfolded };
}

function carried(below: Workspace, path: string): ReturnType<Parameters<typeof laidFiles>[1] & {}> {
  const entry = entryAt(below.list(), path);
  if (entry === undefined || entry.kind === "submodule") return null;
  if (entry.kind === "link") return { content: { text: entry.target ?? "" }, kind: "link" };
  return { content: below.read(path) ?? { text: "" }, kind: entry.kind, bytesFrom: path };
}

function withBaseline(
  changes: readonly FileChange[],
  { after, moves }: Relocation,
  { workspace, fleet }: TidyTree,
): readonly FileChange[] {
  const renamed = new Map(
    moves.flatMap((move) => (isImage(fleet, move) ? [[baseName(move.from), baseName(move.to)]] : [])),
  );
  const baseline = baselineChange(changes, workspace, {
    pathAfter: after,
    nameAfter: (name) => renamed.get(name),
  });
  return baseline === undefined ? changes : composed(changes, [baseline]);
}

function isImage({ folders }: Fleet, { from }: Move): boolean {
  return folders.some(({ path }) => path === from);
}

/** Whether the `.gitignore` files of a tree ignore a path; what else git is told to ignore is the machine's. */
function isHidden(tree: Workspace, path: string): boolean {
  const files = tree.list().flatMap((entry) => {
    if (!/(^|\/)\.gitignore$/.test(entry.path)) return [];
    const content = tree.read(entry.path);
    const folder = entry.path.slice(0, Math.max(0, entry.path.length - "/.gitignore".length));
    return content !== undefined && "text" in content ? [{ folder, text: content.text }] : [];
  });
  return ignoreRules(files).hides(path);
}

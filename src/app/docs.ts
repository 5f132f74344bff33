import { readmeText } from "../documents/readme.ts";
import { addedRegions, adoptingEdits, planRegions } from "../documents/section/plan.ts";
import { readmeTemplate, runsToTell } from "../edits/readmes.ts";
import { applyEdits, chooseFixes } from "../engine/fix/edits.ts";
import { laidFiles } from "../engine/fix/patch.ts";
import type { FileChange } from "../facts.ts";
import type { Edit, Finding } from "../finding.ts";
import { REGION_WORDS } from "../model/readme/regions.ts";
import { imageReadmes, missingReadmes, readmesInUse, unreadReadme } from "../model/readme-checks/in-use.ts";
import { isInside } from "../model/repo/path.ts";
import type { ImageFolder } from "../model/stages/image.ts";
import { sourceFile } from "../source.ts";
import type { Failure } from "../work.ts";
import { overlayWorkspace } from "../workspace/overlay.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { thrown } from "./check.ts";
import { type DocsNote, indexDraft, NO_DRAFT, type ReadmeEdits, UNREAD } from "./docs-index.ts";
import { type CommandOutcome, EXIT } from "./exit.ts";
import { writeChanges } from "./fix-write.ts";
import { type LoadedRepo, type LoadOptions, load } from "./load.ts";
import { readmeStore } from "./readmes.ts";

export type { DocsNote } from "./docs-index.ts";

/** Which READMEs to write, and how. */
export interface DocsOptions extends LoadOptions {
  /** The folder on disk that `workspace` is. */
  readonly folder: string;
  /** The folder of the repo whose READMEs are asked for; "" and without it all of it. */
  readonly within?: string;
  /** Only put markers round the tables that people wrote. */
  readonly adopt?: boolean;
  /** Write nothing. */
  readonly check?: boolean;
}

/** What was written, or would be. */
export interface DocsAnswer {
  readonly changes: readonly FileChange[];
  readonly notes: readonly DocsNote[];
  readonly check: boolean;
  readonly adopt: boolean;
  readonly remarks: readonly string[];
  readonly bugs: readonly Failure[];
  /** 0 when all is written; with `check` 1 when something would be. */
  readonly exitCode: number;
}

/** What is to become of the READMEs of a tree. */
interface Draft extends ReadmeEdits {
  /** READMEs with a marker that cannot be followed. */
  readonly marred: ReadonlySet<string>;
}

/** Brings the READMEs of a folder up to date. Writes those files and nothing else, and prints nothing. */
export async function runDocs(options: DocsOptions): Promise<CommandOutcome<DocsAnswer>> {
  const { folder, adopt = false, check = false } = options;
  const whole = await draftDocs(options);
  if (!whole.ok) return whole;
  const { within = "" } = options;
  const isAsked = ({ path }: { readonly path: string }) => isInside(path, within);
  const answer = { ...whole, changes: whole.changes.filter(isAsked), notes: whole.notes.filter(isAsked) };
  const { changes, bugs } = answer;
  if (!check) {
    const written = writeChanges(folder, changes);
    if (!written.ok) return written;
  }
  const exitCode = bugs.length > 0 ? EXIT.internal : check && changes.length > 0 ? EXIT.findings : EXIT.ok;
  return { ...answer, check, adopt, exitCode };
}

/** What `docs` would write. */
export type DocsDraft = Pick<DocsAnswer, "changes" | "notes" | "remarks" | "bugs">;

/** Works out what to write, and that it is read back as it is meant. */
export async function draftDocs(
  options: Omit<DocsOptions, "folder" | "check">,
): Promise<CommandOutcome<DocsDraft>> {
  const { workspace, adopt = false, readmes = readmeStore() } = options;
  const loaded = await load({ ...options, readmes });
  if (!loaded.ok) return loaded;
  const draft = draftOf(loaded, adopt);
  const planned = applied(workspace, draft);
  const overlay = overlayWorkspace(workspace, laidFiles(planned.changes));
  const again =
    planned.changes.length === 0 ? loaded : await load({ ...options, readmes, workspace: overlay });
  if (!again.ok) return again;
  // What is written and not found again would be written anew each time.
  const { byPath, marred } = planned.changes.length === 0 ? draft : draftOf(again, adopt);
  const isLost = (path: string) => byPath.has(path) || marred.has(path);
  const lost = planned.changes.filter(({ path }) => isLost(path)).map(({ path }) => ({ path, text: UNREAD }));
  const index = adopt || options.images !== undefined ? NO_DRAFT : await indexDraft(again, readmes);
  const ofIndex = applied(overlay, index);
  const changes = [...planned.changes.filter(({ path }) => !isLost(path)), ...ofIndex.changes];
  return {
    ok: true,
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: sorted([...draft.notes, ...planned.notes, ...lost, ...index.notes, ...ofIndex.notes]),
    remarks: loaded.remarks,
    bugs: thrown(loaded.fleet.failures.list),
  };
}

/** A README of several images is looked at for each, and has the same said of it. */
function sorted(notes: readonly DocsNote[]): readonly DocsNote[] {
  const apart = new Map(notes.map((note) => [JSON.stringify([note.path, note.text]), note]));
  return [...apart.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function draftOf({ fleet, policy }: LoadedRepo, adopt: boolean): Draft {
  const byPath = new Map<string, readonly Edit[]>();
  const notes: DocsNote[] = [];
  const marred = new Set<string>();
  const put = (path: string, edits: readonly Edit[]) => {
    if (edits.length > 0) byPath.set(path, [...(byPath.get(path) ?? []), ...edits]);
  };
  for (const folder of fleet.folders) {
    for (const use of readmesInUse(folder, fleet)) {
      const { path } = use.readme.file;
      const { regions, problems } = planRegions(use, { fleet, policy });
      for (const { message } of problems) notes.push({ path, text: `is not written: ${message}` });
      if (problems.length > 0) marred.add(path);
      if (adopt) {
        put(path, adoptingEdits(use));
        continue;
      }
      const { edits, byHand } = addedRegions(use, { fleet, policy });
      put(path, [...regions.flatMap((region) => region.edits), ...edits]);
      const words = byHand.map((kind) => REGION_WORDS[kind]).join(", ");
      if (words !== "") notes.push({ path, text: `has tables outside of the markers: ${words}` });
    }
    notes.push(...unreadNotes(folder));
    if (!adopt) addMissing(folder, { fleet, policy }, { put, notes });
  }
  return { byPath, notes, marred };
}

function unreadNotes(folder: ImageFolder): readonly DocsNote[] {
  return imageReadmes(folder).flatMap(({ file: { path }, markdown: { givenUp } }) =>
    givenUp === undefined ? [] : [{ path, text: `is not written: ${givenUp}` }],
  );
}

function addMissing(
  folder: ImageFolder,
  { fleet, policy }: Pick<LoadedRepo, "fleet" | "policy">,
  {
    put,
    notes,
  }: { readonly put: (path: string, edits: readonly Edit[]) => void; readonly notes: DocsNote[] },
): void {
  for (const { path } of missingReadmes(folder)) {
    const unread = unreadReadme(path, fleet);
    const runs = runsToTell(folder, path, fleet);
    if (unread !== undefined) notes.push({ path: unread.at.file.path, text: unread.why });
    if (unread !== undefined || runs.length === 0) continue;
    const text = readmeText({
      path,
      runs,
      sections: policy.docs.sections,
      template: readmeTemplate(fleet, policy),
    });
    if (typeof text === "string") put(path, [{ create: path, text }]);
    else
      notes.push({
        path,
        text: `is not written: the policy asks for ${text.unfilled.map((title) => JSON.stringify(title)).join(", ")}, which only a person can write`,
      });
  }
}

/** The edits that can be made, as changes of the tree; of the others why not. */
function applied(
  workspace: Workspace,
  { byPath }: Pick<ReadmeEdits, "byPath">,
): { readonly changes: readonly FileChange[]; readonly notes: readonly DocsNote[] } {
  const findings = [...byPath].map(([path, edits]) => wish(path, edits));
  const { chosen, refused } = chooseFixes(workspace, findings);
  return {
    changes: applyEdits(
      workspace,
      chosen.flatMap(({ edits }) => edits),
    ),
    notes: refused.map(({ finding, why }) => ({
      path: finding.at.file.path,
      text: `is not written: ${why}`,
    })),
  };
}

/** The edits of a file in the form in which they are chosen. */
function wish(path: string, edits: readonly Edit[]): Finding {
  return {
    rule: "docs/out-of-date",
    severity: "error",
    images: [],
    key: path,
    at: { file: sourceFile(path, "") },
    message: "",
    fix: { title: "", safe: true, edits },
  };
}

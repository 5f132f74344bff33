import { relative, sep } from "node:path";
import { safe } from "../../escape/safe.ts";
import { wrapped } from "../../escape/width.ts";
import type { Comparison } from "../../facts.ts";
import { changesText } from "../../report/changes/text.ts";
import { compactReport } from "../../report/compact.ts";
import { githubCommands } from "../../report/github.ts";
import { rdjsonReport } from "../../report/json/rdjson.ts";
import { jsonChanges, jsonFacts, jsonReport } from "../../report/json/report.ts";
import { mermaid, mermaidOfChange } from "../../report/mermaid.ts";
import { sarifReport } from "../../report/sarif/report.ts";
import { markdownReport } from "../../report/summary/markdown.ts";
import { fixText } from "../../report/text/fix.ts";
import { inspectText } from "../../report/text/inspect.ts";
import { textReport } from "../../report/text/report.ts";
import { rules as allRules } from "../../rules/index.ts";
import type { Failure } from "../../work.ts";
import { decides, runChange } from "../change.ts";
import { type CheckAnswer, runCheck, thrown } from "../check.ts";
import { type CommandOutcome, EXIT } from "../exit.ts";
import { type FixOptions, runFix } from "../fix.ts";
import { type InspectAnswer, runInspect } from "../inspect.ts";
import type { LoadOptions } from "../load.ts";
import { nothingIn, partOf } from "../part.ts";
import { HOMEPAGE, VERSION } from "../project.ts";
import { type FindingSelection, selectFindings } from "../selection.ts";
import { openSince } from "../since.ts";
import type { CHECK_FORMATS, INSPECT_FORMATS } from "./formats.ts";
import { namedTree, partRemarks } from "./named-tree.ts";
import { type Io, paint, type SharedFlags, textStyle } from "./terminal.ts";
import { failed, today, withTree } from "./tree.ts";

/** The flags of `check`. */
export interface CheckFlags extends SharedFlags, FindingSelection {
  /** Whether only errors are shown. */
  readonly quiet?: boolean;
  readonly format: (typeof CHECK_FORMATS)[number];
  readonly since?: string;
  /** False where what the baseline holds counts too. */
  readonly baseline?: boolean;
}

/** The flags of `inspect`. */
export interface InspectFlags extends SharedFlags {
  readonly format: (typeof INSPECT_FORMATS)[number];
  readonly image?: string;
  readonly since?: string;
}

/** The flags of `fix`. */
export interface FixFlags extends SharedFlags {
  readonly dryRun?: boolean;
  readonly unsafe?: boolean;
  readonly since?: string;
}

/** Where a command says what it has to say. */
export interface Outlets {
  readonly io: Io;
  /** Says what threw. */
  readonly say: (bugs: readonly Failure[]) => Promise<void>;
}

/** `keelcheck check`: hands back the exit code. */
export async function checkCommand(path: string, flags: CheckFlags, { io, say }: Outlets): Promise<number> {
  const tree = namedTree(path, flags, io);
  const { folder, within } = tree;
  const whole = await withTree({ folder, flags, io }, (options) => checked(options, folder, flags));
  if (!whole.ok) return failed(whole.failure, flags, io);
  const severity = flags.quiet === true ? { severity: "error" as const } : {};
  const answer = selectFindings(
    withRemarks(whole, partRemarks(tree, io)),
    { ...flags, ...severity, within },
    io.rules ?? allRules,
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  const print = flags.format === "github" ? (io.commands ?? io.out) : io.out;
  if (flags.format === "compact" || flags.format === "rdjson") sayBeside(answer.report.remarks.map(safe), io);
  print(checkOutput(answer, { folder, flags, io }));
  await say(answer.bugs);
  return answer.exitCode;
}

/** Checks a tree, or what it brings since a revision. */
async function checked(
  options: LoadOptions,
  folder: string,
  { since: revision, baseline }: CheckFlags,
): Promise<CommandOutcome<CheckAnswer>> {
  const asked = { ...options, noBaseline: baseline === false, today: today() };
  if (revision === undefined) return await runCheck(asked);
  const since = openSince(folder, revision);
  return since.ok ? await runChange({ ...asked, ...since, scope: "changed" }) : since;
}

/** Remarks for a person, before what a program reads: a long output that shares a pipe with them is still on its way. */
function sayBeside(remarks: readonly string[], { err }: Io): void {
  for (const remark of remarks) err(`keelcheck: ${remark}\n`);
}

function withRemarks(answer: CheckAnswer, remarks: readonly string[]): CheckAnswer {
  const { report } = answer;
  return { ...answer, report: { ...report, remarks: [...report.remarks, ...remarks] } };
}

interface Output {
  readonly folder: string;
  readonly flags: CheckFlags;
  readonly io: Io;
}

function checkOutput({ report, conclusion }: CheckAnswer, { folder, flags, io }: Output): string {
  const prefix = prefixOf(folder, io);
  const pathPrefix = prefix === "" ? {} : { pathPrefix: prefix };
  switch (flags.format) {
    case "json":
      return jsonReport(report, conclusion);
    case "sarif":
      return sarifReport(report, { version: VERSION, homepage: HOMEPAGE, ...pathPrefix });
    case "compact":
      return compactReport(report, prefix);
    case "rdjson":
      return rdjsonReport(report, { homepage: HOMEPAGE, ...pathPrefix });
    case "markdown":
      return markdownReport(report, { failed: conclusion === "failure" });
    case "github":
      return githubCommands(report, pathPrefix);
    case "text":
      return textReport(report, textStyle(flags, io));
  }
}

/** The folder's path in the checkout that a workflow runs in: what annotations are relative to. */
function prefixOf(folder: string, { env }: Io): string {
  if (!env.GITHUB_WORKSPACE) return "";
  const path = relative(env.GITHUB_WORKSPACE, folder).split(sep).join("/");
  return path.startsWith("..") ? "" : path;
}

/** `keelcheck inspect`: hands back the exit code. */
export async function inspectCommand(
  path: string,
  flags: InspectFlags,
  { io, say }: Outlets,
): Promise<number> {
  const tree = namedTree(path, flags, io);
  const found = await withTree({ folder: tree.folder, flags, io }, (options) =>
    inspected(options, tree.folder, flags),
  );
  const answer = found.ok ? partOfInspection(found, tree.within) : found;
  if (!answer.ok) return failed(answer.failure, flags, io);
  const remarks = [...answer.remarks, ...partRemarks(tree, io)].map(safe);
  if (flags.format === "text") {
    const { columns = Infinity } = textStyle(flags, io);
    const lines = remarks.flatMap((remark) => wrapped(remark, columns));
    io.out([...lines, ...(lines.length > 0 ? [""] : []), inspectOutput(answer, flags, io)].join("\n"));
  } else {
    sayBeside(remarks, io);
    io.out(inspectOutput(answer, flags, io));
  }
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}

/** The facts that were asked for, or what became of them since a revision. */
async function inspected(
  options: LoadOptions,
  folder: string,
  { image, since: revision }: InspectFlags,
): Promise<CommandOutcome<Inspection>> {
  const one = image === undefined ? {} : { image };
  if (revision === undefined) return await runInspect({ ...options, ...one });
  const since = openSince(folder, revision);
  if (!since.ok) return since;
  const answer = await runChange({ ...options, ...since });
  if (!answer.ok) return answer;
  const { comparison, images } = answer.report;
  const asked = comparison.images.filter(
    ({ before, after }) => image === undefined || before?.name === image || after?.name === image,
  );
  const bugs = thrown(answer.fleet.failures.list);
  return { ok: true, images, remarks: answer.remarks, comparison: { ...comparison, images: asked }, bugs };
}

type Inspection = InspectAnswer & { readonly comparison?: Comparison };

/** The images that lie in a folder of the repo. */
function partOfInspection(found: Inspection, within: string): CommandOutcome<Inspection> {
  if (within === "") return { ok: true, ...found };
  const { holdsImage } = partOf(within, found.images);
  const images = found.images.filter(holdsImage);
  const { comparison } = found;
  if (comparison === undefined)
    return images.length === 0 ? nothingIn(within) : { ok: true, ...found, images };
  const isHeld = ({ before, after }: Comparison["images"][number]) =>
    [before, after].some((image) => image !== undefined && holdsImage(image));
  return {
    ok: true,
    ...found,
    images,
    comparison: { ...comparison, images: comparison.images.filter(isHeld) },
  };
}

function inspectOutput({ images, comparison }: Inspection, flags: InspectFlags, io: Io): string {
  switch (flags.format) {
    case "json":
      return comparison === undefined ? jsonFacts(images) : jsonChanges(comparison);
    case "mermaid":
      return comparison === undefined
        ? mermaid(images, new Set(), Infinity)
        : mermaidOfChange(comparison.images);
    case "text": {
      const style = textStyle(flags, io);
      return comparison === undefined
        ? inspectText(images, style)
        : changesText(comparison.images, comparison.base, style);
    }
  }
}

/** `keelcheck fix`: hands back the exit code. */
export async function fixCommand(path: string, flags: FixFlags, { io, say }: Outlets): Promise<number> {
  const { folder, within } = namedTree(path, flags, io);
  const { unsafe = false, dryRun = false, since } = flags;
  const answer = await withTree({ folder, flags, io }, async (options) => {
    const asked: FixOptions = { ...options, folder, within, unsafe, dryRun, today: today() };
    return since === undefined ? await runFix(asked) : await fixSince(asked, since);
  });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(fixText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}

/** Mends only what the files bring since a revision. */
async function fixSince(options: FixOptions, revision: string): ReturnType<typeof runFix> {
  const since = openSince(options.folder, revision);
  if (!since.ok) return since;
  const checked = await runChange({ ...options, ...since, scope: "changed" });
  if (!checked.ok) return checked;
  return await runFix({ ...options, checked, only: decides("changed") });
}

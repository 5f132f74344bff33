import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { failureText } from "../../engine/check.ts";
import type { FixPlan, Report } from "../../facts.ts";
import { readInputs } from "../../github/inputs.ts";
import type { Runner } from "../../github/runner.ts";
import { colors } from "../../report/colors.ts";
import { logLine, screened } from "../../report/commands.ts";
import { countByNovelty, countFindings, plural, total } from "../../report/counts.ts";
import { githubCommands, shownFindings } from "../../report/github.ts";
import { jsonReport } from "../../report/json/report.ts";
import {
  failureSummary,
  type LineLinks,
  type Patch,
  type SummaryOptions,
  summary,
} from "../../report/summary/summary.ts";
import { textReport } from "../../report/text/report.ts";
import { sum } from "../../report/words.ts";
import { errorText } from "../../work.ts";
import { type CommandFailure, EXIT } from "../exit.ts";
import { failureLines } from "../failure.ts";
import { IMAGES_FLAG } from "../load.ts";
import { BUGS } from "../project.ts";
import { type Judged, judgeJob } from "./answer.ts";
import { postRun, postSuggestions } from "./channels.ts";
import { ownFolder, writeSarif } from "./files.ts";
import { fixesOf, patchesOf } from "./fixes.ts";
import { folderWhy } from "./folder.ts";
import { type ActionWorld, type Job, readJob } from "./job.ts";

export type { ActionWorld } from "./job.ts";

/** Runs the Action and hands back the exit code of docs/commands.md. Never throws. */
export async function runAction(world: ActionWorld): Promise<number> {
  try {
    const reading = readInputs(world.env);
    if (!reading.ok) return await refused(reading.problems, world);
    const why = folderWhy(world.env.GITHUB_WORKSPACE ?? ".", reading.inputs.workingDirectory);
    if (why !== undefined) return await refused([why], world);
    const job = readJob(reading.inputs, world);
    try {
      const judged = await judgeJob(job, world);
      return judged.ok
        ? await say(judged, job, world)
        : await failed(judged.failure, job.checkout.prefix, world);
    } finally {
      job.objects.close();
    }
  } catch (error) {
    return internalError(error instanceof Error ? error.message : String(error), world);
  }
}

/** Says what was found: first what needs no permission, then what was asked for besides, the summary of all at last. */
async function say(judged: Judged, job: Job, world: ActionWorld): Promise<number> {
  const { runner } = world;
  const { answer, trees } = judged;
  const { report, exitCode } = answer;
  const pathPrefix = job.checkout.prefix;
  const rest = "all of them are in the job summary";
  const lines = trees?.lines;
  runner.print(githubCommands(report, { pathPrefix, rest, ...(lines !== undefined && { lines }) }));
  printLog(report, runner);
  const { fixes, lost: unfixed } = await triedFixes(judged);
  const fixed = { ...judged, answer: { ...answer, report: { ...report, ...(fixes && { fixes }) } } };
  const review = await postSuggestions({ plan: fixes, judged, job }, world);
  const patches = patchesOf(fixes, review.suggestions, pathPrefix);
  const bugs = answer.bugs.map(
    (failure) => `internal error: ${failureText(failure)}; please report it at ${BUGS}`,
  );
  const heads = [...bugs, ...unfixed, ...job.remarks, ...judged.remarks];
  const options = summaryOptions({ judged, job, patches, remarks: heads }, world);
  const run = await postRun({ judged: fixed, job, summary: summary(fixed.answer.report, options) }, world);
  const lost = [...review.lost, ...run.lost, ...outputs({ judged: fixed, job, patches }, world)];
  for (const line of [...bugs, ...unfixed, ...judged.remarks, ...review.said, ...run.said, ...lost])
    runner.print(`${logLine(line)}\n`);
  await summarize(summary(fixed.answer.report, { ...options, remarks: [...heads, ...lost] }), runner);
  const [bug] = bugs;
  if (bug !== undefined) runner.fail(logLine(bug));
  else if (exitCode !== EXIT.ok) runner.fail(failedText(report));
  return exitCode;
}

/** The fixes; where trying them fails, the report goes out without them. */
async function triedFixes(
  judged: Judged,
): Promise<{ readonly fixes: FixPlan | undefined; readonly lost: readonly string[] }> {
  try {
    return { fixes: await fixesOf(judged), lost: [] };
  } catch (error) {
    const why = `no fixes are offered: trying them failed (${errorText(error)})`;
    return { fixes: undefined, lost: [`${why}; please report it at ${BUGS}`] };
  }
}

function failedText(report: Report): string {
  const { comparison, findings, images } = report;
  if (comparison === undefined) return `${sum(findings)} in ${plural(images.length, "image")}`;
  if (comparison.scope === "changed") return `this change introduces ${sum(shownFindings(report))}`;
  return `${sum(findings)}, ${total(countByNovelty(report).introduced)} of them introduced`;
}

/** All findings, folded: the annotations of a step are only its first ones. */
function printLog(report: Report, { print, group }: Runner): void {
  const { findings, images, comparison } = report;
  if (findings.length === 0 && comparison === undefined) {
    print(`nothing is wrong with ${plural(images.length, "image")}\n`);
    return;
  }
  // The remarks are printed before the annotations.
  const text = textReport({ ...report, remarks: [] }, { colors: colors(false) });
  const lines = screened(text);
  const shown = shownFindings(report).length;
  if (shown === 0) print(lines);
  else group(`${plural(shown, "finding")} in full`, lines);
}

/** What was judged in a job, with the patches that mend it. */
interface Patched {
  readonly judged: Judged;
  readonly job: Job;
  readonly patches: readonly Patch[];
}

/** Sets the outputs and writes the files that they name; hands back what could not be written. */
function outputs({ judged, job, patches }: Patched, { env, runner }: ActionWorld): readonly string[] {
  const { answer } = judged;
  const { report } = answer;
  const { errors, warnings, notices } = countFindings(shownFindings(report));
  runner.output("conclusion", answer.exitCode === EXIT.ok ? "success" : "failure");
  runner.output("errors", errors);
  runner.output("warnings", warnings);
  runner.output("notices", notices);
  if (report.comparison !== undefined) {
    const { introduced, fixed } = countByNovelty(report);
    runner.output("introduced", total(introduced));
    runner.output("fixed", total(fixed));
  }
  return [...reportFiles(judged, { env, runner }, patches), ...sarifFile(judged, job, { env, runner })];
}

/** The report, and the patch that holds every fix, which is the last one. */
function reportFiles(
  { answer }: Judged,
  { env, runner }: Pick<ActionWorld, "env" | "runner">,
  patches: readonly Patch[],
): readonly string[] {
  const folder = ownFolder(env);
  if (folder === undefined)
    return ["the report could not be written: the folder in RUNNER_TEMP does not exist"];
  writeFileSync(join(folder, "report.json"), jsonReport(answer.report, answer.conclusion));
  runner.output("report", join(folder, "report.json"));
  const patch = patches.at(-1);
  if (patch === undefined) return [];
  writeFileSync(join(folder, "fixes.patch"), patch.text);
  runner.output("patch", join(folder, "fixes.patch"));
  return [];
}

function sarifFile(
  judged: Judged,
  job: Job,
  { env, runner }: Pick<ActionWorld, "env" | "runner">,
): readonly string[] {
  const sarif = writeSarif(judged, job, env);
  if (sarif === undefined) return [];
  if ("lost" in sarif) return [sarif.lost];
  runner.output("sarif", sarif.path);
  return [];
}

function summaryOptions(
  { judged, job, patches, remarks }: Patched & { readonly remarks: readonly string[] },
  { env }: ActionWorld,
): SummaryOptions {
  const { answer, trees } = judged;
  const links = linksOf(job, env, trees?.baseCommit);
  const { comparison, findings } = answer.report;
  const isEmpty = comparison?.scope === "changed" && comparison.images.length === 0 && findings.length === 0;
  return {
    failed: answer.exitCode !== EXIT.ok,
    remarks,
    pathPrefix: job.checkout.prefix,
    patches,
    ...(isEmpty && { changed: false }),
    ...(links !== undefined && { links }),
  };
}

function linksOf(
  { checkout }: Job,
  env: ActionWorld["env"],
  base: string | undefined,
): LineLinks | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository || checkout.commit === undefined) return undefined;
  return { server, repository, commit: checkout.commit, ...(base !== undefined && { base }) };
}

async function summarize(markdown: string, runner: Runner): Promise<void> {
  const lost = await runner.summary(markdown);
  if (lost !== undefined) runner.print(`${logLine(lost)}\n`);
}

/** What is wrong in the policy is annotated where it stands; every other failure is a line. */
async function failed(failure: CommandFailure, pathPrefix: string, world: ActionWorld): Promise<number> {
  if (failure.kind === "usage") return await refused([failure.message], world);
  const given = failure.problems.filter(({ at }) => at.file.path === IMAGES_FLAG);
  if (given.length > 0)
    return await refused(
      given.map(({ message }) => `the input images: ${message}`),
      world,
    );
  const findings = failure.problems.map((problem) => ({
    ...problem,
    rule: "policy",
    severity: "error" as const,
    key: problem.message,
    images: [],
  }));
  world.runner.print(githubCommands({ findings, rules: [], images: [], remarks: [] }, { pathPrefix }));
  return await refused([`the policy cannot be used: ${sum(findings)} in it`], world, failureLines(failure));
}

/** Says why nothing was checked: a line each, and `details` in the summary. */
async function refused(
  lines: readonly string[],
  { runner }: ActionWorld,
  details: readonly string[] = [],
): Promise<number> {
  runner.output("conclusion", "failure");
  await summarize(failureSummary([...lines, ...details]), runner);
  for (const line of lines) runner.fail(logLine(line));
  return EXIT.usage;
}

function internalError(message: string, { runner }: ActionWorld): number {
  runner.output("conclusion", "failure");
  runner.fail(logLine(`internal error: ${message}; please report it at ${BUGS}`));
  return EXIT.internal;
}

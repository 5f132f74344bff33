import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { crashText } from "../engine/check.ts";
import { type Checkout, readCheckout } from "../github/checkout.ts";
import { type Environment, readEvent } from "../github/event.ts";
import { type Inputs, readInputs } from "../github/inputs.ts";
import type { Runner } from "../github/runner.ts";
import type { Policy } from "../policy/policy.ts";
import { colors } from "../report/colors.ts";
import { countFindings, plural } from "../report/counts.ts";
import { githubCommands, logLine } from "../report/github.ts";
import { jsonReport } from "../report/json.ts";
import { failureSummary, type LineLinks, summary } from "../report/summary.ts";
import { textReport } from "../report/text.ts";
import { sum } from "../report/words.ts";
import type { Rule } from "../rule.ts";
import { rules as allRules } from "../rules/index.ts";
import { type CheckAnswer, runCheck } from "./check.ts";
import { EXIT, type Failure, type Outcome } from "./exit.ts";
import { failureLines } from "./failure.ts";
import { openWorkspace, readPolicyFile } from "./load.ts";
import { BUGS } from "./project.ts";

/** What the Action needs of the world. */
export interface ActionWorld {
  readonly env: Environment;
  readonly runner: Runner;
  /** `YYYY-MM-DD`, for dated waivers. */
  readonly today: string;
  /** The rules to check; all of them unless a test says otherwise. */
  readonly rules?: readonly Rule[];
}

/** What was asked for, and on what. */
interface Job {
  readonly inputs: Inputs;
  readonly folder: string;
  readonly checkout: Checkout;
  /** Lines about this run that stand at the head of the summary. */
  readonly remarks: readonly string[];
}

/** Runs the Action and hands back the exit code of docs/commands.md. Never throws. */
export async function runAction(world: ActionWorld): Promise<number> {
  try {
    const reading = readInputs(world.env);
    if (!reading.ok) return await refused(reading.problems, world);
    const job = readJob(reading.inputs, world);
    const answer = await checkFolder(job, world);
    return answer.ok
      ? await said(answer, job, world)
      : await failed(answer.failure, job.checkout.prefix, world);
  } catch (error) {
    return internalError(error instanceof Error ? error.message : String(error), world);
  }
}

function readJob(inputs: Inputs, { env, runner }: ActionWorld): Job {
  const { remark } = readEvent(env, (path) => readFileSync(path, "utf8"));
  const folder = resolve(env.GITHUB_WORKSPACE ?? ".", inputs.workingDirectory);
  if (remark !== undefined) runner.print(`${logLine(remark)}\n`);
  return {
    inputs,
    folder,
    checkout: readCheckout(folder, env),
    remarks: remark === undefined ? [] : [remark],
  };
}

/** What was asked for and this version does not do: said, so that nobody waits for what does not come. */
function notYet({ scope, checkRun, suggestions, sarif }: Inputs, policy: Policy): readonly string[] {
  const asked = {
    "scope: changed is not heeded by this version: all findings count": scope === "changed",
    "check-run is not heeded by this version: no check run is made": checkRun ?? policy.checkRun,
    "suggestions is not heeded by this version: no review is posted": suggestions ?? policy.suggestions,
    "sarif is not heeded by this version: no SARIF file is written": (sarif ?? policy.sarif) !== undefined,
  };
  return Object.entries(asked).flatMap(([remark, isAsked]) => (isAsked ? [remark] : []));
}

async function checkFolder(
  { inputs, folder }: Job,
  { rules, today }: ActionWorld,
): Promise<Outcome<CheckAnswer>> {
  const opened = openWorkspace(folder);
  if (!opened.ok) return opened;
  const policy =
    inputs.policy === undefined ? undefined : readPolicyFile(fromFolder(inputs.policy, folder), folder);
  if (policy?.ok === false) return policy;
  return await runCheck({
    workspace: opened.workspace,
    rules: rules ?? allRules,
    today,
    ...(policy === undefined ? {} : { policyFile: policy.file }),
    ...(inputs.images === undefined ? {} : { images: inputs.images }),
    ...(inputs.failOn === undefined ? {} : { failOn: inputs.failOn }),
  });
}

function fromFolder(path: string, folder: string): string {
  return relative(folder, resolve(folder, path)).split(sep).join("/");
}

/** Says what was found in every way that needs no permission: annotations, log, outputs, summary. */
async function said(answer: CheckAnswer, job: Job, { env, runner }: ActionWorld): Promise<number> {
  const { report, crashes, exitCode } = answer;
  const { prefix } = job.checkout;
  const [bug, ...bugs] = crashes.map(
    (crash) => `internal error: ${crashText(crash)}; please report it at ${BUGS}`,
  );
  runner.print(githubCommands(report, { pathPrefix: prefix, rest: "all of them are in the job summary" }));
  printLog(answer, runner);
  const lost = notYet(job.inputs, answer.policy);
  for (const remark of [...bugs, ...lost]) runner.print(`${logLine(remark)}\n`);
  outputs(answer, env, runner);
  const remarks = [...(bug === undefined ? [] : [bug, ...bugs]), ...job.remarks, ...lost];
  const links = linksOf(job, env);
  const options = {
    failed: exitCode !== EXIT.ok,
    remarks,
    pathPrefix: prefix,
    ...(links === undefined ? {} : { links }),
  };
  await summarize(summary(report, options), runner);
  if (bug !== undefined) runner.fail(logLine(bug));
  else if (exitCode !== EXIT.ok)
    runner.fail(`${sum(report.findings)} in ${plural(report.images.length, "image")}`);
  return exitCode;
}

/** All findings, folded: the annotations of a step are only its first ones. */
function printLog({ report }: CheckAnswer, { print, group }: Runner): void {
  const { findings, images } = report;
  if (findings.length === 0) {
    print(`nothing is wrong with ${plural(images.length, "image")}\n`);
    return;
  }
  // The remarks are printed before the annotations.
  const text = textReport({ ...report, remarks: [] }, { colors: colors(false) });
  const title = `${plural(findings.length, "finding")}, as the terminal shows them`;
  group(title, text.split("\n").map(logLine).join("\n"));
}

function outputs(answer: CheckAnswer, env: Environment, runner: Runner): void {
  const { errors, warnings, notices } = countFindings(answer.report.findings);
  runner.output("conclusion", answer.exitCode === EXIT.ok ? "success" : "failure");
  runner.output("errors", errors);
  runner.output("warnings", warnings);
  runner.output("notices", notices);
  const path = writeReport(answer, env.RUNNER_TEMP ?? tmpdir());
  if (path === undefined)
    runner.print("the report could not be written: the folder in RUNNER_TEMP is not there\n");
  else runner.output("report", path);
}

/** Writes the JSON report to a folder of its own, so that a second step does not overwrite it. */
function writeReport({ report, conclusion }: CheckAnswer, folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const path = join(mkdtempSync(join(folder, "keelcheck-")), "report.json");
  writeFileSync(path, jsonReport(report, conclusion));
  return path;
}

function linksOf({ checkout }: Job, env: Environment): LineLinks | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository || checkout.commit === undefined) return undefined;
  return { server, repository, commit: checkout.commit };
}

async function summarize(markdown: string, runner: Runner): Promise<void> {
  const lost = await runner.summary(markdown);
  if (lost !== undefined) runner.print(`${logLine(lost)}\n`);
}

/** What is wrong in the policy is annotated where it stands; every other failure is a line. */
async function failed(failure: Failure, pathPrefix: string, world: ActionWorld): Promise<number> {
  if (failure.kind === "usage") return await refused([failure.message], world);
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

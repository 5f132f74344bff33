import type { Finding, Problem, Severity } from "../finding.ts";
import type { Apache } from "../model/apache/types.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Nginx } from "../model/nginx/types.ts";
import type { Run } from "../model/runs/types.ts";
import { isStarted } from "../model/servers/questions.ts";
import type { ImageFolder } from "../model/stages/image.ts";
import type { Policy } from "../policy/policy.ts";
import { optionsOf, severityOf, speaks } from "../policy/severity.ts";
import type { Context, Rule } from "../rule.ts";
import type { Place } from "../source.ts";
import { foldFindings } from "./fold.ts";

/** What is checked, by which rules, under whose policy. `today` is `YYYY-MM-DD`, for dated waivers. */
export interface CheckInput {
  readonly fleet: Fleet;
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly today?: string;
}

/** A rule that threw: a bug of the tool, with what it was looking at. */
export interface Crash {
  readonly rule: string;
  /** "image web", "folder deployment/images/web" or "the fleet". */
  readonly subject: string;
  readonly error: unknown;
}

/** Findings, and the rules that failed on the way. */
export interface CheckResult {
  /** Folded, and sorted by path, offset, rule and key. */
  readonly findings: readonly Finding[];
  readonly crashes: readonly Crash[];
}

/** One thing that a rule looks at: a run, a server of one, a folder, the fleet, a change or a waiver. */
export interface Task {
  /** What a crash names. */
  readonly subject: string;
  /** Absent: those of the folder that each problem stands in. */
  readonly images?: readonly string[];
  readonly problems: () => Iterable<Problem>;
}

/** The findings of all rules on a fleet. Throws when a rule does: `checkAll` hands the failures over instead. */
export function check(input: CheckInput): readonly Finding[] {
  const { findings, crashes } = checkAll(input);
  const [crash] = crashes;
  if (crash === undefined) return findings;
  throw new Error(crashText(crash), { cause: crash.error });
}

/** Runs every rule that the policy lets speak; a rule that throws is left out for that image and handed over. */
export function checkAll(input: CheckInput): CheckResult {
  const findings: Finding[] = [];
  const crashes: Crash[] = [];
  for (const rule of input.rules) {
    const answer = checkRule(rule, input);
    findings.push(...answer.findings);
    crashes.push(...answer.crashes);
  }
  return { findings: foldFindings(findings.filter((finding) => isAsked(finding, input.fleet))), crashes };
}

/** Of what was read besides, nobody asked. */
function isAsked({ at, images }: Finding, { asks, images: all }: Fleet): boolean {
  return asks.path(at.file.path) || all.some((image) => images.includes(image.name) && asks.image(image));
}

/** One line that names the rule, what it looked at, and the error. */
export function crashText({ rule, subject, error }: Crash): string {
  return `rule ${rule} failed on ${subject}: ${error instanceof Error ? error.message : String(error)}`;
}

/** What one rule says, before equal findings are folded into one. */
export function checkRule(rule: Rule, input: CheckInput): CheckResult {
  return runRule(rule, input, (context) => tasksOf(rule, context));
}

/** Has a rule look at each of its tasks, under the severities of the policy. */
export function runRule(
  rule: Rule,
  { fleet, policy, today }: CheckInput,
  tasks: (context: Context) => readonly Task[],
): CheckResult {
  const findings: Finding[] = [];
  const crashes: Crash[] = [];
  if (!speaks(policy, rule.id, rule.off === true)) return { findings, crashes };
  const options = optionsOf(policy, rule.id);
  const context: Context = { policy, fleet, options, ...(today !== undefined && { today }) };
  for (const task of tasks(context)) {
    try {
      for (const problem of task.problems()) {
        const severity = problemSeverity(problem, rule, policy);
        if (severity === "off") continue;
        const images = task.images ?? imagesAt(fleet, problem.at);
        findings.push({ ...problem, rule: rule.id, severity, images });
      }
    } catch (error) {
      crashes.push({ rule: rule.id, subject: task.subject, error });
    }
  }
  return { findings, crashes };
}

/** The images of the innermost folder that a place lies in; none for files of the repo. */
function imagesAt({ folders }: Fleet, { file }: Place): readonly string[] {
  const around = folders.filter(({ path }) => path !== "" && file.path.startsWith(`${path}/`));
  const [innermost] = around.sort((left, right) => right.path.length - left.path.length);
  return innermost === undefined ? [] : namesOf(innermost);
}

/** The policy's word, else the problem's own, else the rule's default. */
function problemSeverity(problem: Problem, rule: Rule, policy: Policy): Severity | "off" {
  return severityOf(policy, { id: rule.id, severity: problem.severity ?? rule.severity }, true);
}

function tasksOf(rule: Rule, context: Context): readonly Task[] {
  const { fleet } = context;
  switch (rule.scope) {
    case "run":
      return askedRuns(fleet).map((run) => runTask(run, () => rule.check(run, context)));
    case "nginx":
      return serverTasks(
        fleet,
        ({ nginx }) => [nginx],
        (nginx, run) => rule.check(nginx, run, context),
      );
    case "apache":
      return serverTasks(
        fleet,
        ({ apache }) => [apache],
        (apache, run) => rule.check(apache, run, context),
      );
    case "server":
      return serverTasks(
        fleet,
        ({ nginx, apache }) => [nginx, apache],
        (server, run) => rule.check(server, run, context),
      );
    case "folder":
      return fleet.folders
        .filter((folder) => isAskedFolder(folder, fleet))
        .map((folder) => ({
          subject: `folder ${folder.path || "."}`,
          images: namesOf(folder),
          problems: () => rule.check(folder, context),
        }));
    case "fleet":
      return [{ subject: "the fleet", images: [], problems: () => rule.check(fleet, context) }];
    case "change":
    case "waiver":
      // Asked by `checkChange` and `checkWaivers`, which know what these need.
      return [];
  }
}

function askedRuns({ runs, asks }: Fleet): readonly Run[] {
  return runs.filter(({ image }) => asks.image(image));
}

function runTask(run: Run, problems: Task["problems"]): Task {
  return { subject: subjectOf(run), images: [run.image.name], problems };
}

/** A task for each server of a run that something is known to start. */
function serverTasks<Server extends Nginx | Apache>(
  fleet: Fleet,
  serversOf: (run: Run) => readonly (Server | undefined)[],
  check: (server: Server, run: Run) => Iterable<Problem>,
): readonly Task[] {
  return askedRuns(fleet).flatMap((run) =>
    serversOf(run)
      .filter(isStarted)
      .map((server) => runTask(run, () => check(server, run))),
  );
}

function isAskedFolder({ images }: ImageFolder, { asks }: Fleet): boolean {
  return images.length === 0 || images.some(asks.image);
}

function subjectOf(run: Run): string {
  const image = `image ${run.image.name}`;
  return run.service === undefined ? image : `${image} as service ${run.service}`;
}

function namesOf(folder: ImageFolder): readonly string[] {
  return folder.images.map((image) => image.name);
}

import { git } from "../checkouts/git.ts";
import { annotation, checkRun } from "./objects.ts";
import { page } from "./pages.ts";
import { type Annotation, type ApiAnswer, type Call, type CheckRun, notFound, refused } from "./state.ts";

interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: readonly Annotation[];
}

/** What can be told of a check run; the description has judged the types. */
interface CheckRunBody {
  readonly name?: string;
  readonly head_sha?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: Output;
}

export function createCheckRun(call: Call): ApiAnswer {
  const body: CheckRunBody = call.body;
  const sha = body.head_sha ?? "";
  if (!isCommit(call.repo, sha)) return refused(`No commit found for SHA: ${sha}`);
  const wrong = wrongRun(body);
  if (wrong.length > 0) return refused(...wrong);
  const run: CheckRun = {
    id: call.state.nextId++,
    repository: call.repository,
    name: body.name ?? "",
    head_sha: sha,
    external_id: body.external_id ?? "",
    details_url: "",
    status: "queued",
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
  change(run, body);
  call.state.checkRuns.push(run);
  return { status: 201, body: checkRun(call, run) };
}

/** Annotations are added to those that the run has already. */
export function updateCheckRun(call: Call): ApiAnswer {
  const run = find(call);
  if (run === undefined) return notFound();
  const wrong = wrongRun(call.body);
  if (wrong.length > 0) return refused(...wrong);
  change(run, call.body);
  return { status: 200, body: checkRun(call, run) };
}

export function getCheckRun(call: Call): ApiAnswer {
  const run = find(call);
  return run === undefined ? notFound() : { status: 200, body: checkRun(call, run) };
}

export function listAnnotations(call: Call): ApiAnswer {
  const run = find(call);
  if (run === undefined) return notFound();
  return page(call, run.annotations, (some) => some.map((one) => annotation(call, run, one)));
}

/** The newest of each name unless `filter` asks for all. */
export function listForRef(call: Call): ApiAnswer {
  const ref = call.parameters["ref"] ?? "";
  if (!isCommit(call.repo, ref)) return refused(`No commit found for SHA: ${ref}`);
  const sha = git(call.repo, "rev-parse", `${ref}^{commit}`);
  const name = call.query["check_name"];
  const named = call.state.checkRuns.filter(
    (run) =>
      run.repository === call.repository && run.head_sha === sha && (name === undefined || run.name === name),
  );
  const newest = new Map(named.map((run) => [run.name, run]));
  const shown = (call.query["filter"] === "all" ? named : [...newest.values()]).toReversed();
  return page(call, shown, (some) => ({
    total_count: shown.length,
    check_runs: some.map((run) => checkRun(call, run)),
  }));
}

function find({ state, parameters, repository }: Call): CheckRun | undefined {
  const id = Number(parameters["check_run_id"]);
  return state.checkRuns.find((run) => run.id === id && run.repository === repository);
}

function change(run: CheckRun, { name, details_url, status, conclusion, output }: CheckRunBody): void {
  run.name = name ?? run.name;
  run.details_url = details_url ?? run.details_url;
  run.status = conclusion === undefined ? (status ?? run.status) : "completed";
  run.conclusion = conclusion ?? run.conclusion;
  run.title = output?.title ?? run.title;
  run.summary = output?.summary ?? run.summary;
  run.text = output?.text ?? run.text;
  run.annotations.push(...(output?.annotations ?? []));
}

const TITLE_CHARACTERS = 255;
const TEXT_CHARACTERS = 65_535;
const MESSAGE_BYTES = 64 * 1024;
const MOST_ANNOTATIONS = 50;

/** What the description only says in words, or not at all. */
function wrongRun({ status, conclusion, output }: CheckRunBody): readonly string[] {
  const wrong: string[] = [];
  if (status === "completed" && conclusion === undefined) wrong.push("conclusion is missing");
  if (output === undefined) return wrong;
  if (output.title === undefined || output.title === "") wrong.push("output.title is missing");
  if (output.summary === undefined) wrong.push("output.summary is missing");
  if ((output.title ?? "").length > TITLE_CHARACTERS) wrong.push("output.title is too long");
  if ((output.summary ?? "").length > TEXT_CHARACTERS) wrong.push("output.summary is too long");
  if ((output.text ?? "").length > TEXT_CHARACTERS) wrong.push("output.text is too long");
  const annotations = output.annotations ?? [];
  if (annotations.length > MOST_ANNOTATIONS) wrong.push("output.annotations has more than 50 items");
  return [
    ...wrong,
    ...annotations.flatMap((one, index) => wrongAnnotation(one).map((why) => `annotations/${index} ${why}`)),
  ];
}

function wrongAnnotation(one: Annotation): readonly string[] {
  const { start_line: first, end_line: last, start_column: from, end_column: to } = one;
  const has = (wrong: boolean, why: string) => (wrong ? [why] : []);
  return [
    ...has(
      one.path === "" || /^\/|(^|\/)\.\.?(\/|$)/.test(one.path),
      `${one.path} is no path of the repository`,
    ),
    ...has(first < 1, "start_line is less than 1"),
    ...has(last < first, "end_line is before start_line"),
    ...has(first !== last && (from !== undefined || to !== undefined), "columns over several lines"),
    ...has(from !== undefined && from < 1, "start_column is less than 1"),
    ...has(to !== undefined && to < (from ?? 1), "end_column is before start_column"),
    ...has(one.message.trim() === "", "message is missing"),
    ...has(Buffer.byteLength(one.message) > MESSAGE_BYTES, "message is too long"),
    ...has(Buffer.byteLength(one.raw_details ?? "") > MESSAGE_BYTES, "raw_details is too long"),
    ...has((one.title ?? "").length > TITLE_CHARACTERS, "title is too long"),
  ];
}

/** Whether the repo has a commit by that name. */
export function isCommit(repo: string, ref: string): boolean {
  if (!/^[\w./-]+$/.test(ref) || ref.startsWith("-")) return false;
  try {
    git(repo, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
    return true;
  } catch {
    return false;
  }
}

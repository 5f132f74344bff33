import type { Environment, Event } from "../event.ts";
import type { CheckedOut } from "./checkout.ts";
import { askGit } from "./git.ts";
import { type Fetcher, fetcher, isCommit } from "./history-fetch.ts";
import { askedObjects, type ObjectLookup } from "./objects.ts";

/** What is compared with what. */
export type History =
  | {
      readonly kind: "compared";
      /** The commit that the change starts from. */
      readonly base: string;
      /** The commit that is judged: the one that is checked out. */
      readonly head: string;
      /** The pull request's head, whose lines its page shows; absent where they are those of the judged commit. */
      readonly shown?: string;
      /** The base as a person names it. */
      readonly baseName: string;
      readonly remarks: readonly string[];
    }
  /** There is nothing to compare with, or it cannot be had: everything counts. */
  | {
      readonly kind: "whole";
      readonly why: string;
      readonly remarks: readonly string[];
      /** Present where another commit is checked out than the event is about: its diff, by whatever way, says nothing. */
      readonly another?: true;
    }
  /** To check what is checked out would be to say something about another thing than what was asked about. */
  | { readonly kind: "refused"; readonly why: string };

/** What started the job, where its checkout is, and what it may ask. */
export interface HistoryRequest {
  readonly folder: string;
  readonly event: Event;
  readonly env: Environment;
  readonly token: string | undefined;
  /** What is known already of what is checked out. */
  readonly known?: CheckedOut;
  readonly objects?: ObjectLookup;
  /** Asks the API for the commit that two others have in common. */
  readonly mergeBase?: (base: string, head: string) => Promise<string | undefined>;
  /** What all fetches together may take. */
  readonly milliseconds: number;
}

/** The checkout, and the commit in it. */
interface Job extends HistoryRequest {
  readonly head: string;
  readonly fetch: Fetcher;
  readonly objects: ObjectLookup;
}

type PullRequest = Extract<Event, { number: number }>;

/** Finds the commits to compare: what is local, a shallow fetch, the API, in this order. Never throws. */
export async function readHistory(request: HistoryRequest): Promise<History> {
  const { folder, event } = request;
  const head = headOf(request);
  if ("why" in head) return unread(event, head.why);
  const objects = request.objects ?? askedObjects(folder);
  const job = { ...request, head: head.id, objects, fetch: fetcher({ ...request, objects }) };
  if (event.kind === "pull_request" || event.kind === "pull_request_target")
    return await pullRequest(job, event);
  if (event.kind === "merge_group") return await between(job, event.base, event.head);
  if (event.kind === "push")
    return event.before === undefined
      ? whole("the branch is new")
      : await between(job, event.before, event.after);
  return whole("the event has nothing to compare with");
}

function headOf({ folder, known }: HistoryRequest): { readonly id: string } | { readonly why: string } {
  if (known !== undefined) return known;
  const head = askGit(folder, "rev-parse", "--verify", "HEAD^{commit}");
  return head.ok ? { id: head.output } : head;
}

function unread(event: Event, why: string): History {
  const told = why.startsWith("not a git repository")
    ? "what is checked out is not a git repository"
    : `what is checked out cannot be determined: ${why}`;
  return event.kind === "pull_request_target" ? { kind: "refused", why: told } : whole(told);
}

function whole(why: string): History {
  return { kind: "whole", why, remarks: [] };
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

/** Two commits that the event names, of which the second has to be the one that is checked out. */
async function between(job: Job, base: string, head: string): Promise<History> {
  // The event of a tag names the tag's own object.
  const named = isCommit(head)
    ? askGit(job.folder, "rev-parse", "--verify", "--quiet", `${head}^{commit}`)
    : undefined;
  if (named?.ok !== true || named.output !== job.head)
    return {
      kind: "whole",
      why: `${short(job.head)} is checked out, but the event is about ${short(head)}`,
      remarks: [],
      another: true,
    };
  const why = await job.fetch.trees([base]);
  if (why !== undefined) return whole(`the previous commit, ${short(base)}, is not available: ${why}`);
  return { kind: "compared", base, head: job.head, baseName: short(base), remarks: [] };
}

async function pullRequest(job: Job, event: PullRequest): Promise<History> {
  if (job.head === event.head.sha) return await headItself(job, event);
  const [base, head, ...more] = await parentsOf(job);
  const isMerge = base !== undefined && head !== undefined && more.length === 0;
  if (isMerge && (head === event.head.sha || isFetchedMerge(job, event)))
    return await merge(job, event, { base, head });
  return another(job, event);
}

/** The parents of the commit that is checked out; a shallow clone still names them. */
async function parentsOf({ objects, head }: Job): Promise<readonly string[]> {
  const commit = await objects.commit(head);
  if (commit === undefined) return [];
  const [fields = ""] = commit.split("\n\n");
  return [...fields.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
}

/** actions/checkout names what it fetched; where the pull request moved on meanwhile, it is a newer merge. */
function isFetchedMerge({ folder, head }: Job, { number }: PullRequest): boolean {
  const fetched = askGit(
    folder,
    "rev-parse",
    "--verify",
    "--quiet",
    `refs/remotes/pull/${number}/merge^{commit}`,
  );
  return fetched.ok && fetched.output === head;
}

/** The merge that GitHub made of base and head is judged; its own parents say what of. */
async function merge(
  job: Job,
  event: PullRequest,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<History> {
  const why = await parents(job, base, head);
  if (why !== undefined) return whole(`the base, ${short(base)}, is not available: ${why}`);
  const compared = { kind: "compared", base, head: job.head, baseName: nameOf(event, base) } as const;
  const [tree, judged] = await job.objects.ids([`${head}^{tree}`, `${job.head}^{tree}`]);
  if (tree === undefined) {
    const remark = `the head of the pull request, ${short(head)}, is not available: where the base changed a file too, lines may be off`;
    return { ...compared, remarks: [remark] };
  }
  return { ...compared, ...(tree === judged ? {} : { shown: head }), remarks: [] };
}

/** Both parents, by themselves or with the merge that names them; else the base alone. */
async function parents(job: Job, base: string, head: string): Promise<string | undefined> {
  const why = await job.fetch.trees([base, head]);
  if (why === undefined) return undefined;
  await job.fetch.deep([job.head], 2);
  return (await job.fetch.trees([base])) === undefined ? undefined : why;
}

function nameOf({ base }: PullRequest, commit: string): string {
  return base.ref === "" ? short(commit) : base.ref;
}

/** The workflow checked out the head: it is compared with what it has in common with the base. */
async function headItself(job: Job, event: PullRequest): Promise<History> {
  const found = await mergeBase(job, event.base.sha);
  if ("why" in found) return whole(`what the pull request starts from cannot be determined: ${found.why}`);
  const { base } = found;
  const why = await job.fetch.trees([base]);
  if (why !== undefined)
    return whole(`${short(base)}, which the pull request starts from, is not available: ${why}`);
  return { kind: "compared", base, head: job.head, baseName: nameOf(event, base), remarks: [] };
}

type Found = { readonly base: string } | { readonly why: string };

// How much history is asked for before and after the API; most pull requests are younger than fifty commits.
const NEAR = 50;
const FAR = 500;

async function mergeBase(job: Job, base: string): Promise<Found> {
  const ends = [base, job.head];
  const deep = async (depth: number): Promise<Found> => {
    // No less than what is here: git cuts off what lies deeper.
    const why = await job.fetch.deep(ends, depth + depthOf(job));
    return localBase(job, base) ?? { why: why ?? `it is not among the last ${depth} commits` };
  };
  const near = localBase(job, base) ?? (await deep(NEAR));
  if ("base" in near) return near;
  const told = await job.mergeBase?.(base, job.head).catch(() => undefined);
  if (told !== undefined && isCommit(told)) return { base: told };
  return await deep(FAR);
}

function depthOf({ folder }: Job): number {
  const count = askGit(folder, "rev-list", "--count", "--first-parent", "HEAD");
  return count.ok ? Number(count.output) : 0;
}

function localBase({ folder, head }: Job, base: string): Found | undefined {
  if (!isCommit(base)) return undefined;
  const found = askGit(folder, "merge-base", base, head);
  return found.ok && isCommit(found.output) ? { base: found.output } : undefined;
}

/** Neither the merge nor the head is checked out. */
function another(job: Job, { kind, number, base, fork }: PullRequest): History {
  const out = short(job.head);
  const target = kind === "pull_request_target";
  // The event's base may be older than the branch that the job of a pull_request_target runs on.
  const isBase = job.head === base.sha || (target && job.head === job.env.GITHUB_SHA);
  const what = isBase
    ? `the base (${out}) is checked out, not the pull request`
    : `${out} is checked out, which is neither the merge nor the head of the pull request`;
  if (!target) return { kind: "whole", why: what, remarks: [], another: true };
  // actions/checkout refuses a fork's files on this event from v4.4, v5.1, v6.1 and v7 on.
  const allow = fork ? ", and for a fork allow-unsafe-pr-checkout: true" : "";
  const way = `give actions/checkout ref: refs/pull/${number}/merge and persist-credentials: false${allow}`;
  return { kind: "refused", why: `${what}: ${way}` };
}

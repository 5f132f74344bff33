import { whyOf } from "../../github/api/failure.ts";
import { type PullDiff, readPullDiff } from "../../github/pull/files.ts";
import { type BaseFile, readBaseFiles } from "../../github/pull/files-base.ts";
import { decode } from "../../workspace/content.ts";
import { type Overlaid, overlayWorkspace } from "../../workspace/overlay.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { openWorkspace } from "../load.ts";
import { type Job, shownLines, type Trees } from "./job.ts";

/** What may have gone wrong where the changed files are not there. */
const WHERE = "; if the repo is in a subfolder, name it in the input working-directory";

/** The trees of a pull request whose base git could not get, or why the API does not have them either. */
export async function apiTrees(
  job: Job,
): Promise<{ readonly ok: true; readonly trees: Trees } | { readonly ok: false; readonly why: string }> {
  const { event, checkout, folder } = job;
  const api = await job.api();
  if (!("number" in event)) return { ok: false, why: "the event is not about a pull request" };
  if (typeof api === "string") return { ok: false, why: `GitHub cannot be asked for the diff: ${api}` };
  const diff = await readPullDiff(api, { pull: event.number, folder: checkout.prefix });
  if (!diff.ok) return { ok: false, why: `GitHub did not give the diff: ${whyOf(diff.failure)}` };
  if (!diff.value.complete)
    return { ok: false, why: "GitHub lists at most 3,000 changed files, but here there are more" };
  const commit = await baseOf(job, event.base.sha, event.head.sha);
  const { files } = diff.value;
  const paths = files.flatMap((file) =>
    file.status === "added" ? [] : [file.status === "renamed" ? file.from : file.path],
  );
  const base = await readBaseFiles(api, { commit, paths, folder: checkout.prefix });
  if (!base.ok) return base;
  const opened = openWorkspace(folder);
  if (!opened.ok) return { ok: false, why: `the files of ${folder} cannot be read` };
  const head = opened.workspace;
  const there = new Set(head.list().map(({ path }) => path));
  const missing = files.find(({ status, path }) => status !== "removed" && !there.has(path));
  if (missing !== undefined)
    return { ok: false, why: `${missing.path} of the pull request is not checked out here${WHERE}` };
  return {
    ok: true,
    trees: {
      base: overlayWorkspace(head, overlaid(diff.value, base.files)),
      head,
      changes: diff.value,
      baseName: commit.slice(0, 12),
      lines: shownLines(diff.value),
      byApi: true,
      remarks: ["the diff comes from GitHub's API"],
    },
  };
}

/** Where the head itself is checked out, the base is where it left the branch; the merge holds all of the base. */
async function baseOf({ api, checkout }: Job, base: string, head: string): Promise<string> {
  if (checkout.commit !== head) return base;
  const connected = await api();
  if (typeof connected === "string") return base;
  const answer = await connected.mergeBase(base, head);
  return answer.ok ? answer.value : base;
}

/** What the base has in place of the files that the change touched. */
function overlaid(diff: PullDiff, files: ReadonlyMap<string, BaseFile>): ReadonlyMap<string, Overlaid> {
  const found = new Map<string, Overlaid>();
  for (const { status, path } of diff.files)
    if (status === "added" || status === "renamed") found.set(path, null);
  return new Map([...found, ...filesAt(files)]);
}

function filesAt(files: ReadonlyMap<string, BaseFile>): ReadonlyMap<string, Overlaid> {
  return new Map([...files].map(([path, file]) => [path, file === null ? null : laid(file)]));
}

function laid(file: NonNullable<BaseFile>): Overlaid {
  if ("bytes" in file) return { kind: file.kind, content: decode(file.bytes) };
  return { kind: file.kind, content: { unreadable: file.unreadable } };
}

/** The tree with the head's own text of some files, where a merge of which git has no parent is checked out. */
export async function headTree(
  head: Workspace,
  paths: readonly string[],
  { event, checkout, api }: Job,
): Promise<Workspace> {
  const connected = await api();
  if (typeof connected === "string" || !("number" in event) || checkout.commit === event.head.sha)
    return head;
  const read = await readBaseFiles(connected, { commit: event.head.sha, paths, folder: checkout.prefix });
  // What cannot be read is taken for absent: nothing is suggested there.
  const nothing = new Map(paths.map((path) => [path, null] as const));
  return overlayWorkspace(head, read.ok ? filesAt(read.files) : nothing);
}

import type { DataReader } from "./ask.ts";
import type { Listing, PostedComment, PullFileJson, TreeEntry } from "./shape.ts";

type Fields = Readonly<Record<string, unknown>>;

/** For answers of which only the success counts. */
export const readNothing: DataReader<undefined> = () => ({ value: undefined });

/** The `id` of what was made. */
export const readId: DataReader<number> = (data) => {
  const id = fields(data)?.id;
  return typeof id === "number" ? { value: id } : undefined;
};

/** The id of the check run with this external id, among those of a commit. */
export function readRunOf(externalId: string): DataReader<number | undefined> {
  return (data) => {
    const runs = fields(data)?.check_runs;
    if (!Array.isArray(runs)) return undefined;
    return { value: readId(runs.find((run) => fields(run)?.external_id === externalId))?.value };
  };
}

/** How many annotations a check run holds. */
export const readAnnotationCount: DataReader<number> = (data) => {
  const count = fields(fields(data)?.output)?.annotations_count;
  return typeof count === "number" ? { value: count } : undefined;
};

/** `login` of a user. */
export const readLogin: DataReader<string> = (data) => {
  const login = text(fields(data)?.login);
  return login === undefined ? undefined : { value: login };
};

/** The sha of `merge_base_commit`. */
export const readMergeBase: DataReader<string> = (data) => {
  const sha = text(fields(fields(data)?.merge_base_commit)?.sha);
  return sha === undefined ? undefined : { value: sha };
};

/** The entries of a tree that are no folders. */
export const readTreeAnswer: DataReader<Listing<TreeEntry>> = (data) => {
  const { tree, truncated } = fields(data) ?? {};
  if (!Array.isArray(tree)) return undefined;
  const items = tree.map(treeEntry).filter((entry) => entry !== undefined);
  return { value: { items, complete: truncated !== true } };
};

function treeEntry(item: unknown): TreeEntry | undefined {
  const { path, mode, sha, size } = fields(item) ?? {};
  if (typeof path !== "string" || typeof mode !== "string" || typeof sha !== "string") return undefined;
  if (mode === "040000") return undefined;
  return { path, mode, sha, ...(typeof size === "number" ? { size } : {}) };
}

/** A blob's bytes. */
export const readBlobAnswer: DataReader<Uint8Array> = (data) => {
  const { content, encoding } = fields(data) ?? {};
  if (typeof content !== "string") return undefined;
  return { value: Buffer.from(content, encoding === "base64" ? "base64" : "utf8") };
};

/** A review comment of the list. */
export function readPosted(item: unknown): PostedComment | undefined {
  const { id, path, line, body, user, in_reply_to_id: replyTo } = fields(item) ?? {};
  if (typeof id !== "number" || typeof path !== "string" || typeof body !== "string") return undefined;
  const login = text(fields(user)?.login);
  return {
    id,
    path,
    body,
    bot: fields(user)?.type === "Bot",
    ...(typeof line === "number" ? { line } : {}),
    ...(login === undefined ? {} : { login }),
    ...(typeof replyTo === "number" ? { replyTo } : {}),
  };
}

/** A file of a pull request's list. */
export function readPullFile(item: unknown): PullFileJson | undefined {
  const { filename, status, previous_filename: previous, changes, patch } = fields(item) ?? {};
  if (typeof filename !== "string" || typeof status !== "string") return undefined;
  const from = text(previous);
  return {
    status,
    path: filename,
    changes: typeof changes === "number" ? changes : 0,
    ...(from === undefined ? {} : { from }),
    ...(typeof patch === "string" ? { patch } : {}),
  };
}

function fields(value: unknown): Fields | undefined {
  // An object that is no array has string keys, whatever their values are.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

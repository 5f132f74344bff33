/** Owner, name and commit at one end of a pull request. */
interface End {
  readonly sha: string;
  readonly ref: string;
  /** `owner/name`; absent where the fork was deleted. */
  readonly repository?: string;
}

/** What started the workflow, as far as Keelcheck treats it differently. */
export type Event =
  | {
      readonly kind: "pull_request" | "pull_request_target";
      readonly number: number;
      readonly base: End;
      readonly head: End;
      /** Whether the head lies in another repository, so that the job's token may only read. */
      readonly fork: boolean;
    }
  | { readonly kind: "merge_group"; readonly base: string; readonly head: string }
  /** `before` is absent where the branch is new. */
  | { readonly kind: "push"; readonly before?: string; readonly after: string; readonly ref: string }
  | { readonly kind: "workflow_dispatch" | "schedule" }
  /** Everything else, and every event whose payload cannot be used: all images, no comparison. */
  | { readonly kind: "other"; readonly name: string };

/** An event, and the one line that says why it is treated as another than it was named. */
export interface EventReading {
  readonly event: Event;
  readonly remark?: string;
}

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Fields = Readonly<Record<string, unknown>>;

/** The event from `GITHUB_EVENT_NAME` and the payload at `GITHUB_EVENT_PATH`; `readFile` may throw. */
export function readEvent(env: Environment, readFile: (path: string) => string): EventReading {
  const name = env.GITHUB_EVENT_NAME ?? "";
  if (name === "") return unusable("", "GITHUB_EVENT_NAME is not set");
  if (name === "workflow_dispatch" || name === "schedule") return { event: { kind: name } };
  const read = readers.get(name);
  if (read === undefined) return unusable(name, "Keelcheck does not handle it specially");
  const payload = readPayload(env.GITHUB_EVENT_PATH ?? "", readFile);
  if (typeof payload === "string") return unusable(name, payload);
  const event = read(payload);
  return typeof event === "string" ? unusable(name, `its payload has no ${event}`) : { event };
}

function unusable(name: string, why: string): EventReading {
  return {
    event: { kind: "other", name },
    remark: `the event ${name === "" ? "" : `${name} `}is treated like workflow_dispatch: ${why}; all images are checked`,
  };
}

/** The payload, or what is wrong with it. */
function readPayload(path: string, readFile: (path: string) => string): Fields | string {
  if (path === "") return "GITHUB_EVENT_PATH is not set";
  try {
    return fields(JSON.parse(readFile(path))) ?? `${path} does not hold a JSON object`;
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    return `${path} ${why}`;
  }
}

/** What each event's reader gives: the event, or the name of the field that is missing. */
type Reader = (payload: Fields) => Event | string;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["pull_request", (payload) => pullRequest("pull_request", payload)],
  ["pull_request_target", (payload) => pullRequest("pull_request_target", payload)],
  ["merge_group", mergeGroup],
  ["push", push],
]);

function pullRequest(kind: "pull_request" | "pull_request_target", payload: Fields): Event | string {
  const pull = fields(payload.pull_request);
  if (pull === undefined) return "pull_request";
  const base = end(pull.base);
  const head = end(pull.head);
  const number = pull.number;
  if (base === undefined) return "pull_request.base.sha";
  if (head === undefined) return "pull_request.head.sha";
  if (typeof number !== "number") return "pull_request.number";
  return { kind, number, base, head, fork: head.repository !== base.repository };
}

function end(value: unknown): End | undefined {
  const sha = text(fields(value)?.sha);
  if (sha === undefined) return undefined;
  const repository = text(fields(fields(value)?.repo)?.full_name);
  const ref = text(fields(value)?.ref) ?? "";
  return { sha, ref, ...(repository === undefined ? {} : { repository }) };
}

function mergeGroup(payload: Fields): Event | string {
  const group = fields(payload.merge_group);
  const base = text(group?.base_sha);
  const head = text(group?.head_sha);
  if (base === undefined) return "merge_group.base_sha";
  if (head === undefined) return "merge_group.head_sha";
  return { kind: "merge_group", base, head };
}

function push(payload: Fields): Event | string {
  const before = text(payload.before);
  const after = text(payload.after);
  if (after === undefined) return "after";
  // A new branch has no before, which GitHub writes as zeros.
  const known = before !== undefined && !/^0+$/.test(before);
  return { kind: "push", after, ref: text(payload.ref) ?? "", ...(known ? { before } : {}) };
}

function fields(value: unknown): Fields | undefined {
  // An object that is no array has string keys, whatever their values are.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

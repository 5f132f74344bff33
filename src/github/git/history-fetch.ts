import type { Environment } from "../event.ts";
import type { CheckedOut } from "./checkout.ts";
import { askGit, type GitAnswer, runRemoteGit, type Settings } from "./git.ts";
import type { ObjectLookup } from "./objects.ts";

/** Fetches what a shallow checkout lacks. */
export interface Fetcher {
  /** Makes sure that the trees of these commits are here; hands back why they are not. */
  readonly trees: (commits: readonly string[]) => Promise<string | undefined>;
  /** Fetches commits with their history, so many commits deep; hands back why that was not possible. */
  readonly deep: (commits: readonly string[], depth: number) => Promise<string | undefined>;
}

/** Where and as whom to fetch. */
export interface FetchRequest {
  readonly folder: string;
  readonly env: Environment;
  readonly token: string | undefined;
  readonly objects: ObjectLookup;
  /** What is known already of what is checked out. */
  readonly known?: CheckedOut;
  /** What all fetches together may take. */
  readonly milliseconds: number;
}

/** Fetches by commit, since a branch may have moved on, and only from where the checkout came from or the workflow's repo. */
export function fetcher(request: FetchRequest): Fetcher {
  const { folder } = request;
  const until = Date.now() + request.milliseconds;
  const settings = readSettings(folder);
  const partial = settings.some(([name]) => /^(remote\..*\.promisor|extensions\.partialclone)$/.test(name));
  // Told a depth, git cuts the history of a full clone off.
  const shallow = request.known?.shallow ?? isShallow(folder);
  const fetch = async (commits: readonly string[], depth: number) => {
    const odd = commits.find((commit) => !isCommit(commit));
    if (odd !== undefined) return `${odd} is not a commit`;
    const how = [...(shallow ? [`--depth=${depth}`] : []), ...(partial ? ["--no-filter", "--refetch"] : [])];
    const lost: string[] = [];
    for (const remote of remotes(request, settings)) {
      const left = until - Date.now();
      if (left <= 0) return "no answer in time";
      const args = [...FETCH, ...how, "--end-of-options", remote.name, ...commits];
      const answer = await runRemoteGit(folder, args, { settings: remote.settings, milliseconds: left });
      if (answer.ok) return undefined;
      lost.push(inWords(answer.why));
    }
    return lost[0] ?? "the checkout has no remote";
  };
  return {
    deep: fetch,
    trees: async (commits) => {
      const missing = await withoutTree(request, commits, partial);
      if (missing.length === 0) return undefined;
      const why = await fetch(missing, 1);
      const left = await withoutTree(request, missing, partial);
      return left.length === 0 ? undefined : (why ?? "the fetch returned nothing");
    },
  };
}

type GitSettings = readonly (readonly [name: string, value: string])[];

/** The settings that say what the clone lacks and where it comes from. */
function readSettings(folder: string): GitSettings {
  const asked = "^(remote\\..*\\.(promisor|url)|extensions\\.partialclone|url\\..*\\.insteadof)$";
  const answer = askGit(folder, "config", "-z", "--get-regexp", asked);
  if (!answer.ok) return [];
  return answer.output.split("\0").flatMap((setting) => {
    if (setting === "") return [];
    const end = setting.indexOf("\n");
    return [end < 0 ? [setting, ""] : [setting.slice(0, end), setting.slice(end + 1)]];
  });
}

/** Where `origin` is, unless that takes more than reading one line: another name for it, or none. */
function originOfSettings(settings: GitSettings): GitAnswer | undefined {
  const urls = settings.filter(([name, value]) => name === "remote.origin.url" && value !== "");
  const [url] = urls;
  if (url === undefined || urls.length > 1 || settings.some(([name]) => name.endsWith(".insteadof")))
    return undefined;
  return { ok: true, output: url[1] };
}

/** What a server says of a commit that it does not have, or does not hand out by its id. */
function inWords(why: string): string {
  return /not our ref|unadvertised object/.test(why) ? "the remote does not have it" : why;
}

const FETCH = [
  "-c",
  "gc.auto=0",
  "-c",
  "maintenance.auto=false",
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-recurse-submodules",
];

/** Whether a text is a commit's full id; nothing else is handed to git. */
export function isCommit(text: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function isShallow(folder: string): boolean {
  const answer = askGit(folder, "rev-parse", "--is-shallow-repository");
  return answer.ok && answer.output === "true";
}

/** The commits whose trees are not here. In a partial clone a tree may be here without its files. */
async function withoutTree(
  { folder, objects }: FetchRequest,
  commits: readonly string[],
  partial: boolean,
): Promise<readonly string[]> {
  const ids = await objects.ids(commits.filter(isCommit).map((commit) => `${commit}^{tree}`));
  const there = new Set(commits.filter(isCommit).filter((_, index) => ids[index] !== undefined));
  return commits.filter((commit) => !there.has(commit) || (partial && !hasFiles(folder, commit)));
}

function hasFiles(folder: string, commit: string): boolean {
  const listed = askGit(folder, "rev-list", "--objects", "--missing=print", "--no-walk", commit);
  return listed.ok && !/^\?/m.test(listed.output);
}

interface Remote {
  readonly name: string;
  readonly settings: Settings;
}

/** The checkout's own remote, and the workflow's repo where that is another: a fork's checkout may lack the base. */
function remotes({ folder, env, token }: FetchRequest, settings: GitSettings): readonly Remote[] {
  const origin = originOfSettings(settings) ?? askGit(folder, "remote", "get-url", "origin");
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const own = server && repository ? `${server}/${repository}` : undefined;
  const found: Remote[] = [];
  if (origin.ok) found.push({ name: "origin", settings: credentials(origin.output, { folder, env, token }) });
  if (own !== undefined && /^https?:\/\//.test(own) && !(origin.ok && sameRepo(origin.output, own)))
    found.push({ name: own, settings: credentials(own, { folder, env, token }) });
  return found;
}

function sameRepo(one: string, other: string): boolean {
  const bare = (url: string) => url.replace(/(\.git)?\/?$/, "").replace(/\/\/[^/@]*@/, "//");
  return bare(one).toLowerCase() === bare(other).toLowerCase();
}

/** The job's token, for its own server and only where the checkout left no credentials of its own. */
function credentials(
  url: string,
  { folder, env, token }: Pick<FetchRequest, "folder" | "env" | "token">,
): Settings {
  const server = env.GITHUB_SERVER_URL;
  if (!token || !server || !/^https?:\/\//.test(url) || originOf(url) !== originOf(server)) return [];
  const kept = askGit(folder, "config", "--get-urlmatch", "http.extraheader", url);
  if ((kept.ok && kept.output !== "") || /\/\/[^/]*@/.test(url)) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [[`http.${originOf(server)}/.extraheader`, `AUTHORIZATION: basic ${basic}`]];
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

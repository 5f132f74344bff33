import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  addsLine,
  annotationText,
  commitChanges,
  decides,
  failureSummary,
  gitLineMap,
  githubCommands,
  runChange,
  sarifReport,
  shownAt,
  shownFindings,
  summary,
  textReport
} from "./chunk-ZUUX7LNH.js";
import {
  planFixes
} from "./chunk-ZOP6HPZZ.js";
import {
  withMovedBaseline
} from "./chunk-EQ7VQBSL.js";
import "./chunk-LRHCQXE5.js";
import {
  fingerprints,
  jsonReport
} from "./chunk-PFFOPVPY.js";
import "./chunk-REYK4QOP.js";
import {
  patchText
} from "./chunk-45DT3RJT.js";
import {
  logLine,
  screened
} from "./chunk-5MUXDFFQ.js";
import {
  byWeight
} from "./chunk-VH4LYQRK.js";
import {
  changeSum,
  sum
} from "./chunk-65OJGU3O.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  concluded,
  runCheck
} from "./chunk-SXQYR5JI.js";
import {
  IMAGES_FLAG,
  MARKDOWNLINT_PATHS,
  POLICY_PATHS,
  colors,
  commitWorkspace,
  failureLines,
  folderTakenForRepo,
  gitCommand,
  gitWorkspace,
  lazy_execFileSync,
  lazy_gzipSync,
  lazy_spawn,
  listCommit,
  openWorkspace,
  patienceOf,
  readPolicyFile,
  treeBefore
} from "./chunk-SY2YNAVI.js";
import {
  BUGS,
  EXIT,
  HOMEPAGE,
  VERSION,
  countByNovelty,
  countFindings,
  decode,
  maxBytes,
  pageAddress,
  plural,
  total,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  BASELINE_PATH,
  RECORDED_PATH,
  buildEntries,
  entriesCalled,
  entryAt,
  linksOf,
  lowerBound,
  nearestFolder,
  prose,
  rules
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import {
  failureText
} from "./chunk-AB3U5TTC.js";
import {
  errorText
} from "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  nearest,
  ownValue
} from "./chunk-M3MVB6O3.js";
import {
  lineText,
  positionAt,
  sourceFile,
  textOf
} from "./chunk-7VLJIIEK.js";
import {
  readPullDiff
} from "./chunk-QMJZPQIP.js";
import {
  whyOf
} from "./chunk-MTTMMLFA.js";
import "./chunk-IKB4C3XX.js";

// src/app/action/action.ts
import { writeFileSync as writeFileSync2 } from "node:fs";
import { join as join3 } from "node:path";

// src/github/inputs.ts
var inputNames = [
  "token",
  "policy",
  "images",
  "scope",
  "fail-on",
  "check-run",
  "suggestions",
  "sarif",
  "working-directory"
];
function readInputs(env) {
  const problems = [];
  const given = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || void 0;
  function oneOf(name, values) {
    const value = given(name);
    if (value === void 0) return void 0;
    if (Object.hasOwn(values, value)) return ownValue(values, value);
    const near = nearest(value, Object.keys(values));
    const hint = near === void 0 ? "" : `; did you mean "${near}"?`;
    problems.push(
      `the input ${name} is "${value}", but must be one of: ${Object.keys(values).join(", ")}${hint}`
    );
    return void 0;
  }
  const directory = workingDirectory(given("working-directory") ?? "", env.GITHUB_WORKSPACE ?? "");
  if (directory === void 0)
    problems.push(
      `the input working-directory is "${given("working-directory")}", but must be a folder in the workspace`
    );
  const inputs = {
    token: given("token"),
    policy: given("policy"),
    images: globs(given("images")),
    scope: oneOf("scope", { changed: "changed", all: "all" }),
    failOn: oneOf("fail-on", {
      error: "error",
      warning: "warning",
      notice: "notice",
      never: "never"
    }),
    checkRun: oneOf("check-run", flags),
    suggestions: oneOf("suggestions", flags),
    sarif: given("sarif"),
    workingDirectory: directory ?? ""
  };
  problems.push(...unknownInputs(env));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, inputs };
}
function unknownInputs(env) {
  const given = Object.keys(env).filter((name) => name.startsWith("INPUT_"));
  const names = given.map((name) => name.slice("INPUT_".length).toLowerCase()).sort();
  return names.filter((name) => !inputNames.some((known) => known === name)).flatMap((name) => {
    const near = nearest(name, inputNames);
    return near === void 0 ? [] : [`there is no input "${name}": did you mean "${near}"?`];
  });
}
var flags = { true: true, false: false };
function globs(text2) {
  const all = text2?.split("\n").map((glob) => glob.trim());
  const named = all?.filter((glob) => glob !== "") ?? [];
  return named.length === 0 ? void 0 : named;
}
function workingDirectory(given, workspace) {
  const inside = workspace !== "" && `${given}/`.startsWith(`${workspace}/`) ? given.slice(workspace.length + 1) : given;
  if (inside.startsWith("/")) return void 0;
  const parts = [];
  for (const part of inside.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === void 0) return void 0;
  }
  return parts.join("/");
}

// src/github/git/git.ts
var ELSEWHERE = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE"
];
var SETTINGS = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"];
var SAFE = ["--no-pager", ...SETTINGS.flatMap((each) => ["-c", each])];
function askGit(folder, ...args) {
  try {
    const env = { ...environment([]), GIT_NO_LAZY_FETCH: "1" };
    const options = {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 64 * 1024 * 1024
    };
    return { ok: true, output: lazy_execFileSync("git", [...SAFE, ...args], options).replace(/\n$/, "") };
  } catch (error) {
    return { ok: false, why: reason(error, folder) };
  }
}
async function runRemoteGit(folder, args, { settings, milliseconds }) {
  const env = environment(settings);
  const child = lazy_spawn("git", [...SAFE, ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true
  });
  const said = [];
  child.stderr.on("data", (bytes) => said.push(bytes));
  const stop = (signal) => {
    try {
      if (child.pid !== void 0) process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  };
  let late = false;
  const timers = [
    setTimeout(() => {
      late = true;
      stop("SIGTERM");
    }, milliseconds),
    setTimeout(() => stop("SIGKILL"), milliseconds + 2e3)
  ];
  return await new Promise((resolve4) => {
    const done = (answer) => {
      for (const timer of timers) clearTimeout(timer);
      resolve4(answer);
    };
    child.on("error", (error) => done({ ok: false, why: reason(error, folder) }));
    child.on("close", (code) => {
      if (code === 0) return done({ ok: true, output: "" });
      const why = late ? "no answer in time" : inOneLine(Buffer.concat(said).toString("utf8"), folder);
      done({ ok: false, why });
    });
  });
}
function environment(settings) {
  const env = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GCM_INTERACTIVE: "never",
    LC_ALL: "C"
  };
  const isKept = (name) => !ELSEWHERE.includes(name) && !name.toUpperCase().startsWith("INPUT_");
  for (const name of Object.keys(env)) if (!isKept(name)) delete env[name];
  if (settings.length === 0) return env;
  const given = Number.parseInt(env["GIT_CONFIG_COUNT"] ?? "0", 10) || 0;
  for (const [index, [name, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${given + index}`] = name;
    env[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  return { ...env, GIT_CONFIG_COUNT: String(given + settings.length) };
}
function reason(error, folder) {
  const { code, stderr, message } = error;
  if (code === "ENOENT") return "git is not installed";
  return inOneLine(typeof stderr === "string" && stderr !== "" ? stderr : String(message), folder);
}
function inOneLine(said, folder) {
  if (/dubious ownership/.test(said)) {
    const named = /safe\.directory (.+)$/m.exec(said)?.[1] ?? folder;
    return `git does not trust ${folder}, which belongs to another user: run git config --global --add safe.directory ${named}`;
  }
  const lines = said.split("\n").filter((line2) => line2.trim() !== "");
  const line = lines.find((each) => /^(fatal|error): /.test(each)) ?? lines.at(-1) ?? "git gave no reason";
  return line.replace(/^(fatal|error): /, "").replace(/\/\/[^/@\s]*@/g, "//");
}

// src/github/git/history-fetch.ts
function fetcher(request) {
  const { folder } = request;
  const until = Date.now() + request.milliseconds;
  const settings = readSettings(folder);
  const partial = settings.some(([name]) => /^(remote\..*\.promisor|extensions\.partialclone)$/.test(name));
  const shallow = request.known?.shallow ?? isShallow(folder);
  const fetch = async (commits, depth) => {
    const odd = commits.find((commit) => !isCommit(commit));
    if (odd !== void 0) return `${odd} is not a commit`;
    const how = [...shallow ? [`--depth=${depth}`] : [], ...partial ? ["--no-filter", "--refetch"] : []];
    const lost = [];
    for (const remote of remotes(request, settings)) {
      const left = until - Date.now();
      if (left <= 0) return "no answer in time";
      const args = [...FETCH, ...how, "--end-of-options", remote.name, ...commits];
      const answer = await runRemoteGit(folder, args, { settings: remote.settings, milliseconds: left });
      if (answer.ok) return void 0;
      lost.push(inWords(answer.why));
    }
    return lost[0] ?? "the checkout has no remote";
  };
  return {
    deep: fetch,
    trees: async (commits) => {
      const missing = await withoutTree(request, commits, partial);
      if (missing.length === 0) return void 0;
      const why = await fetch(missing, 1);
      const left = await withoutTree(request, missing, partial);
      return left.length === 0 ? void 0 : why ?? "the fetch returned nothing";
    }
  };
}
function readSettings(folder) {
  const asked = "^(remote\\..*\\.(promisor|url)|extensions\\.partialclone|url\\..*\\.insteadof)$";
  const answer = askGit(folder, "config", "-z", "--get-regexp", asked);
  if (!answer.ok) return [];
  return answer.output.split("\0").flatMap((setting) => {
    if (setting === "") return [];
    const end2 = setting.indexOf("\n");
    return [end2 < 0 ? [setting, ""] : [setting.slice(0, end2), setting.slice(end2 + 1)]];
  });
}
function originOfSettings(settings) {
  const urls = settings.filter(([name, value]) => name === "remote.origin.url" && value !== "");
  const [url] = urls;
  if (url === void 0 || urls.length > 1 || settings.some(([name]) => name.endsWith(".insteadof")))
    return void 0;
  return { ok: true, output: url[1] };
}
function inWords(why) {
  return /not our ref|unadvertised object/.test(why) ? "the remote does not have it" : why;
}
var FETCH = [
  "-c",
  "gc.auto=0",
  "-c",
  "maintenance.auto=false",
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-write-fetch-head",
  "--no-recurse-submodules"
];
function isCommit(text2) {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text2);
}
function isShallow(folder) {
  const answer = askGit(folder, "rev-parse", "--is-shallow-repository");
  return answer.ok && answer.output === "true";
}
async function withoutTree({ folder, objects }, commits, partial) {
  const ids = await objects.ids(commits.filter(isCommit).map((commit) => `${commit}^{tree}`));
  const there = new Set(commits.filter(isCommit).filter((_, index) => ids[index] !== void 0));
  return commits.filter((commit) => !there.has(commit) || partial && !hasFiles(folder, commit));
}
function hasFiles(folder, commit) {
  const listed = askGit(folder, "rev-list", "--objects", "--missing=print", "--no-walk", commit);
  return listed.ok && !/^\?/m.test(listed.output);
}
function remotes({ folder, env, token }, settings) {
  const origin = originOfSettings(settings) ?? askGit(folder, "remote", "get-url", "origin");
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const own = server && repository ? `${server}/${repository}` : void 0;
  const found = [];
  if (origin.ok) found.push({ name: "origin", settings: credentials(origin.output, { folder, env, token }) });
  if (own !== void 0 && /^https?:\/\//.test(own) && !(origin.ok && sameRepo(origin.output, own)))
    found.push({ name: own, settings: credentials(own, { folder, env, token }) });
  return found;
}
function sameRepo(one, other) {
  const bare = (url) => url.replace(/(\.git)?\/?$/, "").replace(/\/\/[^/@]*@/, "//");
  return bare(one).toLowerCase() === bare(other).toLowerCase();
}
function credentials(url, { folder, env, token }) {
  const server = env.GITHUB_SERVER_URL;
  if (!token || !server || !/^https?:\/\//.test(url) || originOf(url) !== originOf(server)) return [];
  const kept = askGit(folder, "config", "--get-urlmatch", "http.extraheader", url);
  if (kept.ok && kept.output !== "" || /\/\/[^/]*@/.test(url)) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [[`http.${originOf(server)}/.extraheader`, `AUTHORIZATION: basic ${basic}`]];
}
function originOf(url) {
  return URL.canParse(url) ? new URL(url).origin : void 0;
}

// src/github/git/objects.ts
function askedObjects(folder) {
  return {
    ids: async (names) => names.map((name) => idOf(folder, name)),
    commit: async (id) => {
      const commit = askGit(folder, "cat-file", "commit", id);
      return commit.ok ? commit.output : void 0;
    }
  };
}
function idOf(folder, name) {
  const id = askGit(folder, "rev-parse", "--verify", "--quiet", name);
  return id.ok && askGit(folder, "cat-file", "-e", id.output).ok ? id.output : void 0;
}

// src/github/git/history.ts
async function readHistory(request) {
  const { folder, event } = request;
  const head = headOf(request);
  if ("why" in head) return unread(event, head.why);
  const objects = request.objects ?? askedObjects(folder);
  const job = { ...request, head: head.id, objects, fetch: fetcher({ ...request, objects }) };
  if (event.kind === "pull_request" || event.kind === "pull_request_target")
    return await pullRequest(job, event);
  if (event.kind === "merge_group") return await between(job, event.base, event.head);
  if (event.kind === "push")
    return event.before === void 0 ? whole("the branch is new") : await between(job, event.before, event.after);
  return whole("the event has nothing to compare with");
}
function headOf({ folder, known }) {
  if (known !== void 0) return known;
  const head = askGit(folder, "rev-parse", "--verify", "HEAD^{commit}");
  return head.ok ? { id: head.output } : head;
}
function unread(event, why) {
  const told = why.startsWith("not a git repository") ? "what is checked out is not a git repository" : `what is checked out cannot be determined: ${why}`;
  return event.kind === "pull_request_target" ? { kind: "refused", why: told } : whole(told);
}
function whole(why) {
  return { kind: "whole", why, remarks: [] };
}
function short(commit) {
  return commit.slice(0, 12);
}
async function between(job, base, head) {
  const named = isCommit(head) ? askGit(job.folder, "rev-parse", "--verify", "--quiet", `${head}^{commit}`) : void 0;
  if (named?.ok !== true || named.output !== job.head)
    return {
      kind: "whole",
      why: `${short(job.head)} is checked out, but the event is about ${short(head)}`,
      remarks: [],
      another: true
    };
  const why = await job.fetch.trees([base]);
  if (why !== void 0) return whole(`the previous commit, ${short(base)}, is not available: ${why}`);
  return { kind: "compared", base, head: job.head, baseName: short(base), remarks: [] };
}
async function pullRequest(job, event) {
  if (job.head === event.head.sha) return await headItself(job, event);
  const [base, head, ...more] = await parentsOf(job);
  const isMerge = base !== void 0 && head !== void 0 && more.length === 0;
  if (isMerge && (head === event.head.sha || isFetchedMerge(job, event)))
    return await merge(job, event, { base, head });
  return another(job, event);
}
async function parentsOf({ objects, head }) {
  const commit = await objects.commit(head);
  if (commit === void 0) return [];
  const [fields2 = ""] = commit.split("\n\n");
  return [...fields2.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []);
}
function isFetchedMerge({ folder, head }, { number }) {
  const fetched = askGit(
    folder,
    "rev-parse",
    "--verify",
    "--quiet",
    `refs/remotes/pull/${number}/merge^{commit}`
  );
  return fetched.ok && fetched.output === head;
}
async function merge(job, event, { base, head }) {
  const why = await parents(job, base, head);
  if (why !== void 0) return whole(`the base, ${short(base)}, is not available: ${why}`);
  const compared = { kind: "compared", base, head: job.head, baseName: nameOf(event, base) };
  const [tree, judged] = await job.objects.ids([`${head}^{tree}`, `${job.head}^{tree}`]);
  if (tree === void 0) {
    const remark = `the head of the pull request, ${short(head)}, is not available: where the base changed a file too, lines may be off`;
    return { ...compared, remarks: [remark] };
  }
  return { ...compared, ...tree === judged ? {} : { shown: head }, remarks: [] };
}
async function parents(job, base, head) {
  const why = await job.fetch.trees([base, head]);
  if (why === void 0) return void 0;
  await job.fetch.deep([job.head], 2);
  return await job.fetch.trees([base]) === void 0 ? void 0 : why;
}
function nameOf({ base }, commit) {
  return base.ref === "" ? short(commit) : base.ref;
}
async function headItself(job, event) {
  const found = await mergeBase(job, event.base.sha);
  if ("why" in found) return whole(`what the pull request starts from cannot be determined: ${found.why}`);
  const { base } = found;
  const why = await job.fetch.trees([base]);
  if (why !== void 0)
    return whole(`${short(base)}, which the pull request starts from, is not available: ${why}`);
  return { kind: "compared", base, head: job.head, baseName: nameOf(event, base), remarks: [] };
}
var NEAR = 50;
var FAR = 500;
async function mergeBase(job, base) {
  const ends = [base, job.head];
  const deep = async (depth) => {
    const why = await job.fetch.deep(ends, depth + depthOf(job));
    return localBase(job, base) ?? { why: why ?? `it is not among the last ${depth} commits` };
  };
  const near = localBase(job, base) ?? await deep(NEAR);
  if ("base" in near) return near;
  const told = await job.mergeBase?.(base, job.head).catch(() => void 0);
  if (told !== void 0 && isCommit(told)) return { base: told };
  return await deep(FAR);
}
function depthOf({ folder }) {
  const count = askGit(folder, "rev-list", "--count", "--first-parent", "HEAD");
  return count.ok ? Number(count.output) : 0;
}
function localBase({ folder, head }, base) {
  if (!isCommit(base)) return void 0;
  const found = askGit(folder, "merge-base", base, head);
  return found.ok && isCommit(found.output) ? { base: found.output } : void 0;
}
function another(job, { kind, number, base, fork }) {
  const out = short(job.head);
  const target = kind === "pull_request_target";
  const isBase = job.head === base.sha || target && job.head === job.env.GITHUB_SHA;
  const what = isBase ? `the base (${out}) is checked out, not the pull request` : `${out} is checked out, which is neither the merge nor the head of the pull request`;
  if (!target) return { kind: "whole", why: what, remarks: [], another: true };
  const allow = fork ? ", and for a fork allow-unsafe-pr-checkout: true" : "";
  const way = `give actions/checkout ref: refs/pull/${number}/merge and persist-credentials: false${allow}`;
  return { kind: "refused", why: `${what}: ${way}` };
}

// src/github/pull/files-base.ts
var MOST_FILES = 300;
var LARGEST = 5 * 1024 * 1024;
var AT_ONCE = 5;
var KINDS = /* @__PURE__ */ new Map([
  ["100644", "file"],
  ["100755", "executable"],
  ["120000", "link"]
]);
async function readBaseFiles(api, question) {
  const { commit, paths, folder } = question;
  const wanted = [...new Set(paths)];
  if (wanted.length > MOST_FILES)
    return failed(
      `${wanted.length} files of the base are needed, but the API is asked for ${MOST_FILES} at most`
    );
  const tree = await api.readTree(commit);
  if (!tree.ok) return failed(`the base's tree could not be read: ${whyOf(tree.failure)}`);
  const entries = new Map(tree.value.items.map((entry) => [entry.path, entry]));
  const files = /* @__PURE__ */ new Map();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const read = await Promise.all(
      some.map(async (path) => readFile(api, entries.get(folder === "" ? path : `${folder}/${path}`)))
    );
    for (const [index, path] of some.entries()) {
      const file = read[index];
      if (typeof file === "string") return failed(`${path} of the base could not be read: ${file}`);
      if (file === null && !tree.value.complete)
        return failed("the base has more than the 100,000 files that the API lists");
      files.set(path, file ?? null);
    }
  }
  return { ok: true, files };
}
async function readFile(api, entry) {
  const kind = KINDS.get(entry?.mode ?? "");
  if (entry === void 0 || kind === void 0) return null;
  if ((entry.size ?? 0) > LARGEST) return { kind, unreadable: `is larger than 5 MiB (${entry.size} bytes)` };
  const blob = await api.readBlob(entry.sha);
  return blob.ok ? { kind, bytes: blob.value } : whyOf(blob.failure);
}
function failed(why) {
  return { ok: false, why };
}

// src/app/action/job.ts
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

// src/github/event.ts
function readEvent(env, readFile2) {
  const name = env.GITHUB_EVENT_NAME ?? "";
  if (name === "") return unusable("", "GITHUB_EVENT_NAME is not set");
  if (name === "workflow_dispatch" || name === "schedule") return { event: { kind: name } };
  const read = readers.get(name);
  if (read === void 0) return unusable(name, "Keelcheck does not handle it specially");
  const payload = readPayload(env.GITHUB_EVENT_PATH ?? "", readFile2);
  if (typeof payload === "string") return unusable(name, payload);
  const event = read(payload);
  return typeof event === "string" ? unusable(name, `its payload has no ${event}`) : { event };
}
function unusable(name, why) {
  return {
    event: { kind: "other", name },
    remark: `the event ${name === "" ? "" : `${name} `}is treated like workflow_dispatch: ${why}; all images are checked`
  };
}
function readPayload(path, readFile2) {
  if (path === "") return "GITHUB_EVENT_PATH is not set";
  try {
    return fields(JSON.parse(readFile2(path))) ?? `${path} does not hold a JSON object`;
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    return `${path} ${why}`;
  }
}
var readers = /* @__PURE__ */ new Map([
  ["pull_request", (payload) => pullRequest2("pull_request", payload)],
  ["pull_request_target", (payload) => pullRequest2("pull_request_target", payload)],
  ["merge_group", mergeGroup],
  ["push", push]
]);
function pullRequest2(kind, payload) {
  const pull = fields(payload.pull_request);
  if (pull === void 0) return "pull_request";
  const base = end(pull.base);
  const head = end(pull.head);
  const number = pull.number;
  if (base === void 0) return "pull_request.base.sha";
  if (head === void 0) return "pull_request.head.sha";
  if (typeof number !== "number") return "pull_request.number";
  return { kind, number, base, head, fork: head.repository !== base.repository };
}
function end(value) {
  const sha = text(fields(value)?.sha);
  if (sha === void 0) return void 0;
  const repository = text(fields(fields(value)?.repo)?.full_name);
  const ref = text(fields(value)?.ref) ?? "";
  return { sha, ref, ...repository === void 0 ? {} : { repository } };
}
function mergeGroup(payload) {
  const group = fields(payload.merge_group);
  const base = text(group?.base_sha);
  const head = text(group?.head_sha);
  if (base === void 0) return "merge_group.base_sha";
  if (head === void 0) return "merge_group.head_sha";
  return { kind: "merge_group", base, head };
}
function push(payload) {
  const before = text(payload.before);
  const after = text(payload.after);
  if (after === void 0) return "after";
  const known = before !== void 0 && !/^0+$/.test(before);
  return { kind: "push", after, ref: text(payload.ref) ?? "", ...known ? { before } : {} };
}
function fields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
function text(value) {
  return typeof value === "string" && value !== "" ? value : void 0;
}

// src/github/git/checkout.ts
import { relative, sep } from "node:path";
function readCheckout(folder, env) {
  const known = inOneQuestion(folder);
  const prefix = known?.prefix ?? git(folder, "--show-prefix") ?? relative(env.GITHUB_WORKSPACE ?? folder, folder).split(sep).join("/");
  const commit = known?.head.id ?? git(folder, "--verify", "HEAD") ?? env.GITHUB_SHA;
  const inside = prefix.startsWith("..") ? "" : prefix.replace(/\/$/, "");
  return { prefix: inside, ...commit && { commit }, ...known && { head: known.head } };
}
function inOneQuestion(folder) {
  const answer = git(folder, "--show-prefix", "--is-shallow-repository", "HEAD^{commit}");
  const [, prefix, shallow, id] = /^([\s\S]*)\n(true|false)\n([0-9a-f]{40}|[0-9a-f]{64})$/.exec(answer ?? "") ?? [];
  if (prefix === void 0 || id === void 0) return void 0;
  return { prefix, head: { id, shallow: shallow === "true" } };
}
function git(folder, ...question) {
  const answer = askGit(folder, "rev-parse", ...question);
  return answer.ok ? answer.output : void 0;
}

// src/workspace/git-objects.ts
var LIMIT = 5 * 60 * 1e3;
var NEWLINE = 10;
function gitObjects(folder, limit = LIMIT) {
  let open;
  let closed = false;
  const ask = async (lines, isWhole) => {
    if (closed || lines.some((line) => /[\n\0]/.test(line))) return void 0;
    open ??= converse(folder, limit);
    return await open.ask(`${lines.join("\n")}
flush
`, isWhole());
  };
  return {
    async infos(names) {
      if (names.length === 0) return [];
      const lines = names.map((name) => `info ${name}`);
      const answer = await ask(lines, () => endsAfterLines(names.length));
      return answer?.toString("latin1").split("\n").slice(0, -1).map(infoOf);
    },
    async read(objects) {
      if (objects.length === 0) return /* @__PURE__ */ new Map();
      const heads = objects.map(({ id, type, size }) => `${id} ${type} ${size}
`);
      const bytes = objects.reduce((sum2, { size }, index) => sum2 + (heads[index]?.length ?? 0) + size + 1, 0);
      const lines = objects.map(({ id }) => `contents ${id}`);
      const answer = await ask(lines, () => endsAfterBytes(bytes));
      return answer && contentsOf(answer, objects, heads);
    },
    close() {
      closed = true;
      open?.end();
    }
  };
}
function infoOf(line) {
  const [, id, type, size] = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? [];
  return id === void 0 || type === void 0 ? void 0 : { id, type, size: Number(size) };
}
function contentsOf(answer, objects, heads) {
  const found = /* @__PURE__ */ new Map();
  let at = 0;
  for (const [index, { id, size }] of objects.entries()) {
    const head = heads[index] ?? "";
    if (answer.toString("latin1", at, at + head.length) !== head) return void 0;
    at += head.length;
    found.set(id, answer.subarray(at, at + size));
    at += size + 1;
  }
  return found;
}
function endsAfterLines(count) {
  let left = count;
  return (piece) => {
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) left--;
    return left <= 0;
  };
}
function endsAfterBytes(count) {
  let left = count;
  return (piece) => {
    left -= piece.length;
    return left <= 0;
  };
}
function converse(folder, limit) {
  const command = gitCommand(folder, ["cat-file", "--batch-command", "--buffer"]);
  if ("taken" in command) return { ask: async () => void 0, end: () => {
  } };
  const { args, env } = command;
  const git2 = lazy_spawn("git", args, { cwd: folder, env, stdio: "pipe", windowsHide: true });
  const hearing = hear(git2);
  let turn = Promise.resolve();
  const once = (question, isWhole) => new Promise((resolve4) => {
    const timer = setTimeout(() => git2.kill("SIGKILL"), limit);
    hearing.next(isWhole, (answer) => {
      clearTimeout(timer);
      resolve4(answer);
    });
    git2.stdin.write(question);
  });
  return {
    ask(question, isWhole) {
      const answer = turn.then(() => once(question, isWhole));
      turn = answer;
      return answer;
    },
    end: () => git2.stdin.destroy()
  };
}
function hear(git2) {
  let pieces = [];
  let waiting;
  let ended = false;
  const settle = (bytes) => {
    const settled = waiting;
    waiting = void 0;
    pieces = [];
    settled?.answer(bytes);
  };
  const end2 = () => {
    ended = true;
    settle(void 0);
  };
  git2.on("error", end2);
  git2.on("close", end2);
  git2.stdin.on("error", () => {
  });
  git2.stderr.resume();
  git2.stdout.on("data", (piece) => {
    pieces.push(piece);
    if (waiting?.isWhole(piece) === true) settle(Buffer.concat(pieces));
  });
  return {
    next(isWhole, answer) {
      waiting = { isWhole, answer };
      if (ended) settle(void 0);
    }
  };
}

// src/app/action/job.ts
function shownLines(changes, lineOf = (_, line) => line) {
  return { lineOf, inDiff: (path, line) => addsLine(changes, path, line) };
}
function readJob(inputs, { env, runner }) {
  const { event, remark } = readEvent(env, (path) => readFileSync(path, "utf8"));
  const folder = resolve(env.GITHUB_WORKSPACE ?? ".", inputs.workingDirectory);
  if (remark !== void 0) runner.print(`${logLine(remark)}
`);
  let api;
  return {
    inputs,
    folder,
    checkout: readCheckout(folder, env),
    objects: gitObjects(folder),
    event,
    remarks: remark === void 0 ? [] : [remark],
    api: () => {
      api ??= connected(inputs.token, env);
      return api;
    }
  };
}
async function connected(token, env) {
  if (token === void 0) return "no token was given";
  try {
    const { apiLimits, connect } = await import("./api-2VX4Y3V3.js");
    const times = patienceOf(env);
    const { requestMs, totalMs } = apiLimits;
    return connect({ token, env, limits: { requestMs: requestMs * times, totalMs: totalMs * times } });
  } catch {
    return `GITHUB_API_URL is not a valid address: ${env.GITHUB_API_URL ?? ""}`;
  }
}
function headCommit({ event, checkout }, env) {
  if (event.kind === "pull_request" || event.kind === "pull_request_target") return event.head.sha;
  if (event.kind === "merge_group") return event.head;
  return checkout.commit ?? env.GITHUB_SHA;
}
function readOnlyReason({ event }) {
  const isFork = event.kind === "pull_request" && event.fork;
  return isFork ? "the token of a pull request from a fork is read-only" : void 0;
}

// src/app/action/api.ts
var WHERE = "; if the repo is in a subfolder, name it in the input working-directory";
async function apiTrees(job) {
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
  const paths = files.flatMap(
    (file) => file.status === "added" ? [] : [file.status === "renamed" ? file.from : file.path]
  );
  const base = await readBaseFiles(api, { commit, paths, folder: checkout.prefix });
  if (!base.ok) return base;
  const opened = openWorkspace(folder);
  if (!opened.ok) return { ok: false, why: `the files of ${folder} cannot be read` };
  const head = opened.workspace;
  const there = new Set(head.list().map(({ path }) => path));
  const missing = files.find(({ status, path }) => status !== "removed" && !there.has(path));
  if (missing !== void 0)
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
      remarks: ["the diff comes from GitHub's API"]
    }
  };
}
async function baseOf({ api, checkout }, base, head) {
  if (checkout.commit !== head) return base;
  const connected2 = await api();
  if (typeof connected2 === "string") return base;
  const answer = await connected2.mergeBase(base, head);
  return answer.ok ? answer.value : base;
}
function overlaid(diff, files) {
  const found = /* @__PURE__ */ new Map();
  for (const { status, path } of diff.files)
    if (status === "added" || status === "renamed") found.set(path, null);
  return new Map([...found, ...filesAt(files)]);
}
function filesAt(files) {
  return new Map([...files].map(([path, file]) => [path, file === null ? null : laid(file)]));
}
function laid(file) {
  if ("bytes" in file) return { kind: file.kind, content: decode(file.bytes) };
  return { kind: file.kind, content: { unreadable: file.unreadable } };
}
async function headTree(head, paths, { event, checkout, api }) {
  const connected2 = await api();
  if (typeof connected2 === "string" || !("number" in event) || checkout.commit === event.head.sha)
    return head;
  const read = await readBaseFiles(connected2, { commit: event.head.sha, paths, folder: checkout.prefix });
  const nothing = new Map(paths.map((path) => [path, null]));
  return overlayWorkspace(head, read.ok ? filesAt(read.files) : nothing);
}

// src/app/action/policy.ts
import { existsSync, realpathSync } from "node:fs";
import { posix, relative as relative2, resolve as resolve2, sep as sep2 } from "node:path";
function namedPolicy({ inputs, folder, checkout }, trees) {
  if (inputs.policy === void 0) return { ok: true, option: {}, remarks: [] };
  const path = relative2(folder, resolve2(folder, inputs.policy)).split(sep2).join("/");
  const root = resolve2(
    folder,
    ...checkout.prefix.split("/").filter(Boolean).map(() => "..")
  );
  const fromRoot = posix.join(checkout.prefix, path);
  if (fromRoot.startsWith("..")) return usage(`the policy file ${inputs.policy} is outside the repo`);
  const inBase = trees === void 0 ? void 0 : baseContent(trees, { path, root, fromRoot });
  if (inBase === "not known") {
    return usage(
      `the base's policy file ${inputs.policy} is above the working directory, but git does not have the base`
    );
  }
  if (inBase !== void 0 && "unreadable" in inBase)
    return usage(`the base's policy file ${path} ${inBase.unreadable}`);
  if (inBase !== void 0) {
    return { ok: true, option: { policyFile: sourceFile(path, inBase.text) }, remarks: [] };
  }
  const onDisk = insideOf(root, resolve2(folder, path)) ? readPolicyFile(path, folder) : usage(`the policy file ${path} is behind a link that leaves the repo`);
  if (!onDisk.ok) return onDisk;
  const adopted = `the base has no ${path} yet, so the change's own is used`;
  return { ok: true, option: { policyFile: onDisk.file }, remarks: trees === void 0 ? [] : [adopted] };
}
function baseContent({ base, baseCommit }, { path, root, fromRoot }) {
  if (baseCommit !== void 0) return gitWorkspace(root, baseCommit).read(fromRoot);
  return path.startsWith("../") ? "not known" : base.read(path);
}
function insideOf(folder, path) {
  if (!existsSync(path)) return true;
  return `${realpathSync(path)}${sep2}`.startsWith(`${realpathSync(folder)}${sep2}`);
}

// src/workspace/git-ahead.ts
var MOST = { bytes: 128 * 1024 * 1024, blobs: 2e5 };
async function blobsAhead(objects, ids) {
  const infos = await objects.infos([...new Set(ids)].slice(0, MOST.blobs)) ?? [];
  let left = MOST.bytes;
  const wanted = infos.flatMap((info) => {
    if (info?.type !== "blob" || info.size > maxBytes || info.size > left) return [];
    left -= info.size;
    return [info];
  });
  return await objects.read(wanted) ?? /* @__PURE__ */ new Map();
}

// src/app/action/trees.ts
async function gitTrees({ folder, checkout, objects }, { base, head, shown, baseName, remarks }) {
  const { changes, differences } = commitChanges(folder, base, head);
  const after = listCommit(folder, head);
  const before = treeBefore(after, differences);
  const touched = touchedPaths(changes);
  const ids = [
    ...idsAhead(before, touched.before),
    ...idsAhead(after, touched.after),
    ...dockerfileIds(after)
  ];
  const bytes = await blobsAhead(objects, ids);
  const shared = { repo: folder, bytes, prefix: checkout.prefix };
  const lineOf = shown === void 0 ? void 0 : gitLineMap(folder, head, shown);
  return {
    base: commitWorkspace({ ...shared, commit: base, tree: before }),
    head: commitWorkspace({ ...shared, commit: head, tree: after }),
    changes,
    baseName,
    baseCommit: base,
    lines: shownLines(changes, lineOf),
    ...shown !== void 0 && { shown: gitWorkspace(folder, shown) },
    remarks
  };
}
function touchedPaths({ files }) {
  return {
    before: files.flatMap(
      (file) => file.status === "added" ? [] : [file.status === "renamed" ? file.from : file.path]
    ),
    after: files.flatMap((file) => file.status === "removed" ? [] : [file.path])
  };
}
var MOST_IN_FOLDER = 2e3;
var MOST_PATHS = 2e4;
function* idsAhead({ entries }, touched) {
  for (const path of [...POLICY_PATHS, RECORDED_PATH, BASELINE_PATH, ...MARKDOWNLINT_PATHS, ...touched]) {
    const id = entryAt(entries, path)?.id;
    if (id !== void 0) yield id;
  }
  const said = [...buildEntries(entries), ...entriesCalled(entries, (name) => name === ".gitignore")];
  for (const entry of [...said, ...linksOf(entries)].slice(0, MOST_PATHS)) {
    const id = entryAt(entries, entry.path)?.id;
    if (id !== void 0) yield id;
  }
  const dockerfiles = entriesCalled(entries, isDockerfileName);
  const homes = new Set(dockerfiles.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/")))));
  const folders = new Set(touched.map((path) => nearestFolder(path, (folder) => homes.has(folder)) ?? ""));
  let left = MOST_PATHS;
  for (const folder of folders) {
    if (folder === "") continue;
    const below = entries.slice(lowerBound(entries, `${folder}/`), lowerBound(entries, `${folder}0`));
    if (below.length > MOST_IN_FOLDER || below.length > left) continue;
    left -= below.length;
    for (const { id } of below) yield id;
  }
}
function dockerfileIds({ entries }) {
  return entriesCalled(entries, isDockerfileName).map(({ id }) => id);
}
function isDockerfileName(name) {
  return /dockerfile|containerfile/i.test(name);
}

// src/app/action/answer.ts
var FETCH_MS = 6e4;
async function judgeJob(job, world) {
  const history = await historyOf(job, world);
  if (history.kind === "refused") return usage(history.why);
  const found = await treesOf(history, job);
  if ("trees" in found) return await judgeChange(found.trees, job, world);
  if (job.event.kind === "pull_request_target")
    return usage(`on pull_request_target nothing is checked without the base: ${found.why.join("; ")}`);
  return await judgeAll([...history.remarks, ...wholeRemark(found.why, job)], job, world);
}
async function historyOf(job, { env }) {
  const { folder, checkout, event, inputs, api } = job;
  return await readHistory({
    folder,
    ...checkout.head && { known: checkout.head },
    objects: lookupBy(job.objects, askedObjects(folder)),
    event,
    env,
    token: inputs.token,
    milliseconds: FETCH_MS * patienceOf(env),
    mergeBase: async (base, head) => {
      const connected2 = await api();
      if (typeof connected2 === "string") return void 0;
      const answer = await connected2.mergeBase(base, head);
      return answer.ok ? answer.value : void 0;
    }
  });
}
function lookupBy(objects, otherwise) {
  return {
    ids: async (names) => (await objects.infos(names))?.map((info) => info?.id) ?? await otherwise.ids(names),
    commit: async (id) => {
      const [info] = await objects.infos([id]) ?? [];
      const bytes = info?.type === "commit" ? await objects.read([info]) : void 0;
      return bytes?.get(id)?.toString("utf8") ?? await otherwise.commit(id);
    }
  };
}
async function treesOf(history, job) {
  if (history.kind === "compared") return { trees: await gitTrees(job, history) };
  if (history.another === true || !("number" in job.event)) return { why: [history.why] };
  const found = await apiTrees(job);
  if (!found.ok) return { why: [history.why, found.why] };
  const { trees } = found;
  return { trees: { ...trees, remarks: [...history.remarks, history.why, ...trees.remarks] } };
}
function wholeRemark(why, { event }) {
  if (event.kind === "workflow_dispatch" || event.kind === "schedule" || event.kind === "other") return [];
  return [`everything is checked and counts: ${why.join("; ")}`];
}
async function judgeChange(trees, job, world) {
  const { inputs, event } = job;
  const { base, head, changes, baseName } = trees;
  const isPush = event.kind === "push";
  const named = namedPolicy(job, isPush ? void 0 : trees);
  if (!named.ok) return named;
  const scope = inputs.scope ?? (isPush ? "all" : void 0);
  const options = { ...optionsOf(job, world), ...named.option, workspace: head };
  const policyFrom = isPush ? "head" : "base";
  const about = { policyFrom, base, changes, baseName, ...scope && { scope } };
  const changed = await runChange({ ...options, ...about });
  if (!changed.ok) return changed;
  const remarks = [...trees.remarks, ...named.remarks];
  if (changed.report.comparison.scope === "changed")
    return { ok: true, answer: changed, workspace: head, trees, remarks };
  const whole2 = await runCheck({ ...options, policy: changed.policy });
  if (!whole2.ok) return whole2;
  return { ok: true, answer: allWithChange(whole2, changed, options), workspace: head, trees, remarks };
}
function allWithChange(whole2, changed, { failOn, rules: rules2 }) {
  const brought = new Set(changed.report.findings.filter(decides("changed")).map(sameness));
  const compared = new Map(
    whole2.report.findings.map((finding) => {
      const novelty = brought.has(sameness(finding)) ? "introduced" : "existing";
      return [finding, { ...finding, novelty }];
    })
  );
  const seen = new Set([...whole2.report.findings, ...whole2.report.held ?? []].map(sameness));
  const more = changed.report.findings.filter((finding) => !seen.has(sameness(finding)));
  const report = {
    ...whole2.report,
    findings: [...compared.values(), ...more],
    comparison: { ...changed.report.comparison, scope: "all" },
    remarks: [...whole2.report.remarks, ...changed.remarks]
  };
  const failures = [...whole2.failures, ...changed.failures];
  return {
    ...whole2,
    report,
    everything: [...whole2.everything.map((finding) => compared.get(finding) ?? finding), ...more],
    ...concluded({ counted: report.findings, failOn: failOn ?? whole2.policy.failOn, failures, rules: rules2 })
  };
}
function sameness({ rule, at, key, message }) {
  return JSON.stringify([rule, at.file.path, at.span?.start, key, message]);
}
async function judgeAll(remarks, job, world) {
  const opened = openWorkspace(job.folder);
  if (!opened.ok) return opened;
  const named = namedPolicy(job, void 0);
  if (!named.ok) return named;
  const options = { ...optionsOf(job, world), ...named.option, workspace: opened.workspace };
  const answer = await runCheck(options);
  return answer.ok ? { ok: true, answer, workspace: opened.workspace, remarks } : answer;
}
function optionsOf({ inputs }, { rules: rules2, today, newFailures }) {
  return {
    rules: rules2 ?? rules,
    today,
    ...newFailures && { newFailures },
    ...inputs.images === void 0 ? {} : { images: inputs.images },
    ...inputs.failOn === void 0 ? {} : { failOn: inputs.failOn }
  };
}

// src/github/review/suggestions-block.ts
var LONGEST_MIXED = 10;
function replacementsOf(edits) {
  const [first] = edits;
  if (first === void 0) return "the fix changes nothing";
  if (!("replace" in first)) return "it adds, moves or removes a file";
  const { file } = first.replace;
  const replacements = [];
  for (const edit of edits) {
    if (!("replace" in edit)) return "it adds, moves or removes a file";
    if (edit.replace.file.path !== file.path) return "it changes several files";
    const { start, end: end2 } = edit.replace.span ?? { start: 0, end: file.text.length };
    replacements.push({ start, end: end2, text: edit.text });
  }
  return { file, replacements: inOrder(replacements) };
}
function joinedReplacements(a, b) {
  const added = b.filter((one) => !a.some((other) => isEqual(one, other)));
  const all = inOrder([...a, ...added]);
  const collides = all.some((one, index) => {
    const next = all[index + 1];
    return next !== void 0 && (next.start < one.end || next.start === one.start);
  });
  return collides ? void 0 : all;
}
function isEqual(a, b) {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}
function inOrder(replacements) {
  return replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
function lineBlocks(file, replacements) {
  if ([file, ...replacements].some(({ text: text2 }) => text2.includes("\r")))
    return "its file has line endings that a suggestion would change";
  const start = replacements[0]?.start;
  const end2 = replacements.at(-1)?.end;
  if (start === void 0 || end2 === void 0) return "the fix changes nothing";
  const blocks = linesAt(file, start).flatMap(
    (first) => linesAt(file, end2).flatMap((last) => blockOf(file, replacements, { first, last }) ?? [])
  );
  const size = Math.min(...blocks.map(sizeOf));
  if (blocks.length === 0) return "it changes no whole lines";
  if (replacements.length > 1 && size > LONGEST_MIXED)
    return `it changes places that are more than ${LONGEST_MIXED} lines apart`;
  return blocks.filter((block) => sizeOf(block) === size);
}
function sizeOf({ first, last }) {
  return last - first + 1;
}
function linesAt(file, offset) {
  const { line, column } = positionAt(file, offset);
  const isBehindAll = column === 1 && offset === file.text.length;
  return [...isBehindAll ? [] : [line], ...column === 1 && line > 1 ? [line - 1] : []];
}
function blockOf(file, replacements, { first, last }) {
  if (first > last) return void 0;
  const span = { start: file.lineStarts[first - 1] ?? 0, end: file.lineStarts[last] ?? file.text.length };
  if (replacements.some(({ start, end: end2 }) => start < span.start || end2 > span.end)) return void 0;
  const before = textOf(file, span);
  const after = replaced(file.text, replacements, span);
  if (after !== "" && before.endsWith("\n") && !after.endsWith("\n")) return void 0;
  if (after !== "" && withoutEnd(after) === withoutEnd(before)) return void 0;
  return { first, last, lines: after === "" ? [] : withoutEnd(after).split("\n") };
}
function withoutEnd(text2) {
  return text2.replace(/\n$/, "");
}
function replaced(text2, replacements, { start, end: end2 }) {
  let at = start;
  let result = "";
  for (const one of replacements) {
    result += text2.slice(at, one.start) + one.text;
    at = one.end;
  }
  return result + text2.slice(at, end2);
}

// src/github/review/suggestions.ts
var LONGEST = 3e4;
var TAKEN = "another suggestion changes the same lines";
function suggestionsOf(input) {
  const others = [];
  const drafts = input.findings.reduce((sofar, identified) => {
    const { finding } = identified;
    if (finding.fix === void 0) return sofar;
    const next = withFix(sofar, identified, input);
    if (typeof next !== "string") return next;
    others.push({ finding, why: next });
    return sofar;
  }, []);
  return { suggestions: drafts.map(suggestionOf), others };
}
function suggestionOf({ file, findings, block }) {
  return { path: file.path, ...block, findings, safe: findings.every(({ finding }) => finding.fix?.safe) };
}
function withFix(drafts, identified, input) {
  const found = replacementsOf(identified.finding.fix?.edits ?? []);
  if (typeof found === "string") return found;
  const { file } = found;
  const own = joinedReplacements(found.replacements, []);
  if (own === void 0) return "its edits overlap";
  const block = placed(file, own, input);
  if (typeof block === "string") return block;
  const draft = { file, replacements: own, findings: [identified], block };
  const met = drafts.filter((other) => overlaps(other, draft));
  if (met.length === 0) return [...drafts, draft];
  const both = met.reduce((sum2, other) => sum2 && merged(other, sum2, input), draft);
  const rest = drafts.filter((other) => !met.includes(other));
  if (both === void 0 || rest.some((other) => overlaps(other, both))) return TAKEN;
  const at = drafts.findIndex((other) => met.includes(other));
  return rest.toSpliced(at, 0, both);
}
function overlaps(a, b) {
  return a.file.path === b.file.path && a.block.first <= b.block.last && b.block.first <= a.block.last;
}
function merged(a, b, input) {
  const replacements = joinedReplacements(a.replacements, b.replacements);
  if (replacements === void 0) return void 0;
  const block = placed(a.file, replacements, input);
  if (typeof block === "string") return void 0;
  return { file: a.file, replacements, findings: [...a.findings, ...b.findings], block };
}
function placed(file, replacements, input) {
  const blocks = lineBlocks(file, replacements);
  if (typeof blocks === "string") return blocks;
  const text2 = input.headText(file.path);
  if (text2 === void 0) return "its file is not in the head";
  const head = sourceFile(file.path, text2);
  const onHead = blocks.flatMap((block) => headBlock(block, { file, head }, input) ?? []);
  if (onHead.length === 0) return "its lines differ between the head and the merge";
  const hunks = input.hunksOf(file.path);
  const shown = onHead.find(
    ({ first, last }) => hunks.some((hunk) => hunk.first <= first && last <= hunk.last)
  );
  if (shown === void 0) return "not all of its lines are in the diff";
  return shown.lines.join("\n").length > LONGEST ? "it is too long for a comment" : shown;
}
function headBlock(block, { file, head }, { headLine }) {
  const first = headLine(file.path, block.first);
  if (first === void 0 || head.text.includes("\r")) return void 0;
  const shift = first - block.first;
  for (let line = block.first; line <= block.last; line++) {
    if (headLine(file.path, line) !== line + shift) return void 0;
    if (lineText(file, line) !== lineText(head, line + shift)) return void 0;
  }
  return { ...block, first, last: block.last + shift };
}

// src/app/action/fixes.ts
var MOST_READINGS = 12;
var MOST_IMAGES = 200;
async function fixesOf({ answer, workspace }) {
  const { report, recheck, everything } = answer;
  const asked = new Set(shownFindings(report).filter(({ fix }) => fix !== void 0));
  if (asked.size === 0 || report.comparison?.scope !== "changed" && report.images.length > MOST_IMAGES)
    return void 0;
  const plan = await planFixes({
    workspace,
    findings: everything,
    recheck,
    overlay: overlayWorkspace,
    unsafe: true,
    only: (finding) => asked.has(finding),
    mostReadings: MOST_READINGS
  });
  return withMovedBaseline(plan, workspace);
}
function suggestionsFor(plan, { answer, workspace, trees }, hunksOf) {
  const applied = new Set(plan.applied);
  const lines = trees?.lines;
  return suggestionsOf({
    findings: [...fingerprints(answer.report)].flatMap(
      ([finding, fingerprint]) => applied.has(finding) ? [{ finding, fingerprint }] : []
    ),
    headText: headTextOf({ workspace, ...trees && { trees } }),
    headLine: (path, line) => lines === void 0 ? line : lines.lineOf(path, line),
    hunksOf
  });
}
function headTextOf({
  workspace,
  trees
}) {
  const shown = trees?.shown ?? workspace;
  return (path) => {
    const content = shown.read(path);
    return content !== void 0 && "text" in content ? content.text : void 0;
  };
}
function patchesOf(plan, suggestions, pathPrefix) {
  if (plan === void 0 || plan.changes.length === 0) return [];
  const unsafe = plan.applied.some(({ fix }) => fix?.safe === false);
  const care = unsafe ? { unsafe } : {};
  const whole2 = { title: "every fix in one patch", text: patchText(plan.changes, pathPrefix), ...care };
  if (suggestions.length === 0) return [whole2];
  const rest = plan.changes.flatMap((change) => afterSuggestions(change, suggestions));
  const title = "the rest, once the suggestions are applied";
  const left = rest.length === 0 ? [] : [{ title, text: patchText(rest, pathPrefix), ...care }];
  return [...left, { ...whole2, title: `${whole2.title}, instead of the suggestions` }];
}
function afterSuggestions(change, suggestions) {
  const path = change.from ?? change.path;
  const own = suggestions.filter((suggestion) => suggestion.path === path);
  if (own.length === 0 || change.before === void 0) return [change];
  const before = suggested(change.before, own);
  const isDone = before === change.after && change.from === void 0 && change.executable.before === change.executable.after;
  return isDone ? [] : [{ ...change, before }];
}
function suggested(text2, suggestions) {
  const findings = suggestions.flatMap((suggestion) => suggestion.findings);
  const replacements = findings.reduce((sofar, { finding }) => {
    const found = replacementsOf(finding.fix?.edits ?? []);
    return typeof found === "string" ? sofar : joinedReplacements(sofar, found.replacements) ?? sofar;
  }, []);
  return replacements.toReversed().reduce((sofar, { start, end: end2, text: put }) => `${sofar.slice(0, start)}${put}${sofar.slice(end2)}`, text2);
}

// src/app/action/channels.ts
var NOTHING = { suggestions: [], said: [], lost: [] };
async function postSuggestions(offer, { env }) {
  const { judged, job } = offer;
  const { event, inputs, checkout } = job;
  const { answer } = judged;
  if (!(inputs.suggestions ?? answer.policy.suggestions)) return NOTHING;
  if (!("number" in event)) return NOTHING;
  const api = await job.api();
  if (typeof api === "string") return { ...NOTHING, lost: [`no suggestions were posted: ${safe(api)}`] };
  const found = await suggestionsOn(api, offer);
  if ("lost" in found) return { ...NOTHING, lost: [found.lost] };
  const { postReview } = await import("./review-KYT5BW4A.js");
  const readOnly = readOnlyReason(job);
  const prints = fingerprints(answer.report);
  const delivery = await postReview(api, {
    pull: event.number,
    headSha: event.head.sha,
    suggestions: found.suggestions,
    current: new Set(answer.report.findings.flatMap((finding) => prints.get(finding) ?? [])),
    render: (finding) => commentText(finding),
    pathPrefix: checkout.prefix,
    ...runUrlOf(env, "runUrl"),
    ...readOnly !== void 0 && { readOnly }
  });
  return { ...linesOf(delivery), suggestions: delivery.shown };
}
async function suggestionsOn(api, { plan, judged, job }) {
  const { event, checkout } = job;
  if (plan === void 0 || plan.applied.length === 0 || !("number" in event)) return { suggestions: [] };
  const { readPullDiff: readPullDiff2 } = await import("./files-KA3VVEPH.js");
  const { lostDelivery } = await import("./failure-B3PZWMUL.js");
  const diff = await readPullDiff2(api, { pull: event.number, folder: checkout.prefix });
  if (!diff.ok) {
    const readOnly = readOnlyReason(job);
    const channel = { lost: "no suggestions were posted", needs: "pull-requests: write" };
    const { lost } = linesOf(lostDelivery({ ...channel, ...readOnly && { readOnly } }, diff.failure));
    return { lost: lost.join() };
  }
  const paths = plan.changes.map(({ path, from = path }) => from);
  const shown = judged.trees?.byApi ? await headTree(judged.trees.head, paths, job) : void 0;
  const trees = judged.trees && { ...judged.trees, ...shown && { shown } };
  return suggestionsFor(plan, { ...judged, ...trees && { trees } }, diff.value.hunksOf);
}
function commentText({ message, help, helpLines = [], rule, severity }) {
  const why = help === void 0 ? "" : `

${[help, ...helpLines].map(prose).join("<br>")}`;
  return `**${severity}**: ${prose(message)} ([${rule}](${pageAddress(rule)}))${why}`;
}
async function postRun({ judged, job, summary: summary2 }, { env }) {
  const { inputs } = job;
  const { answer } = judged;
  if (!(inputs.checkRun ?? answer.policy.checkRun)) return NOTHING;
  const headSha = headCommit(job, env);
  const api = await job.api();
  if (typeof api === "string") return { ...NOTHING, lost: [`no check run was created: ${safe(api)}`] };
  if (headSha === void 0)
    return { ...NOTHING, lost: ["no check run was created: its commit cannot be determined"] };
  const { newExternalId, postCheckRun } = await import("./check-run-UX2NTQEU.js");
  const externalId = newExternalId(env);
  return linesOf(await postCheckRun(api, { ...runInput(judged, job, env), externalId, headSha, summary: summary2 }));
}
function runInput({ answer, trees }, job, env) {
  const { report } = answer;
  const readOnly = readOnlyReason(job);
  return {
    conclusion: answer.conclusion,
    title: changeSum(report),
    findings: placed2(report, trees?.lines, job.checkout.prefix),
    pathPrefix: job.checkout.prefix,
    ...runUrlOf(env, "detailsUrl"),
    ...readOnly !== void 0 && { readOnly }
  };
}
function runUrlOf(env, name) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (!server || !repository || !run) return {};
  const url = { [name]: `${server}/${repository}/actions/runs/${run}` };
  return url;
}
function placed2(report, lines, pathPrefix) {
  return shownFindings(report).toSorted(byWeight).map((finding) => {
    const shown = shownAt(finding, lines);
    return { finding, shown, message: annotationText({ finding, shown }, report, { pathPrefix }) };
  });
}
function linesOf(delivery) {
  if (delivery.ok) return { ...NOTHING, said: delivery.said.map(safe) };
  const grant = delivery.grant === void 0 ? "" : `; ${delivery.grant}`;
  return { ...NOTHING, lost: [safe(`${delivery.lost}${grant}`)] };
}

// src/app/action/files.ts
import {
  closeSync,
  constants,
  existsSync as existsSync2,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync as readFileSync2,
  realpathSync as realpathSync2,
  writeFileSync
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative as relative3, resolve as resolve3, sep as sep3 } from "node:path";
function ownFolder(env) {
  const folder = env.RUNNER_TEMP ?? tmpdir();
  return existsSync2(folder) ? mkdtempSync(join(folder, "keelcheck-")) : void 0;
}
function writeSarif({ answer }, { inputs, checkout }, env) {
  const asked = inputs.sarif ?? answer.policy.sarif;
  if (asked === void 0) return void 0;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const text2 = sarifReport(answer.report, {
    version: VERSION,
    homepage: HOMEPAGE,
    pathPrefix: checkout.prefix,
    size: (each) => lazy_gzipSync(each).length,
    ...server && repository && checkout.commit !== void 0 ? { source: { repository: `${server}/${repository}`, commit: checkout.commit } } : {}
  });
  const written = writeInside(env.GITHUB_WORKSPACE ?? ".", asked, text2);
  return "why" in written ? { lost: `no SARIF file was written: ${written.why}` } : written;
}
function writeInside(root, path, text2) {
  const full = resolve3(root, path);
  const outside = { why: `${path} is not in the workspace` };
  if (!full.startsWith(`${resolve3(root)}${sep3}`)) return outside;
  if (relative3(root, full).split(sep3).some((name) => name.toLowerCase() === ".git"))
    return { why: `${path} belongs to git` };
  try {
    const folder = dirname(full);
    if (!`${realpathSync2(existing(folder))}${sep3}`.startsWith(`${realpathSync2(root)}${sep3}`)) return outside;
    if (existsSync2(full) && !isSarif(full)) return { why: `${path} already exists and is not a SARIF file` };
    mkdirSync(folder, { recursive: true });
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants;
    const file = openSync(full, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 420);
    writeFileSync(file, text2);
    closeSync(file);
    return { path: full };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "it cannot be opened";
    return { why: code === "ELOOP" ? `${path} is a link` : `${path}: ${code}` };
  }
}
function isSarif(path) {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return true;
  return stats.isFile() && (stats.size === 0 || readFileSync2(path).subarray(0, 300).includes("sarif-schema"));
}
function existing(path) {
  return existsSync2(path) ? path : existing(dirname(path));
}

// src/app/action/folder.ts
import { lstatSync as lstatSync2, readdirSync, statSync } from "node:fs";
import { join as join2, relative as relative4 } from "node:path";
var NO_CHECKOUT = "nothing is checked out: the job needs a step with actions/checkout before this one";
function folderWhy(workspace, inside) {
  const parts = inside.split("/").filter((part) => part !== "");
  for (const count of parts.keys()) {
    const path = parts.slice(0, count + 1).join("/");
    if (lstatSync2(join2(workspace, path), { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return `${path} is a link, which is not followed for the working directory: name the folder itself`;
  }
  const folder = join2(workspace, inside);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return inside === "" ? NO_CHECKOUT : `there is no folder ${inside} in the checkout: see the input working-directory`;
  if (readdirSync(folder).length === 0) return inside === "" ? NO_CHECKOUT : `the folder ${inside} is empty`;
  const taken = folderTakenForRepo(folder);
  if (taken === void 0) return void 0;
  const shown = relative4(workspace, taken) || "the workspace";
  return `git would take ${shown} for a repository (HEAD, objects, refs): nothing is checked there`;
}

// src/app/action/action.ts
async function runAction(world) {
  try {
    const reading = readInputs(world.env);
    if (!reading.ok) return await refused(reading.problems, world);
    const why = folderWhy(world.env.GITHUB_WORKSPACE ?? ".", reading.inputs.workingDirectory);
    if (why !== void 0) return await refused([why], world);
    const job = readJob(reading.inputs, world);
    try {
      const judged = await judgeJob(job, world);
      return judged.ok ? await say(judged, job, world) : await failed2(judged.failure, job.checkout.prefix, world);
    } finally {
      job.objects.close();
    }
  } catch (error) {
    return internalError(error instanceof Error ? error.message : String(error), world);
  }
}
async function say(judged, job, world) {
  const { runner } = world;
  const { answer, trees } = judged;
  const { report, exitCode } = answer;
  const pathPrefix = job.checkout.prefix;
  const rest = "all of them are in the job summary";
  const lines = trees?.lines;
  runner.print(githubCommands(report, { pathPrefix, rest, ...lines !== void 0 && { lines } }));
  printLog(report, runner);
  const { fixes, lost: unfixed } = await triedFixes(judged);
  const fixed = { ...judged, answer: { ...answer, report: { ...report, ...fixes && { fixes } } } };
  const review = await postSuggestions({ plan: fixes, judged, job }, world);
  const patches = patchesOf(fixes, review.suggestions, pathPrefix);
  const bugs = answer.bugs.map(
    (failure) => `internal error: ${failureText(failure)}; please report it at ${BUGS}`
  );
  const heads = [...bugs, ...unfixed, ...job.remarks, ...judged.remarks];
  const options = summaryOptions({ judged, job, patches, remarks: heads }, world);
  const run = await postRun({ judged: fixed, job, summary: summary(fixed.answer.report, options) }, world);
  const lost = [...review.lost, ...run.lost, ...outputs({ judged: fixed, job, patches }, world)];
  for (const line of [...bugs, ...unfixed, ...judged.remarks, ...review.said, ...run.said, ...lost])
    runner.print(`${logLine(line)}
`);
  await summarize(summary(fixed.answer.report, { ...options, remarks: [...heads, ...lost] }), runner);
  const [bug] = bugs;
  if (bug !== void 0) runner.fail(logLine(bug));
  else if (exitCode !== EXIT.ok) runner.fail(failedText(report));
  return exitCode;
}
async function triedFixes(judged) {
  try {
    return { fixes: await fixesOf(judged), lost: [] };
  } catch (error) {
    const why = `no fixes are offered: trying them failed (${errorText(error)})`;
    return { fixes: void 0, lost: [`${why}; please report it at ${BUGS}`] };
  }
}
function failedText(report) {
  const { comparison, findings, images } = report;
  if (comparison === void 0) return `${sum(findings)} in ${plural(images.length, "image")}`;
  if (comparison.scope === "changed") return `this change introduces ${sum(shownFindings(report))}`;
  return `${sum(findings)}, ${total(countByNovelty(report).introduced)} of them introduced`;
}
function printLog(report, { print, group }) {
  const { findings, images, comparison } = report;
  if (findings.length === 0 && comparison === void 0) {
    print(`nothing is wrong with ${plural(images.length, "image")}
`);
    return;
  }
  const text2 = textReport({ ...report, remarks: [] }, { colors: colors(false) });
  const lines = screened(text2);
  const shown = shownFindings(report).length;
  if (shown === 0) print(lines);
  else group(`${plural(shown, "finding")} in full`, lines);
}
function outputs({ judged, job, patches }, { env, runner }) {
  const { answer } = judged;
  const { report } = answer;
  const { errors, warnings, notices } = countFindings(shownFindings(report));
  runner.output("conclusion", answer.exitCode === EXIT.ok ? "success" : "failure");
  runner.output("errors", errors);
  runner.output("warnings", warnings);
  runner.output("notices", notices);
  if (report.comparison !== void 0) {
    const { introduced, fixed } = countByNovelty(report);
    runner.output("introduced", total(introduced));
    runner.output("fixed", total(fixed));
  }
  return [...reportFiles(judged, { env, runner }, patches), ...sarifFile(judged, job, { env, runner })];
}
function reportFiles({ answer }, { env, runner }, patches) {
  const folder = ownFolder(env);
  if (folder === void 0)
    return ["the report could not be written: the folder in RUNNER_TEMP does not exist"];
  writeFileSync2(join3(folder, "report.json"), jsonReport(answer.report, answer.conclusion));
  runner.output("report", join3(folder, "report.json"));
  const patch = patches.at(-1);
  if (patch === void 0) return [];
  writeFileSync2(join3(folder, "fixes.patch"), patch.text);
  runner.output("patch", join3(folder, "fixes.patch"));
  return [];
}
function sarifFile(judged, job, { env, runner }) {
  const sarif = writeSarif(judged, job, env);
  if (sarif === void 0) return [];
  if ("lost" in sarif) return [sarif.lost];
  runner.output("sarif", sarif.path);
  return [];
}
function summaryOptions({ judged, job, patches, remarks }, { env }) {
  const { answer, trees } = judged;
  const links = linksOf2(job, env, trees?.baseCommit);
  const { comparison, findings } = answer.report;
  const isEmpty = comparison?.scope === "changed" && comparison.images.length === 0 && findings.length === 0;
  return {
    failed: answer.exitCode !== EXIT.ok,
    remarks,
    pathPrefix: job.checkout.prefix,
    patches,
    ...isEmpty && { changed: false },
    ...links !== void 0 && { links }
  };
}
function linksOf2({ checkout }, env, base) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository || checkout.commit === void 0) return void 0;
  return { server, repository, commit: checkout.commit, ...base !== void 0 && { base } };
}
async function summarize(markdown, runner) {
  const lost = await runner.summary(markdown);
  if (lost !== void 0) runner.print(`${logLine(lost)}
`);
}
async function failed2(failure, pathPrefix, world) {
  if (failure.kind === "usage") return await refused([failure.message], world);
  const given = failure.problems.filter(({ at }) => at.file.path === IMAGES_FLAG);
  if (given.length > 0)
    return await refused(
      given.map(({ message }) => `the input images: ${message}`),
      world
    );
  const findings = failure.problems.map((problem) => ({
    ...problem,
    rule: "policy",
    severity: "error",
    key: problem.message,
    images: []
  }));
  world.runner.print(githubCommands({ findings, rules: [], images: [], remarks: [] }, { pathPrefix }));
  return await refused([`the policy cannot be used: ${sum(findings)} in it`], world, failureLines(failure));
}
async function refused(lines, { runner }, details = []) {
  runner.output("conclusion", "failure");
  await summarize(failureSummary([...lines, ...details]), runner);
  for (const line of lines) runner.fail(logLine(line));
  return EXIT.usage;
}
function internalError(message, { runner }) {
  runner.output("conclusion", "failure");
  runner.fail(logLine(`internal error: ${message}; please report it at ${BUGS}`));
  return EXIT.internal;
}

// lazy:@actions/core
import { createRequire } from "node:module";
function load() {
  ({ _actions_core_endGroup: lazy__actions_core_endGroup, _actions_core_setFailed: lazy__actions_core_setFailed, _actions_core_setOutput: lazy__actions_core_setOutput, _actions_core_startGroup: lazy__actions_core_startGroup, _actions_core_summary: lazy__actions_core_summary } = createRequire(import.meta.url)("./actions-core.cjs"));
}
var lazy__actions_core_endGroup = function(...given) {
  load();
  return new.target ? new lazy__actions_core_endGroup(...given) : lazy__actions_core_endGroup(...given);
};
var lazy__actions_core_setFailed = function(...given) {
  load();
  return new.target ? new lazy__actions_core_setFailed(...given) : lazy__actions_core_setFailed(...given);
};
var lazy__actions_core_setOutput = function(...given) {
  load();
  return new.target ? new lazy__actions_core_setOutput(...given) : lazy__actions_core_setOutput(...given);
};
var lazy__actions_core_startGroup = function(...given) {
  load();
  return new.target ? new lazy__actions_core_startGroup(...given) : lazy__actions_core_startGroup(...given);
};
var lazy__actions_core_summary = new Proxy({}, { get: (_, key) => {
  load();
  return lazy__actions_core_summary[key].bind(lazy__actions_core_summary);
} });

// src/github/runner.ts
function actionsRunner() {
  const print = (text2) => {
    process.stdout.write(text2);
  };
  return {
    print,
    group: (title, text2) => {
      lazy__actions_core_startGroup(title);
      print(text2);
      lazy__actions_core_endGroup();
    },
    output: (name, value) => {
      try {
        lazy__actions_core_setOutput(name, value);
      } catch {
        print(`the output ${name} could not be set: the file in GITHUB_OUTPUT does not exist
`);
      }
    },
    summary: async (markdown) => {
      try {
        await lazy__actions_core_summary.addRaw(markdown).write();
        return void 0;
      } catch (error) {
        return `the job summary could not be written: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
    fail: lazy__actions_core_setFailed
  };
}

// src/bin/action.ts
process.exitCode = await runAction({
  env: process.env,
  runner: actionsRunner(),
  today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { git, gitBytes } from "../checkouts/git.ts";
import { isCommit } from "./checks.ts";
import { diffOf } from "./diff.ts";
import { diffEntry } from "./objects.ts";
import { page } from "./pages.ts";
import { pullOf } from "./reviews.ts";
import { type ApiAnswer, type Call, notFound } from "./state.ts";

/** Whether there is such a repo on disk. */
export function isRepo(path: string): boolean {
  return existsSync(join(path, "HEAD"));
}

/** GitHub lists no more, and does not say so. */
const MOST_FILES = 3000;

export function listFiles(call: Call): ApiAnswer {
  const pull = pullOf(call);
  if (pull === undefined) return notFound();
  const files = diffOf(call, pull.base, pull.head).slice(0, MOST_FILES);
  return page(call, files, (some) => some.map((file) => diffEntry(call, file, pull.head)));
}

/** `base...head`: the commit at which the two parted, and those of the head since. */
export function compare(call: Call): ApiAnswer {
  const [base = "", head = ""] = (call.parameters["basehead"] ?? "").split("...");
  if (!isCommit(call.repo, base) || !isCommit(call.repo, head)) return notFound();
  const [start = ""] = git(call.repo, "merge-base", base, head).split("\n");
  const count = (range: string) => Number(git(call.repo, "rev-list", "--count", range));
  const ahead = count(`${base}..${head}`);
  const behind = count(`${head}..${base}`);
  const shas = git(call.repo, "rev-list", "--reverse", `${base}..${head}`).split("\n").filter(Boolean);
  const url = `${call.api}/repos/${call.repository}/compare/${base}...${head}`;
  const html = `${call.server}/${call.repository}/compare/${base}...${head}`;
  return page(call, shas, (some) => ({
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commit(call, base),
    merge_base_commit: commit(call, start),
    status: ahead === 0 ? (behind === 0 ? "identical" : "behind") : behind === 0 ? "ahead" : "diverged",
    ahead_by: ahead,
    behind_by: behind,
    total_commits: shas.length,
    commits: some.map((sha) => commit(call, sha)),
    files: diffOf(call, base, head)
      .slice(0, 300)
      .map((file) => diffEntry(call, file, head)),
  }));
}

export function getCommit(call: Call): ApiAnswer {
  const sha = call.parameters["commit_sha"] ?? "";
  return isCommit(call.repo, sha) ? { status: 200, body: gitCommit(call, sha) } : notFound();
}

/** GitHub stops at 100,000 entries and says so. */
export function getTree(call: Call): ApiAnswer {
  const sha = call.parameters["tree_sha"] ?? "";
  const listed = ask(
    call.repo,
    "ls-tree",
    "-z",
    "-l",
    ...(call.query["recursive"] ? ["-r", "-t"] : []),
    `${sha}^{tree}`,
  );
  if (listed === undefined) return notFound();
  const url = `${call.api}/repos/${call.repository}/git`;
  const tree = listed.split("\0").flatMap((line) => {
    const [, mode = "", type = "", id = "", size = "", path = ""] =
      /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    if (path === "") return [];
    const entry = { path, mode, type, sha: id, url: `${url}/${type}s/${id}` };
    return [size === "-" ? entry : { ...entry, size: Number(size) }];
  });
  const id = git(call.repo, "rev-parse", `${sha}^{tree}`);
  return { status: 200, body: { sha: id, url: `${url}/trees/${id}`, tree, truncated: false } };
}

export function getBlob(call: Call): ApiAnswer {
  const sha = call.parameters["file_sha"] ?? "";
  const content = /^[0-9a-f]+$/.test(sha) ? base64(call.repo, sha) : undefined;
  if (content === undefined) return notFound();
  const url = `${call.api}/repos/${call.repository}/git/blobs/${sha}`;
  const size = Buffer.from(content, "base64").length;
  return { status: 200, body: { sha, node_id: "B_1", size, url, content, encoding: "base64" } };
}

/** A file; folders are not asked for. */
export function getContent(call: Call): ApiAnswer {
  const path = decodeURIComponent(call.parameters["path"] ?? "");
  const ref = call.query["ref"] ?? "main";
  const sha = isCommit(call.repo, ref)
    ? ask(call.repo, "rev-parse", "--verify", "--quiet", `${ref}:${path}`)
    : undefined;
  const content = sha === undefined ? undefined : base64(call.repo, sha);
  if (sha === undefined || content === undefined) return notFound();
  const url = `${call.api}/repos/${call.repository}/contents/${encodeURI(path)}?ref=${ref}`;
  const git_url = `${call.api}/repos/${call.repository}/git/blobs/${sha}`;
  const html_url = `${call.server}/${call.repository}/blob/${ref}/${encodeURI(path)}`;
  const size = Buffer.from(content, "base64").length;
  const name = path.split("/").at(-1) ?? "";
  const links = { git: git_url, html: html_url, self: url };
  const what = { type: "file", encoding: "base64", size, name, path, content, sha };
  return { status: 200, body: { ...what, url, git_url, html_url, download_url: html_url, _links: links } };
}

function ask(repo: string, ...args: readonly string[]): string | undefined {
  try {
    return git(repo, ...args);
  } catch {
    return undefined;
  }
}

/** A blob's bytes, in base64 as GitHub breaks it. */
function base64(repo: string, sha: string): string | undefined {
  if (ask(repo, "cat-file", "-t", sha) !== "blob") return undefined;
  return gitBytes(repo, "cat-file", "blob", sha).toString("base64").replace(/.{60}/g, "$&\n");
}

function person() {
  return { name: "author", email: "author@example.org", date: "2026-01-01T00:00:00Z" };
}

function gitCommit({ api, server, repo, repository }: Call, sha: string) {
  const [tree = "", parents = ""] = git(repo, "show", "-s", "--format=%T%n%P", sha).split("\n");
  const url = `${api}/repos/${repository}/git/commits/${sha}`;
  return {
    sha,
    node_id: "C_1",
    url,
    html_url: `${server}/${repository}/commit/${sha}`,
    author: person(),
    committer: person(),
    message: git(repo, "show", "-s", "--format=%B", sha),
    tree: { sha: tree, url: `${api}/repos/${repository}/git/trees/${tree}` },
    parents: parents
      .split(" ")
      .filter(Boolean)
      .map((parent) => ({
        sha: parent,
        url: `${url}/${parent}`,
        html_url: `${server}/${repository}/commit/${parent}`,
      })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

function commit(call: Call, sha: string) {
  const { node_id, html_url, message, tree, parents, verification } = gitCommit(call, sha);
  const url = `${call.api}/repos/${call.repository}/commits/${sha}`;
  return {
    sha,
    node_id,
    url,
    html_url,
    comments_url: `${url}/comments`,
    author: null,
    committer: null,
    commit: { url, author: person(), committer: person(), message, comment_count: 0, tree, verification },
    parents,
  };
}

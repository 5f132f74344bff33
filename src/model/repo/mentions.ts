import type { Entry, Workspace } from "../../workspace/workspace.ts";
import { baseName } from "../container-path.ts";
import type { Repo } from "./tree.ts";

// Files in which a path is named because something uses it; a large or foreign one names nothing of interest.
const SPEAKING =
  /(^|\/)((docker|container)file[^/]*|[^/]*\.(docker|container)file|makefile|justfile|taskfile[^/]*|jenkinsfile|vagrantfile|[^/]*\.(ya?ml|json|hcl|sh|bash|py|rb|js|ts|md|toml|conf|cfg|ini|tf|mk|env)|\.env[^/]*|\.gitlab-ci[^/]*)$/i;
const LONGEST = 256 * 1024;

/** Whether a file is Keelcheck's own: it names what is found, and nothing uses what is named for that. */
export function isOwnFile(path: string): boolean {
  return /^\.github\/keelcheck(-[a-z]+)?\.(ya?ml|json|sh)$/.test(path);
}

/** Whether a file of the repo, other than itself, names a path: by the path or by its last part. */
export function mentions(
  entries: readonly Entry[],
  repo: Repo,
  workspace: Workspace,
): (path: string) => boolean {
  let texts: readonly Text[] | undefined;
  const memo = new Map<string, boolean>();
  return (path) => {
    const known = memo.get(path);
    if (known !== undefined) return known;
    const name = baseName(path);
    const holding = workspace.search?.([name]);
    if (holding === undefined) texts ??= speakingTexts(entries, repo);
    const found = (holding === undefined ? (texts ?? []) : textsAt(holding, repo)).some(
      (file) => file.path !== path && file.text.includes(name),
    );
    memo.set(path, found);
    return found;
  };
}

interface Text {
  readonly path: string;
  readonly text: string;
}

function speakingTexts(entries: readonly Entry[], repo: Repo): readonly Text[] {
  return textsAt(
    entries.map(({ path }) => path),
    repo,
  );
}

function textsAt(paths: readonly string[], repo: Repo): readonly Text[] {
  return paths.flatMap((path) => {
    if (!SPEAKING.test(path) || isOwnFile(path)) return [];
    const file = repo.read(path);
    return file === undefined || "unreadable" in file || file.text.length > LONGEST
      ? []
      : [{ path, text: file.text }];
  });
}

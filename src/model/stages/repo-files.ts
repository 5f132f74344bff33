import type { Place } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import type { ContainerFile, FileContent, Owner } from "../files/types.ts";
import type { Repo } from "../repo/tree.ts";

/** What an instruction gives to the files that it copies. */
export interface Stamp {
  readonly owner: Fact<Owner>;
  /** Set by `--chmod`; else the file's own. */
  readonly mode: Fact<number> | undefined;
  readonly at: Place;
}

/** A repo file as it lies in the image. */
export function repoFile(repo: Repo, path: string, container: string, stamp: Stamp): ContainerFile {
  const entry = repo.tree.entry(path);
  const link = entry?.kind === "link" && entry.target !== undefined;
  return {
    path: container,
    kind: link ? "link" : "file",
    ...(link ? { target: resolvePath(parentOf(container), entry.target) } : {}),
    get content() {
      return repoContent(repo, path, stamp.at);
    },
    owner: stamp.owner,
    mode: stamp.mode ?? known(entry?.kind === "executable" ? 0o755 : 0o644, stamp.at),
    at: stamp.at,
    source: path,
    from: "repo",
    because: [{ at: stamp.at, note: `${path} is copied to ${container} here` }],
  };
}

function repoContent(repo: Repo, path: string, at: Place): Fact<FileContent> {
  const text = repo.read(path);
  if (text === undefined) return unknown(`${path} is not in the repo`, at);
  if ("unreadable" in text) return unknown(`${path} ${text.unreadable}`, at);
  return known(
    { file: text, place: (span) => (span === undefined ? { file: text } : { file: text, span }) },
    { file: text },
  );
}

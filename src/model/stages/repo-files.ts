import type { Place } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import { type ModeChange, modeAfter } from "../files/modes.ts";
import type { ContainerFile, FileContent, Owner } from "../files/types.ts";
import type { Repo } from "../repo/tree.ts";

/** What an instruction gives to the files that it copies. */
export interface Stamp {
  readonly owner: Fact<Owner>;
  /** What `--chmod` does to the file's own mode. */
  readonly mode: ModeChange | Unknown | undefined;
  readonly at: Place;
}

/** The mode of a file once it is copied. */
export function stampedMode(own: Fact<number>, { mode, at }: Stamp, isFolder = false): Fact<number> {
  return mode === undefined ? own : modeAfter(own, mode, { isFolder, at });
}

/** How a file of the repo comes into an image. */
export interface Landing {
  /** Its path in the container. */
  readonly path: string;
  readonly stamp: Stamp;
  /** Why nobody can tell what is in it. */
  readonly changed?: Unknown | undefined;
}

/** A repo file as it lies in the image. */
export function repoFile(
  repo: Repo,
  path: string,
  { path: container, stamp, changed }: Landing,
): ContainerFile {
  const entry = repo.tree.entry(path);
  const link = entry?.kind === "link" && entry.target !== undefined;
  return {
    path: container,
    kind: link ? "link" : "file",
    ...(link ? linkTo(container, entry.target) : {}),
    get content() {
      return changed ?? repoContent(repo, path, stamp.at);
    },
    owner: stamp.owner,
    mode: stampedMode(known(entry?.kind === "executable" ? 0o755 : 0o644, stamp.at), stamp),
    at: stamp.at,
    source: path,
    archive: () => (changed === undefined ? repo.archive(path) : { unreadable: changed.why }),
    from: "repo",
    because: [{ at: stamp.at, note: `${path} is copied to ${container} here` }],
  };
}

/** A link at a path, as the file that it makes says where it leads. */
export function linkTo(path: string, written: string): Pick<ContainerFile, "target" | "relative"> {
  const target = resolvePath(parentOf(path), written);
  return written.startsWith("/") ? { target } : { target, relative: written };
}

function repoContent(repo: Repo, path: string, at: Place): Fact<FileContent> {
  const text = repo.read(path);
  if (text === undefined)
    return unknown({ key: `not in the repo ${path}`, why: `${path} is not in the repo` }, at);
  if ("unreadable" in text)
    return unknown({ key: `unreadable ${path}`, why: `${path} ${text.unreadable}` }, at);
  return known(
    { file: text, place: (span) => (span === undefined ? { file: text } : { file: text, span }) },
    { file: text },
  );
}

/** Files of a repo as the fleet reads them, each once; one whose reading fails stands for itself, and nothing is told of it. */
import { beginsArchive, readArchive } from "../../parsers/archive.ts";
import { type Dockerfile, parseDockerfile } from "../../parsers/dockerfile/parse.ts";
import type { MarkdownFile } from "../../parsers/markdown/parse.ts";
import { type SourceFile, sourceFile } from "../../source.ts";
import { type Failures, Spent, type Unit } from "../../work.ts";
import type { Entry, Workspace } from "../../workspace/workspace.ts";
import { foldersOf } from "../builds/scope.ts";
import { lostBy, type Unknown, unknown } from "../fact.ts";
import { partlyRead, partsOf, type ReadmeParts } from "../readme/parts.ts";
import { type Documentation, readDocumentation, unreadDocumentation } from "../readme/read.ts";
import { folderOfFile } from "../repo/path.ts";
import { type FileProblem, unreadProblem } from "../repo/problem.ts";
import type { Repo, RepoTree } from "../repo/tree.ts";
import type { ImageFolder } from "../stages/image.ts";
import { unreadDockerfile } from "./failed-image.ts";

/** The files of a workspace, each read once, and the merge conflicts in those that were read so far. */
export function readRepo(
  workspace: Workspace,
  tree: RepoTree,
): Repo & { readonly conflicts: readonly FileProblem[] } {
  const files = new Map<string, ReturnType<Repo["read"]>>();
  const conflicts: FileProblem[] = [];
  const read = (path: string): ReturnType<Repo["read"]> => {
    if (files.has(path)) return files.get(path);
    const content = workspace.read(path);
    const file = content === undefined || "unreadable" in content ? content : sourceFile(path, content.text);
    if (file !== undefined && "unreadable" in file && file.conflict)
      conflicts.push(unreadProblem(path, file));
    files.set(path, file);
    return file;
  };
  const archives = new Map<string, ReturnType<Repo["archive"]>>();
  const archive = (path: string): ReturnType<Repo["archive"]> => {
    if (!archives.has(path)) archives.set(path, archiveIn(workspace, path, read(path)));
    return archives.get(path);
  };
  return { tree, read, archive, ignored: (path) => workspace.ignored(path), conflicts };
}

function archiveIn(
  workspace: Workspace,
  path: string,
  file: ReturnType<Repo["read"]>,
): ReturnType<Repo["archive"]> {
  if (file === undefined) return undefined;
  if ("unreadable" in file && file.sealed) return file;
  if (!("unreadable" in file) && !beginsArchive(file.text)) return undefined;
  const bytes = workspace.bytes(path);
  if (bytes === undefined) return "unreadable" in file ? file : undefined;
  const archive = readArchive(bytes);
  return archive !== undefined && "unread" in archive ? { unreadable: archive.unread } : archive;
}

/** The text of a file that can be read. */
export function textAt(repo: Repo, path: string): string | undefined {
  const file = repo.read(path);
  return file === undefined || "unreadable" in file ? undefined : file.text;
}

/** Reads Dockerfiles. */
export interface DockerfileCache {
  /** A Dockerfile, parsed once; one whose reading fails has a stage of which nothing is known. */
  readonly dockerfile: (path: string) => Dockerfile | undefined;
  readonly unread: (path: string) => Unknown | undefined;
}

/** Parses Dockerfiles, each once. */
export function dockerfileReader(repo: Repo, failures: Failures): DockerfileCache {
  const parsed = new Map<string, Dockerfile | undefined>();
  const lost = new Map<string, Unknown>();
  const read = (path: string): Dockerfile | undefined => {
    const file = repo.read(path);
    if (file === undefined || ("unreadable" in file && !file.failed)) return undefined;
    if ("unreadable" in file) {
      const empty = sourceFile(path, "");
      lost.set(path, unknown({ key: `unreadable ${path}`, why: file.unreadable }, { file: empty }));
      return unreadDockerfile(empty);
    }
    return failures.attempt(
      { doing: "reading this Dockerfile", at: { file } },
      () => parseDockerfile(file),
      (failure) => {
        lost.set(path, lostBy(failure));
        return unreadDockerfile(file);
      },
    );
  };
  return {
    dockerfile: (path) => {
      if (!parsed.has(path)) parsed.set(path, read(path));
      return parsed.get(path);
    },
    unread: (path) => lost.get(path),
  };
}

/** How Markdown is read. */
export type MarkdownReader = (file: SourceFile) => MarkdownFile;

const README_NAME = /(^|\/)readme\.(md|markdown)$/i;

/** The README that counts in a folder. */
function readmeIn(folder: string, tree: RepoTree): string | undefined {
  const names = ["README.md", "readme.md", "Readme.md", "README.markdown"];
  return names
    .map((name) => (folder === "" ? name : `${folder}/${name}`))
    .find((path) => tree.entry(path) !== undefined);
}

/** The READMEs in image folders and in those above them. */
export function readmeFiles(
  folders: Iterable<Pick<ImageFolder, "path" | "entries">>,
  { tree, read }: Repo,
): readonly SourceFile[] {
  const paths = new Set<string>();
  for (const { path, entries } of folders) {
    for (const entry of entries) if (README_NAME.test(entry.path)) paths.add(entry.path);
    for (const folder of foldersOf(path)) paths.add(readmeIn(folder, tree) ?? "");
  }
  return [...paths].flatMap((path) => {
    const file = path === "" ? undefined : read(path);
    return file === undefined || "unreadable" in file ? [] : [file];
  });
}

/** What a README says; nothing, and that it does not, where reading it fails or is given up. */
function documentationOf(file: SourceFile, markdown: MarkdownReader, failures: Failures): Documentation {
  const unit: Unit = { doing: "reading this README", at: { file } };
  return failures.attempt(
    unit,
    () => {
      const parsed = markdown(file);
      const { givenUp, threw } = parsed;
      if (givenUp !== undefined) failures.add(unit, threw ? new Error(givenUp) : new Spent(givenUp));
      return readDocumentation(parsed);
    },
    ({ why }) => unreadDocumentation(file, why),
  );
}

/** Finds and reads READMEs, each once. */
export function readmeReader({
  repo,
  markdown,
  failures,
}: {
  readonly repo: Repo;
  readonly markdown: MarkdownReader;
  readonly failures: Failures;
}) {
  const read = new Map<string, Documentation | undefined>();
  const at = (path: string): Documentation | undefined => {
    if (!read.has(path)) {
      const file = repo.read(path);
      if (file === undefined) read.set(path, undefined);
      else if ("unreadable" in file)
        read.set(path, file.failed ? unreadDocumentation(sourceFile(path, ""), file.unreadable) : undefined);
      else read.set(path, documentationOf(file, markdown, failures));
    }
    return read.get(path);
  };
  const parts = new Map<string, ReadmeParts>();
  const partAt = (path: string, names: readonly string[]): Documentation | undefined => {
    const whole = at(path);
    if (whole === undefined || whole.markdown.givenUp !== undefined) return undefined;
    const all = parts.get(path) ?? partsOf(whole.markdown);
    parts.set(path, all);
    const own = [...new Set(names)].flatMap((name) => all.get(name.toLowerCase()) ?? []);
    return own.length === 0 ? undefined : partlyRead(whole.markdown, own);
  };
  return {
    nearest: (from: string, top: string): { readme?: Documentation } => {
      for (let folder = from; ; folder = folderOfFile(folder)) {
        const path = readmeIn(folder, repo.tree);
        const readme = path === undefined ? undefined : at(path);
        if (readme !== undefined) return { readme };
        if (folder === top || folder === "") return {};
      }
    },
    /** What a README in a folder above an image folder says of the image that these are the names of. */
    above: (folder: string, names: readonly string[]): { described?: Documentation } => {
      if (folder === "") return {};
      for (let above = folderOfFile(folder); ; above = folderOfFile(above)) {
        const path = readmeIn(above, repo.tree);
        const described = path === undefined ? undefined : partAt(path, names);
        if (described !== undefined) return { described };
        if (above === "") return {};
      }
    },
    below: (_folder: string, entries: readonly Entry[]): readonly Documentation[] =>
      entries.flatMap(({ path }) => {
        if (!README_NAME.test(path)) return [];
        const readme = at(path);
        return readme === undefined ? [] : [readme];
      }),
  };
}

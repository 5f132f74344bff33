import { dockerignore } from "../../parsers/dockerfile/ignore/dockerignore.ts";
import { within } from "../../work.ts";
import type { Build } from "../builds/types.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { Repo } from "../repo/tree.ts";

/** What a build's context leaves out. */
export interface LeftOut {
  /** Whether a path, relative to the context, is left out. */
  readonly ignores: (path: string) => boolean;
  /** Patterns that the build stops at. */
  readonly problems: readonly FileProblem[];
}

const NOTHING: LeftOut = { ignores: () => false, problems: [] };

/** `<Dockerfile>.dockerignore` goes before the context's own. */
export function ignoreOf(repo: Repo, build: Build, memo: Map<string, LeftOut>): LeftOut {
  if (!build.context.known) return NOTHING;
  const context = build.context.value;
  const candidates = [
    `${build.dockerfile}.dockerignore`,
    context === "" ? ".dockerignore" : `${context}/.dockerignore`,
  ];
  const path = candidates.find((candidate) => repo.tree.entry(candidate) !== undefined);
  if (path === undefined) return NOTHING;
  const known = memo.get(path);
  if (known !== undefined) return known;
  const file = repo.read(path);
  const read = (): LeftOut => {
    if (file === undefined || "unreadable" in file) return NOTHING;
    const { ignores, problems } = dockerignore(file.text);
    return { ignores, problems: problems.map(({ span, message }) => ({ at: { file, span }, message })) };
  };
  const at = file === undefined || "unreadable" in file ? undefined : { file };
  const found =
    at === undefined ? NOTHING : within({ doing: "reading this list of what is left out", at }, read);
  memo.set(path, found);
  return found;
}

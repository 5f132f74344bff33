import { dockerignore } from "../../parsers/dockerfile/dockerignore.ts";
import { within } from "../../work.ts";
import type { Build } from "../builds/types.ts";
import type { Repo } from "../repo/tree.ts";

/** `<Dockerfile>.dockerignore` goes before the context's own. */
export function ignoreOf(
  repo: Repo,
  build: Build,
  memo: Map<string, (path: string) => boolean>,
): (path: string) => boolean {
  if (!build.context.known) return () => false;
  const context = build.context.value;
  const candidates = [
    `${build.dockerfile}.dockerignore`,
    context === "" ? ".dockerignore" : `${context}/.dockerignore`,
  ];
  const path = candidates.find((candidate) => repo.tree.entry(candidate) !== undefined);
  if (path === undefined) return () => false;
  const known = memo.get(path);
  if (known !== undefined) return known;
  const file = repo.read(path);
  const test =
    file === undefined || "unreadable" in file
      ? () => false
      : within({ doing: "reading this list of what is left out", at: { file } }, () =>
          dockerignore(file.text),
        );
  memo.set(path, test);
  return test;
}

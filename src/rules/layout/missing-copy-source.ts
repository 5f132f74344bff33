import { nearestPath, renameSource } from "../../edits/files.ts";
import type { Fix, Problem } from "../../finding.ts";
import type { Known } from "../../model/fact.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { type MissingSource, missingSources } from "../../model/layout/copies.ts";
import { mayBeMade } from "../../model/layout/made.ts";
import { folderOfFile, joinRepoPath } from "../../model/repo/path.ts";
import type { Image } from "../../model/stages/image.ts";
import { generatedMatcher } from "../../policy/globs.ts";
import type { Rule } from "../../rule.ts";

export const missingCopySource: Rule = {
  id: "layout/missing-copy-source",
  summary: "What COPY and ADD name exists when the image is built",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet, policy }) {
    const generated = generatedMatcher(policy);
    for (const image of folder.images) {
      const context = image.build.context.known ? image.build.context.value : "";
      const absents = missingSources(fleet, image).filter(({ path }) => !generated(path, context));
      const other = absents.length > 1 ? otherContext(fleet, image, folder.images) : undefined;
      if (other !== undefined) {
        const from = other.context.value || "the repo root";
        yield {
          key: `context ${context}`,
          at: image.build.at,
          message: `${absents.length} COPY sources are not in ${context || "the repo root"}, the context of this build`,
          severity: "warning",
          help: `set the context to ${from}, as the other build of ${image.file.path} does`,
          related: [{ at: other.context.at, note: `${from} holds all of them` }],
        };
        continue;
      }
      for (const absent of absents) yield problemOf(fleet, image, absent);
    }
  },
};

function problemOf(fleet: Fleet, image: Image, absent: MissingSource): Problem {
  const { source, why } = absent;
  return {
    key: `source ${source.pattern}`,
    at: source.at,
    ...(why === "missing" && { missing: absent.path }),
    ...statement(fleet, image, absent),
    help:
      why === "missing"
        ? "add it, correct the path, or name it under `generated` in the policy if a job creates it"
        : "add an exception to the .dockerignore file, or copy another file",
    fix: fixOf(fleet, image, absent),
  };
}

/** What is said of a source: a guessed context accuses only of what no context holds. */
function statement(
  fleet: Fleet,
  image: Image,
  { source, path, why }: MissingSource,
): Pick<Problem, "message" | "severity" | "related"> {
  const { context, contextGuessed, at, absent = [] } = image.build;
  const folder = context.known ? context.value : "";
  const said =
    why === "missing"
      ? `${path} is not in the repo, and git does not ignore it`
      : `${path} is excluded from the build context by a .dockerignore file`;
  if (contextGuessed !== true)
    return { message: said, related: [{ at, note: "the build context is set here" }] };
  const isNowhere = why === "missing" && absent.some((name) => joinRepoPath(folder, name) === path);
  if (isNowhere && !mayBeMade(fleet, image, path)) {
    const own = folderOfFile(image.file.path);
    const folders = own === "" ? "the repo root" : `any folder from ${own} up to the repo root`;
    return { message: `${source.pattern} is not in ${folders}, and git does not ignore it` };
  }
  const note = "no file of the repo sets the build context: this suggests it";
  return {
    message: `${said}, if ${folder || "the repo root"} is the build context`,
    severity: "notice",
    related: [{ at: context.at, note }],
  };
}

/** The context of another build of the same Dockerfile, where that one finds all that it copies. */
function otherContext(
  fleet: Fleet,
  { file, build }: Image,
  images: readonly Image[],
): { readonly context: Known<string> } | undefined {
  for (const other of images) {
    const { context, contextGuessed } = other.build;
    if (other.file.path !== file.path || !context.known || contextGuessed) continue;
    if (!build.context.known || context.value === build.context.value) continue;
    if (missingSources(fleet, other).length === 0) return { context };
  }
  return undefined;
}

/** The one path that is called almost the same. */
function fixOf(fleet: Fleet, image: Image, { source, path, why }: MissingSource): Fix | undefined {
  const context = image.build.context.known ? image.build.context.value : "";
  const near = why === "missing" ? nearestPath(fleet, path, context) : undefined;
  const edit = near === undefined ? undefined : renameSource(image, source, near);
  return edit && { title: `copy ${near} instead`, safe: false, edits: [edit] };
}

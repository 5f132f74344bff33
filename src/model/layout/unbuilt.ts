/** Builds that are there but cannot be read. */

import { once } from "../../once.ts";
import type { DockerStage, Instruction } from "../../parsers/dockerfile/parse.ts";
import type { SourceFile } from "../../source.ts";
import { entriesCalled } from "../../workspace/workspace.ts";
import { commandKind, isCommandName } from "../builds/command-kinds.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Image } from "../stages/image.ts";

const otherBuilders = /(^|\/)(\.github\/(workflows|actions)\/.+\.ya?ml|[^/]+\.py)$/i;
const byVariable =
  /\b(docker|podman|nerdctl|buildah|kaniko\S*)\b[^\n]*\b(build|bud|executor|bake)\b(\\\r?\n|[^\n])*\$|\bkaniko\b[^\n]*\$/;
const stepByVariable = /^\s*(context|file|workdir|dockerfile|targets?|files):.*\$\{\{/m;

/** Whether a workflow, Makefile or script builds images that a variable names (a matrix): it may build any of them. */
export function buildsByVariable(fleet: Fleet): boolean {
  const called = entriesCalled(fleet.entries, (name) => /[.]py$/i.test(name) || isCommandName(name));
  return called.some(({ path, kind }) => {
    const mayBuild = commandKind(path) !== undefined || otherBuilders.test(path);
    if (!mayBuild || kind === "link" || kind === "submodule") return false;
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file) return false;
    return (
      byVariable.test(file.text) ||
      (/build-push-action|bake-action/.test(file.text) && stepByVariable.test(file.text))
    );
  });
}

/** A Dockerfile's last stage that is in no image, though the Dockerfile is built. */
export interface UnbuiltStage {
  readonly dockerfile: string;
  readonly stage: DockerStage;
  readonly file: SourceFile;
  /** The first thing that it copies from the context: nobody checks what becomes of it. */
  readonly copy?: Instruction;
  /** The images that are built of other stages. */
  readonly images: readonly Image[];
}

const asideIn = once(
  (all: readonly Image[]) =>
    new Set(all.flatMap(({ build }) => (build.aside === true ? [build.dockerfile] : []))),
);

/**
 * The last stage is what a build without a target makes; here every build names another that does without it. One that is
 * shown aside, among all images of the repo, is for development.
 */
export function unbuiltStages(images: readonly Image[], all: readonly Image[]): readonly UnbuiltStage[] {
  const aside = asideIn(all);
  const byFile = new Map<string, Image[]>();
  for (const image of images) {
    const { dockerfile } = image.build;
    byFile.set(dockerfile, [...(byFile.get(dockerfile) ?? []), image]);
  }
  return [...byFile].flatMap(([dockerfile, built]) => {
    const [first] = built;
    const stage = first?.dockerfile.stages.at(-1);
    if (first === undefined || stage === undefined || aside.has(dockerfile)) return [];
    const isOpen = built.some(({ build }) => build.unread !== undefined || build.target === undefined);
    const isBuilt = built.some(({ stages }) => stages.some(({ index }) => index === stage.index));
    if (isOpen || isBuilt) return [];
    const copy = stage.instructions.find(
      ({ keyword, flags }) =>
        (keyword === "COPY" || keyword === "ADD") && !flags.some(({ name }) => name === "from"),
    );
    return [{ dockerfile, stage, file: first.file, ...(copy && { copy }), images: built }];
  });
}

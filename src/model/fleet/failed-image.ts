/** What stands for an image that was not read: it is there, and nothing can be told of it. */
import type { Dockerfile, DockerStage, Instruction } from "../../parsers/dockerfile/parse.ts";
import type { SourceFile } from "../../source.ts";
import type { ComposeRun } from "../builds/types.ts";
import type { Unknown } from "../fact.ts";
import type { Run } from "../runs/types.ts";
import { unreadRun } from "../runs/unread-run.ts";
import { leaveOpen, unreadStage } from "../stages/failed.ts";
import type { Image } from "../stages/image.ts";
import { recordStep } from "../stages/instructions.ts";
import { accountsOf } from "../stages/users.ts";
import type { BuildReading, Linked, LinkInput } from "./linked.ts";

const FACTS = ["container user", "environment", "exposed ports", "files", "processes", "servers"];

/** An image with its own run, of which nothing can be told; its heirs start from a base that is not known. */
export function failedImage(
  input: Pick<LinkInput, "nameOf" | "folderOf">,
  { build, dockerfile, work }: BuildReading,
  why: Unknown,
): Linked | undefined {
  const source = dockerfile.stages.at(-1);
  if (source === undefined) return undefined;
  const { stage: final, state } = unreadStage(dockerfile, source, { why, work });
  for (const instruction of source.instructions)
    leaveOpen(state, recordStep(state, instruction, { stage: final, dockerfile }), why);
  const { files, scripts: _, ...facts } = unreadRun(why);
  const image: Image = {
    name: input.nameOf(build),
    folder: input.folderOf(build),
    build,
    file: dockerfile.file,
    dockerfile,
    stages: [final],
    final,
    copies: state.copies.all,
    files,
    accounts: accountsOf(state),
    exposes: [],
    environment: [],
    volumes: [],
    unknowns: nothingKnown(why),
    work,
    failed: why,
  };
  return {
    image,
    runs: [{ name: image.name, image, unknowns: [], ...facts }],
    state,
    steps: work.budget.limit,
  };
}

/** An image as a service starts it, where that was not read. */
export function failedService(image: Image, compose: ComposeRun, why: Unknown): Run {
  const { files: _, scripts: __, ...facts } = unreadRun(why);
  const limit = compose.project.override ? ({ atMost: "warning" } as const) : {};
  const { name: service } = compose.service;
  return { name: image.name, image, service, compose, unknowns: nothingKnown(why), ...limit, ...facts };
}

function nothingKnown(why: Unknown): Image["unknowns"] {
  return FACTS.map((fact) => ({ fact, reason: why }));
}

/** A Dockerfile that was not read, with the one stage that any has. */
export function unreadDockerfile(file: SourceFile): Dockerfile {
  const nowhere = { start: 0, end: 0 };
  const from: Instruction = {
    keyword: "FROM",
    keywordSpan: nowhere,
    span: nowhere,
    flags: [],
    words: [],
    heredocs: [],
  };
  const stage: DockerStage = { index: 0, from, base: { raw: "", span: nowhere }, instructions: [] };
  return { file, escape: "\\", globalArgs: [], stages: [stage], comments: [], template: false, problems: [] };
}

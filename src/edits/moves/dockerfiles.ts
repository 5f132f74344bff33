/** What moves ask of COPY, ADD and the mounts of RUN. */
import type { Edit } from "../../finding.ts";
import { baseName, isGlob } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { folderOfFile, isInside, joinRepoPath, pathFrom } from "../../model/repo/path.ts";
import type { Copy, CopySource, Image } from "../../model/stages/image.ts";
import type { Mount } from "../../parsers/dockerfile/parse.ts";
import { textOf } from "../../source.ts";
import { writeSource } from "../files.ts";
import { patternTakes } from "./patterns.ts";
import type { Move, Obstacle, Relocation } from "./relocation.ts";
import { VARIABLE } from "./words.ts";

/** What is to be written for moves, and what is in their way. */
export interface Rewriting {
  readonly edits: readonly Edit[];
  readonly obstacles: readonly Obstacle[];
}

/** The Dockerfiles of a fleet after moves. */
export function rewrittenDockerfiles(fleet: Fleet, relocation: Relocation): Rewriting {
  const all = [...fleet.images, ...fleet.others].map((image) => rewrittenImage(image, relocation));
  return { edits: all.flatMap(({ edits }) => edits), obstacles: all.flatMap(({ obstacles }) => obstacles) };
}

type Answer = Edit | { readonly moves: readonly Move[]; readonly why: string } | undefined;

function rewrittenImage(image: Image, relocation: Relocation): Rewriting {
  const edits: Edit[] = [];
  const obstacles: Obstacle[] = [];
  const take = (answer: Answer, at: Obstacle["at"]) => {
    if (answer === undefined) return;
    if ("why" in answer) for (const move of answer.moves) obstacles.push({ move, at, why: answer.why });
    else edits.push(answer);
  };
  take(unknownBuild(image, relocation), image.build.at);
  // What it has of another image is copied in that one's Dockerfile, out of that one's context.
  const own = image.copies.filter(({ at }) => at.file.path === image.file.path);
  for (const copy of own)
    for (const source of copy.sources) take(sourceAnswer({ image, copy, source }, relocation), source.at);
  for (const { mounts = [], span } of image.stages.flatMap(({ source }) => source.instructions))
    for (const mount of mounts) take(mountAnswer(image, mount, relocation), { file: image.file, span });
  return { edits, obstacles };
}

/** Of a build that is not known it cannot be told what it takes. */
function unknownBuild({ build, folder, failed }: Image, { moves }: Relocation): Answer {
  if (build.context.known && build.unread === undefined && failed === undefined) return undefined;
  const near = moves.filter(({ from }) => isInside(from, folder.path) || isInside(folder.path, from));
  return near.length === 0 ? undefined : { moves: near, why: "what this build takes is unknown" };
}

interface Taken {
  readonly image: Image;
  readonly copy: Copy;
  readonly source: CopySource;
}

function sourceAnswer({ image, copy, source }: Taken, relocation: Relocation): Answer {
  const { context } = image.build;
  const { kind, pattern, path, files } = source;
  const { moves } = relocation;
  if (kind === "image") {
    const named = moves.filter(
      ({ from }) => copy.fromStage === undefined && baseName(from) === baseName(pattern),
    );
    const why = `"${pattern}" may come from a named context that holds it`;
    return /[:/]/.test(copy.from ?? "") || named.length === 0 ? undefined : { moves: named, why };
  }
  if (kind !== "context" || !context.known) return undefined;
  if (!path.known) {
    const { below } = patternTakes(pattern.replace(/\$\{[^}]*\}|\$\w+/g, VARIABLE), context.value);
    const near = moves.filter(({ from }) => below(from));
    return near.length === 0 ? undefined : { moves: near, why: "a variable says what this line copies" };
  }
  const moved = files.flatMap((file) => relocation.moveOf(file.path) ?? []);
  const to = isGlob(pattern) ? globAfter(source, path.value, relocation) : relocation.after(path.value);
  if (to === undefined || (to === path.value && moved.length > 0)) {
    const what = isGlob(pattern)
      ? `"${pattern}" takes other files along`
      : `"${pattern}" is copied as a whole`;
    return { moves: [...new Set(moved)], why: `${what}, and the image would hold it at another path` };
  }
  if (to === path.value) return undefined;
  const own = relocation.moveOf(path.value) ?? moved[0];
  const refuse = (why: string) => (own === undefined ? undefined : { moves: [own], why });
  const after = relocation.after(context.value);
  if (pathFrom(after, to) === pathFrom(context.value, path.value)) return undefined;
  if (!isInside(to, after)) return refuse(`${to} is outside of the build context ${after || "."}`);
  const edit = after === context.value ? writeSource(image, source, to) : undefined;
  return edit ?? refuse(`"${pattern}" is written in a way that cannot be changed surely`);
}

/** A wildcard of one folder, all of whose files move into one other folder; `undefined` where it is not so simple. */
function globAfter({ files }: CopySource, path: string, relocation: Relocation): string | undefined {
  const folder = folderOfFile(path);
  const ends = new Set(files.map((file) => folderOfFile(relocation.after(file.path))));
  const [end] = ends;
  if (files.every((file) => relocation.moveOf(file.path) === undefined)) return path;
  const isOfOne = files.every((file) => folderOfFile(file.path) === folder);
  return end !== undefined && ends.size === 1 && isOfOne && !isGlob(folder)
    ? `${end}/${baseName(path)}`
    : undefined;
}

function mountAnswer({ build, file }: Image, mount: Mount, relocation: Relocation): Answer {
  const { type, source, from } = mount;
  if (type !== "bind" || from !== undefined || !build.context.known) return undefined;
  const raw = source?.raw ?? "/";
  const { below } = patternTakes(raw.replace(/\$\{[^}]*\}|\$\w+/g, VARIABLE), build.context.value);
  if (raw.includes("$")) {
    const near = relocation.moves.filter((move) => below(move.from));
    return near.length === 0 ? undefined : { moves: near, why: "a variable says what this line mounts" };
  }
  const path = joinRepoPath(build.context.value, raw);
  if (path === undefined) return undefined;
  const held = relocation.moves.filter((move) => isInside(move.from, path));
  const emptied = relocation.emptied(path);
  const own = relocation.moveOf(path) ?? (emptied === undefined ? undefined : held[0]);
  if (own === undefined) {
    const context = relocation.after(build.context.value);
    const isWith = held.every((move) => move.isFolder && isInside(context, move.to));
    return isWith
      ? undefined
      : { moves: held, why: `the folder ${path || "of the repo"} is mounted as a whole here` };
  }
  const after = relocation.after(build.context.value);
  const to = pathFrom(after, emptied ?? relocation.after(path));
  if (to === pathFrom(build.context.value, path)) return undefined;
  const written = source === undefined ? "" : textOf(file, source.span);
  const lead = written.slice(0, written.length - raw.length);
  if (source === undefined || !written.endsWith(raw) || !/^[\w./@%+~-]+$/.test(to))
    return { moves: [own], why: "this mount is written in a way that cannot be changed surely" };
  return { replace: { file, span: source.span }, text: `${lead}${raw.startsWith("/") ? "/" : ""}${to}` };
}

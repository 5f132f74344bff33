/**
 * What layers cannot say: whether a text of the image may change a folder that only the base knows of. It is asked
 * only before an accusation, and errs on the side of silence.
 */

import { baseName } from "../container-path.ts";
import type { ContainerFile } from "../files/types.ts";
import { finalChain, instructionText } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";
import { otherSpelling } from "../stock/system-folders.ts";

// What layers do not show, or not of all that it reaches.
const UNREAD = /\b(setfacl|fix-permissions|cp|mv|tar|rsync|unzip|mount|find|xargs)\b/;
// An operand behind the owner or mode that a variable decides about.
const OPEN_OPERAND = /\b(ch(own|mod|grp)|setfacl|fix-permissions)\s+(-\S+\s+)*(?!-)\S+\s+[^;&|\n$`]*[$`]/;
const AT_START = /\b(mkdir|install|touch|ch(own|mod|grp)|mount|tee)\b/;

/** Texts that run when the image is built, those of the images that it starts from included. */
function buildTexts(image: Image): readonly string[] {
  const { instructions } = finalChain(image);
  const kept = instructions.filter(
    ({ instruction }) => !/^(CMD|ENTRYPOINT|LABEL|EXPOSE)$/.test(instruction.keyword),
  );
  return [...kept.map((one) => joined(instructionText(one))), ...scriptsOf(image)];
}

function runTexts(image: Image): readonly string[] {
  const runs = finalChain(image).instructions.filter(({ instruction }) => instruction.keyword === "RUN");
  return [...runs.map((one) => joined(instructionText(one))), ...scriptsOf(image)];
}

/** Texts that may run when a container starts: CMD, ENTRYPOINT and the scripts of the repo that lie in the image. */
export function startTexts(image: Image): readonly string[] {
  const { instructions } = finalChain(image);
  const commands = instructions.filter(({ instruction }) => /^(CMD|ENTRYPOINT)$/.test(instruction.keyword));
  return [...commands.map((one) => joined(instructionText(one))), ...scriptsOf(image)];
}

function joined(text: string): string {
  return text.replace(/\\\r?\n/g, " ");
}

/** Scripts of the repo in the image, by their mode, name or first line. */
function scriptsOf({ files }: Image): readonly string[] {
  return files.all.filter(mayBeScript).flatMap(({ content }) => {
    if (!content.known) return [];
    return [joined(content.value.file.text)];
  });
}

function mayBeScript({ path, kind, from, mode }: ContainerFile): boolean {
  if (kind !== "file" || from === "base" || from === "package") return false;
  if (/\.(sh|bash|envsh)$|entry-?point/.test(path)) return true;
  return mode.known && (mode.value & 0o111) !== 0;
}

/** Whether a text of the build may change the owner or mode of a file or folder without a layer that says so. */
export function mayChange(image: Image, { path, from }: ContainerFile): boolean {
  const isBases = from === "base";
  return buildTexts(image).some((text) => {
    if (OPEN_OPERAND.test(text)) return true;
    return isBases && UNREAD.test(text) && words(text).some((word) => reaches(word, path));
  });
}

/** Whether something that runs at the start may make a path, or open it to others. */
export function mayPrepareAtStart(image: Image, path: string): boolean {
  return startTexts(image).some((text) => {
    if (!AT_START.test(text)) return false;
    return /[$`]/.test(text) || words(text).some((word) => related(word, path));
  });
}

/** Whether a RUN line or script names a path, in whole or, behind a `cd`, by its last part. */
export function namesInBuild(image: Image, path: string): boolean {
  const asked = [...spellings(path), baseName(path), `./${baseName(path)}`];
  return runTexts(image).some((text) => words(text).some((word) => asked.includes(word)));
}

/** Whether nginx runs when the image is built, if only as `nginx -t`: it makes its temp folders then. */
export function runsNginxInBuild(image: Image): boolean {
  return runTexts(image).some((text) => /\bnginx(-debug)?["',\s]+-|\bservice\s+nginx\b/.test(text));
}

/** Whether any text of the image names a folder or what lies in it. */
export function namesFolder(image: Image, folder: string): boolean {
  const texts = [...buildTexts(image), ...startTexts(image)];
  return texts.some((text) => spellings(folder).some((path) => text.includes(path)));
}

function words(text: string): readonly string[] {
  return text.split(/[\s"'`;&|()=,[\]{}<>]+/).filter((word) => word !== "");
}

/** Whether a word stands for the folder, one above it, or a pattern of either. */
function reaches(word: string, folder: string): boolean {
  if (!word.startsWith("/")) return false;
  const glob = word.search(/[*?]/);
  if (glob >= 0) return spellings(folder).some((asked) => asked.startsWith(word.slice(0, glob)));
  const path = word.replace(/(?<=.)\/+$/, "");
  return spellings(folder).some((asked) => asked === path || path === "/" || asked.startsWith(`${path}/`));
}

function related(word: string, path: string): boolean {
  return reaches(word, path) || spellings(path).some((asked) => word.startsWith(`${asked}/`));
}

function spellings(path: string): readonly string[] {
  const other = otherSpelling(path);
  return other === undefined ? [path] : [path, other];
}

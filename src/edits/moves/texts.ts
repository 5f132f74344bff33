/** What moves ask of all other files that name a path. */
import type { Edit } from "../../finding.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { entryAt } from "../../model/repo/entries.ts";
import { isOwnFile } from "../../model/repo/mentions.ts";
import { folderOfFile, isInside, joinRepoPath } from "../../model/repo/path.ts";
import { type SourceFile, sourceFile } from "../../source.ts";
import { within } from "../../work.ts";
import type { Rewriting } from "./dockerfiles.ts";
import { expressionEdits } from "./expressions.ts";
import { basesOf, type Manner, mannerOf } from "./manners.ts";
import { meaningOf } from "./meaning.ts";
import type { TextReader } from "./reader.ts";
import type { Obstacle, Relocation } from "./relocation.ts";
import { pathWords } from "./words.ts";

const LONGEST = 1024 * 1024;
const PLAIN = /^[\p{L}\p{N}_.@%+~-]+$/u;

/** All files but the images' Dockerfiles after moves: scripts, workflows, compose and bake files, READMEs, patterns. */
export function rewrittenTexts(fleet: Fleet, relocation: Relocation): Rewriting {
  const names = namesOf(relocation);
  const plain = new Set([...names].filter((name) => PLAIN.test(name)));
  const odd = relocation.moves.filter(({ from }) => !PLAIN.test(baseName(from)));
  const containers = containerTexts(fleet);
  const edits: Edit[] = [];
  const obstacles: Obstacle[] = [];
  for (const { path, kind } of fleet.entries) {
    if (kind === "link") obstacles.push(...linkObstacles(fleet, path, relocation));
    if (kind === "link" || kind === "submodule" || isSkipped(fleet, path)) continue;
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file || file.text.length > LONGEST) continue;
    const manner = mannerOf(file);
    const isContainers =
      containers.has(path) && manner !== "workflow" && manner !== "compose" && manner !== "markdown";
    const reader = { file, manner, bases: basesOf(file, manner), isContainers, fleet, relocation };
    const found = within({ doing: "looking for paths that move", at: { file } }, () =>
      rewrittenText(reader, plain),
    );
    edits.push(...found.edits);
    obstacles.push(...found.obstacles, ...oddObstacles(file, manner, odd));
    if (manner === "compose") obstacles.push(...projectObstacles(file, relocation));
  }
  return { edits, obstacles };
}

/** Dockerfiles are read by the model, and the baseline moves by its own rules. */
function isSkipped({ links }: Fleet, path: string): boolean {
  return links.isImageFile(path) || (isOwnFile(path) && path.endsWith(".json"));
}

function rewrittenText(reader: TextReader, names: ReadonlySet<string>): Rewriting {
  const { file } = reader;
  const edits: Edit[] = [];
  const obstacles: Obstacle[] = [];
  for (const word of pathWords(file.text, names)) {
    const meaning = meaningOf(word, reader);
    if (meaning === undefined) continue;
    if (meaning.kind === "refuse") {
      for (const move of meaning.moves)
        obstacles.push({ move, at: { file, span: word.span }, why: meaning.why });
      continue;
    }
    const { start } = word.span;
    const span = { start, end: start + meaning.length };
    edits.push({ replace: { file, span }, text: meaning.text });
  }
  return { edits: [...edits, ...expressionEdits(reader)], obstacles };
}

/** The last names of what moves, and of the folders that hold it. */
function namesOf({ moves }: Relocation): ReadonlySet<string> {
  return new Set(moves.flatMap(({ from }) => from.split("/")));
}

/** A name with blanks or signs in it is not found as a word. */
function oddObstacles(file: SourceFile, manner: Manner, moves: Relocation["moves"]): readonly Obstacle[] {
  if (manner === "markdown") return moves.flatMap((move) => linkedBy(file, move));
  return moves.flatMap((move) => {
    const start = file.text.indexOf(baseName(move.from));
    const span = { start, end: start + baseName(move.from).length };
    return start < 0
      ? []
      : [{ move, at: { file, span }, why: "its name is written here, with blanks or signs in it" }];
  });
}

function linkedBy(file: SourceFile, move: Relocation["moves"][number]): readonly Obstacle[] {
  const start = file.text.indexOf(`${encodeURI(baseName(move.from))})`);
  return start < 0
    ? []
    : [{ move, at: { file, span: { start, end: start } }, why: "a link leads to it here" }];
}

/** Without a name a project, and the images that it builds, are called after the folder of its first file. */
function projectObstacles(file: SourceFile, { moves }: Relocation): readonly Obstacle[] {
  if (/^name:/m.test(file.text) || !/\bbuild:/.test(file.text)) return [];
  const why = "compose names the project and its images after this folder: set `name` in it first";
  return moves
    .filter(({ from, isFolder }) => isFolder && from === folderOfFile(file.path))
    .map((move) => ({ move, at: { file, span: { start: 0, end: 0 } }, why }));
}

/** A path may be gone through a link, so what moves out of the folder that it leads to is not found by words. */
function linkObstacles({ entries }: Fleet, path: string, relocation: Relocation): readonly Obstacle[] {
  const target = entryAt(entries, path)?.target ?? "/";
  const end = target.startsWith("/") ? undefined : joinRepoPath(folderOfFile(path), target);
  if (end === undefined) return [];
  const own = relocation.moveOf(path);
  const led = relocation.moves.filter(
    (move) => move !== own && (relocation.moveOf(end) === move || isInside(move.from, end)),
  );
  return led.map((move) => ({ move, at: { file: sourceFile(path, "") }, why: "this link leads to it" }));
}

/** Files that an image is given by themselves or with a folder of it: their paths are those of a container. */
function containerTexts({ images, others }: Fleet): ReadonlySet<string> {
  return new Set(
    [...images, ...others].flatMap(({ copies, build: { context } }) =>
      copies.flatMap(({ sources }) =>
        sources.flatMap(({ path, files }) =>
          path.known && context.known && path.value !== context.value ? files.map((file) => file.path) : [],
        ),
      ),
    ),
  );
}

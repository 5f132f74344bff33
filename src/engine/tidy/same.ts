/** Whether images are the same before and after moves, paths apart. */
import { type Relocation, relocation } from "../../edits/moves/relocation.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { Image } from "../../model/stages/image.ts";
import { describe } from "../describe.ts";

/** An image that moves would change. */
export interface ChangedImage {
  readonly image: string;
  /** The image's folder before. */
  readonly folder: string;
}

/** The images of a tree that are not among those of the moved tree as they were. */
export function changedImages(before: Fleet, after: Fleet, relocated: Relocation): readonly ChangedImage[] {
  const now = new Map<string, number>();
  for (const { text } of statements(after, IDENTITY)) now.set(text, (now.get(text) ?? 0) + 1);
  const found = statements(before, relocated).flatMap(({ text, image, folder }) => {
    const left = now.get(text) ?? 0;
    now.set(text, left - 1);
    return left > 0 ? [] : [{ image, folder }];
  });
  const extra = [...now].some(([, count]) => count > 0);
  return found.length === 0 && extra ? [{ image: "another image", folder: "" }] : found;
}

interface Statement extends ChangedImage {
  readonly text: string;
}

const IDENTITY = relocation([], []);

function statements(fleet: Fleet, relocation: Relocation): readonly Statement[] {
  const told = describe(fleet).map((facts) => ({
    text: JSON.stringify(plainOf({ ...facts, name: nameAfter(facts, relocation) }, relocation.after)),
    image: facts.name,
    folder: facts.path,
  }));
  const held = [...fleet.images, ...fleet.others].map((image) => ({
    text: JSON.stringify(contentOf(image, relocation)),
    image: image.name,
    folder: image.folder.path,
  }));
  return [...told, ...held];
}

/** An image that is called as its folder is called so afterwards too. */
function nameAfter(
  { name, path }: { readonly name: string; readonly path: string },
  { after }: Relocation,
): string {
  return name === baseName(path) ? baseName(after(path)) : name;
}

const PATHS: ReadonlySet<string> = new Set(["file", "path", "dockerfile", "context"]);
// Words, and the columns behind a path that is longer now.
const WORDS: ReadonlySet<string> = new Set(["note", "why", "settle", "column"]);

function plainOf(value: unknown, after: (path: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => plainOf(each, after));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      if (WORDS.has(key)) return [];
      return [[key, PATHS.has(key) && typeof each === "string" ? after(each) : plainOf(each, after)]];
    }),
  );
}

/** What an image is given of the repo, and where; and that its build goes through. */
function contentOf(image: Image, { after }: Relocation): unknown {
  const { build, copies, refusals = [] } = image;
  return [
    after(build.dockerfile),
    build.target ?? null,
    copies.map(({ sources, target }) => [
      target.known ? target.value : null,
      sources.map(({ kind, dockerignored, files }) => [
        kind,
        dockerignored,
        files.map(({ path, container }) => `${container} ${after(path)}`).sort(),
      ]),
    ]),
    refusals.length,
  ];
}

/** The files in which waivers may stand, and how each is read. */
import type { MarkdownFile } from "../../parsers/markdown/parse.ts";
import type { SourceFile } from "../../source.ts";
import type { Entry } from "../../workspace/workspace.ts";
import { buildEntries, isBuildFile } from "../builds/files.ts";
import { nearestFolder } from "../builds/scope.ts";
import { baseName } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { entryAt } from "../repo/entries.ts";
import type { Image } from "../stages/image.ts";
import { WAIVER_WORD } from "./text.ts";

type CommentKind = "dockerfile" | "nginx" | "apache" | "shell" | "yaml" | "hcl" | "ini";

/** A file that may hold a waiver; a README is as it was parsed already, for reading one can take long. */
export type WaiverFile =
  | { readonly file: SourceFile; readonly kind: CommentKind }
  | { readonly file: SourceFile; readonly kind: "markdown"; readonly markdown: MarkdownFile };

/**
 * Files whose text holds the word of a waiver: those of the image folders, those from elsewhere that images copy or load,
 * and bake, compose and workflow files; sorted by path. What is not known to have comments is not opened.
 */
export function filesWithWaivers(fleet: Fleet): readonly WaiverFile[] {
  const known = knownKinds(fleet);
  const readmes = new Map(readmesOf(fleet).map((readme) => [readme.file.path, readme]));
  const concerns = concernsImages(fleet);
  const among = () => [...known.keys(), ...readmes.keys(), ...concerningPaths(fleet)];
  return fleet.holding([WAIVER_WORD], among).flatMap((entry): WaiverFile[] => {
    const { path } = entry;
    const markdown = readmes.get(path);
    if (markdown !== undefined) {
      return markdown.file.text.includes(WAIVER_WORD)
        ? [{ file: markdown.file, kind: "markdown", markdown }]
        : [];
    }
    const kind = known.get(path) ?? kindByName(entry);
    if (kind === undefined || !(known.has(path) || concerns(path))) return [];
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file || !file.text.includes(WAIVER_WORD)) return [];
    return [{ file, kind: kind === "nginx" && !known.has(path) ? kindByText(file.text) : kind }];
  });
}

/** How the comments of a file are read, by its path; `undefined` where none of them is. */
export function kindsOfWaiverFiles(fleet: Fleet): (path: string) => CommentKind | undefined {
  const known = knownKinds(fleet);
  const concerns = concernsImages(fleet);
  return (path) => {
    const entry = entryAt(fleet.entries, path);
    const kind = known.get(path) ?? (entry && kindByName(entry));
    return kind !== undefined && (known.has(path) || concerns(path)) ? kind : undefined;
  };
}

/** What the fleet took files for, whatever they are called. */
function knownKinds({ images, runs }: Fleet): ReadonlyMap<string, CommentKind> {
  const kinds = new Map<string, CommentKind>();
  for (const { nginx, apache } of runs) {
    for (const server of [apache, nginx]) {
      for (const { container } of server?.loaded ?? []) {
        if (server !== undefined && container.source !== undefined) kinds.set(container.source, server.kind);
      }
    }
  }
  for (const { file } of images) kinds.set(file.path, "dockerfile");
  return kinds;
}

function readmesOf({ folders, images }: Fleet): readonly MarkdownFile[] {
  const below = folders.flatMap(({ readmes }) => readmes);
  const nearest = images.flatMap(({ readme }) => (readme === undefined ? [] : [readme]));
  return [...below, ...nearest].map(({ markdown }) => markdown);
}

/** Whether a file lies in an image folder, says what is built, or is brought into an image from elsewhere. */
function concernsImages({ folders, images }: Fleet): (path: string) => boolean {
  const inFolders = new Set(folders.map(({ path }) => path));
  let copied: ReadonlySet<string> | undefined;
  return (path) => {
    if (nearestFolder(path, (folder) => inFolders.has(folder)) !== undefined || isBuildFile(path))
      return true;
    copied ??= new Set(copiedFiles(images));
    return copied.has(path);
  };
}

/** All that may be such a file. */
function* concerningPaths({ entries, folders, images }: Fleet): Generator<string> {
  for (const { path } of buildEntries(entries)) yield path;
  for (const folder of folders) yield* folder.entries.map(({ path }) => path);
  yield* copiedFiles(images);
}

function* copiedFiles(images: readonly Image[]): Generator<string> {
  for (const { copies } of images) {
    for (const { sources } of copies) {
      for (const { files } of sources) yield* files.map(({ path }) => path);
    }
  }
}

function kindByName({ path, kind }: Entry): CommentKind | undefined {
  if (kind === "link" || kind === "submodule") return undefined;
  const name = baseName(path).toLowerCase();
  if (/[.]ya?ml$/.test(name)) return "yaml";
  if (/[.]hcl$/.test(name)) return "hcl";
  if (/[.](sh|bash)$/.test(name)) return "shell";
  if (/[.]ini$/.test(name)) return "ini";
  if (/[.]conf([.]template)?$/.test(name)) return "nginx";
  if (/(docker|container)file/.test(name) && !name.endsWith("ignore")) return "dockerfile";
  // An executable without an extension is a script, or holds no waiver.
  return kind === "executable" && !name.includes(".") ? "shell" : undefined;
}

/** A `.conf` that no server is known to load: supervisord's has sections, everything else is read as nginx's. */
function kindByText(text: string): CommentKind {
  return /^\[[^\]\s]+\]\s*$/m.test(text) ? "ini" : "nginx";
}

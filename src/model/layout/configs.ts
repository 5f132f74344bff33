/** Configuration files of servers among the files of an image folder. */
import { looksLikeApache, parseApache, startsLikeApache } from "../../parsers/apache/parse.ts";
import { looksLikeNginx, startsLikeNginx } from "../../parsers/nginx/guess.ts";
import { parseNginx } from "../../parsers/nginx/parse.ts";
import type { SourceFile } from "../../source.ts";
import { within } from "../../work.ts";
import type { Fleet } from "../fleet/types.ts";
import { folderOfFile, isInside } from "../repo/path.ts";
import { runsIn } from "../runs/by-folder.ts";
import { broughtBy, copiedPaths } from "../stages/brought.ts";
import type { Image, ImageFolder } from "../stages/image.ts";
import { namedPaths } from "./named.ts";
import { isBackupName } from "./names.ts";

/** The server whose configuration a text can only be. */
export function serverOfText(file: SourceFile): "nginx" | "Apache" | undefined {
  return within({ doing: "finding out whether this is configuration", at: { file } }, () => {
    if (startsLikeNginx(file) && looksLikeNginx(parseNginx(file))) return "nginx";
    return startsLikeApache(file) && looksLikeApache(parseApache(file)) ? "Apache" : undefined;
  });
}

/** A configuration that lies in an image folder and reaches no image. */
export interface UnreferencedConfig {
  readonly file: SourceFile;
  readonly server: "nginx" | "Apache";
  readonly folder: ImageFolder;
}

// Texts that are rendered or enabled by hand first, and what is no configuration by its name.
const notAsItStands =
  /\.(example|dist|sample|disabled|template|tmpl|tpl|j2|erb|md|html?|js|mjs|ts|json|ya?ml|sh|lua|py|css|svg)$/i;

/** Server configurations in image folders that no COPY brings and no other file names; none where that cannot be told. */
export function unreferencedConfigs(fleet: Fleet): readonly UnreferencedConfig[] {
  const copied = new Set(fleet.images.flatMap(copiedPaths));
  const found = fleet.folders.flatMap((folder) =>
    folder.images.length > 0 && folder.images.some(fleet.asks.image) && folder.images.every(copiesAreKnown)
      ? uncopiedConfigs(fleet, folder, copied)
      : [],
  );
  const named = namedPaths(
    fleet,
    found.map(({ file, folder }) => ({ path: file.path, folder: folder.path })),
  );
  return found.filter(({ file }) => !named.has(file.path));
}

function uncopiedConfigs(
  fleet: Fleet,
  folder: ImageFolder,
  copied: ReadonlySet<string>,
): readonly UnreferencedConfig[] {
  return folder.entries.flatMap(({ path, kind }) => {
    if ((kind !== "file" && kind !== "executable") || copied.has(path)) return [];
    if (notAsItStands.test(path) || isBackupName(path)) return [];
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file) return [];
    const server = serverOfText(file);
    return server === undefined ? [] : [{ file, server, folder }];
  });
}

/** Whether all that the build takes from the repo is known: no source that cannot be told, no folder bound into a RUN. */
function copiesAreKnown(image: Image): boolean {
  return (
    image.failed === undefined &&
    image.build.context.known &&
    // The file that is missing may be this one, by another name.
    !image.build.absent?.length &&
    image.copies.every(({ sources }) =>
      sources.every(({ kind, path }) => kind !== "context" || path.known),
    ) &&
    !image.stages.some(({ source }) =>
      source.instructions.some(
        ({ keyword, flags }) =>
          keyword === "RUN" && flags.some(({ name, value }) => name === "mount" && isBind(value?.raw)),
      ),
    )
  );
}

/** `bind` is the default type of `--mount`. */
function isBind(mount = ""): boolean {
  return !/\btype=/.test(mount) || /\btype=bind\b/.test(mount);
}

/** A configuration file of the folder, and the folder that the policy wants it in, from the repo's root. */
export interface MisplacedConfig {
  readonly path: string;
  readonly wanted: string;
}

// Scripts, documents, and what git and editors ask for, which a COPY of a folder takes along.
const NO_CONFIGURATION =
  /\.(sh|md)$|(^|\/)\.(git(ignore|keep|attributes|modules)|keep|empty|placeholder|dockerignore|editorconfig)$/i;

/** Files that a COPY brings below `/etc` or that a server loads, and that do not lie in the wanted folder. */
export function misplacedConfigs(
  fleet: Fleet,
  folder: ImageFolder,
  wanted: string,
): readonly MisplacedConfig[] {
  const name = wanted.replace(/^\.?\/+|\/+$/g, "");
  const homes = [folder.path, ...folder.images.map(({ build }) => folderOfFile(build.dockerfile))];
  const allowed = homes.map((home) => (home === "" ? name : `${home}/${name}`));
  const loaded = loadedSources(fleet, folder);
  return folder.entries
    .filter(({ path, kind }) => kind === "file" && !NO_CONFIGURATION.test(path))
    .filter(({ path }) => loaded.has(path) || isCopiedToEtc(folder, path))
    .filter(({ path }) => !allowed.some((home) => isInside(path, home)))
    .map(({ path }) => ({ path, wanted: allowed[0] ?? name }));
}

function isCopiedToEtc(folder: ImageFolder, path: string): boolean {
  return broughtBy(folder.images, path).some(({ container }) => container.startsWith("/etc/"));
}

function loadedSources(fleet: Fleet, folder: ImageFolder): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const run of runsIn(folder, fleet.runs)) {
    for (const { container } of [...(run.nginx?.loaded ?? []), ...(run.apache?.loaded ?? [])]) {
      if (container.source !== undefined) sources.add(container.source);
    }
  }
  return sources;
}

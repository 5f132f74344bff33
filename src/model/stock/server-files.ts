/** The files that the installation of a server brings, as a layer of an image. */
import { ownValue } from "../../names.ts";
import { once } from "../../once.ts";
import { type Place, type SourceFile, sourceFile } from "../../source.ts";
import { isWithin, parentOf } from "../container-path.ts";
import { known, unknown } from "../fact.ts";
import { type FileLayer, sharedLayer } from "../files/layers.ts";
import { SharedPaths } from "../files/shared-paths.ts";
import type { ContainerFile } from "../files/types.ts";
import type { ServerInstall } from "./install.ts";

/** How an installation came to an image. */
interface Installed {
  readonly at: Place;
  readonly from: "base" | "package";
  /** Whether a file is there already: it is kept. */
  readonly stands: (path: string) => boolean;
}

/** The stock files of a server where nothing stood before. */
export function stockLayer(install: ServerInstall, { at, from, stands }: Installed): FileLayer {
  const { files, paths } = stockOf(install);
  return sharedLayer(paths, (path) => {
    const file = files.get(path);
    if (file === undefined || stands(path)) return undefined;
    return {
      path,
      kind: file.kind,
      ...(file.target === undefined ? {} : { target: file.target }),
      content: contentOf(file, at),
      owner: known({ user: file.owner, group: "root" }, at),
      mode: known(file.mode, at),
      at,
      from,
      because: [{ at, note: `${path} comes with ${install.title}` }],
    };
  });
}

/** A stock file, the same for all images that have the installation. */
interface StockFile extends Pick<ContainerFile, "kind" | "target"> {
  readonly owner: string;
  readonly mode: number;
  /** Its text, or what is in the place of one. */
  readonly content: SourceFile | "program" | "folder" | "link";
}

// What is named twice is what it is named as last.
const stockOf = once((install: ServerInstall) => {
  const files = new Map<string, StockFile>();
  const put = (path: string, file: Omit<StockFile, "owner" | "mode">, usual: number) => {
    const mode = ownValue(install.modes, path) ?? usual | groupBits(install, path);
    files.set(path, { ...file, owner: ownerOf(install, path), mode });
  };
  for (const path of [install.program, ...(install.scripts ?? [])])
    files.set(path, { kind: "file", content: "program", owner: ownerOf(install, path), mode: 0o755 });
  for (const path of install.folders) put(path, { kind: "directory", content: "folder" }, 0o755);
  for (const [path, text] of Object.entries(install.files))
    put(path, { kind: "file", content: sourceFile(path, text) }, 0o644);
  for (const [path, target] of Object.entries(install.links))
    put(path, { kind: "link", content: "link", target }, 0o644);
  return { files, paths: new SharedPaths(files.keys()) };
});

function contentOf({ content }: StockFile, at: Place): ContainerFile["content"] {
  if (typeof content === "string") return unknown({ key: content, why: `it is a ${content}` }, at);
  return known({ file: content, place: () => at }, at);
}

function groupBits({ groupWrites = [] }: ServerInstall, path: string): number {
  return groupWrites.some((folder) => isWithin(path, folder)) ? 0o020 : 0;
}

function ownerOf(install: ServerInstall, path: string): string {
  for (let at = path; at !== "/"; at = parentOf(at)) {
    const owner = ownValue(install.owners, at);
    if (owner !== undefined) return owner;
  }
  return "root";
}

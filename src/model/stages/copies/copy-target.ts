import type { Word } from "../../../parsers/dockerfile/parse.ts";
import { resolvePath } from "../../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile, opaqueLayer, putLayer } from "../../files/layers.ts";
import type { ContainerFile } from "../../files/types.ts";
import type { Stamp } from "../repo-files.ts";
import { type State, wordPlace } from "../state.ts";
import { resolveWord } from "../variables.ts";

/** Why it is not known what ADD fetches from an address. */
export const FETCHED = { key: "fetched", why: "it is fetched when the image is built" };
/** Why it is not known what COPY --exclude takes. */
export const EXCLUDED = { key: "--exclude", why: "--exclude is not evaluated" };

/** Where COPY puts things. */
export interface Target {
  readonly fact: Fact<string>;
  /** The path, and whether files go into it as a folder. */
  readonly path: string;
  readonly folder: boolean;
  /** It is not known what stands there: several files are then taken to go into a folder, as people mean it. */
  readonly mayBeFolder: boolean;
}

/** Makes the target "cannot tell". */
export function hide(state: State, target: Target, why: Unknown): void {
  pushHiding(state, { target }, why);
}

/** What is copied to a target, and with which owner where COPY itself sets it. */
export interface Stamped {
  readonly target: Target;
  readonly stamp?: Stamp;
}

/** Makes the target "cannot tell"; its owner stays known, since COPY itself sets it. */
export function pushHiding(state: State, { target, stamp }: Stamped, why: Unknown): void {
  if (!target.fact.known) return;
  for (const layer of hiding(target, why, stamp)) state.layers.push(layer);
}

/** Layers that make a target "cannot tell"; its owner stays known, since COPY itself sets it. */
export function hiding(target: Target, why: Unknown, stamp?: Stamp): FileLayer[] {
  const layers: FileLayer[] = [opaqueLayer(target.path, why)];
  if (stamp === undefined || target.path === "/") return layers;
  // What it is is not known either: a name with an ending is a file, as people name them.
  const isFolder = target.folder || !/\.[\w-]+$/.test(target.path);
  const folder: ContainerFile = {
    path: target.path,
    kind: isFolder ? "directory" : "file",
    content: why,
    owner: stamp.owner,
    mode: unknown({ key: "mode of another stage", why: "it is set in another stage" }, stamp.at),
    at: stamp.at,
    from: "run",
    because: [],
  };
  return [...layers, putLayer([folder])];
}

/** The path of a file that is copied to a target. */
export function intoTarget(target: Target, name: string): string {
  return target.folder ? resolvePath(target.path, name) : target.path;
}

/** The target of COPY, resolved by WORKDIR; a slash or a folder that stands there make it a folder. */
export function targetOf(state: State, word: Word, several: boolean): Target {
  const raw = resolveWord(state, word);
  const at = wordPlace(state, word);
  if (!raw.known) return { fact: raw, path: "/", folder: false, mayBeFolder: true };
  if (state.workdir === null && !raw.value.startsWith("/")) {
    return {
      fact: unknown({ key: "WORKDIR", why: "the WORKDIR is unknown" }, at),
      path: "/",
      folder: false,
      mayBeFolder: true,
    };
  }
  const named = resolvePath(state.workdir ?? "/", raw.value);
  const slash = /\/$|(^|\/)\.$/.test(raw.value);
  const standing = containerFiles(state.layers, state.work.budget).lookup(named);
  const stands = isFile(standing) && standing.kind === "directory";
  // BuildKit follows every link of the path, that of a file too (fsutil, copy.go: RootPath).
  const path = stands ? standing.path : state.layers.real(named, true);
  const mayBeFolder = standing !== undefined && !isFile(standing);
  const folder = slash || path === "/" || named === state.workdir || stands || (several && mayBeFolder);
  return { fact: known(slash && path !== "/" ? `${path}/` : path, at), path, folder, mayBeFolder };
}

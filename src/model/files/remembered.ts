/** What layers were asked before. */
import type { Unknown } from "../fact.ts";
import type { Answer } from "./layer.ts";
import { type LayerIndex, layerIndex } from "./layer-index.ts";
import type { ContainerFile } from "./types.ts";

/** What was found of a path once. */
interface Found {
  /** How many layers were asked. */
  readonly asked: number;
  readonly answer: Answer;
}

/** Where something that exists was found below a folder. */
interface Held {
  readonly asked: number;
  readonly number: number;
  readonly path: string;
}

/** An answer that holds for a number of layers. */
export interface Remembered<T> {
  readonly asked: number;
  readonly answer: T;
}

/** Why there may be more than is told. */
export type Others = { others?: Unknown };

/** A path of which, with all below it, nothing is told. */
export interface Hidden {
  readonly path: string;
  readonly why: Unknown;
}

/** Layers, and what they answered. */
export interface Storage {
  readonly index: LayerIndex;
  readonly found: Map<string, Found>;
  readonly held: Map<string, Held>;
  readonly folders: Map<string, Remembered<ContainerFile | undefined>>;
  /** Of whole paths, and of all but their last part. */
  readonly real: readonly [Map<string, Remembered<string>>, Map<string, Remembered<string>>];
  readonly lists: Map<string, Remembered<readonly ContainerFile[]>>;
  readonly hidden: Map<string, Remembered<readonly Hidden[]>>;
}

/** Of no layers. */
export function storage(): Storage {
  return {
    index: layerIndex(),
    found: new Map(),
    held: new Map(),
    folders: new Map(),
    real: [new Map(), new Map()],
    lists: new Map(),
    hidden: new Map(),
  };
}

import type { Unknown } from "../fact.ts";
import type { SharedPaths } from "./shared-paths.ts";
import type { ContainerFile } from "./types.ts";

/** What one layer says of a path: a file, that it is gone, that it cannot be told, or nothing. */
export type Answer = ContainerFile | "absent" | Unknown | undefined;

/** What a layer is about: some paths, or a folder with all below it. */
export type LayerScope =
  | { readonly paths: readonly string[] }
  | { readonly shared: SharedPaths }
  | { readonly within: string };

/**
 * One step of the build that changes files. Layers are asked from the last to the first; `change` alters
 * what an earlier layer answers (an owner, a mode).
 */
export interface FileLayer {
  readonly scope: LayerScope;
  readonly at: (path: string) => Answer;
  /** Paths that the layer may hold below a folder; absent where it holds none. */
  readonly lists?: (folder: string) => Iterable<string>;
  /** The path that nothing can be told of, with all below it, and why. */
  readonly opaque?: {
    readonly path: string;
    readonly why: Unknown;
    /** Folders below `path` that all is known of after all. */
    readonly except?: (folder: string) => boolean;
  };
  readonly change?: (file: ContainerFile) => ContainerFile;
  /** Of an opaque one: what stands for it where the way through some conditions is given. */
  readonly either?: Either;
}

/** One way through a condition. */
export interface Branch {
  /** The condition: the same object for all its ways. */
  readonly of: object;
  /** Which of the ways, 0-based. */
  readonly way: number;
  /** How many there are. */
  readonly ways: number;
}

/** What is done where conditions lead to it; otherwise nothing is. */
export interface Either {
  readonly branches: readonly Branch[];
  /** The layers that are added then to those before. */
  readonly layers: (before: Iterable<FileLayer>) => readonly FileLayer[];
}

/** Whether an answer is a file, and not "cannot tell" or nothing. */
export function isFile(answer: Answer): answer is ContainerFile {
  return typeof answer === "object" && !("known" in answer);
}

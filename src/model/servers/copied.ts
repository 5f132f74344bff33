import type { Place } from "../../source.ts";
import { isWithin, parentOf } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { ServerInput } from "./input.ts";

/** A file of the repo as it lies in the image, with the COPY that brings it. */
export interface CopiedFile {
  readonly container: ContainerFile;
  readonly content: FileContent;
  /** Path in the repo. */
  readonly source: string;
  /** The source word of the COPY. */
  readonly at: Place;
}

// What these files are for is said by their names: a template, an example, or one that was put aside.
const PUT_ASIDE = /\.(template|tpl|tmpl|j2|erb|example|dist|sample|disabled|default|bak|old|orig|save)$|~$/;

/**
 * Files of the repo that the image's COPYs put where a server's configuration may lie, and that are still what they
 * were copied as. Of a folder that is copied elsewhere (the whole repo to /app) only what lies in the server's own
 * folder counts; a path that a script or command names has its use.
 */
export function copiedFiles(input: ServerInput): readonly CopiedFile[] {
  const seen = new Set<string>();
  return input.copies.flatMap((copy) => {
    if (!copy.inFinalChain) return [];
    return copy.sources.flatMap(({ files, path, at }) =>
      files.flatMap(({ path: source, container: target }): readonly CopiedFile[] => {
        const explicit = path.known && path.value === source;
        if (seen.has(target) || PUT_ASIDE.test(target)) return [];
        if (!explicit && !isConfigPath(target, input)) return [];
        if (input.named(target) || isWritten(target, input)) return [];
        const container = input.files.entry(target);
        if (!isFile(container) || container.kind !== "file" || container.source !== source) return [];
        if (!container.content.known) return [];
        seen.add(target);
        return [{ container, content: container.content.value, source, at }];
      }),
    );
  });
}

/** Those of them that a server loads neither there nor from another place that they are copied to. */
export function idleCopies(
  input: ServerInput,
  loaded: readonly { readonly container: ContainerFile }[],
): readonly CopiedFile[] {
  const paths = new Set(loaded.map(({ container }) => container.path));
  const sources = new Set(loaded.map(({ container }) => container.source));
  return copiedFiles(input).filter(
    ({ container, source }) => !paths.has(container.path) && !sources.has(source),
  );
}

/** The source word of the COPY that brings a file; the instruction that put it there when no COPY does. */
export function broughtAt(container: ContainerFile, input: ServerInput): Place {
  for (const { sources } of input.copies.toReversed()) {
    for (const { files, at } of sources) {
      if (files.some((file) => file.path === container.source && file.container === container.path))
        return at;
    }
  }
  return container.at;
}

function isConfigPath(path: string, { installed }: ServerInput): boolean {
  const { mainConfig, prefix } = installed.install;
  return isWithin(path, parentOf(mainConfig)) || (prefix.startsWith("/etc/") && isWithin(path, prefix));
}

function isWritten(path: string, { startWrites }: ServerInput): boolean {
  return startWrites.some((write) => isWithin(path, write.path));
}

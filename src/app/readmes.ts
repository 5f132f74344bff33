import type { MarkdownFile } from "../parsers/markdown/tree.ts";
import type { SourceFile } from "../source.ts";
import { type ReadMarkdownOptions, readMarkdown, USUAL_BUDGET } from "./markdown.ts";
import { patienceOf } from "./patience.ts";

/** READMEs as they were read: a tree that differs in little from one that was read before costs little. */
export interface Readmes {
  /** The files by path, those that were read before with the same text and rules at once. */
  readonly read: (
    files: readonly SourceFile[],
    options: ReadMarkdownOptions,
  ) => Promise<ReadonlyMap<string, MarkdownFile>>;
}

/** Other limits than usual, where the machine needs them. */
function limits(): ReadMarkdownOptions {
  const patience = patienceOf(process.env);
  return patience > 1 ? { budget: USUAL_BUDGET * patience } : {};
}

/** Reads READMEs, and each text only once. */
export function readmeStore(): Readmes {
  const known = new Map<string, Promise<ReadonlyMap<string, MarkdownFile>>>();
  return {
    async read(files, options) {
      const keyOf = ({ path, text }: SourceFile) => JSON.stringify([path, text, options.lint]);
      const fresh = files.filter((file) => !known.has(keyOf(file)));
      const reading = readMarkdown(fresh, { ...limits(), ...options });
      for (const file of fresh) known.set(keyOf(file), reading);
      const found = new Map<string, MarkdownFile>();
      for (const file of files) {
        const read = (await known.get(keyOf(file)))?.get(file.path);
        // What names a place in a file names this one.
        if (read !== undefined) found.set(file.path, { ...read, file });
      }
      return found;
    },
  };
}

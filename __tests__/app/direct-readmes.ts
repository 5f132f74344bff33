import type { Readmes } from "../../src/app/readmes.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";

/** READMEs read at once in this thread: of a test's own small texts none takes long, and a worker takes half a second to start. */
export const directReadmes: Readmes = {
  read: async (files, options) => new Map(files.map((file) => [file.path, parseMarkdown(file, options)])),
};

import { parseMarkdown } from "../../parsers/markdown/parse.ts";
import { type FleetInput, readImages } from "./read-images.ts";
import type { MarkdownReader } from "./readers.ts";
import type { Fleet } from "./types.ts";

/** Reads a fleet with its READMEs, which are parsed in place: for trees whose READMEs cannot be made to be slow. */
export function readFleet({
  markdown = parseMarkdown,
  ...input
}: FleetInput & { readonly markdown?: MarkdownReader }): Fleet {
  return readImages(input).withReadmes(markdown);
}

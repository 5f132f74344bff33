import { archiveBytes, decode, tooLarge } from "./content.ts";
import type { Content } from "./workspace.ts";

/** Runs git in the repo whose blobs are read. */
type Git = (args: readonly string[], input: string) => Buffer;

/** How much one call of `cat-file` reads ahead at most: models read neighbours. */
const ahead = { bytes: 16 * 1024 * 1024, blobs: 4000 };
/** How many the first call looks at; each later one looks at twice as many, for whoever reads on. */
const FIRST_LOOK = 64;

/** Reads blobs of a list by their index, many at a time, each once; those whose bytes are at hand without git. */
export function batchReader(
  git: Git,
  idAt: (index: number) => string | undefined,
  atHand: ReadonlyMap<string, Buffer> = new Map(),
): (index: number) => Content {
  const read = new Map<string, Content>();
  let look = FIRST_LOOK / 2;
  return (index) => {
    const id = idAt(index) ?? "";
    const ready = read.get(id);
    if (ready !== undefined) return ready;
    const bytes = atHand.get(id);
    if (bytes !== undefined) {
      const content = decode(bytes);
      read.set(id, content);
      return content;
    }
    look = Math.min(look * 2, ahead.blobs);
    const around = Array.from({ length: look }, (_, count) => idAt(index + count) ?? id);
    const near = [...new Set(around)].filter((each) => !read.has(each) && !atHand.has(each));
    const sizes = blobSizes(git, near);
    for (const each of near) {
      const content = unfit(sizes.get(each));
      if (content !== undefined) read.set(each, content);
    }
    for (const [each, bytes] of blobs(git, within(near, sizes, read))) read.set(each, decode(bytes));
    return read.get(id) ?? notHere;
  };
}

/** The bytes of one blob; `undefined` where the clone lacks it, or it is too large for an archive. */
export function blobBytes(git: Git, id: string): Uint8Array | undefined {
  const size = blobSizes(git, [id]).get(id);
  if (size === undefined) return undefined;
  return archiveBytes(size, () => [...blobs(git, [id])][0]?.[1] ?? new Uint8Array());
}

/** A blobless clone: fetching it would be a network connection. */
const notHere: Content = { unreadable: "is not in this clone: fetch it without a filter" };

function unfit(size: number | undefined): Content | undefined {
  return size === undefined ? notHere : tooLarge(size);
}

/** As many of the blobs as one call reads, those left out that cannot be read. */
function within(
  ids: readonly string[],
  sizes: ReadonlyMap<string, number>,
  refused: ReadonlyMap<string, Content>,
): readonly string[] {
  const wanted: string[] = [];
  let bytes = 0;
  for (const id of ids) {
    if (bytes >= ahead.bytes) break;
    if (refused.has(id)) continue;
    wanted.push(id);
    bytes += sizes.get(id) ?? 0;
  }
  return wanted;
}

/** Id to bytes; an id that the clone lacks is left out. */
function blobSizes(git: Git, ids: readonly string[]): ReadonlyMap<string, number> {
  const output = git(["cat-file", "--batch-check"], ids.map((id) => `${id}\n`).join(""));
  const sizes = new Map<string, number>();
  for (const line of output.toString("latin1").split("\n")) {
    const [id = "", type, size] = line.split(" ");
    if (type === "blob") sizes.set(id, Number(size));
  }
  return sizes;
}

/** Reads `<id> blob <size>`, the bytes and a line end, for each name asked; a missing one has one line only. */
export function* blobs(git: Git, names: readonly string[]): Generator<[string, Buffer]> {
  const output = git(["cat-file", "--batch"], names.map((name) => `${name}\n`).join(""));
  for (let at = 0; at < output.length; ) {
    const line = output.indexOf("\n", at);
    const [id = "", type, size] = output.subarray(at, line).toString("latin1").split(" ");
    at = line + 1;
    if (type !== "blob") continue;
    yield [id, output.subarray(at, at + Number(size))];
    at += Number(size) + 1;
  }
}

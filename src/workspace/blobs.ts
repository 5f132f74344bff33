import { decode, tooLarge } from "./content.ts";
import type { Content } from "./workspace.ts";

/** Runs git in the repo whose blobs are read. */
type Git = (args: readonly string[], input: string) => Buffer;

/** How much one call of `cat-file` reads ahead: models read neighbours. */
const ahead = { bytes: 16 * 1024 * 1024, blobs: 4000 };

/** Reads blobs by id, many at a time, each once. */
export function batchReader(git: Git, ids: readonly string[]): (id: string) => Content {
  const order = [...new Set(ids)];
  const index = new Map(order.map((id, at) => [id, at]));
  const read = new Map<string, Content>();
  let sizes: ReadonlyMap<string, number> | undefined;
  return (id) => {
    const ready = read.get(id);
    if (ready !== undefined) return ready;
    sizes ??= blobSizes(git, order);
    const content = unfit(sizes.get(id));
    if (content !== undefined) return content;
    const wanted = readAhead(order, index.get(id) ?? 0, sizes, read);
    for (const [each, bytes] of blobs(git, wanted)) read.set(each, decode(bytes));
    return read.get(id) ?? notHere;
  };
}

/** A blobless clone: fetching it would be a network connection. */
const notHere: Content = { unreadable: "is not in this clone: fetch it without a filter" };

function unfit(size: number | undefined): Content | undefined {
  return size === undefined ? notHere : tooLarge(size);
}

function readAhead(
  order: readonly string[],
  from: number,
  sizes: ReadonlyMap<string, number>,
  read: ReadonlyMap<string, Content>,
): readonly string[] {
  const wanted: string[] = [];
  let bytes = 0;
  for (let at = from; at < order.length && wanted.length < ahead.blobs && bytes < ahead.bytes; at++) {
    const id = order[at] ?? "";
    const size = sizes.get(id);
    if (read.has(id) || size === undefined || tooLarge(size) !== undefined) continue;
    wanted.push(id);
    bytes += size;
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

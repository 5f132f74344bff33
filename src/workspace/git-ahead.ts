/** Blobs that are read before anybody asks for them: what reads a tree cannot wait for git, and starts one for each question. */
import { maxBytes } from "./content.ts";
import type { GitObjects } from "./git-objects.ts";

/** The bytes of blobs by their id. */
export type BlobBytes = ReadonlyMap<string, Buffer>;

/** What is read ahead at most, in bytes and in blobs; all else is read when it is asked for. */
const MOST = { bytes: 128 * 1024 * 1024, blobs: 200_000 };

/** Reads blobs, the first ones first where not all of them fit; those that are too large to be read at all are left out. */
export async function blobsAhead(objects: GitObjects, ids: Iterable<string>): Promise<BlobBytes> {
  const infos = (await objects.infos([...new Set(ids)].slice(0, MOST.blobs))) ?? [];
  let left = MOST.bytes;
  const wanted = infos.flatMap((info) => {
    if (info?.type !== "blob" || info.size > maxBytes || info.size > left) return [];
    left -= info.size;
    return [info];
  });
  return (await objects.read(wanted)) ?? new Map();
}

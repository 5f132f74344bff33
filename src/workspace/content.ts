import { decodeText } from "../decode.ts";
import type { Content } from "./workspace.ts";

/** Files above this many bytes are not read: no configuration and no README is that long. */
export const maxBytes = 5 * 1024 * 1024;

/** Why a file of this size is not read, `undefined` when it is not too long. */
export function tooLarge(bytes: number): Content | undefined {
  if (bytes <= maxBytes) return undefined;
  return { unreadable: `is larger than 5 MiB (${bytes} bytes)` };
}

/** The text of a file's bytes, or why there is none. */
export function decode(bytes: Uint8Array): Content {
  return tooLarge(bytes.length) ?? decodeText(bytes);
}

/** The bytes of an archive; `undefined` where it is larger than 32 MiB. */
export function archiveBytes(size: number, read: () => Uint8Array): Uint8Array | undefined {
  return size > maxArchiveBytes ? undefined : read();
}

/** Archives above this many bytes are not looked into. */
const maxArchiveBytes = 32 * 1024 * 1024;

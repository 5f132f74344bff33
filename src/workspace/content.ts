import type { Content } from "./workspace.ts";

/** Files above this many bytes are not read: no configuration and no README is that long. */
export const maxBytes = 5 * 1024 * 1024;

/** Why a file of this size is not read, `undefined` when it is not too long. */
export function tooLarge(bytes: number): Content | undefined {
  if (bytes <= maxBytes) return undefined;
  return { unreadable: `is larger than 5 MiB (${bytes} bytes)` };
}

/** The text of a file's bytes (a BOM is kept, since offsets count it), or why there is none. */
export function decode(bytes: Uint8Array): Content {
  const large = tooLarge(bytes.length);
  if (large !== undefined) return large;
  if (bytes.includes(0)) return { unreadable: "is not text: it holds NUL bytes" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: "is not UTF-8" };
  }
}

/** A file's name as text, or as it is shown when its bytes are no UTF-8. */
export type Name =
  | { readonly readable: true; readonly path: string }
  | { readonly readable: false; readonly shown: string };

/** Reads the bytes of a path; `shown` has each byte that is not printable ASCII as `\xNN`. */
export function readName(bytes: Uint8Array): Name {
  try {
    return { readable: true, path: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { readable: false, shown: [...bytes].map(shownByte).join("") };
  }
}

function shownByte(byte: number): string {
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

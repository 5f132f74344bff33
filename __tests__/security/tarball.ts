/** Archives as `tar` writes them, for tables of changes. */
import { gzipSync } from "node:zlib";
import { Header } from "tar/header";

const BLOCK = 512;

interface Entry {
  readonly path: string;
  readonly text?: string;
  readonly type?: "File" | "Directory" | "SymbolicLink" | "Link";
  readonly linkpath?: string;
  readonly mode?: number;
}

/** A file of an archive. */
export function file(path: string, text: string, mode = 0o644): Entry {
  return { path, text, mode };
}

/** A link of an archive. */
export function link(path: string, linkpath: string): Entry {
  return { path, type: "SymbolicLink", linkpath, mode: 0o777 };
}

/** An archive that holds these. */
export function tarball(...entries: readonly Entry[]): { readonly bytes: Uint8Array } {
  const blocks = entries.flatMap(({ text = "", type = "File", ...entry }) => {
    const body = Buffer.from(text);
    const head = Buffer.alloc(BLOCK);
    new Header({ uid: 0, gid: 0, mode: 0o644, ...entry, type, size: body.length }).encode(head, 0);
    return [head, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
  });
  return { bytes: Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]) };
}

/** The same, packed by gzip. */
export function zipped(...entries: readonly Entry[]): { readonly bytes: Uint8Array } {
  return { bytes: gzipSync(tarball(...entries).bytes) };
}

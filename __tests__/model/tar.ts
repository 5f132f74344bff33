import { Header } from "tar/header";

/** An entry of an archive: its content, or where it is more than a file of root's, what it is. */
export type TarEntry =
  | string
  | {
      readonly text?: string;
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly user?: string;
      readonly link?: string;
    };

/** An archive as tar writes it; a path with a slash at its end is a folder. */
export function tarOf(entries: Readonly<Record<string, TarEntry>>): Uint8Array {
  const blocks = Object.entries(entries).map(([path, entry]) => {
    const {
      text = "",
      mode,
      uid = 0,
      gid = 0,
      user,
      link,
    } = typeof entry === "string" ? { text: entry } : entry;
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    const folder = path.endsWith("/");
    new Header({
      path,
      type: link !== undefined ? "SymbolicLink" : folder ? "Directory" : "File",
      mode: mode ?? (folder ? 0o755 : 0o644),
      uid,
      gid,
      size: content.length,
      mtime: new Date(0),
      ...(user === undefined ? {} : { uname: user, gname: user }),
      ...(link === undefined ? {} : { linkpath: link }),
    }).encode(header);
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

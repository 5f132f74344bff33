import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ServerFiles } from "./files.ts";

/** Why nobody can tell what a server does: the library at a path is a file of the repo that is no text. */
export function ownLibrary(path: string, files: Pick<ServerFiles, "find">): Unknown | undefined {
  const found = files.find(path);
  if (!isFile(found) || found.kind !== "file" || found.source === undefined || found.content.known)
    return undefined;
  const why = `the server loads ${path}, a library of this repo, whose code is not read`;
  return unknown({ key: `library ${path}`, why }, found.at);
}

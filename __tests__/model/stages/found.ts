import { isFile } from "../../../src/model/files/layers.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { type MemoryFile, memoryWorkspace } from "../../../src/workspace/memory.ts";

type Files = Readonly<Record<string, MemoryFile>>;

const WEB = "deployment/images/web";
const { policy } = loadPolicy(undefined, []);

/** What a path of the image comes to: owner, mode and kind; `?` where it cannot be told, `-` where nothing is. */
export function found(lines: readonly string[], path: string, files: Files = {}): string {
  const rooted = Object.entries(files).map(([name, text]) => [`${WEB}/${name}`, text]);
  const tree = { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...Object.fromEntries(rooted) };
  const [image] = readFleet({ workspace: memoryWorkspace(tree), policy }).images;
  const file = image?.files.lookup(path);
  if (file === undefined) return "-";
  if (!isFile(file)) return "?";
  const { owner, mode, kind } = file;
  const { user, group } = owner.known ? owner.value : { user: "?" };
  const name = group === undefined || group === user ? user : `${user}:${group}`;
  return `${name} ${mode.known ? mode.value.toString(8).padStart(4, "0") : "?"} ${kind} ${file.path}`;
}

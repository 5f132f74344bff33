import { parentOf, resolvePath } from "../container-path.ts";
import type { Answer } from "./layer.ts";
import { isFile } from "./layer.ts";

// The kernel gives up after 40 links as well (path_resolution(7)).
const MOST_LINKS = 40;

/** The path with every link on the way replaced; the last part too when `last` says so. `direct` says what stands at a path. */
export function realPath(path: string, last: boolean, direct: (path: string) => Answer): string {
  // The next part is the last of the list.
  let parts = partsOf(path);
  let real = "";
  for (let links = 0; parts.length > 0; ) {
    const next = `${real}/${parts.pop()}`;
    const found = parts.length > 0 || last ? direct(next) : undefined;
    const target = isFile(found) && found.kind === "link" ? found.target : undefined;
    if (target === undefined || ++links > MOST_LINKS) {
      real = next;
      continue;
    }
    parts = [...parts, ...partsOf(resolvePath(parentOf(next), target))];
    real = "";
  }
  return real === "" ? "/" : real;
}

function partsOf(path: string): string[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .reverse();
}

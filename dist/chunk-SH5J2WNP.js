import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  byPath,
  readThrough
} from "./chunk-OYWJUJ33.js";

// src/workspace/overlay.ts
function overlayWorkspace(below, files) {
  const kept = below.list().filter(({ path }) => !files.has(path));
  const added = [...files].flatMap(([path, file]) => file === null ? [] : [entryOf(path, file)]);
  const entries = [...kept, ...added].sort(byPath);
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  return {
    list: () => entries,
    read: (path) => readThrough(byName, path, ({ path: at }) => files.get(at)?.content ?? below.read(at)),
    // Of what lies over it only texts are known, but for what was moved as it is.
    bytes: (path) => {
      const found = readThrough(byName, path, ({ path: at }) => {
        const from = files.has(at) ? files.get(at)?.bytesFrom : at;
        return from === void 0 ? void 0 : below.bytes(from);
      });
      return found instanceof Uint8Array ? found : void 0;
    },
    ignored: (path) => below.ignored(path),
    unreadableNames: below.unreadableNames,
    ...below.closedFolders && { closedFolders: below.closedFolders }
  };
}
function entryOf(path, { content, kind }) {
  if (kind !== "link") return { path, kind };
  return { path, kind, target: "text" in content ? content.text : "" };
}

export {
  overlayWorkspace
};

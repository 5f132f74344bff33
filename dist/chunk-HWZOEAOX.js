import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  readThrough
} from "./chunk-SY2YNAVI.js";
import {
  byPath,
  entryAt
} from "./chunk-P2NZQK6N.js";

// src/workspace/overlay.ts
function overlayWorkspace(below, files) {
  const entries = overlaid(below.list(), files);
  const byName = { get: (path) => entryAt(entries, path) };
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
function overlaid(below, files) {
  const isText = ([path, file]) => file !== null && file.kind !== "link" && entryAt(below, path)?.kind === file.kind;
  if ([...files].every(isText)) return below;
  const kept = below.filter(({ path }) => !files.has(path));
  const added = [...files].flatMap(([path, file]) => file === null ? [] : [entryOf(path, file)]);
  return [...kept, ...added].sort(byPath);
}
function entryOf(path, { content, kind }) {
  if (kind !== "link") return { path, kind };
  return { path, kind, target: "text" in content ? content.text : "" };
}

export {
  overlayWorkspace
};

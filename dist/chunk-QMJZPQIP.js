import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  mapAnswer
} from "./chunk-MTTMMLFA.js";

// src/github/pull/files-patch.ts
var HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;
function readPatch(patch) {
  const added = [];
  const hunks = [];
  let line = 0;
  let left = 0;
  for (const text of patch.split("\n")) {
    const head = HUNK.exec(text);
    if (head !== null) {
      line = Number(head[1]);
      left = Number(head[2] ?? 1);
      if (left > 0) hunks.push({ first: line, last: line + left - 1 });
      continue;
    }
    if (left === 0 || text.startsWith("-") || text.startsWith("\\")) continue;
    if (text.startsWith("+")) extend(added, line);
    line += 1;
    left -= 1;
  }
  return { added, hunks };
}
function extend(ranges, line) {
  const last = ranges.at(-1);
  if (last?.last === line - 1) last.last = line;
  else ranges.push({ first: line, last: line });
}

// src/github/pull/files.ts
var NONE = { added: [], hunks: [] };
var ALL = { added: [{ first: 1, last: Number.MAX_SAFE_INTEGER }], hunks: [] };
async function readPullDiff(api, { pull, folder }) {
  const listed = await api.listPullFiles(pull);
  return mapAnswer(listed, ({ items, complete }) => pullDiff(items, { folder, complete }));
}
function pullDiff(listed, { folder, complete }) {
  const within = listed.flatMap((file) => {
    const one = fileWithin(file, folder);
    return one === void 0 ? [] : [{ file: one, lines: linesOf(file) }];
  });
  const files = within.map(({ file }) => file).sort(byPath);
  const lines = new Map(within.map(({ file, lines: found }) => [file.path, found]));
  const gone = new Map(files.flatMap((file) => movedTo(file)));
  return {
    files,
    complete,
    headPathOf: (path) => gone.has(path) ? gone.get(path) : path,
    addedLines: (path) => (lines.get(path) ?? NONE).added,
    hunksOf: (path) => (lines.get(path) ?? NONE).hunks
  };
}
function movedTo(file) {
  if (file.status === "removed") return [[file.path, void 0]];
  return file.status === "renamed" ? [[file.from, file.path]] : [];
}
function fileWithin(file, folder) {
  const path = inside(file.path, folder);
  const from = file.from === void 0 ? void 0 : inside(file.from, folder);
  switch (file.status) {
    case "unchanged":
      return void 0;
    case "renamed":
      if (path !== void 0 && from !== void 0) return { status: "renamed", path, from };
      if (path !== void 0) return { status: "added", path };
      return from === void 0 ? void 0 : { status: "removed", path: from };
    case "added":
    case "copied":
      return path === void 0 ? void 0 : { status: "added", path };
    case "removed":
      return path === void 0 ? void 0 : { status: "removed", path };
    default:
      return path === void 0 ? void 0 : { status: "modified", path };
  }
}
function inside(path, folder) {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : void 0;
}
function linesOf({ status, changes, patch }) {
  if (status === "removed") return NONE;
  if (patch !== void 0) return readPatch(patch);
  return changes === 0 ? NONE : ALL;
}
function byPath(a, b) {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

export {
  readPullDiff,
  pullDiff
};

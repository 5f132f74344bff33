import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  decode,
  usage
} from "./chunk-URUJ55XU.js";

// src/app/fix-write.ts
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync
} from "node:fs";
import { dirname, join } from "node:path";
var BESIDE = `.${process.pid}.new`;
function writeChanges(folder, changes) {
  const root = realpathSync.native(folder);
  const wrong = changes.map((change) => placeWhy(root, change)).find((why) => why !== void 0);
  if (wrong !== void 0) return usage(`${wrong}: nothing was written`);
  const staged = [];
  try {
    for (const change of changes) stage(root, change, staged);
    for (const { path, from } of changes) {
      if (from !== void 0) renameSync(join(root, from), join(root, path));
    }
    for (const { beside, path } of staged) renameSync(beside, path);
    for (const path of removed(changes)) rmSync(join(root, path));
    for (const { path, from = path } of changes) dropEmptyFolders(root, dirname(from));
    return { ok: true };
  } catch (error) {
    const { code = "an error", path = "a file" } = error;
    const wanted = path.endsWith(BESIDE) ? path.slice(0, -BESIDE.length) : path;
    return usage(
      `${wanted.replace(`${root}/`, "")} cannot be written (${code}); git diff shows what was written`
    );
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}
function placeWhy(root, { path, from, before, after, carried }) {
  for (const each of from === void 0 ? [path] : [from, path]) {
    const why = wayWhy(root, each);
    if (why !== void 0) return why;
  }
  const old = from ?? path;
  if (carried && lstatSync(join(root, old), { throwIfNoEntry: false }) === void 0)
    return `${old} is gone since it was read`;
  if (!carried && before !== void 0 && textAt(join(root, old)) !== before)
    return `${old} has changed since it was read`;
  const isNew = before === void 0 || from !== void 0 && from.toLowerCase() !== path.toLowerCase();
  const isThere = lstatSync(join(root, path), { throwIfNoEntry: false }) !== void 0;
  return after !== void 0 && isNew && isThere ? `${path} already exists` : void 0;
}
function wayWhy(root, path) {
  const names = path.split("/");
  if (names.some((name) => name === ".." || name === "")) return `${path} is not a path in the folder`;
  for (const index of names.slice(1).keys()) {
    const above = names.slice(0, index + 1).join("/");
    const stats = lstatSync(join(root, above), { throwIfNoEntry: false });
    if (stats === void 0) return void 0;
    if (!stats.isDirectory()) return `${above} is not a folder`;
  }
  return void 0;
}
function textAt(path) {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return void 0;
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const content = decode(readFileSync(handle));
    return "text" in content ? content.text : void 0;
  } finally {
    closeSync(handle);
  }
}
function stage(root, change, staged) {
  const { path, from, before, after, executable } = change;
  if (after === void 0) return;
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  if (before === after && executable.before === executable.after) return;
  const beside = `${target}${BESIDE}`;
  writeFileSync(beside, after, { flag: "wx" });
  staged.push({ beside, path: target });
  const mode = modeOf(change, lstatSync(join(root, from ?? path), { throwIfNoEntry: false })?.mode);
  if (mode !== void 0) chmodSync(beside, mode);
}
function modeOf({ executable }, mode) {
  if (mode === void 0) return executable.after ? 493 : void 0;
  const own = mode & 511;
  if (executable.before === executable.after) return own;
  return executable.after ? own | (own & 292) >> 2 : own & ~73;
}
function removed(changes) {
  const stand = new Set(changes.map(({ path, after }) => after === void 0 ? "" : path.toLowerCase()));
  return changes.filter(({ path, after }) => after === void 0 && !stand.has(path.toLowerCase())).map(({ path }) => path);
}
function dropEmptyFolders(root, folder) {
  const inside = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : void 0;
  if (folder === "." || inside !== void 0 && inside.length > 0) return;
  if (inside !== void 0) rmdirSync(join(root, folder));
  dropEmptyFolders(root, dirname(folder));
}

export {
  writeChanges
};

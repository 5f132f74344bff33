import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  POLICY_PATHS
} from "./chunk-SY2YNAVI.js";

// src/app/cli/named-tree.ts
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
function namedTree(path, { policy }, { cwd }) {
  const named = resolve(cwd, path);
  const alone = { folder: named, within: "" };
  if (policy !== void 0 || statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true)
    return alone;
  const above = checkoutFolders(named).find(
    (folder) => POLICY_PATHS.some((each) => existsSync(join(folder, each)))
  );
  return above === void 0 ? alone : { folder: above, within: relative(above, named).split(sep).join("/") };
}
function checkoutFolders(start) {
  const folders = [];
  for (let folder = start; ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, ".git"))) return folders;
    if (dirname(folder) === folder) return [];
  }
}
function partRemarks({ folder, within }, { cwd }) {
  if (within === "") return [];
  const root = relative(cwd, folder);
  const policy = root === "" ? "the repo's policy" : `the policy of ${root}, which paths start from`;
  return [`only ${within} is shown, under ${policy}`];
}

export {
  namedTree,
  partRemarks
};

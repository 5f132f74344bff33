import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  entryAt,
  lowerBound,
  withReplacements
} from "./chunk-P2NZQK6N.js";
import {
  ownValue
} from "./chunk-M3MVB6O3.js";
import {
  positionAt
} from "./chunk-7VLJIIEK.js";

// lazy:diff
import { createRequire } from "node:module";
function load() {
  ({ diff_structuredPatch: lazy_diff_structuredPatch } = createRequire(import.meta.url)("./diff.cjs"));
}
var lazy_diff_structuredPatch = function(...given) {
  load();
  return new.target ? new lazy_diff_structuredPatch(...given) : lazy_diff_structuredPatch(...given);
};

// src/report/patch.ts
var CONTEXT = 3;
var MOST_CHANGED = 1e3;
function patchText(changes, pathPrefix = "") {
  const prefix = pathPrefix === "" ? "" : `${pathPrefix.replace(/\/$/, "")}/`;
  return changes.map((change) => filePatch(change, prefix)).join("");
}
function filePatch(change, prefix) {
  const { from, path, before, after } = change;
  const old = prefix + (from ?? path);
  const now = prefix + path;
  const hunks = hunkLines(before ?? "", after ?? "");
  const alone = hunks.length === 0 && from === void 0 && now.includes(" ");
  const head = [
    `diff --git ${quoted(`a/${old}`, alone)} ${quoted(`b/${now}`, alone)}`,
    ...modeLines(change),
    ...from === void 0 ? [] : [similarity(change, hunks), `rename from ${quoted(old)}`, `rename to ${quoted(now)}`]
  ];
  const names = [
    `--- ${before === void 0 ? "/dev/null" : ended(`a/${old}`)}`,
    `+++ ${after === void 0 ? "/dev/null" : ended(`b/${now}`)}`
  ];
  return [...head, ...hunks.length > 0 ? [...names, ...hunks] : []].map((line) => `${line}
`).join("");
}
function modeLines({ before, after, executable }) {
  if (before === void 0) return [`new file mode ${mode(executable.after)}`];
  if (after === void 0) return [`deleted file mode ${mode(executable.before)}`];
  if (executable.before === executable.after) return [];
  return [`old mode ${mode(executable.before)}`, `new mode ${mode(executable.after)}`];
}
function mode(executable) {
  return executable ? "100755" : "100644";
}
function similarity({ before = "", after = "" }, hunks) {
  const removed = hunks.filter((line) => line.startsWith("-")).reduce((sum, line) => sum + line.length, 0);
  const longest = Math.max(before.length, after.length);
  const share = longest === 0 || before === after ? 1 : Math.max(0, before.length - removed) / longest;
  return `similarity index ${Math.floor(share * 100)}%`;
}
function hunkLines(before, after) {
  if (before === after) return [];
  const options = { context: CONTEXT, maxEditLength: MOST_CHANGED };
  const patch = lazy_diff_structuredPatch("", "", before, after, void 0, void 0, options);
  const hunks = patch === void 0 ? [wholeHunk(before, after)] : patch.hunks;
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`,
    ...lines
  ]);
}
function wholeHunk(before, after) {
  const old = linesOf(before);
  const now = linesOf(after);
  const shorter = Math.min(old.length, now.length);
  let first = 0;
  while (first < shorter && old[first] === now[first]) first += 1;
  let same = 0;
  while (same < shorter - first && old.at(-1 - same) === now.at(-1 - same)) same += 1;
  const above = old.slice(Math.max(0, first - CONTEXT), first);
  const removed = old.slice(first, old.length - same);
  const added = now.slice(first, now.length - same);
  const below = old.slice(old.length - same, old.length - same + CONTEXT);
  const around = above.length + below.length;
  const start = first - above.length + 1;
  return {
    oldStart: start,
    oldLines: around + removed.length,
    newStart: start,
    newLines: around + added.length,
    lines: [...marked(" ", above), ...marked("-", removed), ...marked("+", added), ...marked(" ", below)]
  };
}
function linesOf(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
function marked(mark, lines) {
  return lines.flatMap(
    (line) => line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, "\\ No newline at end of file"]
  );
}
function range(start, lines) {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? `${start}` : `${start},${lines}`;
}
function ended(name) {
  const text = quoted(name);
  return text === name && /\s/.test(name) ? `${text}	` : text;
}
var ESCAPES = {
  '"': '\\"',
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "	": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r"
};
function quoted(name, always = false) {
  const bytes = [...new TextEncoder().encode(name)];
  const text = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (ownValue(ESCAPES, character) !== void 0) return ownValue(ESCAPES, character);
    return byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, "0")}` : character;
  });
  return text.join("") === name && !always ? name : `"${text.join("")}"`;
}

// src/engine/fix/paths.ts
function treeOf(workspace) {
  const entries = workspace.list();
  return {
    entry: (path) => entryAt(entries, path),
    isFolder: (path) => entries[lowerBound(entries, `${path}/`)]?.path.startsWith(`${path}/`) === true,
    workspace
  };
}
function outsideWhy({ entry }, path) {
  if (path === "" || /[\\\0\n\r]|^\/|^[A-Za-z]:/.test(path))
    return `${path || "an empty path"} is not a path in the repo`;
  const names = path.split("/");
  if (names.some((name) => name === ".." || name === "." || name === "")) {
    return `${path} is not a plain path in the repo`;
  }
  if (names.some((name) => name.toLowerCase() === ".git")) return `${path} belongs to git`;
  const through = foldersDownTo(path).find((folder) => entry(folder) !== void 0);
  if (through === void 0) return void 0;
  return `${path} is behind ${through}, which is ${KIND[entry(through)?.kind ?? "file"]}`;
}
function fileWhy(tree, path) {
  const outside = outsideWhy(tree, path);
  if (outside !== void 0) return outside;
  const entry = tree.entry(path);
  if (entry === void 0) return `there is no file ${path}`;
  if (entry.kind === "link" || entry.kind === "submodule") return `${path} is ${KIND[entry.kind]}`;
  const content = tree.workspace.read(path);
  if (content === void 0) return `there is no file ${path}`;
  return "unreadable" in content ? `${path} ${content.unreadable}` : void 0;
}
function newPathWhy(tree, path) {
  const outside = outsideWhy(tree, path);
  if (outside !== void 0) return outside;
  if (tree.entry(path) !== void 0 || tree.isFolder(path)) return `${path} already exists`;
  if (tree.workspace.ignored(path)) return `git ignores ${path}`;
  return void 0;
}
function foldersDownTo(path) {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
var KIND = {
  file: "a file",
  executable: "a file",
  link: "a link",
  submodule: "a submodule"
};

// src/engine/fix/style.ts
var BOM = "\uFEFF";
function styled(whole, { start, end, text }) {
  const from = whole.startsWith(BOM) ? Math.max(start, BOM.length) : start;
  const bare = from > start && text.startsWith(BOM) ? text.slice(BOM.length) : text;
  const lines = withoutLastEnd(whole, { start: from, end: Math.max(from, end), text: bare });
  return { ...lines, text: lines.text.replace(/\r?\n/g, lineEndOf(whole)) };
}
function lineEndOf(text) {
  const all = text.split("\n").length - 1;
  const carriage = text.split("\r\n").length - 1;
  return carriage * 2 > all ? "\r\n" : "\n";
}
function withoutLastEnd(whole, replacement) {
  const { start, end, text } = replacement;
  const unended = whole.length > 0 && !whole.endsWith("\n") && end === whole.length;
  if (!unended || !/[^\r\n]/.test(text) || !text.endsWith("\n")) return replacement;
  const cut = text.replace(/\r?\n$/, "");
  const glued = start === whole.length && !/^\r?\n/.test(text);
  return { ...replacement, text: glued ? `
${cut}` : cut };
}

// src/engine/fix/edits.ts
function chooseFixes(workspace, findings) {
  const tree = treeOf(workspace);
  const owned = /* @__PURE__ */ new Map();
  const chosen = [];
  const refused = [];
  for (const finding of findings) {
    const edits = (finding.fix?.edits ?? []).flatMap((edit) => written(tree, edit));
    const why = impossible(tree, edits) ?? overlapping(owned, edits);
    if (why !== void 0) {
      refused.push({ finding, why });
      continue;
    }
    chosen.push({ finding, edits });
    for (const edit of edits)
      for (const path of placesOf(edit)) owned.set(path, [...owned.get(path) ?? [], { edit, finding }]);
  }
  return { chosen, refused };
}
function applyEdits(workspace, edits) {
  const entries = workspace.list();
  const byFile = /* @__PURE__ */ new Map();
  for (const edit of edits) byFile.set(pathOf(edit), [...byFile.get(pathOf(edit)) ?? [], edit]);
  return [...byFile].map(([path, own]) => {
    const content = workspace.read(path);
    const before = content !== void 0 && "text" in content ? content.text : void 0;
    return changeOf({ path, before, executable: entryAt(entries, path)?.kind === "executable" }, own);
  }).filter((change) => !isSame(change)).sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
function touchedBy(edits) {
  return edits.flatMap((edit) => "rename" in edit ? [edit.rename, edit.to] : [pathOf(edit)]);
}
function whereOf({ at }) {
  if (at.span === void 0) return at.file.path;
  const { line, column } = positionAt(at.file, at.span.start);
  return `${at.file.path}:${line}:${column}`;
}
function changeOf({ path, before, executable }, edits) {
  const same = { before: executable, after: executable };
  const wanted = edits.find((edit) => "chmod" in edit)?.executable ?? executable;
  const create = edits.find((edit) => "create" in edit);
  if (create !== void 0)
    return { path, after: create.text, executable: { before: wanted, after: wanted } };
  const text = before ?? "";
  if (edits.some((edit) => "remove" in edit)) return { path, before: text, executable: same };
  const to = edits.find((edit) => "rename" in edit)?.to ?? path;
  return {
    path: to,
    ...to !== path && { from: path },
    before: text,
    after: withReplacements(text, replacementsOf(text, edits)),
    executable: { before: executable, after: wanted }
  };
}
function replacementsOf(text, edits) {
  const all = edits.flatMap(
    (edit) => "replace" in edit ? [styled(text, { ...spanOf(edit.replace), text: edit.text })] : []
  );
  return [...new Map(all.map((one) => [JSON.stringify([one.start, one.end, one.text]), one])).values()];
}
function isSame({ from, before, after, executable }) {
  return from === void 0 && before === after && executable.before === executable.after;
}
function written(tree, edit) {
  if (!("rename" in edit) || !tree.isFolder(edit.rename)) return [edit];
  const below = `${edit.rename}/`;
  return tree.workspace.list().map(({ path }) => path).filter((path) => path.startsWith(below)).map((path) => ({ rename: path, to: `${edit.to}/${path.slice(below.length)}` }));
}
function impossible(tree, edits) {
  if (edits.length === 0) return "it changes nothing";
  const created = new Set(edits.flatMap((edit) => "create" in edit ? [edit.create] : []));
  for (const [index, edit] of edits.entries()) {
    const why = impossibleEdit(tree, edit, created);
    if (why !== void 0) return why;
    if (edits.slice(0, index).some((other) => clash(other, edit))) {
      return `its own changes of ${pathOf(edit)} overlap`;
    }
  }
  return void 0;
}
function impossibleEdit(tree, edit, created) {
  if ("create" in edit) return newPathWhy(tree, edit.create);
  if ("rename" in edit) return fileWhy(tree, edit.rename) ?? newPathWhy(tree, edit.to);
  if ("chmod" in edit && created.has(edit.chmod)) return outsideWhy(tree, edit.chmod);
  const why = fileWhy(tree, pathOf(edit));
  if (why !== void 0 || !("replace" in edit)) return why;
  const { file } = edit.replace;
  const content = tree.workspace.read(file.path);
  if (content === void 0 || !("text" in content) || content.text !== file.text) {
    return `${file.path} is not the file that was read`;
  }
  const { start, end } = spanOf(edit.replace);
  const fits = start >= 0 && start <= end && end <= file.text.length;
  return fits ? void 0 : `its place is not in ${file.path}`;
}
function overlapping(owned, edits) {
  for (const edit of edits) {
    const near = placesOf(edit).flatMap((path) => owned.get(path) ?? []);
    const other = near.find((one) => clash(one.edit, edit));
    if (other === void 0) continue;
    return `it overlaps the fix of ${other.finding.rule} at ${whereOf(other.finding)}`;
  }
  return void 0;
}
function placesOf(edit) {
  if ("create" in edit) return [edit.create, ...foldersDownTo(edit.create)];
  if ("rename" in edit) return [edit.rename, edit.to, ...foldersDownTo(edit.to)];
  return [pathOf(edit)];
}
function pathOf(edit) {
  if ("replace" in edit) return edit.replace.file.path;
  if ("create" in edit) return edit.create;
  if ("rename" in edit) return edit.rename;
  return "remove" in edit ? edit.remove : edit.chmod;
}
function newPathOf(edit) {
  if ("create" in edit) return edit.create;
  return "rename" in edit ? edit.to : void 0;
}
function clash(a, b) {
  return meet(a, b) && !isEqual(a, b);
}
function meet(a, b) {
  if (newPathsClash(newPathOf(a), newPathOf(b))) return true;
  if (pathOf(a) !== pathOf(b)) return false;
  if ("remove" in a || "remove" in b) return true;
  if ("replace" in a && "replace" in b) return spansClash(spanOf(a.replace), spanOf(b.replace));
  return "rename" in a && "rename" in b || "chmod" in a && "chmod" in b;
}
function isEqual(a, b) {
  const plain = (edit) => "replace" in edit ? [edit.replace.file.path, spanOf(edit.replace), edit.text] : edit;
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
function newPathsClash(a, b) {
  if (a === void 0 || b === void 0) return false;
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
function spansClash(a, b) {
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return Math.max(a.start, b.start) < Math.min(a.end, b.end) || inside(a, b) || inside(b, a);
}
function inside({ start, end }, around) {
  return start === end && around.start < start && start < around.end;
}
function spanOf({ file, span }) {
  return span ?? { start: 0, end: file.text.length };
}

// src/engine/fix/patch.ts
function laidFiles(changes, carriedFrom = () => null) {
  const files = /* @__PURE__ */ new Map();
  for (const { path, from, after } of changes) {
    if (from !== void 0) files.set(from, null);
    if (after === void 0) files.set(path, null);
  }
  for (const { path, from, after, executable, carried } of changes) {
    if (after === void 0) continue;
    if (carried) files.set(path, carriedFrom(from ?? path));
    else files.set(path, { content: { text: after }, kind: executable.after ? "executable" : "file" });
  }
  return files;
}
function composed(first, second) {
  const then = new Map(second.map((change) => [change.from ?? change.path, change]));
  const done = /* @__PURE__ */ new Set();
  const both = first.map((before) => {
    const after = then.get(before.path);
    if (after === void 0) return before;
    done.add(after);
    return joined(before, after);
  });
  const rest = second.filter((change) => !done.has(change));
  const all = [...both, ...rest].filter((change) => change !== void 0);
  return settled(all).sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
function settled(changes) {
  const gone = new Map(changes.flatMap((one) => one.after === void 0 ? [[one.path, one]] : []));
  const taken = new Set(changes.flatMap(({ path, after }) => after === void 0 ? [] : [path]));
  return changes.flatMap((change) => {
    const { path, from, before, after, executable } = change;
    if (after === void 0) return taken.has(path) ? [] : [change];
    const other = gone.get(path);
    if (from === void 0 || before === void 0 || other?.before === void 0) return [change];
    const modes = { before: other.executable.before, after: executable.after };
    return [
      { path, before: other.before, after, executable: modes },
      { path: from, before, executable: { before: executable.before, after: executable.before } }
    ];
  });
}
function joined(first, second) {
  const origin = first.before === void 0 ? void 0 : first.from ?? first.path;
  if (second.after === void 0) {
    if (origin === void 0 || first.before === void 0) return void 0;
    const was = first.executable.before;
    return { path: origin, before: first.before, executable: { before: was, after: was } };
  }
  const mode2 = second.executable.after;
  if (origin === void 0 || first.before === void 0) {
    return { path: second.path, after: second.after, executable: { before: mode2, after: mode2 } };
  }
  const executable = { before: first.executable.before, after: mode2 };
  const moved = origin === second.path ? {} : { from: origin };
  const carried = first.carried && second.carried ? { carried: true } : {};
  const change = {
    path: second.path,
    ...moved,
    before: first.before,
    after: second.after,
    executable,
    ...carried
  };
  const idle = origin === second.path && first.before === second.after && executable.before === mode2;
  return idle ? void 0 : change;
}
function movedPaths(changes) {
  const moved = changes.flatMap(({ from, path }) => from === void 0 ? [] : [[from, path]]);
  const forth = new Map(moved);
  const back = new Map(moved.map(([from, path]) => [path, from]));
  return { after: (path) => forth.get(path) ?? path, before: (path) => back.get(path) ?? path };
}

export {
  treeOf,
  outsideWhy,
  newPathWhy,
  chooseFixes,
  applyEdits,
  touchedBy,
  whereOf,
  laidFiles,
  composed,
  movedPaths,
  patchText
};

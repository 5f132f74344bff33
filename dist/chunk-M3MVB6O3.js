import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/names.ts
function ownValue(table, name) {
  return table !== void 0 && Object.hasOwn(table, name) ? table[name] : void 0;
}
function literally(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
function plainJson(json) {
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu, escapedUnits).replaceAll("##[", "##\\u005b");
}
function escapedUnits(character) {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
function movedNames(paths, pathAfter) {
  const moved = movedParts(paths, pathAfter);
  if (moved.size === 0) return (text) => text;
  const longestFirst = [...moved.keys()].sort((a, b) => b.length - a.length);
  const names = longestFirst.map((name) => literally(name)).join("|");
  const whole = new RegExp(`(?<![\\w./-])(?:${names})(?![\\w-]|\\.\\w)`, "g");
  return (text) => text.replace(whole, (name) => moved.get(name) ?? name);
}
function partsAfter({ of, names }, pathAfter) {
  const home = folderPrefix(of);
  const end = folderPrefix(pathAfter(of) ?? of);
  return names.map((name) => {
    const to = pathAfter(home + name);
    return to !== void 0 && to !== home + name && to.startsWith(end) ? to.slice(end.length) : name;
  });
}
function folderPrefix(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
function movedParts(paths, pathAfter) {
  const parts = /* @__PURE__ */ new Map();
  for (const from of paths) {
    const to = pathAfter(from);
    if (to === void 0 || to === from) continue;
    parts.set(from, to);
    const [left, right] = differing(from.split("/"), to.split("/"));
    if (left !== "" && right !== "") parts.set(left, right);
  }
  return parts;
}
function differing(from, to) {
  if (from.length !== to.length) return ["", ""];
  const at = from.findIndex((part, index) => part !== to[index]);
  return [from.slice(0, at + 1).join("/"), to.slice(0, at + 1).join("/")];
}
function nearest(word, candidates) {
  const most = Math.max(1, Math.floor(word.length / 3));
  return within(most, word, candidates) ?? begunBy(word.toLowerCase(), candidates);
}
function slipOf(word, candidates) {
  return within(1, word, candidates);
}
function within(most, word, candidates) {
  const wanted = word.toLowerCase();
  let best = most + 1;
  let found;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), best);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}
function begunBy(wanted, candidates) {
  if (wanted.length < SHORTEST_BEGINNING) return void 0;
  const begun = [...candidates].filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0] : void 0;
}
var SHORTEST_BEGINNING = 3;
function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (same ? 0 : 1)
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped && row > 1 && column > 1) cost = Math.min(cost, (beforeLast[column - 2] ?? limit) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length] ?? limit, limit);
}

export {
  ownValue,
  literally,
  plainJson,
  movedNames,
  partsAfter,
  nearest,
  slipOf
};

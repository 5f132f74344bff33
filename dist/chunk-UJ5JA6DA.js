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

export {
  ownValue,
  literally,
  plainJson,
  movedNames
};

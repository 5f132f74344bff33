import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  byPlace
} from "./chunk-AB3U5TTC.js";
import {
  movedNames,
  partsAfter
} from "./chunk-M3MVB6O3.js";
import {
  lineText,
  rangeOf
} from "./chunk-7VLJIIEK.js";

// src/engine/compare.ts
function compareFindings({ base, head, headPathOf, isAdded, nameBefore }) {
  const inHead = movedNames(
    base.map(({ at }) => at.file.path),
    headPathOf
  );
  const before = groups(base, ({ rule, at, key, parts, folder }) => {
    const path = parts?.of ?? at.file.path;
    const place = folder === void 0 ? headPathOf(path) ?? path : `${inHead(folder)}/`;
    return identity(rule, place, parts === void 0 ? inHead(key) : void 0);
  });
  const after = groups(head, ({ rule, at, key, parts, folder }) => {
    const place = folder === void 0 ? parts?.of ?? at.file.path : `${folder}/`;
    return identity(rule, place, parts === void 0 ? key : void 0);
  });
  const existing = /* @__PURE__ */ new Set();
  const fixed = [];
  const moved = (old) => old.parts === void 0 ? old : { ...old, parts: { ...old.parts, names: partsAfter(old.parts, headPathOf) } };
  for (const [key, olds] of before) {
    const pairs = pairUp(olds, after.get(key) ?? [], isAdded);
    const had = new Set(olds.flatMap(({ images }) => images));
    for (const { now } of pairs) {
      if (!bringsImage(now, had, nameBefore) && !bringsPart(now, olds.map(moved))) existing.add(now);
    }
    const kept = new Set(pairs.map(({ was }) => was));
    for (const one of olds.filter((old) => !kept.has(old))) fixed.push(one);
  }
  for (const now of head.filter((one) => one.folder !== void 0 && !existing.has(one)))
    if (base.some((old) => isOfMoreImages(old, now, nameBefore))) existing.add(now);
  return {
    findings: head.map((finding) => ({
      ...finding,
      novelty: existing.has(finding) ? "existing" : "introduced"
    })),
    fixed: fixed.sort(byPlace)
  };
}
function isOfMoreImages(old, now, nameBefore) {
  if (old.rule !== now.rule || old.key !== now.key || now.ofWholeFolder === true || now.images.length === 0)
    return false;
  return now.images.every(
    (name) => old.images.includes(nameBefore === void 0 ? name : nameBefore(name) ?? "")
  );
}
function bringsImage({ images, folder, ofWholeFolder }, had, nameBefore) {
  if (nameBefore === void 0 || folder !== void 0 || ofWholeFolder === true) return false;
  return images.some((name) => !had.has(nameBefore(name) ?? ""));
}
function bringsPart({ parts }, others) {
  const named = new Set(others.flatMap((other) => other.parts?.names ?? []));
  return parts?.names.some((name) => !named.has(name)) === true;
}
function pairUp(olds, news, isAdded) {
  const free = new Set(news);
  const pairs = [];
  const waiting = [];
  for (const was of olds) {
    const text = lineOf(was);
    const now = [...free].find((each) => lineOf(each) === text && !onAddedLine(each, isAdded));
    if (now === void 0) waiting.push(was);
    else {
      pairs.push({ was, now });
      free.delete(now);
    }
  }
  const rest = [...free].sort((a, b) => Number(onAddedLine(a, isAdded)) - Number(onAddedLine(b, isAdded)));
  for (const [index, was] of waiting.entries()) {
    const now = rest[index];
    if (now !== void 0) pairs.push({ was, now });
  }
  return pairs;
}
function onAddedLine({ at }, isAdded) {
  return at.span !== void 0 && isAdded?.(at.file.path, rangeOf(at).start.line) === true;
}
function lineOf({ at }) {
  return at.span === void 0 ? "" : lineText(at.file, rangeOf(at).start.line).trim();
}
function identity(rule, path, key) {
  return JSON.stringify([rule, path, key]);
}
function groups(findings, keyOf) {
  const found = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const key = keyOf(finding);
    const same = found.get(key);
    if (same === void 0) found.set(key, [finding]);
    else same.push(finding);
  }
  return found;
}

export {
  compareFindings,
  bringsPart
};

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  globExpression
} from "./chunk-P2NZQK6N.js";

// src/parsers/codeowners.ts
function parseCodeowners(text) {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.trim().match(/(?:\\.|[^\s\\])+/g) ?? [];
    const end = words.findIndex((word) => word.startsWith("#"));
    const [pattern, ...owners] = end < 0 ? words : words.slice(0, end);
    if (pattern === void 0 || /^!|[[\]]/.test(pattern)) return [];
    return [{ pattern: pattern.replace(/\\(.)/g, "$1"), owners }];
  });
}

// src/model/repo/owners.ts
var PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
function codeOwners(read) {
  const file = PLACES.map(read).find((one) => one !== void 0);
  if (file === void 0 || "unreadable" in file) return void 0;
  const lines = parseCodeowners(file.text).map(({ pattern, owners }) => ({ owners, ...matcherOf(pattern) }));
  return (path) => lines.findLast(({ matches }) => matches(path))?.owners ?? [];
}
function matcherOf(pattern) {
  const isFolder = pattern.endsWith("/");
  const isAnchored = pattern.slice(0, -1).includes("/");
  const parts = pattern.split("/").filter((part) => part !== "");
  const wanted = isAnchored ? parts : ["**", ...parts];
  const below = isFolder || parts.at(-1) !== "*";
  return {
    matches: (path) => {
      const names = path.split("/");
      if (!isFolder && matchesParts(wanted, names)) return true;
      return below && names.slice(1).some((_, index) => matchesParts(wanted, names.slice(0, index + 1)));
    }
  };
}
function matchesParts(parts, names) {
  let ends = [true, ...names.map(() => false)];
  for (const part of parts) {
    if (part === "**") {
      const first = ends.indexOf(true);
      ends = ends.map((_, index) => first >= 0 && index >= first);
      continue;
    }
    const { test } = globExpression(part);
    ends = ends.map((_, index) => index > 0 && ends[index - 1] === true && test(names[index - 1] ?? ""));
  }
  return ends.at(-1) === true;
}

export {
  codeOwners,
  matchesParts
};

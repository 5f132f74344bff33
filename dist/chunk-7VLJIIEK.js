import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/source.ts
function sourceFile(path, text) {
  const lineStarts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lineStarts.push(end + 1);
  return { path, text, lineStarts };
}
function positionAt(file, offset) {
  const at = Math.max(0, Math.min(offset, file.text.length));
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if ((file.lineStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (file.lineStarts[low] ?? 0) + 1 };
}
function offsetAt(file, { line, column }) {
  const start = file.lineStarts[line - 1];
  return start === void 0 ? file.text.length : Math.min(start + column - 1, file.text.length);
}
function lineText(file, line) {
  const start = file.lineStarts[line - 1];
  if (start === void 0) return "";
  return file.text.slice(start, file.lineStarts[line] ?? file.text.length).replace(/[\r\n]+$/, "");
}
var LONGEST = 80;
function lineAt({ file, span }) {
  return span === void 0 ? "" : lineText(file, positionAt(file, span.start).line).trim().slice(0, LONGEST);
}
function lineKey(what, place) {
  return `${what} ${lineAt(place)}`.trimEnd();
}
function rangeOf(place) {
  const { start, end } = place.span ?? { start: 0, end: 0 };
  return { start: positionAt(place.file, start), end: positionAt(place.file, end) };
}
function textOf(file, span) {
  return file.text.slice(span.start, span.end);
}
function isSamePlace(one, other) {
  return isSameStart(one, other) && one.span?.end === other.span?.end;
}
function placeKey({ file, span }) {
  return `${span?.start}-${span?.end} ${file.path}`;
}
function isSameStart(one, other) {
  return one.file.path === other.file.path && one.span?.start === other.span?.start;
}
function beginBefore(list, offset) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((list[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
function lastBegun(list, offset) {
  return list[beginBefore(list, offset + 1) - 1];
}

export {
  sourceFile,
  positionAt,
  offsetAt,
  lineText,
  lineKey,
  rangeOf,
  textOf,
  isSamePlace,
  placeKey,
  isSameStart,
  beginBefore,
  lastBegun
};

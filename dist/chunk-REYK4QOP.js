import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  fitted,
  wrapped
} from "./chunk-SY2YNAVI.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";

// src/escape/mermaid-label.ts
var LINE_AT_MOST = 48;
var LINES_AT_MOST = 4;
function label(lines) {
  return `"${lines.map(line).join("<br/>")}"`;
}
function line(text) {
  const shown = safe(text).replaceAll("$", "\uFF04").replace(/\b(fa\w?):(?=fa)/giu, "$1\uFF1A");
  const lines = wrapped(shown, LINE_AT_MOST);
  const more = lines.length > LINES_AT_MOST ? ["\u2026"] : [];
  return [...lines.slice(0, LINES_AT_MOST).map((one) => fitted(one, LINE_AT_MOST)), ...more].map(inert).join("<br/>");
}
function inert(text) {
  return text.replace(new RegExp("[^\\p{L}\\p{N} ,:/\u2192\u2026.-]|(?<!\\S)(?:\\p{N}+(?=\\. )|-(?= ))", "gu"), (found) => entity(found));
}
function entity(text) {
  return [...text].map((character) => `#${character.codePointAt(0)};`).join("");
}

export {
  label
};

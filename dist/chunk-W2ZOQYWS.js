import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  ownValue
} from "./chunk-M3MVB6O3.js";

// src/escape/safe.ts
var UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;
var NAMED = { "\n": "\\n", "\r": "\\r", "	": "\\t" };
function safe(text) {
  return text.replace(
    UNSEEN,
    (character) => ownValue(NAMED, character) ?? escaped(character.codePointAt(0) ?? 0)
  );
}
function escaped(code) {
  const digits = code.toString(16);
  return code < 256 ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
}

export {
  safe
};

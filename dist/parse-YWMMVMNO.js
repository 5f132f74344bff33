import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  parseMarkdown,
  readMarkdownText
} from "./chunk-SZFEWJMI.js";
import {
  MARKDOWN_LIMITS,
  SMALL_MARKDOWN,
  tooHeavyMarkdown
} from "./chunk-PHF5CIVR.js";
import {
  unreadMarkdown
} from "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import "./chunk-7VLJIIEK.js";
import "./chunk-OJYSIXFC.js";
import "./chunk-IKB4C3XX.js";
export {
  MARKDOWN_LIMITS,
  SMALL_MARKDOWN,
  parseMarkdown,
  readMarkdownText,
  tooHeavyMarkdown,
  unreadMarkdown
};

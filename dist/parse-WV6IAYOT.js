import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  parseMarkdown,
  readMarkdownText
} from "./chunk-DYTVVO2V.js";
import {
  MARKDOWN_LIMITS,
  SMALL_MARKDOWN,
  tooHeavyMarkdown
} from "./chunk-PHF5CIVR.js";
import {
  unreadMarkdown
} from "./chunk-CDUI6D6B.js";
import "./chunk-PJBYR5E6.js";
import "./chunk-OQZTDVIX.js";
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

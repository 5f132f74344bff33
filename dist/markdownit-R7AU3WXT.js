import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  require_markdownit
} from "./chunk-WMCUKTO3.js";
import "./chunk-IKB4C3XX.js";
export default require_markdownit();

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  check,
  checkAll,
  checkRule,
  checking,
  failureText,
  runRule,
  unreadFindings
} from "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";
export {
  check,
  checkAll,
  checkRule,
  checking,
  failureText,
  runRule,
  unreadFindings
};

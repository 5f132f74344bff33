import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  check,
  checkAll,
  checkRule,
  checking,
  failureText,
  runRule,
  unreadFindings
} from "./chunk-6D4EK6M5.js";
import "./chunk-3SFIPWJO.js";
import "./chunk-OQZTDVIX.js";
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

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  check,
  checkAll,
  checkRule,
  checking,
  failureText,
  runRule,
  unreadFindings
} from "./chunk-CTSWAI2V.js";
import "./chunk-ZEHUP7BJ.js";
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

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  check,
  checkAll,
  checkRule,
  checking,
  failureText,
  runRule,
  unreadFindings
} from "./chunk-JKVHTMCB.js";
import "./chunk-FHGZGNCV.js";
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

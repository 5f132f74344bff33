import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  pullDiff,
  readPullDiff
} from "./chunk-45KJMZVC.js";
import "./chunk-BI7NEREP.js";
import "./chunk-IKB4C3XX.js";
export {
  pullDiff,
  readPullDiff
};

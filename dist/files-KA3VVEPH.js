import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  pullDiff,
  readPullDiff
} from "./chunk-QMJZPQIP.js";
import "./chunk-MTTMMLFA.js";
import "./chunk-IKB4C3XX.js";
export {
  pullDiff,
  readPullDiff
};

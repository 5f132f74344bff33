import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  pullDiff,
  readPullDiff
} from "./chunk-V252UKXC.js";
import "./chunk-VFXLU266.js";
import "./chunk-IKB4C3XX.js";
export {
  pullDiff,
  readPullDiff
};

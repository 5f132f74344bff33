import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  require_markdownit
} from "./chunk-YH37HQ3K.js";
export default require_markdownit();

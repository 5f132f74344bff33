import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  failureOf,
  isDoubtful,
  lostDelivery,
  mapAnswer,
  whyOf
} from "./chunk-MTTMMLFA.js";
import "./chunk-IKB4C3XX.js";
export {
  failureOf,
  isDoubtful,
  lostDelivery,
  mapAnswer,
  whyOf
};

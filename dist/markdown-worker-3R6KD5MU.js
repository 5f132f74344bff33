import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  READY
} from "./chunk-YZN3I273.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-3H7WJ2PN.js";
import {
  readMarkdownText
} from "./chunk-DYTVVO2V.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-PJBYR5E6.js";
import {
  sourceFile
} from "./chunk-OQZTDVIX.js";
import "./chunk-OJYSIXFC.js";
import "./chunk-IKB4C3XX.js";

// src/app/markdown-worker.ts
import { parentPort } from "node:worker_threads";
function answerQuestions() {
  parentPort?.on("message", ({ files, lint }) => {
    for (const { path, text } of files)
      parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
  });
  parentPort?.postMessage(READY);
}
export {
  answerQuestions
};

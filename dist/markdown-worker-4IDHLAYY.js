import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  READY,
  readMarkdownText
} from "./chunk-5E5B6KJO.js";
import "./chunk-UJ5JA6DA.js";
import "./chunk-3H7WJ2PN.js";
import {
  sourceFile
} from "./chunk-OQZTDVIX.js";
import "./chunk-OJYSIXFC.js";
import "./chunk-IKB4C3XX.js";

// src/app/markdown-worker.ts
import { parentPort } from "node:worker_threads";
function answerQuestions() {
  parentPort?.on("message", ({ path, text, lint }) => {
    parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
  });
  parentPort?.postMessage(READY);
}
export {
  answerQuestions
};

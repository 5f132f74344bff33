import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  READY
} from "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-3H7WJ2PN.js";
import {
  readMarkdownText
} from "./chunk-SZFEWJMI.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import {
  sourceFile
} from "./chunk-7VLJIIEK.js";
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

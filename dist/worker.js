import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  READY,
  readMarkdownText,
  sourceFile
} from "./chunk-X725LRHF.js";
import "./chunk-YH37HQ3K.js";

// src/bin/worker.ts
import { parentPort } from "node:worker_threads";
parentPort?.on("message", ({ path, text, lint }) => {
  parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
});
parentPort?.postMessage(READY);

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  READY,
  readMarkdownText,
  sourceFile
} from "./chunk-NLWQCY52.js";
import "./chunk-OJYSIXFC.js";
import "./chunk-IKB4C3XX.js";

// src/bin/worker.ts
import { parentPort } from "node:worker_threads";
parentPort?.on("message", ({ path, text, lint }) => {
  parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
});
parentPort?.postMessage(READY);

import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  rememberCompiled
} from "./chunk-3H7WJ2PN.js";
import "./chunk-IKB4C3XX.js";

// src/bin/worker.ts
import { workerData } from "node:worker_threads";
if (typeof workerData === "string") rememberCompiled(workerData);
var { answerQuestions } = await import("./markdown-worker-3R6KD5MU.js");
answerQuestions();

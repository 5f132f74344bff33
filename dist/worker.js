import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  rememberCompiled
} from "./chunk-3H7WJ2PN.js";
import "./chunk-IKB4C3XX.js";

// src/bin/worker.ts
import { workerData } from "node:worker_threads";
if (typeof workerData === "string") rememberCompiled(workerData);
var { answerQuestions } = await import("./markdown-worker-J5X4XBDU.js");
answerQuestions();

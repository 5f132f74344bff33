import { workerData } from "node:worker_threads";
import { rememberCompiled } from "../app/compiled.ts";

if (typeof workerData === "string") rememberCompiled(workerData);
import("../app/markdown-worker.ts").then(({ answerQuestions }) => answerQuestions());

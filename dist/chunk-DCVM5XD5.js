import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  lazy_Worker
} from "./chunk-NKKNJKX6.js";

// src/app/cli/progress.ts
var noProgress = { say: () => {
}, done: async () => {
} };
var ERASE = "\r\x1B[2K";
var WATCHER = `
const { writeSync } = require("node:fs");
const { parentPort, workerData } = require("node:worker_threads");
const work = { doing: "", isLong: false };
const show = () => {
  if (!work.isLong || work.doing === "") return;
  Atomics.store(workerData.shown, 0, 1);
  try { writeSync(workerData.terminal, workerData.erase + "keelcheck: " + work.doing + " ..."); } catch {}
};
setTimeout(() => {
  work.isLong = true;
  show();
}, workerData.patience);
parentPort.on("message", (text) => {
  work.doing = text;
  show();
});
`;
function progressLine(terminal, write, patience = 1e3) {
  const shown = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { terminal, patience, shown, erase: ERASE };
  const watcher = new lazy_Worker(WATCHER, { eval: true, workerData, execArgv: [], env: {} });
  watcher.on("error", () => {
  });
  watcher.unref();
  return {
    say: (doing) => watcher.postMessage(doing),
    async done() {
      await watcher.terminate();
      if (Atomics.load(shown, 0) === 1) write(ERASE);
    }
  };
}

export {
  noProgress,
  progressLine
};

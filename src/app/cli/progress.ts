import { Worker } from "node:worker_threads";
import type { Progress } from "../load.ts";

/** A line that says what takes so long. */
export interface ProgressLine {
  readonly say: Progress;
  /** Erases the line; nothing may be printed before it has. */
  readonly done: () => Promise<void>;
}

/** Where nobody looks on. */
export const noProgress: ProgressLine = { say: () => {}, done: async () => {} };

const ERASE = "\r\u001b[2K";

// Reading a fleet blocks its thread, so that a timer of the same thread would come too late.
const WATCHER = `
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

/** A line on the terminal of a file descriptor, from the moment on that the work has taken `patience` milliseconds. */
export function progressLine(
  terminal: number,
  write: (text: string) => void,
  patience = 1_000,
): ProgressLine {
  const shown = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { terminal, patience, shown, erase: ERASE };
  const watcher = new Worker(WATCHER, { eval: true, workerData, execArgv: [], env: {} });
  // A line less is no reason to fail.
  watcher.on("error", () => {});
  watcher.unref();
  return {
    say: (doing) => watcher.postMessage(doing),
    async done() {
      await watcher.terminate();
      if (Atomics.load(shown, 0) === 1) write(ERASE);
    },
  };
}

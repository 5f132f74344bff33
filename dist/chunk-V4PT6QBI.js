import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  lazy_Worker
} from "./chunk-NKKNJKX6.js";
import {
  compiledFolder
} from "./chunk-3H7WJ2PN.js";
import {
  SMALL_MARKDOWN,
  tooHeavyMarkdown
} from "./chunk-PHF5CIVR.js";
import {
  unreadMarkdown
} from "./chunk-CDUI6D6B.js";

// src/app/markdown.ts
import { availableParallelism } from "node:os";
var READY = "ready";
var USUAL_BUDGET = 2e3;
var SECOND_BUDGET = 1e4;
var SECOND_TRIES = 3;
var START = 18e4;
var MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
var FILES_A_WORKER = 25;
var MOST_WORKERS = 4;
async function readMarkdown(files, options = {}) {
  const read = /* @__PURE__ */ new Map();
  const waiting = [];
  for (const file of files) {
    const heavy = tooHeavyMarkdown(file.text, options.limits);
    if (heavy === void 0) waiting.push(file);
    else read.set(file, unreadMarkdown(heavy));
  }
  if (isLittle(waiting, options)) {
    const { readMarkdownText } = await import("./parse-YWMMVMNO.js");
    for (const file of waiting) read.set(file, readMarkdownText(file));
    waiting.length = 0;
  }
  const late = [];
  const lanes = Math.min(Math.ceil(waiting.length / FILES_A_WORKER), otherCores(), MOST_WORKERS);
  const shares = Array.from(
    { length: lanes },
    (_, lane) => waiting.filter((_2, index) => index % lanes === lane)
  );
  await Promise.all(shares.map((share) => readAll(share, { read, late }, options)));
  if (options.budget === void 0 && late.length > 0) {
    const again = late.slice(0, SECOND_TRIES);
    await readAll(again, { read, late: [] }, { ...options, budget: SECOND_BUDGET });
  }
  return new Map(
    files.map((file) => [file.path, { file, ...read.get(file) ?? unreadMarkdown("it was not read") }])
  );
}
function isLittle(files, { lint, worker }) {
  if (files.length === 0 || lint !== void 0 || worker !== void 0) return false;
  return files.reduce((sum, { text }) => sum + text.length, 0) <= SMALL_MARKDOWN;
}
function otherCores() {
  return Math.max(1, availableParallelism() - 1);
}
function notRead(why) {
  const isHeavy = why.startsWith(LATE) || why === TOO_LARGE;
  return isHeavy ? unreadMarkdown(why) : { ...unreadMarkdown(why), threw: true };
}
async function readAll(files, sink, options) {
  for (let left = files; left.length > 0; ) left = await readSome(left, sink, options);
}
async function readSome(files, { read, late }, options) {
  const { lint, budget = USUAL_BUDGET } = options;
  const worker = openWorker(options);
  try {
    const answers = new Answers(worker);
    const asked = files.map(({ path, text }) => ({ path, text }));
    worker.postMessage({ files: asked, ...lint && { lint } });
    await started(answers, budget);
    for (const [number, file] of files.entries()) {
      const { message, failure } = await answers.next(budget);
      read.set(file, failure === void 0 ? message : notRead(failure));
      if (failure?.startsWith(LATE)) late.push(file);
      if (failure !== void 0) return files.slice(number + 1);
    }
    return [];
  } finally {
    await worker.terminate();
  }
}
function workerUrl() {
  return new URL(import.meta.url.endsWith(".ts") ? "../bin/worker.ts" : "./worker.js", import.meta.url);
}
function openWorker({ worker: url }) {
  return new lazy_Worker(url ?? workerUrl(), {
    resourceLimits: MEMORY,
    execArgv: [],
    env: {},
    workerData: compiledFolder()
  });
}
async function started(answers, budget) {
  const { message, failure } = await answers.next(Math.max(START, budget));
  if (message === READY) return;
  throw new Error(`the Markdown reader did not start: ${failure ?? "it said something else"}`);
}
var LATE = "it took longer than";
var TOO_LARGE = "it needs too much memory to read";
var Answers = class {
  #waiting = [];
  #settle;
  constructor(worker) {
    worker.on("message", (message) => this.#take({ message }));
    worker.on("error", (error) => this.#take({ failure: failureOf(error) }));
    worker.on("exit", () => this.#take({ failure: "the Markdown reader stopped" }));
  }
  #take(answer) {
    if (this.#settle === void 0) this.#waiting.push(answer);
    else this.#settle(answer);
  }
  /** The next one, which may take so many milliseconds; those are not counted while this thread is busy. */
  next(milliseconds) {
    const known = this.#waiting.shift();
    if (known !== void 0) return Promise.resolve(known);
    return new Promise((resolve) => {
      const settle = (answer) => {
        clearTimeout(timer);
        this.#settle = void 0;
        resolve(answer);
      };
      const late = `${LATE} ${milliseconds / 1e3} s to read`;
      const giveUp = () => {
        if (this.#settle === settle) settle({ failure: late });
      };
      const timer = setTimeout(() => setImmediate(giveUp), milliseconds);
      this.#settle = settle;
    });
  }
};
function failureOf(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return TOO_LARGE;
  return `the Markdown reader failed: ${error instanceof Error ? error.message : String(error)}`;
}

export {
  READY,
  USUAL_BUDGET,
  readMarkdown
};

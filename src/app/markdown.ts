import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type MarkdownLimits, tooHeavyMarkdown } from "../parsers/markdown/screen.ts";
import { type MarkdownFile, type MarkdownReading, unreadMarkdown } from "../parsers/markdown/tree.ts";
import type { SourceFile } from "../source.ts";
import { compiledFolder } from "./compiled.ts";

/** How to read Markdown files; all but `lint` has its default. */
export interface ReadMarkdownOptions {
  /** The team's markdownlint configuration as plain data. */
  readonly lint?: Readonly<Record<string, unknown>>;
  /** Milliseconds that one file may take; 2,000. */
  readonly budget?: number;
  /** What a text may have before it is not tried. */
  readonly limits?: MarkdownLimits;
  /** The worker's module. */
  readonly worker?: URL;
}

/** What the worker is asked; it answers with a `MarkdownReading`. */
export interface MarkdownQuestion {
  readonly path: string;
  readonly text: string;
  readonly lint?: Readonly<Record<string, unknown>>;
}

/** What the worker says once it can be asked. */
export const READY = "ready";

/** Milliseconds that one file may take. */
export const USUAL_BUDGET = 2_000;
// A machine that is busy elsewhere makes a healthy README late: it gets one more, longer try. A few texts do; no more
// of them may hold the check up.
const SECOND_BUDGET = 10_000;
const SECOND_TRIES = 3;
const START = 30_000;
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
// Starting a worker costs as much as reading some twenty READMEs.
const FILES_A_WORKER = 25;
const MOST_WORKERS = 4;

/**
 * Reads Markdown files in workers, so that no text can hang or crash the check: one that takes longer than the
 * budget, or the memory, is given up and says so. The map is by path, in the order of the files.
 */
export async function readMarkdown(
  files: readonly SourceFile[],
  options: ReadMarkdownOptions = {},
): Promise<Map<string, MarkdownFile>> {
  const read = new Map<SourceFile, MarkdownReading>();
  const waiting: SourceFile[] = [];
  for (const file of files) {
    const heavy = tooHeavyMarkdown(file.text, options.limits);
    if (heavy === undefined) waiting.push(file);
    else read.set(file, unreadMarkdown(heavy));
  }
  const late: SourceFile[] = [];
  const lanes = Math.min(Math.ceil(waiting.length / FILES_A_WORKER), availableParallelism(), MOST_WORKERS);
  await Promise.all(Array.from({ length: lanes }, () => readAll(waiting, { read, late }, options)));
  if (options.budget === undefined && late.length > 0) {
    const again = late.slice(0, SECOND_TRIES);
    await readAll(again, { read, late: [] }, { ...options, budget: SECOND_BUDGET });
  }
  return new Map(
    files.map((file) => [file.path, { file, ...(read.get(file) ?? unreadMarkdown("it was not read")) }]),
  );
}

/** What took too long or too much memory was given up; any other answer that is no reading is what the reader threw. */
function notRead(why: string): MarkdownReading {
  const isHeavy = why.startsWith(LATE) || why === TOO_LARGE;
  return isHeavy ? unreadMarkdown(why) : { ...unreadMarkdown(why), threw: true };
}

/** Takes files off the queue until it is empty; a worker that was given up with its file is replaced. */
async function readAll(
  queue: SourceFile[],
  { read, late }: { readonly read: Map<SourceFile, MarkdownReading>; readonly late: SourceFile[] },
  options: ReadMarkdownOptions,
): Promise<void> {
  let worker: Worker | undefined;
  try {
    for (let file = queue.shift(); file; file = queue.shift()) {
      worker ??= await startWorker(options);
      const answer = await ask(worker, file, options);
      read.set(file, typeof answer === "string" ? notRead(answer) : answer);
      if (typeof answer !== "string") continue;
      if (answer.startsWith(LATE)) late.push(file);
      await worker.terminate();
      worker = undefined;
    }
  } finally {
    await worker?.terminate();
  }
}

/** The worker's module: beside the bundle, or in the sources when they run as they stand. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith(".ts") ? "../bin/worker.ts" : "./worker.js", import.meta.url);
}

async function startWorker({ worker: url, budget = 0 }: ReadMarkdownOptions): Promise<Worker> {
  const worker = new Worker(url ?? workerUrl(), {
    resourceLimits: MEMORY,
    execArgv: [],
    env: {},
    workerData: compiledFolder(),
  });
  // One that is on its way down may fail when nobody asks it any more, and must not take the check with it.
  worker.on("error", () => {});
  const answer = await nextMessage(worker, Math.max(START, budget));
  if (answer.message === READY) return worker;
  await worker.terminate();
  throw new Error(`the Markdown reader did not start: ${answer.failure ?? "it said something else"}`);
}

/** The reading, or why there is none. */
async function ask(
  worker: Worker,
  file: SourceFile,
  options: ReadMarkdownOptions,
): Promise<MarkdownReading | string> {
  const budget = options.budget ?? USUAL_BUDGET;
  const question: MarkdownQuestion = { path: file.path, text: file.text };
  worker.postMessage(options.lint ? { ...question, lint: options.lint } : question);
  const { message, failure } = await nextMessage(worker, budget);
  // What our own worker sends is a reading: see bin/worker.ts.
  return failure ?? (message as MarkdownReading);
}

const LATE = "it took longer than";
const TOO_LARGE = "it needs too much memory to read";

interface Answer {
  readonly message?: unknown;
  readonly failure?: string;
}

function nextMessage(worker: Worker, milliseconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      worker.off("message", said);
      worker.off("exit", stopped);
      worker.off("error", failed);
      resolve(answer);
    };
    const said = (message: unknown): void => settle({ message });
    const failed = (error: unknown): void => settle({ failure: failureOf(error) });
    const stopped = (): void => settle({ failure: "the Markdown reader stopped" });
    const late = `${LATE} ${milliseconds / 1000} s to read`;
    // An answer that came while this thread was busy is heard first.
    const timer = setTimeout(() => setImmediate(() => settle({ failure: late })), milliseconds);
    worker.on("message", said).on("exit", stopped).on("error", failed);
  });
}

function failureOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return TOO_LARGE;
  return `the Markdown reader failed: ${error instanceof Error ? error.message : String(error)}`;
}

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type MarkdownLimits, SMALL_MARKDOWN, tooHeavyMarkdown } from "../parsers/markdown/screen.ts";
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

/** What the worker is asked; it answers with a `MarkdownReading` for each file, in their order. */
export interface MarkdownQuestion {
  readonly files: readonly Pick<SourceFile, "path" | "text">[];
  readonly lint?: Readonly<Record<string, unknown>>;
}

/** What the worker says once it can be asked. */
export const READY = "ready";

/** What the worker is told when nothing is left to ask. */
export const ENOUGH = "enough";

/** Milliseconds that one file may take. */
export const USUAL_BUDGET = 2_000;
// A machine that is busy elsewhere makes a healthy README late: it gets one more, longer try. A few texts do; no more
// of them may hold the check up.
const SECOND_BUDGET = 10_000;
const SECOND_TRIES = 3;
// Our own module starts or throws: the wait is for a machine that is busy elsewhere, and a runner may be.
const START = 180_000;
const MEMORY = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
// Starting a worker costs as much as reading some twenty READMEs.
const FILES_A_WORKER = 25;
const MOST_WORKERS = 4;

/**
 * Reads Markdown files in workers, so that no text can hang or crash the check: one that takes longer than the
 * budget, or the memory, is given up and says so. They go on while this thread is busy. The map is by path, in the order
 * of the files.
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
  if (isLittle(waiting, options)) {
    const { readMarkdownText } = await import("../parsers/markdown/parse.ts");
    for (const file of waiting) read.set(file, readMarkdownText(file));
    waiting.length = 0;
  }
  const late: SourceFile[] = [];
  const lanes = Math.min(Math.ceil(waiting.length / FILES_A_WORKER), otherCores(), MOST_WORKERS);
  const shares = Array.from({ length: lanes }, (_, lane) =>
    waiting.filter((_, index) => index % lanes === lane),
  );
  await Promise.all(shares.map((share) => readAll(share, { read, late }, options)));
  if (options.budget === undefined && late.length > 0) {
    const again = late.slice(0, SECOND_TRIES);
    await readAll(again, { read, late: [] }, { ...options, budget: SECOND_BUDGET });
  }
  return new Map(
    files.map((file) => [file.path, { file, ...(read.get(file) ?? unreadMarkdown("it was not read")) }]),
  );
}

/** Whether files are read before a worker has started. A team's configuration may hold patterns of its own. */
function isLittle(files: readonly SourceFile[], { lint, worker }: ReadMarkdownOptions): boolean {
  if (files.length === 0 || lint !== undefined || worker !== undefined) return false;
  return files.reduce((sum, { text }) => sum + text.length, 0) <= SMALL_MARKDOWN;
}

/** Cores beside the one that this thread is on. */
function otherCores(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** What took too long or too much memory was given up; any other answer that is no reading is what the reader threw. */
function notRead(why: string): MarkdownReading {
  const isHeavy = why.startsWith(LATE) || why === TOO_LARGE;
  return isHeavy ? unreadMarkdown(why) : { ...unreadMarkdown(why), threw: true };
}

/** Where readings go, and the files that took too long. */
interface Sink {
  readonly read: Map<SourceFile, MarkdownReading>;
  readonly late: SourceFile[];
}

/** Reads files in a worker; one that was given up with its file is replaced. */
async function readAll(
  files: readonly SourceFile[],
  sink: Sink,
  options: ReadMarkdownOptions,
): Promise<void> {
  for (let left = files; left.length > 0; ) left = await readSome(left, sink, options);
}

/** Reads files one after the other in a worker of their own, and gives those behind one that it was given up with. */
async function readSome(
  files: readonly SourceFile[],
  { read, late }: Sink,
  options: ReadMarkdownOptions,
): Promise<readonly SourceFile[]> {
  const { lint, budget = USUAL_BUDGET } = options;
  const worker = openWorker(options);
  let isDone = false;
  try {
    const answers = new Answers(worker);
    const asked = files.map(({ path, text }) => ({ path, text }));
    // Asked before it has started: it need not wait for this thread.
    worker.postMessage({ files: asked, ...(lint && { lint }) } satisfies MarkdownQuestion);
    await started(answers, budget);
    for (const [number, file] of files.entries()) {
      const { message, failure } = await answers.next(budget);
      // What our own worker sends is a reading: see bin/worker.ts.
      read.set(file, failure === undefined ? (message as MarkdownReading) : notRead(failure));
      if (failure?.startsWith(LATE)) late.push(file);
      if (failure !== undefined) return files.slice(number + 1);
    }
    // It keeps what was compiled, which nobody waits for.
    worker.postMessage(ENOUGH);
    worker.unref();
    isDone = true;
    return [];
  } finally {
    if (!isDone) await worker.terminate();
  }
}

/** The worker's module: beside the bundle, or in the sources when they run as they stand. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith(".ts") ? "../bin/worker.ts" : "./worker.cjs", import.meta.url);
}

function openWorker({ worker: url }: ReadMarkdownOptions): Worker {
  return new Worker(url ?? workerUrl(), {
    resourceLimits: MEMORY,
    execArgv: [],
    env: {},
    workerData: compiledFolder(),
  });
}

async function started(answers: Answers, budget: number): Promise<void> {
  const { message, failure } = await answers.next(Math.max(START, budget));
  if (message === READY) return;
  throw new Error(`the Markdown reader did not start: ${failure ?? "it said something else"}`);
}

const LATE = "it took longer than";
const TOO_LARGE = "it needs too much memory to read";

interface Answer {
  readonly message?: unknown;
  readonly failure?: string;
}

/** What a worker says, in its order, and why it says no more. */
class Answers {
  readonly #waiting: Answer[] = [];
  #settle: ((answer: Answer) => void) | undefined;

  constructor(worker: Worker) {
    worker.on("message", (message: unknown) => this.#take({ message }));
    worker.on("error", (error) => this.#take({ failure: failureOf(error) }));
    worker.on("exit", () => this.#take({ failure: "the Markdown reader stopped" }));
  }

  #take(answer: Answer): void {
    if (this.#settle === undefined) this.#waiting.push(answer);
    else this.#settle(answer);
  }

  /** The next one, which may take so many milliseconds; those are not counted while this thread is busy. */
  next(milliseconds: number): Promise<Answer> {
    const known = this.#waiting.shift();
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(answer);
      };
      const late = `${LATE} ${milliseconds / 1000} s to read`;
      const giveUp = (): void => {
        if (this.#settle === settle) settle({ failure: late });
      };
      // An answer that came while this thread was busy is heard first.
      const timer = setTimeout(() => setImmediate(giveUp), milliseconds);
      this.#settle = settle;
    });
  }
}

function failureOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return TOO_LARGE;
  return `the Markdown reader failed: ${error instanceof Error ? error.message : String(error)}`;
}

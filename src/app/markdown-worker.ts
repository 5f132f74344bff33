import { parentPort } from "node:worker_threads";
import { readMarkdownText } from "../parsers/markdown/parse.ts";
import { sourceFile } from "../source.ts";
import { ENOUGH, type MarkdownQuestion, READY } from "./markdown.ts";

/** Reads what the thread is asked for, and says first that it can be asked. */
export function answerQuestions(): void {
  parentPort?.on("message", (message: MarkdownQuestion | typeof ENOUGH) => {
    if (message === ENOUGH) process.exit();
    const { files, lint } = message;
    for (const { path, text } of files)
      parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
  });
  parentPort?.postMessage(READY);
}

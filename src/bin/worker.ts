import { parentPort } from "node:worker_threads";
import { type MarkdownQuestion, READY } from "../app/markdown.ts";
import { readMarkdownText } from "../parsers/markdown/parse.ts";
import { sourceFile } from "../source.ts";

parentPort?.on("message", ({ path, text, lint }: MarkdownQuestion) => {
  parentPort?.postMessage(readMarkdownText(sourceFile(path, text), lint ? { lint } : {}));
});
parentPort?.postMessage(READY);

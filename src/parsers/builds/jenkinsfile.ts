/** Jenkinsfiles: the images that their `sh` steps and `docker.build` make (jenkins.io, "Using Docker with Pipeline"). */
import type { SourceFile } from "../../source.ts";
import { readCommands } from "./command-script.ts";
import { type BuildCommandFile, type BuildCommands, joinedCommands } from "./command-tree.ts";

// A text of Groovy, in its four quotes.
const TEXT = String.raw`'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
// What matters of a pipeline; any other text is passed over whole, so that no brace in it counts.
const TOKENS = new RegExp(
  [
    String.raw`\bdir\s*\(\s*(?<folder>${TEXT})\s*\)\s*\{`,
    String.raw`\bsh\b\s*\(?\s*(?:\[?[^\n)'"]{0,100}?\bscript\s*:\s*)?(?<script>${TEXT})`,
    String.raw`\bdocker\.build\s*\(?\s*(?<image>${TEXT})(?:\s*,\s*(?<options>${TEXT}))?`,
    TEXT,
    String.raw`//[^\n]*`,
    "[{}]",
  ].join("|"),
  "g",
);
const VARIABLE = /^[ \t]*(?:def[ \t]+)?(\w+)[ \t]*=[ \t]*(?:'([^'\n]*)'|"([^"\n$]*)")[ \t]*$/gm;

/** Reads a Jenkinsfile. */
export function parseJenkinsfile(file: SourceFile): BuildCommandFile {
  const { text } = file;
  const variables = new Map<string, string | null>([["WORKSPACE", "."]]);
  for (const [, name = "", single, double] of text.matchAll(VARIABLE))
    variables.set(name, single ?? double ?? null);
  const found: BuildCommands[] = [];
  /** What each open block is in: a folder, or nothing of its own. */
  const blocks: string[] = [];
  for (const { 0: whole, index, groups = {} } of text.matchAll(TOKENS)) {
    const { folder, script, image, options } = groups;
    if (folder !== undefined) blocks.push(contentOf(folder));
    else if (whole === "{") blocks.push("");
    else if (whole === "}") blocks.pop();
    const command =
      image === undefined
        ? script && contentOf(script)
        : `docker build -t "${contentOf(image)}" ${argumentsOf(options)}`;
    if (command === undefined) continue;
    const place = () => ({ start: index, end: index + whole.length });
    found.push(readCommands({ text: command, place, folder: folderIn(blocks), variables }));
  }
  return { file, ...joinedCommands(found), comments: [], problems: [] };
}

function contentOf(quoted: string): string {
  const marks = /^(?:'''|""")/.test(quoted) ? 3 : 1;
  return quoted.slice(marks, -marks);
}

function argumentsOf(options: string | undefined): string {
  return options === undefined ? "." : contentOf(options);
}

function folderIn(blocks: readonly string[]): string | null {
  const named = blocks.filter((path) => path !== "");
  return named.some((path) => /^\/|\$/.test(path)) ? null : named.join("/");
}

/** Shells and interpreters, by the name of their file or by the first line of a script. */
import { baseName } from "../../container-path.ts";
import { isInit } from "./tools.ts";

/** Whether a program is a shell that reads a script as sh does, or nearly so; not fish or csh. */
export function isShell(program: string): boolean {
  return /^((ba|da|a|z|k|mk|ya)?sh|ksh93)$/.test(baseName(program));
}

const INTERPRETERS =
  /^(python[\d.]*|pypy[\d.]*|perl[\d.]*|ruby[\d.]*|node|nodejs|php[\d.]*|lua[\d.]*|tclsh[\d.]*|pwsh)$/;

/** Whether a program runs scripts of another language than the shell's. */
export function isInterpreter(program: string): boolean {
  return INTERPRETERS.test(baseName(program));
}

const PROMPTS = /^(bun|deno|irb|jshell|java|erl|iex|ghci|julia|mvn|gradle|composer|go|help)$/;

/** Whether a program without arguments waits for input, as a base image's own command often does. */
export function isPrompt(program: string): boolean {
  return isShell(program) || isInterpreter(program) || PROMPTS.test(baseName(program));
}

/**
 * The name of the program that reads a script: behind `#!`, and behind env, an init or s6's with-contenv there.
 * `undefined` where no line says: then a shell tries.
 */
export function scriptReader(text: string): string | undefined {
  const [, line] = /^#!([^\n]*)/.exec(text) ?? [];
  const words = line?.trim().split(/\s+/) ?? [];
  const index = words.findIndex((word) => !/^(-|\w+=|$)/.test(word) && !startsAnother(baseName(word)));
  return index < 0 ? undefined : baseName(words[index] ?? "");
}

function startsAnother(name: string): boolean {
  return name === "env" || name === "with-contenv" || isInit(name);
}

/** Whether a shell reads a script: its first line names one, or none at all. */
export function isShellScript(text: string): boolean {
  const reader = scriptReader(text);
  return reader === undefined ? !text.startsWith("#!") : isShell(reader);
}

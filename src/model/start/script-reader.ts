/** What reads a script that is started by its path. */
import { baseName } from "../container-path.ts";
import type { FileContent } from "../files/types.ts";
import { scriptReader } from "../stock/programs/shells.ts";
import type { Call } from "./record.ts";

/** The program behind `#!`, as it is written. */
export function readerPath({ file }: FileContent): string {
  const [, path = "/bin/sh"] = /^#!\s*(\S+)/.exec(file.text) ?? [];
  return baseName(path) === "env" ? (scriptReader(file.text) ?? path) : path;
}

/** What reads a script that is started by its path, with the options of its first line. */
export function readerOf({ file }: FileContent): Pick<Script, "shell" | "options"> {
  const [line = ""] = /^#![^\n]*/.exec(file.text) ?? [];
  return {
    shell: scriptReader(line) ?? "sh",
    options: line.split(/\s+/).filter((word) => word.startsWith("-")),
  };
}

/** A script that a shell reads. */
export interface Script extends Call {
  readonly script: FileContent;
  /** The shell that reads it, with its options. */
  readonly shell: string;
  readonly options: readonly (string | null)[];
}

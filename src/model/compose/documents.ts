/** Compose files as the loader reads them: their documents with variables put in, and the files of variables. */
import { type ComposeFile, parseCompose } from "../../parsers/builds/compose.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { Unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { FileProblem } from "../repo/problem.ts";
import { mergeEntries, mergeService } from "./merge.ts";
import { type ComposeMap, type ComposeValue, composeItems, composeValue } from "./value.ts";
import { type ComposeVariables, isTold, readEnvTexts } from "./variables.ts";

/** The repo as the loader sees it, and what it hands back besides. */
export interface Loading {
  /** The text of a file; `undefined` where there is none that can be read. */
  readonly read: (path: string) => SourceFile | undefined;
  /** Whether git would ignore a path: it is made by something, and no fault that it is missing. */
  readonly ignored: (path: string) => boolean;
  /** A compose file that was parsed already. */
  readonly parsed?: (file: SourceFile) => ComposeFile;
  /** Characters that may be read: files that include each other twice over read some again and again. */
  readonly budget: Budget;
  readonly problems: FileProblem[];
  /** Every path that was read or looked for. */
  readonly inputs: Set<string>;
  /** The files that `include` names. */
  readonly includes: Set<string>;
  /** Files that a service extends one of. */
  readonly lenders: Set<string>;
  /** What includes something that cannot be told. */
  readonly unread: Unknown[];
}

/** The variables of the `.env` in a folder. */
export function folderVariables(
  folder: string | undefined,
  around: ComposeVariables,
  loading: Loading,
): ComposeVariables {
  const path = folder === undefined ? undefined : joinRepoPath(folder, ".env");
  return path === undefined ? around : variablesOf([path], around, loading);
}

/** What files of variables set, over what is around them only where that says nothing. */
export function variablesOf(
  paths: readonly string[],
  around: ComposeVariables,
  loading: Loading,
): ComposeVariables {
  const texts = paths.flatMap((path) => textOf(path, loading)?.text ?? []);
  return new Map([...readEnvTexts(texts, around), ...around]);
}

function textOf(path: string, { read, inputs }: Loading): SourceFile | undefined {
  inputs.add(path);
  return read(path);
}

/** In what a file is read: its project's folder, `undefined` outside of the repo, and the variables. */
export interface ComposeReading {
  readonly folder: string | undefined;
  readonly variables: ComposeVariables;
}

/** The documents of a file that are maps; none where it cannot be read. */
export function documentsOf(
  path: string,
  { folder, variables }: ComposeReading,
  loading: Loading,
): readonly ComposeMap[] {
  const file = textOf(path, loading);
  if (file === undefined) return [];
  loading.budget.spend(file.text.length);
  const { documents, problems } = loading.parsed?.(file) ?? parseCompose(file);
  for (const { message, span } of problems) loading.problems.push({ at: { file, span }, message });
  const refused = (at: Place, text: string) =>
    loading.problems.push({
      at,
      message: `compose refuses the "\${" in ${shown(text)}: write "$$" for a dollar`,
    });
  return documents.flatMap((node) => {
    const value = composeValue(node, { file, folder, variables, refused });
    return value.kind === "map" ? [value] : [];
  });
}

function shown(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return JSON.stringify(line.length > 40 || line !== text ? `${line.slice(0, 40)}...` : line);
}

/** One file's top level over another's. */
export function mergeModel(base: ComposeMap, over: ComposeMap): ComposeMap {
  return mergeEntries(base, over, (before, after, key) =>
    before.kind === "map" && after.kind === "map"
      ? mergeEntries(before, after, (one, other) => (key === "services" ? mergeService(one, other) : other))
      : after,
  );
}

/** Paths of the repo that a text or a list of texts names; others are left out. */
export function pathsOf(value: ComposeValue | undefined, folder: string | undefined): readonly string[] {
  const items = value?.kind === "list" ? composeItems(value) : value === undefined ? [] : [value];
  return items.flatMap((item) => {
    if (item.kind !== "scalar" || !isTold(item.text) || folder === undefined) return [];
    if (/^[/~]|^[a-z]+:\/\/|^git@/i.test(item.text)) return [];
    return joinRepoPath(folder, item.text) ?? [];
  });
}

/** Whether a file that another one names can be read; one that is missing for good is a problem. */
export function isThere(path: string, at: Place, loading: Loading): boolean {
  if (textOf(path, loading) !== undefined) return true;
  const { ignored, problems } = loading;
  if (!ignored(path))
    problems.push({ at, message: `compose refuses this file: "${path}" is not in the repo` });
  return false;
}

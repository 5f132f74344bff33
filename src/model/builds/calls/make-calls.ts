/** Makefiles that other Makefiles call: they are read as they are called. */
import type { BuildCommandFile, MakeCall } from "../../../parsers/builds/command-tree.ts";
import { readMakefile } from "../../../parsers/builds/makefile.ts";
import { baseName } from "../../container-path.ts";
import { folderOfFile, joinRepoPath } from "../../repo/path.ts";
import { scriptFolders } from "../command-kinds.ts";

// Ours: calls of calls may go on for ever.
const MOST_READINGS = 200;
// In make's order.
const NAMES = ["GNUmakefile", "makefile", "Makefile"];

/**
 * Scripts with each Makefile as others call it: from their folder and with their variables. What no call reaches is read
 * as if somebody called it by hand, and so is what a call gives nothing to that the Makefile does not set itself.
 */
export function calledMakefiles(scripts: readonly BuildCommandFile[]): readonly BuildCommandFile[] {
  const alone = new Map(scripts.filter(isMakefile).map((script) => [script.file.path, script]));
  const calls = [...alone.values()].flatMap((caller) => callsOf(caller, alone));
  if (calls.length === 0) return scripts;
  const called = new Set(calls.map(({ path }) => path));
  const callers = [...alone.values()].filter(({ file }) => !called.has(file.path));
  // Where all are called by others, they are so in a circle.
  const waiting = (callers.length === 0 ? [...alone.values()] : callers).flatMap((one) =>
    callsOf(one, alone),
  );
  const readings = new Map<string, BuildCommandFile>();
  const settled = new Map<string, { readonly reached: Set<number>; readonly used: Set<string> }>();
  for (const call of waiting) {
    if (readings.size >= MOST_READINGS) break;
    const callee = alone.get(call.path);
    if (callee === undefined || !changes(call, callee)) continue;
    const key = keyOf(call);
    if (readings.has(key)) continue;
    const { given, environment, goals } = call;
    const reading = {
      ...readMakefile(callee.file, { given, environment, goals, path: call.name }),
      start: call.start,
    };
    readings.set(key, reading);
    waiting.push(...callsOf(reading, alone));
    if (call.start === own(callee) && !completes(call, callee)) continue;
    const before = settled.get(call.path) ?? { reached: new Set(), used: new Set() };
    for (const index of reading.makefile?.reached ?? []) before.reached.add(index);
    for (const name of reading.makefile?.used ?? []) before.used.add(name);
    settled.set(call.path, before);
  }
  const byHand = scripts.map((script) => {
    const except = settled.get(script.file.path);
    if (except === undefined) return script;
    const path = baseName(script.file.path);
    return readMakefile(script.file, { given: new Map(), environment: new Map(), path, except });
  });
  return [...byHand, ...readings.values()];
}

interface Called {
  /** The Makefile's path in the repo, and as its caller names it. */
  readonly path: string;
  readonly name: string;
  /** The folder that it runs in. */
  readonly start: string;
  readonly given: ReadonlyMap<string, string | null>;
  readonly environment: ReadonlyMap<string, string | null>;
  readonly goals: readonly (string | null)[];
}

function isMakefile({ makefile }: BuildCommandFile): boolean {
  return makefile !== undefined;
}

function own({ file }: BuildCommandFile): string {
  return folderOfFile(file.path);
}

function callsOf(caller: BuildCommandFile, makefiles: ReadonlyMap<string, unknown>): readonly Called[] {
  const [from = ""] = scriptFolders(caller);
  return caller.makes.flatMap((call) => calledBy(call, from, makefiles));
}

function calledBy(call: MakeCall, from: string, makefiles: ReadonlyMap<string, unknown>): readonly Called[] {
  const { folder, directory = "", file, variables: given, environment, goals } = call;
  const shell = folder === null ? undefined : joinRepoPath(from, folder);
  const start = shell === undefined || directory === null ? undefined : joinRepoPath(shell, directory);
  if (start === undefined || file === null) return [];
  const names = file === undefined ? NAMES : [file];
  const found = names.flatMap((name) => {
    const path = joinRepoPath(start, name);
    return path !== undefined && makefiles.has(path) ? [{ path, name }] : [];
  });
  return found.slice(0, 1).map((each) => ({ ...each, start, given, environment, goals }));
}

/** Whether a call makes anything else of the Makefile than somebody who calls it by hand in its folder. */
function changes(call: Called, callee: BuildCommandFile): boolean {
  return call.start !== own(callee) || call.given.size > 0 || completes(call, callee);
}

/** Whether a call gives something that the Makefile does not set itself. */
function completes({ given, environment }: Called, { makefile }: BuildCommandFile): boolean {
  return [...given.keys(), ...environment.keys()].some((name) => makefile?.sets.has(name) === false);
}

function keyOf({ path, start, given, environment, goals }: Called): string {
  return JSON.stringify([path, start, [...given], [...environment], goals]);
}

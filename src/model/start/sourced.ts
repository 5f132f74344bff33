/** Files that a start script reads by `.` and that are not known. */
import type { ShellCommand, ShellGuard, ShellWord } from "../../parsers/shell/parse.ts";
import { fixedPart, isWithin, parentOf, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { testWords } from "../shell/conditions/comparisons.ts";
import { isRun } from "../shell/conditions/guards.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import { isSavedEnvironment } from "../shell/saved-environment.ts";
import type { Here, MissingFile, Started } from "./record.ts";
import { givenBy } from "./rendering.ts";

/** Notes that a script reads a file of which nothing is known; `text` is the script's. */
export function noteUnread({ words: [, word], guards }: ShellCommand, text: string, here: Here): void {
  const { started, input, step } = here;
  if (word === undefined || isSavedEnvironment(word.raw, text)) return;
  const path = word.expand(input.environment);
  const why = unknown(
    { key: `script ${path ?? "?"}`, why: `what ${path ?? "the file"} does is unknown` },
    step.at,
    path === null ? "name the file in this line itself, not by a variable" : toCopy(path),
  );
  const missing = missingPath(word, text, here);
  if (missing !== undefined && guards?.some((guard) => asksFor(word, guard, here)) === true)
    started.missing.push({ ...missing, why });
  else if (guards !== undefined && isForVariable(guards, here)) started.apart ??= why;
  else started.others ??= why;
}

/** Where a path leads that is none from the root depends on what ran before. */
function toCopy(path: string): string {
  return path.startsWith("/")
    ? `add a COPY of the file to ${path}`
    : `write the whole path in place of ${path}, and add a COPY of the file to it`;
}

/** Whether a command is there for a variable that nothing sets. */
function isForVariable(guards: readonly ShellGuard[], { started, input }: Here): boolean {
  const given = givenBy(started.scripts);
  return (
    isRun(guards, {
      lookup: (name) => input.environment(name),
      isUnset: (name) => input.environment(name) === undefined && input.isUnset(name) && !given.has(name),
      exists: () => undefined,
    }) === false
  );
}

// A script that goes elsewhere reads another file by such a path.
const MOVES = /\b(cd|pushd|popd)\b/;

/** Stands for what a variable brings that nothing sets. */
const OPEN = "\0";

function expandedOpen({ expand }: ShellWord, { input }: Here): string | null {
  return expand((name) => input.environment(name) ?? OPEN);
}

/**
 * The whole path of a file that the image lacks, or the folder that has none whose name begins so; `undefined` where it may
 * have one, or the script another folder.
 */
function missingPath(word: ShellWord, text: string, here: Here): Omit<MissingFile, "why"> | undefined {
  const { started, input } = here;
  const [start = "", ...open] = expandedOpen(word, here)?.split(OPEN) ?? [];
  const texts = [text, ...started.scripts.map((script) => script.text)];
  if (!start.startsWith("/") && (input.folder === null || texts.some((one) => MOVES.test(one))))
    return undefined;
  if (start === "" || (open.length > 0 && start.endsWith("/"))) return undefined;
  const path = resolvePath(input.folder ?? "/", start);
  if (open.length === 0) return input.lacksPath(path) ? { path, isStart: false } : undefined;
  const { files, others } = input.files.under(parentOf(path));
  const isThere = others !== undefined || files.some((file) => file.path.startsWith(path));
  return isThere ? undefined : { path, isStart: true };
}

/** Whether a guard only lets through what finds the file: `[ -f FILE ]`. */
function asksFor(word: ShellWord, { answers, any }: ShellGuard, here: Here): boolean {
  if (any === true) return false;
  const asked = expandedOpen(word, here);
  return answers.some(({ commands: [only, ...others], succeeds }) => {
    if (only === undefined || others.length > 0 || !succeeds) return false;
    const [program, ...args] = only.words.map((one) => expandedOpen(one, here));
    const [operator, file, ...rest] = testWords(program, args) ?? [];
    const isTest = /^-[efrs]$/.test(operator ?? "") && rest.length === 0 && typeof file === "string";
    return isTest && asked !== null && resolvePath("/", file) === resolvePath("/", asked);
  });
}

/** Why one of those files may be there when it is read: something that runs at the start may write it. */
export function mayAppear(
  { missing }: Started,
  runs: readonly { readonly effects: readonly PlacedEffect[] }[],
): Unknown | undefined {
  if (missing.length === 0) return undefined;
  const written = runs.flatMap(({ effects }) => effects.flatMap(writtenPath));
  return missing.find((file) =>
    written.some((path) => isWithin(file.path, path) || isMissingFile(file, path)),
  )?.why;
}

function writtenPath({ effect }: PlacedEffect): readonly string[] {
  if (effect.kind === "copy") return [fixedPart(effect.to)];
  return "path" in effect ? [fixedPart(effect.path)] : [];
}

/** Whether a path may be that of a file that is missing. */
export function isMissingFile(
  { path, isStart }: Pick<MissingFile, "path" | "isStart">,
  asked: string,
): boolean {
  return isStart ? asked.startsWith(path) : isWithin(asked, path);
}

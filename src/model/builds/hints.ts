/** Builds of which nobody can tell the Dockerfile, at the Dockerfiles that they may be of. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import { baseName, looseGlob } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { folderOfFile } from "../repo/path.ts";
import type { Hint } from "./types.ts";

/** What the hints leave open of a Dockerfile that no claim names. */
export interface HintedBuild {
  readonly from: Hint["from"];
  readonly at: Hint["at"];
  readonly unread?: Unknown;
  readonly args: Readonly<Record<string, null>>;
  readonly argsRest?: Unknown;
  readonly contexts: Readonly<Record<string, string>>;
  readonly contextsRest?: Unknown;
}

/** What may be said of a Dockerfile; `undefined` where no hint changes anything of it. */
export function hinted(dockerfile: Dockerfile, hints: readonly Hint[]): HintedBuild | undefined {
  const { path } = dockerfile.file;
  const fitting = hints.filter((hint) => fits(hint, path) && buildsStageOf(hint, dockerfile) && says(hint));
  const [first] = fitting;
  if (first === undefined) return undefined;
  const unread = fitting.map((hint) => stageUnread(hint, dockerfile)).find((why) => why !== undefined);
  const rest = (name: "argsRest" | "contextsRest") => fitting.map((hint) => hint[name]).find(Boolean);
  const argsRest = rest("argsRest");
  const contextsRest = rest("contextsRest");
  const names = (key: "args" | "contexts") => fitting.flatMap((hint) => Object.keys(hint[key]));
  return {
    from: first.from,
    at: first.at,
    ...(unread && { unread }),
    args: Object.fromEntries(names("args").map((name) => [name, null])),
    ...(argsRest && { argsRest }),
    contexts: Object.fromEntries(names("contexts").map((name) => [name, ""])),
    ...(contextsRest && { contextsRest }),
  };
}

/** The names that builds in a Dockerfile's own folder give. */
export function hintedNames(path: string, hints: readonly Hint[]): readonly string[] {
  const own = hints.filter(({ folder, file }) => folder === folderOfFile(path) && file === undefined);
  return [...new Set(own.flatMap(({ tags }) => tags.filter(hasName)))];
}

/** Of a build that no CI makes: the names that it gives, and nothing else. */
export function nameAlone({ from, why, folder, file, tags, at }: Hint): Hint {
  const where = { ...(folder === undefined ? {} : { folder }), ...(file === undefined ? {} : { file }) };
  return { from, why, ...where, args: {}, contexts: {}, tags, at, nameOnly: true };
}

/** Whether a name can be told but for its registry and its tag. */
export function hasName(tag: string): boolean {
  return !baseName(tag)
    .replace(/:[^:]*$/, "")
    .includes("*");
}

function fits({ folder, file, like }: Hint, path: string): boolean {
  if (like?.some((pattern) => isLike(pattern, path)) === false) return false;
  const inFolder = folder === undefined || folder === "" || path.startsWith(`${folder}/`);
  return inFolder && (file === undefined || path === file || path.endsWith(`/${file}`));
}

/** A variable that begins a path may be the folder that it counts from. */
function isLike(pattern: string, path: string): boolean {
  const { test } = looseGlob(pattern);
  return test(path) || test(`./${path}`);
}

/** A build of a stage that the Dockerfile does not have is a build of another. */
function buildsStageOf({ target, unreadStage }: Hint, { stages }: Dockerfile): boolean {
  if (target === undefined || unreadStage !== undefined || /^\d+$/.test(target)) return true;
  return stages.some(({ alias }) => alias?.raw.toLowerCase() === target.toLowerCase());
}

function says({ target, unreadStage, args, argsRest, contexts, contextsRest }: Hint): boolean {
  const names = Object.keys(args).length + Object.keys(contexts).length;
  return names > 0 || [target, unreadStage, argsRest, contextsRest].some((each) => each !== undefined);
}

function stageUnread({ target, unreadStage, why, at }: Hint, { stages }: Dockerfile): Unknown | undefined {
  if (stages.length < 2) return undefined;
  if (unreadStage !== undefined) return unreadStage;
  const last = stages.at(-1)?.alias?.raw.toLowerCase();
  if (target === undefined || target.toLowerCase() === last) return undefined;
  return unknown(
    { key: `stage ${target}`, why: `a build of the stage "${target}" may use this file: ${why.why}` },
    at,
  );
}

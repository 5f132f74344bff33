import { sourceFile } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import { fixedPart } from "../container-path.ts";
import { type Fact, type Reason, unknown } from "../fact.ts";
import { type FileLayer, opaqueLayer } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Effect, PlacedEffect } from "../shell/effects.ts";
import { MadeAccounts } from "../shell/made-accounts.ts";
import type { RanCommand, ShellRun } from "../shell/ran.ts";
import { endingOf } from "../shell/sites.ts";
import { runShell } from "../shell/walk.ts";
import { eitherWay, fileLayers } from "../stages/apply/files.ts";
import { scriptAt } from "../stages/content.ts";
import type { SetUser, State } from "../stages/state.ts";
import { accountsOf, containerUser, hasAccount } from "../stages/users.ts";
import { startValues } from "../stages/variables.ts";
import { isServer, serverNamedIn } from "../stock/programs/servers.ts";
import { isServiceTool, isSupervisor } from "../stock/programs/tools.ts";
import { isQuestion, type MissingFile, type Started } from "./record.ts";
import { givenBy, isGenerated, isGivenElsewhere, rendering, unsetAtStart, whenStarted } from "./rendering.ts";
import { isMissingFile, mayAppear } from "./sourced.ts";
import { type ScriptRun, timeline } from "./timeline.ts";
import { Touched } from "./touched.ts";

const EMPTY = sourceFile("", "");
const NOTHING = { file: EMPTY, place: () => ({ file: EMPTY }) };

/** A script of the start, with what it does. */
export interface StartRun extends ShellRun, ScriptRun {
  readonly text: string;
}

/** What the scripts of a start do, and by which commands; what they read where it is there is taken to be missing. */
export function startRuns(
  state: State,
  started: Started,
  files: ContainerFiles,
): { readonly started: Started; readonly runs: readonly StartRun[] } {
  const runs = runsOf(state, started, { files, missing: started.missing });
  const others = mayAppear(started, runs);
  if (others === undefined) return { started, runs };
  const open = { ...started, others: started.others ?? others };
  return { started: open, runs: runsOf(state, open, { files, missing: [] }) };
}

/** The image's files, and those that it surely lacks at the start. */
interface StartFiles {
  readonly files: ContainerFiles;
  readonly missing: readonly MissingFile[];
}

function runsOf(state: State, started: Started, { files, missing }: StartFiles): readonly StartRun[] {
  const { scripts } = started;
  const before: PlacedEffect[] = [];
  const render = rendering(state, scripts, { files, before });
  const isUnset = unsetAtStart(state, started);
  const given = givenBy(scripts);
  const environment = startValues(state, isUnset);
  return scripts.map((script) => {
    const { text, place, because, sure } = script;
    const made = new MadeAccounts([...before]);
    const run = runShell({
      text,
      place,
      folder: state.workdir,
      lookup: (name, raw) => (isGivenElsewhere(given, name, script) ? undefined : environment(name, raw)),
      use: "start",
      isUnset,
      script: (path) =>
        missing.some((file) => isMissingFile(file, path)) ? NOTHING : startedElsewhere(files, path),
      exists: (of, account) => made.exists(of, account, () => hasAccount(state, of, account)),
      because,
      depth: 0,
      budget: state.work.budget,
      render: render(script),
    });
    const effects = sure ? run.effects : run.effects.map(whenStarted);
    for (const effect of effects) before.push(effect);
    return { text, commands: run.commands, effects, starts: firstStart(run.commands) };
  });
}

/** The first command that a server is started by, or that goes into the background. */
function firstStart(commands: readonly RanCommand[]): number {
  const first = commands.findIndex(
    ({ name, args, background }) =>
      background ||
      isServiceTool(name) ||
      isSupervisor(name) ||
      (isServer(name) && !isQuestion(name, told(args.map(({ value }) => value)))),
  );
  return first < 0 ? Number.POSITIVE_INFINITY : first;
}

function told(words: readonly (string | null)[]): readonly string[] | undefined {
  return words.every((word) => word !== null) ? (words as readonly string[]) : undefined;
}

/**
 * What the start scripts do to files, with the image's defaults. What may be done at another moment, or by several scripts,
 * "cannot be told"; folders that are made are there. Of writes that fail nothing is left.
 */
export function startLayers(
  state: State,
  started: Started,
  { runs, undone }: { readonly runs: readonly StartRun[]; readonly undone: ReadonlySet<PlacedEffect> },
): FileLayer[] {
  const starting: State = { ...state, layers: state.layers.copy(), user: starter(state, started) };
  const touched = runs.map(({ effects }) => {
    const own = new Touched();
    for (const path of effects.flatMap(pathsOf)) own.add(path);
    return own;
  });
  const { moments, overlap } = timeline(started.scripts, runs);
  const around = runs.map(({ text }, number) => ({
    anywhere: serverNamedIn(text) !== undefined,
    others: touched.filter((_, other) => other !== number && overlap(number, other)),
  }));
  for (const { run, placed, settled } of moments) {
    if (undone.has(placed)) continue;
    const { anywhere, others } = around[run] as (typeof around)[number];
    state.work.budget.spend(others.length);
    const isAlone = () => pathsOf(placed).every((path) => !others.some((one) => one.meets(path)));
    const moment = { anywhere, settled: settled && isAlone() };
    for (const one of startLayer(starting, placed, moment)) starting.layers.push(one);
  }
  return starting.layers.slice(state.layers.length);
}

/** Who runs the scripts, as the owner of what they make: not told where something is started as another user. */
function starter(state: State, { programs }: Started): SetUser | undefined {
  const first = containerUser(state, accountsOf(state));
  const isFirst = (user: Fact<ContainerUser>) =>
    first.known && user.known && JSON.stringify(user.value) === JSON.stringify(first.value);
  if (programs.every(({ user }) => isFirst(user))) return state.user;
  return { spec: null, at: state.user?.at ?? state.from, own: false };
}

/** Shell scripts that are started from a script are in the list themselves; those of other languages are not. */
function startedElsewhere(files: ContainerFiles, path: string): ReturnType<typeof scriptAt> {
  const content = scriptAt(files.lookup(path));
  if (content === undefined || !("file" in content)) return content === undefined ? undefined : NOTHING;
  return /^#!.*\b(python|perl|ruby|node|php)|^(import|from|use|require)\b/m.test(content.file.text)
    ? content
    : NOTHING;
}

// A script that the start fetches may write what it likes, and so may a text that puts its paths together.
const ANY_FILE = /^(unknown script$|text of )/;

/** What an effect changes; owners and modes are set besides. */
function pathsOf({ effect }: PlacedEffect): readonly string[] {
  if (effect.kind === "copy") return [effect.to];
  if (effect.kind === "owner" || effect.kind === "mode" || effect.kind === "folder") return [];
  return "path" in effect ? [effect.path] : [];
}

/** Whether what is done is known by the words alone. */
function isTold(
  effect: Effect,
): effect is Extract<Effect, { kind: "write" | "edit" | "link" | "remove" | "copy" | "switch" }> {
  if (effect.kind === "write") return effect.content.known;
  return effect.kind === "edit" ? effect.sed !== undefined : /^(link|remove|copy|switch)$/.test(effect.kind);
}

interface Moment {
  /** A write to a place that cannot be told may be one to a server's configuration. */
  readonly anywhere: boolean;
  readonly settled: boolean;
}

function startLayer(
  state: State,
  { effect, at, because }: PlacedEffect,
  { anywhere, settled }: Moment,
): FileLayer[] {
  if (settled && isTold(effect)) return fileLayers(state, effect, { at, because });
  const written = (path: string, reason: Reason): FileLayer[] => {
    const fixed = fixedPart(path);
    if (fixed === "/" && effect.kind !== "opaque") return [];
    return [opaqueLayer(state.layers.real(fixed, false), unknown(reason, at))];
  };
  switch (effect.kind) {
    case "write":
      if (effect.rendered) return fileLayers(state, effect, { at, because });
      return written(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`,
      });
    case "unpack":
      // Its folder is told where it is the root as well.
      if (effect.path === "/") return [opaqueLayer("/", effect.why)];
      return written(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`,
      });
    case "edit":
      return written(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`,
      });
    case "switch":
      return effect.words.flat().flatMap((name) =>
        written(`${effect.path}/${name}${endingOf(effect.of)}`, {
          key: `changed at start ${effect.path}`,
          why: `${effect.path} is changed when the container starts`,
        }),
      );
    case "link":
    case "remove":
      return written(effect.path, {
        key: `changed at start ${effect.path}`,
        why: `${effect.path} is changed when the container starts`,
      });
    case "copy":
      return written(effect.to, {
        key: `written at start ${effect.to}`,
        why: `${effect.to} is written when the container starts`,
      });
    case "opaque": {
      if (effect.path === "/" && !anywhere && !isGenerated(effect.why) && !ANY_FILE.test(effect.why.key))
        return [];
      const hiding = written(effect.path, effect.why);
      const isKnown = settled && effect.instead !== undefined && isTold(effect.instead.effect);
      return isKnown ? eitherWay(hiding, { state, effect, where: { at, because } }) : hiding;
    }
    case "folder":
    case "touch":
      return fileLayers(state, effect, { at, because });
    case "owner": {
      const owner = unknown(
        {
          key: `owner of ${effect.path}`,
          why: `the owner of ${effect.path} is set when the container starts`,
        },
        at,
      );
      return fileLayers(state, { ...effect, owner }, { at, because });
    }
    case "mode": {
      const mode = unknown(
        { key: `mode of ${effect.path}`, why: `the mode of ${effect.path} is set when the container starts` },
        at,
      );
      return fileLayers(state, { ...effect, mode }, { at, because });
    }
    default:
      return [];
  }
}

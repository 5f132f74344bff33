import { sourceFile } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import { isGlob, parentOf } from "../container-path.ts";
import { type Fact, type Reason, unknown } from "../fact.ts";
import { type FileLayer, opaqueLayer } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import { MadeAccounts } from "../shell/made-accounts.ts";
import type { ShellRun } from "../shell/ran.ts";
import { runShell } from "../shell/walk.ts";
import { fileLayers } from "../stages/apply/files.ts";
import { scriptAt } from "../stages/content.ts";
import type { SetUser, State } from "../stages/state.ts";
import { accountsOf, containerUser, hasAccount } from "../stages/users.ts";
import { startEnvironment } from "../stages/variables.ts";
import { serverNamedIn } from "../stock/programs/servers.ts";
import type { Started } from "./record.ts";
import { isGenerated, rendering, unsetAtStart, whenStarted } from "./rendering.ts";

const EMPTY = sourceFile("", "");
const NOTHING = { file: EMPTY, place: () => ({ file: EMPTY }) };

/** A script of the start, with what it does. */
export interface StartRun extends ShellRun {
  readonly text: string;
}

/** What the scripts of a start do, and by which commands. */
export function startRuns(state: State, started: Started, files: ContainerFiles): readonly StartRun[] {
  const { scripts } = started;
  const before: PlacedEffect[] = [];
  const render = rendering(state, scripts, { files, before });
  const isUnset = unsetAtStart(state, started);
  return scripts.map((script) => {
    const { text, place, because, sure } = script;
    const made = new MadeAccounts([...before]);
    const run = runShell({
      text,
      place,
      folder: state.workdir,
      lookup: startEnvironment(state),
      use: "start",
      isUnset,
      script: (path) => startedElsewhere(files, path),
      exists: (of, account) => made.exists(of, account, () => hasAccount(state, of, account)),
      because,
      depth: 0,
      budget: state.work.budget,
      render: render(script),
    });
    const effects = sure ? run.effects : run.effects.map(whenStarted);
    for (const effect of effects) before.push(effect);
    return { text, commands: run.commands, effects };
  });
}

/** What the start scripts do to files: what is written "cannot be told", folders that are made are there. */
export function startLayers(state: State, started: Started, runs: readonly StartRun[]): FileLayer[] {
  const starting: State = { ...state, layers: state.layers.copy(), user: starter(state, started) };
  for (const { text, effects } of runs) {
    const anywhere = serverNamedIn(text) !== undefined;
    for (const placed of effects)
      for (const one of startLayer(starting, placed, anywhere)) starting.layers.push(one);
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

// A script that the start fetches may write what it likes.
const UNKNOWN_SCRIPT = "unknown script";

/** `anywhere`: a write to a place that cannot be told may be one to a server's configuration. */
function startLayer(state: State, { effect, at, because }: PlacedEffect, anywhere: boolean): FileLayer[] {
  const written = (path: string, reason: Reason): FileLayer[] => {
    const fixed = isGlob(path) ? parentOf(path.slice(0, path.search(/[*?[]/) + 1)) : path;
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
    case "edit":
    case "unpack":
      return written(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`,
      });
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
    case "opaque":
      return effect.path === "/" && !anywhere && !isGenerated(effect.why) && effect.why.key !== UNKNOWN_SCRIPT
        ? []
        : written(effect.path, effect.why);
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

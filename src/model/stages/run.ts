/** RUN: what its commands do to a stage. */
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place, Span } from "../../source.ts";
import { isWithin, parentOf } from "../container-path.ts";
import { unknown } from "../fact.ts";
import { containerFiles, isFile, type Layers } from "../files/layers.ts";
import { type Effect, isAccountEffect, type PlacedEffect } from "../shell/effects.ts";
import { foreignRun, unknownRun } from "../shell/inner.ts";
import type { ShellRun } from "../shell/ran.ts";
import { shellReads } from "../shell/shell-call.ts";
import { runShell } from "../shell/walk.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { noticeAccountFiles } from "./apply/account-files.ts";
import { applyAccount } from "./apply/accounts.ts";
import { fileLayers } from "./apply/files.ts";
import { applyInstall, applyUninstall } from "./apply/packages.ts";
import { switched } from "./apply/switches.ts";
import { givenAt, scriptAt } from "./content.ts";
import type { CopyOrigin } from "./copies/copy-source.ts";
import type { FailedCommand, Step } from "./image.ts";
import { mountedPaths } from "./mounts.ts";
import { placeOf, type State } from "./state.ts";
import { hasAccount, proveRoot } from "./users.ts";
import { shellLookup } from "./variables.ts";

/** A step while it is evaluated. */
export type OpenStep = { -readonly [Key in keyof Step]: Step[Key] };

/** Applies RUN: what it does at its mounts is gone behind it, and so are they. */
export function applyRun(state: State, step: OpenStep, origin: CopyOrigin): void {
  const below = state.layers.copy();
  step.mounted = mountedPaths(state, step.instruction, origin);
  const made = state.layers.length;
  const { effects, commands } = readRun(state, step.instruction);
  step.commands = commands;
  step.effects = effects;
  proveRoot(state, { effects, commands }, below);
  step.failed = applyEffects(
    state,
    effects.filter(({ effect }) => !isGone(effect, step.mounted)),
  );
  if (made > below.length) state.layers = moved(state, below, made);
}

/**
 * Applies what a RUN line does, and gives the commands that do not end with 0. Files that it makes belong to whoever USER
 * names at that point.
 */
export function applyEffects(state: State, effects: readonly PlacedEffect[]): readonly FailedCommand[] {
  const failed: FailedCommand[] = [];
  for (const placed of effects) {
    const { effect, at } = placed;
    if (effect.kind === "install") applyInstall(state, effect, at);
    else if (effect.kind === "uninstall") applyUninstall(state, effect.packages);
    else if (isAccountEffect(effect)) applyAccount(state, effect, at);
    else if (effect.kind === "switch") {
      const { layers, failure } = switched(state, effect, placed);
      state.layers.push(...layers);
      if (failure !== undefined) failed.push({ why: failure, at });
    } else {
      const layers = fileLayers(state, effect, placed);
      for (const layer of layers) state.layers.push(layer);
      noticeAccountFiles(state, effect, { layers, at });
    }
  }
  return failed;
}

/** The layers from a number on, put on others. */
function moved({ layers, work }: State, below: Layers, start: number): Layers {
  // The others have to be sorted anew.
  work.budget.spend(layers.length);
  for (const layer of layers.slice(start)) below.push(layer);
  return below;
}

function isGone(effect: Effect, mounted: readonly string[]): boolean {
  const path = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : undefined;
  return path !== undefined && mounted.some((folder) => isWithin(path, folder));
}

// MAX_ARG_STRLEN of execve(2), less the byte that ends it.
const LONGEST_ARGUMENT = 128 * 1024 - 1;

function readRun(state: State, instruction: Instruction): ShellRun {
  const at = placeOf(state, instruction.span);
  const run = { folder: state.workdir, at };
  const { shell, heredocs, json = [] } = instruction;
  // A heredoc that is all of a RUN is run by the program of its first line (docs.docker.com, "Here-Documents").
  const isScript = heredocs.length === 1 && shell?.text.startsWith("#!") === true;
  const foreign = isScript ? foreignRun(shell.text, run) : undefined;
  if (foreign !== undefined) return foreign;
  const ran = shell === undefined || isScript ? undefined : shellReads(state.shell, shell.text);
  if (ran === null) {
    const [program = ""] = state.shell;
    const why = `SHELL is ${program} here, whose commands are not read`;
    return unknownRun(unknown({ key: `SHELL ${program}`, why }, at), run);
  }
  const first = shell === undefined || isScript ? undefined : readBefore(state);
  if (first !== undefined) {
    const why = `${first} runs before the text does, and what it does is unknown`;
    return unknownRun(unknown({ key: `before RUN ${first}`, why }, at), run);
  }
  if (ran !== undefined && Buffer.byteLength(ran) > LONGEST_ARGUMENT) {
    const why = "no shell takes a text of more than 128 KiB as its argument";
    return unknownRun(unknown({ key: "long RUN", why }, at), run);
  }
  const isOther = ran !== undefined && ran !== shell?.text;
  const { text, place } =
    shell === undefined
      ? execText(state, json, at)
      : { text: ran ?? shell.text, place: isOther ? () => at : undefined };
  const files = () => containerFiles(state.layers, state.work.budget);
  return runShell({
    text,
    place: place ?? ((span) => placeOf(state, shell?.mapSpan(span) ?? instruction.span)),
    folder: state.workdir,
    home: homeOf(state),
    lookup: shellLookup(state),
    script: (path) => scriptAt(files().lookup(path)),
    brought: (pattern) => givenAt(files(), pattern),
    holds: (folder) => state.layers.holds(folder),
    exists: (of, account) => hasAccount(state, of, account),
    because: [],
    budget: state.work.budget,
    depth: 0,
  });
}

/** What runs before each text: another program in the place of the shell, what its words load, a profile. */
function readBefore({ layers, shell, work }: State): string | undefined {
  const files = containerFiles(layers, work.budget);
  const isOwn = (file: ReturnType<typeof files.lookup>) =>
    isFile(file) && (file.from === "repo" || file.from === "run") && file.kind === "file";
  const hook = shell.find((word) => /^(BASH_ENV|ENV|LD_PRELOAD|LD_AUDIT)=./.test(word));
  if (hook !== undefined) return hook;
  const [program = ""] = unwrapped(shell);
  const name = program ?? "";
  const places = name.startsWith("/")
    ? [name]
    : ["/usr/local/bin", "/usr/bin", "/bin"].map((at) => `${at}/${name}`);
  const replaced = places.find((path) => layers.holds(parentOf(path)) && isOwn(files.lookup(path)));
  if (replaced !== undefined) return replaced;
  if (!shell.some((word) => word === "--login" || /^-[a-z]*l[a-z]*$/.test(word))) return undefined;
  const profiles = [files.lookup("/etc/profile"), ...files.glob("/etc/profile.d/*.sh").files];
  const own = profiles.find(isOwn);
  return isFile(own) ? own.path : undefined;
}

/** The home of who runs a line; of a user that a line makes, where it is the usual folder and stands. */
function homeOf(state: State): string | undefined {
  const set = state.variables.get("HOME");
  if (set !== undefined) return undefined;
  if (state.unknownBase !== undefined || state.recordedBase) return undefined;
  const user = state.user === undefined ? "root" : state.user.spec?.split(":")[0];
  if (user === "root" || user === "0") return "/root";
  if (user === undefined || state.users.find("name", user)?.from !== "run") return undefined;
  const home = `/home/${user}`;
  const found = containerFiles(state.layers, state.work.budget).lookup(home);
  return isFile(found) && found.kind === "directory" ? home : undefined;
}

interface ExecText {
  readonly text: string;
  readonly place: (span: Span) => Place;
}

/** The words of an exec form as a shell would read them, with the place of each. */
function execText(state: State, words: Instruction["words"], whole: Place): ExecText {
  const quoted = words.map(({ raw }) => `'${raw.replaceAll("'", "'\\''")}'`);
  const place = ({ start, end }: Span): Place => {
    let from = 0;
    for (const [index, text] of quoted.entries()) {
      const span = words[index]?.span;
      if (span !== undefined && start === from && end === from + text.length) return placeOf(state, span);
      from += text.length + 1;
    }
    return whole;
  };
  return { text: quoted.join(" "), place };
}

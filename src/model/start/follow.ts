import { baseName } from "../container-path.ts";
import { unknown } from "../fact.ts";
import { shellCall } from "../shell/shell-call.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { commandBehind } from "../stock/programs/launchers.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isShell, isShellScript } from "../stock/programs/shells.ts";
import { isServiceTool, isStepDownTool, isSupervisor } from "../stock/programs/tools.ts";
import { isOpaqueStarter } from "../stock/programs/users.ts";
import { lacksNamed, lacksReader, lacksShell } from "./checks.ts";
import { dashRefusal } from "./dash.ts";
import { noteOthers } from "./other-programs.ts";
import { preludes, prepared, readFirst, withSet } from "./preludes.ts";
import {
  cannotRead,
  cannotRun,
  denied,
  doubted,
  replacedProgram,
  runsAs,
  scriptInPath,
  standIn,
  stopped,
} from "./program-file.ts";
import { addProgram, type Call, DEEPEST, doubtfulStep, fileAt, type Here, type StartStep } from "./record.ts";
import { refusal } from "./refusal.ts";
import { readerOf, readerPath, type Script } from "./script-reader.ts";
import { type Service, servicesBehind } from "./services.ts";
import { stepDown } from "./step-down.ts";
import type { StepDown } from "./stepped.ts";
import { inRoot, steppedUser } from "./stepped-user.ts";
import { supervisorCommands } from "./supervisor/programs.ts";
import type { SharedScope, ShellText } from "./text-command.ts";
import { walkText } from "./text-walk.ts";

/** Follows a command in exec form to the programs that it starts. */
export function startWords(words: readonly (string | null)[], given: Here): void {
  const here = prepared(words, given);
  const { started, input } = here;
  if (here.step.depth > DEEPEST) return;
  const step = stopped(started, lacksNamed(words[0], here), here.step);
  const deeper = { ...step, depth: step.depth + 1 };
  const next = { ...here, step: deeper };
  const own = unwrapped(words, isStepDownTool);
  const [first, ...args] = own;
  if (first === undefined) return;
  if (first === null) {
    started.others ??= unknown(
      { key: "program", why: "the program that is started here is unknown" },
      step.at,
      "name the program in this line itself, not by a variable",
    );
    return;
  }
  if (first.startsWith("-")) {
    // Entrypoints of official images put their program before it.
    started.others ??= unknown(
      { key: `option ${first}`, why: `the program to which the entrypoint passes ${first} is unknown` },
      step.at,
    );
    return;
  }
  const stand = standIn(first, here);
  if (stand !== undefined) {
    if ("script" in stand) return startProgram({ path: first, args }, next);
    return addProgram(started, { path: first, args }, doubted(started, stand, deeper));
  }
  const down = stepDown(own);
  if (down !== undefined) return stepped(down, next);
  const behind = commandBehind(own);
  if (behind !== undefined) {
    // Under a supervisor the program of a section is what it runs in the end.
    if (step.supervised !== true) addProgram(started, { path: first, args }, { ...deeper, stays: false });
    return startWords(behind, next);
  }
  const name = baseName(first);
  const other = isShell(name) || isServer(name) ? replacedProgram(first, here) : undefined;
  if (other !== undefined) {
    started.others ??= other;
    return addProgram(started, { path: first, args }, doubtfulStep(deeper, other));
  }
  if (isShell(name)) return startShell({ path: first, args }, next);
  if (isServiceTool(name) || /^\/etc\/init\.d\//.test(first)) {
    const [service, verb] = isServiceTool(name) ? args : [name, args[0]];
    if (service && /^(start|restart|reload|force-reload)$/.test(verb ?? "start"))
      addProgram(started, { path: service, args: [null] }, deeper);
    return;
  }
  const services = servicesBehind(first, args, input);
  if (services !== undefined) {
    startServices(services.list, next);
    if (services.command.length > 0) startWords(services.command, next);
    if (services.complete) return addProgram(started, { path: first, args }, deeper);
  }
  if (isSupervisor(name)) {
    addProgram(started, { path: name, args }, deeper);
    for (const command of supervisorCommands(started, { args, input, step: deeper }))
      startWords(command.words, { ...here, input: withSet(input, command.set), step: command.step });
    return;
  }
  if (input.passesOn(first) && isProgramOfBase(own))
    return addProgram(started, { path: first, args }, { ...deeper, ...runsAs(first, input, deeper) });
  if (input.passesOn(first)) return passedOn({ path: first, args }, next);
  startProgram({ path: first, args }, next);
}

/** The base's own entrypoint, which starts the command behind it, and may give root up for it. */
function passedOn({ path, args }: Call, here: Here): void {
  const { input, step } = here;
  const down = input.dropsTo(args[0] ?? "");
  const drops = down !== undefined && step.user.known && step.user.value.root;
  const because = [...step.because, { at: step.at, note: `${path} starts the command after it` }];
  const user = drops ? { user: input.userNamed(down, step.at) } : {};
  startWords(args, { ...here, step: { ...step, ...user, because } });
}

/** Services are kept up by what starts them; the scripts before them end. */
function startServices(services: readonly Service[], here: Here): void {
  const because = [...here.step.because, { at: here.step.at, note: "an init starts its services here" }];
  for (const { kept, what } of services) {
    const own = kept ? ({ stays: true, supervised: true } as const) : { stays: false };
    const step: StartStep = { ...here.step, ...own, because };
    if (what.kind === "text") startText(what.text, { ...here, step });
    else if (what.kind === "script")
      startScript({ ...what, args: [], ...readerOf(what.script) }, { ...here, step });
    else startWords(what.kind === "path" ? [what.path] : what.words, { ...here, step });
  }
}

/** Whether the base's entrypoint is the program itself, and the words behind it are its options. */
function isProgramOfBase([program, first]: readonly (string | null)[]): boolean {
  const hasOptions = first === undefined || first?.startsWith("-") === true;
  return hasOptions && typeof program === "string" && !isOpaqueStarter(program);
}

/** A program that is none of those which start others by words that are read here. */
function startProgram({ path, args }: Call, here: Here): void {
  const { started, input, step } = here;
  const script = path.includes("/") ? fileAt(input, path) : scriptInPath(path, input);
  const next = denied(started, cannotRun(path, input, step), step);
  if (script !== undefined && "file" in script) {
    const without = stopped(started, lacksReader(path, script, here), next);
    if (isShellScript(script.file.text)) {
      const other = standIn(readerPath(script), here);
      const own = doubted(started, other !== undefined && "known" in other ? other : undefined, without);
      return startScript({ path, script, args, ...readerOf(script) }, { ...here, step: own });
    }
  }
  const own = doubted(started, script === undefined ? readFirst(path, here) : undefined, next);
  addProgram(started, { path, args }, { ...own, ...runsAs(path, input, own) });
  noteOthers({ path, args, script }, here);
}

function stepped(down: StepDown, { started, input, step }: Here): void {
  const { user: name } = down;
  const note =
    name === undefined
      ? "it starts the command after it"
      : `it switches to ${name === null ? "another user" : `user "${name}"`} here`;
  const refused = step.refused ?? refusal(down, { started, input, step });
  const next: StartStep = {
    ...inRoot(down, step),
    user: steppedUser(down, input, step),
    because: [...step.because, { at: step.at, note }],
    ...(down.detached === true ? { stays: true, detached: true } : {}),
    ...(refused === undefined ? {} : { refused }),
  };
  if (down.shell !== true)
    return startWords(down.command.length === 0 ? ["sh"] : down.command, { started, input, step: next });
  const [text] = down.command;
  if (typeof text === "string") startText({ text, place: () => step.at }, { started, input, step: next });
  else
    started.others ??= unknown(
      { key: "command", why: "the command that is started here is unknown" },
      step.at,
    );
}

function startShell({ path, args }: Call, here: Here): void {
  const { started, input } = here;
  const shell = baseName(path);
  const step = stopped(started, lacksShell(shell, here), here.step);
  const told = shellCall(args);
  if (told.kind === "text") {
    const { text } = told;
    const options = args.slice(0, args.length - told.args.length - 1);
    const within = { started, step, input: { ...input, rest: told.args } };
    if (text !== null) startBehind({ shell, args: options }, { text, place: () => step.at }, within);
    else
      started.others ??= unknown(
        { key: "shell text", why: "the shell text that is started here is unknown" },
        step.at,
      );
    return;
  }
  if (told.kind === "input") return addProgram(started, { path: shell, args }, step);
  const { file } = told;
  if (file === null) {
    started.others ??= unknown({ key: "script", why: "the script that is started here is unknown" }, step.at);
    return;
  }
  const script = fileAt(input, file);
  if (script === undefined || !("file" in script)) {
    const why = script === undefined ? "it may not be in the image" : (script.clause ?? script.why);
    started.others ??= unknown(
      { key: `script ${file}`, why: `${file} is started here, but ${why}` },
      step.at,
    );
    return;
  }
  const next = denied(started, cannotRead(file, input, step), step);
  const options = args.slice(0, args.length - told.args.length - 1);
  startScript({ path: file, script, args: told.args, shell, options }, { ...here, step: next });
}

function startScript({ path, script, args, shell, options }: Script, { started, input, step }: Here): void {
  const because = [...step.because, { at: step.at, note: `${path} is started here` }];
  const text = { text: script.file.text, place: script.place };
  const isDash = input.dash === true && /^(sh|dash)$/.test(shell);
  const next = stopped(started, isDash ? dashRefusal(text, path) : undefined, { ...step, because });
  startBehind({ shell, args: options }, text, { started, input: { ...input, rest: args }, step: next });
}

/** Follows a text behind what its shell reads first. */
function startBehind(
  start: { readonly shell: string; readonly args: readonly (string | null)[] },
  text: ShellText,
  here: Here,
): void {
  const { texts, doubt } = preludes(start, here);
  if (doubt !== undefined) here.started.others ??= doubt;
  const next = doubt === undefined ? here : { ...here, step: doubtfulStep(here.step, doubt) };
  const shared: SharedScope = { variables: new Map(), functions: new Map() };
  for (const one of texts) if (startText(one, next, shared)) return;
  startText(text, next, shared);
}

/** Follows a shell text to the programs that it starts; a sourced text shares the variables of the one that sources it. */
export function startText(
  text: ShellText,
  here: Here,
  shared: SharedScope = { variables: new Map(), functions: new Map() },
): boolean {
  const walked = { ...shared, follow: { words: startWords, text: startText } };
  const ended = walkText(text, here, walked);
  if (walked.rest !== undefined) shared.rest = walked.rest;
  if (walked.doubt !== undefined) shared.doubt = walked.doubt;
  return ended;
}

import { baseName } from "../container-path.ts";
import { unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import { shellCall } from "../shell/shell-call.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { commandBehind } from "../stock/programs/launchers.ts";
import { isShell, isShellScript } from "../stock/programs/shells.ts";
import { isServiceTool, isStepDownTool, isSupervisor } from "../stock/programs/tools.ts";
import { isOpaqueStarter } from "../stock/programs/users.ts";
import { lacksReader, refusal } from "./checks.ts";
import { noteOthers } from "./other-programs.ts";
import { cannotRead, cannotRun, denied, isEntry, runsAs, scriptInPath } from "./program-file.ts";
import { addProgram, type Call, DEEPEST, fileAt, type Here, type StartStep } from "./record.ts";
import { type StepDown, stepDown } from "./step-down.ts";
import { supervisorCommands } from "./supervisor/programs.ts";
import type { ShellText } from "./text-command.ts";
import { walkText } from "./text-walk.ts";

/** Follows a command in exec form to the programs that it starts. */
export function startWords(words: readonly (string | null)[], here: Here): void {
  const { started, input, step } = here;
  if (step.depth > DEEPEST) return;
  const deeper = { ...step, depth: step.depth + 1 };
  const next = { ...here, step: deeper };
  const own = unwrapped(words, isStepDownTool);
  const [first, ...args] = own;
  if (first === undefined) return;
  if (first === null) {
    started.others ??= unknown(
      { key: "program", why: "the program that is started here is unknown" },
      step.at,
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
  const down = stepDown(own);
  if (down !== undefined) return stepped(down, next);
  const behind = commandBehind(own);
  if (behind !== undefined) {
    // Under a supervisor the program of a section is what it runs in the end.
    if (step.supervised !== true) addProgram(started, { path: first, args }, { ...deeper, stays: false });
    return startWords(behind, next);
  }
  const name = baseName(first);
  if (isShell(name)) return startShell({ path: first, args }, next);
  if (isServiceTool(name) || /^\/etc\/init\.d\//.test(first)) {
    const [service, verb] = isServiceTool(name) ? args : [name, args[0]];
    if (service && /^(start|restart|reload|force-reload)$/.test(verb ?? "start"))
      addProgram(started, { path: service, args: [null] }, deeper);
    return;
  }
  if (isSupervisor(name)) {
    addProgram(started, { path: name, args }, deeper);
    for (const command of supervisorCommands(started, { args, input, step: deeper }))
      startWords(command.words, { ...here, step: command.step });
    return;
  }
  if (input.passesOn(first) && isProgramOfBase(own))
    return addProgram(started, { path: first, args }, { ...deeper, ...runsAs(first, input, deeper) });
  if (input.passesOn(first))
    return startWords(args, {
      ...here,
      step: {
        ...deeper,
        because: [...step.because, { at: step.at, note: `${first} starts the command after it` }],
      },
    });
  startProgram({ path: first, args }, next);
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
    const why = isEntry(step) ? lacksReader(path, script, input) : undefined;
    if (why !== undefined) started.broken ??= { at: step.at, note: why };
    if (isShellScript(script.file.text)) return startScript({ path, script, args }, { ...here, step: next });
  }
  addProgram(started, { path, args }, { ...next, ...runsAs(path, input, next) });
  noteOthers({ path, args, script }, here);
}

function stepped(down: StepDown, { started, input, step }: Here): void {
  const { user: name } = down;
  const note =
    name === undefined
      ? "it starts the command after it"
      : `it switches to ${name === null ? "another user" : `user "${name}"`} here`;
  const refused = step.refused ?? refusal(down, input, step);
  const next: StartStep = {
    ...step,
    ...(name === undefined
      ? {}
      : {
          user:
            name === null
              ? unknown({ key: "user", why: "the user that it switches to is unknown" }, step.at)
              : input.userNamed(name, step.at),
        }),
    because: [...step.because, { at: step.at, note }],
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
  const { started, input, step } = here;
  const told = shellCall(args);
  if (told.kind === "text") {
    const { text } = told;
    if (text !== null)
      return startText({ text, place: () => step.at }, { ...here, input: { ...input, rest: told.args } });
    started.others ??= unknown(
      { key: "shell text", why: "the shell text that is started here is unknown" },
      step.at,
    );
    return;
  }
  if (told.kind === "input") return addProgram(started, { path: baseName(path), args }, step);
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
  startScript({ path: file, script, args: told.args }, { ...here, step: next });
}

function startScript(
  { path, script, args }: Call & { readonly script: FileContent },
  { started, input, step }: Here,
): void {
  const because = [...step.because, { at: step.at, note: `${path} is started here` }];
  startText(
    { text: script.file.text, place: script.place },
    { started, input: { ...input, rest: args }, step: { ...step, because } },
  );
}

/** Follows a shell text to the programs that it starts; a sourced text shares the variables of the one that sources it. */
export function startText(
  text: ShellText,
  here: Here,
  variables = new Map<string, string | undefined>(),
): void {
  walkText(text, here, { variables, follow: { words: startWords, text: startText } });
}

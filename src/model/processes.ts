import { parseShell, type ShellCommand } from "../parsers/shell.ts";
import type { Place, Span } from "../source.ts";
import { isFile } from "./container-files.ts";
import { baseName } from "./container-path.ts";
import { unknown } from "./fact.ts";
import type { FileContent } from "./model.ts";
import { INTERPRETERS } from "./shell-foreign.ts";
import { isHarmless } from "./shell-other.ts";
import { unwrapped } from "./shell-wrappers.ts";
import { addProgram, fileAt, isQuestion, type Started, type StartInput, type Step } from "./start.ts";
import { stepDown } from "./start-programs.ts";
import { supervisorCommands } from "./start-supervisor.ts";

// A script that starts itself would never end.
const DEEPEST = 8;

/** Follows a command in exec form to the programs that it starts. */
export function startWords(
  started: Started,
  words: readonly (string | null)[],
  input: StartInput,
  step: Step,
): void {
  if (step.depth > DEEPEST) return;
  const deeper = { ...step, depth: step.depth + 1 };
  const own = unwrapped(words);
  const [first, ...args] = own;
  if (first === undefined) return;
  if (first === null) {
    started.others ??= unknown("the program that is started here cannot be told", step.at);
    return;
  }
  const down = stepDown(own);
  if (down !== undefined) return stepped(started, down, input, deeper);
  const name = baseName(first);
  if (/^(ba|da|a|z|k)?sh$/.test(name)) return startShell(started, { first, args }, input, deeper);
  if (
    name === "service" ||
    /^\/etc\/init\.d\//.test(first) ||
    name === "invoke-rc.d" ||
    name === "rc-service"
  ) {
    const [service, verb] =
      name === "service" || name === "invoke-rc.d" || name === "rc-service" ? args : [name, args[0]];
    if (service && /^(start|restart|reload|force-reload)$/.test(verb ?? "start"))
      addProgram(started, service, [null], deeper);
    return;
  }
  if (name === "supervisord") {
    addProgram(started, name, args, deeper);
    for (const command of supervisorCommands(started, args, input, deeper))
      startWords(started, command.words, input, command.step);
    return;
  }
  if (input.passesOn(first))
    return startWords(started, args, input, {
      ...deeper,
      because: [...step.because, { at: step.at, note: `${first} starts the command behind it` }],
    });
  const script = first.includes("/") ? fileAt(input, first) : inPath(input, first);
  if (script !== undefined && "file" in script) {
    const isShell = /^#!.*\b(ba|da|a|z)?sh\b|^(?!#!)/.test(script.file.text);
    if (isShell) return startScript(started, { path: first, script, args }, input, deeper);
  }
  addProgram(started, name, args, deeper);
  foreignScript(started, { name, args }, input, deeper);
  const installed =
    /^\/(usr\/(local\/)?)?s?bin\//.test(first) && (script === undefined || !("file" in script));
  if ((first.includes("/") && !installed) || /\.(sh|bash)$/.test(first)) {
    const settle = script !== undefined && "known" in script ? script.settle : undefined;
    started.others ??= unknown(
      `${first} is started here, and what it starts besides is not known`,
      step.at,
      settle,
    );
  }
}

/** A script in another language that speaks of a server may start it. */
function foreignScript(
  started: Started,
  { name, args }: { name: string; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  if (!INTERPRETERS.test(name)) return;
  const path = args.find((arg) => arg === null || !arg.startsWith("-"));
  const script = typeof path === "string" ? fileAt(input, path) : undefined;
  if (script === undefined || !("file" in script)) return;
  const [server] = /\b(nginx|apache2|apache2ctl|apachectl|httpd)\b/.exec(script.file.text) ?? [];
  if (server !== undefined) {
    started.others ??= unknown(`${path} speaks of ${server}, and what it starts is not known`, step.at);
  }
}

function stepped(
  started: Started,
  down: NonNullable<ReturnType<typeof stepDown>>,
  input: StartInput,
  step: Step,
): void {
  const user =
    down.user === null
      ? unknown("the user that it steps down to cannot be told", step.at)
      : input.userNamed(down.user, step.at);
  const next = {
    ...step,
    user,
    because: [...step.because, { at: step.at, note: `it steps down to ${down.user ?? "another user"} here` }],
  };
  if (down.shell !== true)
    return startWords(started, down.command.length === 0 ? ["sh"] : down.command, input, next);
  const [text] = down.command;
  if (typeof text === "string") startText(started, { text, place: () => step.at }, input, next);
  else started.others ??= unknown("the command that is started here cannot be told", step.at);
}

function startShell(
  started: Started,
  { first, args }: { first: string; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  const flag = args.findIndex((arg) => arg !== null && /^-[a-z]*c$/.test(arg));
  if (flag >= 0) {
    const text = args[flag + 1];
    if (typeof text === "string")
      return startText(
        started,
        { text, place: () => step.at },
        { ...input, rest: args.slice(flag + 3) },
        step,
      );
    started.others ??= unknown("the shell text that is started here cannot be told", step.at);
    return;
  }
  const file = args.find((arg) => arg === null || !arg.startsWith("-"));
  if (file === undefined) return addProgram(started, baseName(first), args, step);
  if (file === null) {
    started.others ??= unknown("the script that is started here cannot be told", step.at);
    return;
  }
  const script = fileAt(input, file);
  if (script === undefined || !("file" in script)) {
    const why = script === undefined ? "it is not known to be in the image" : script.why;
    started.others ??= unknown(`${file} is started here, and ${why}`, step.at);
    return;
  }
  startScript(started, { path: file, script, args: args.slice(args.indexOf(file) + 1) }, input, step);
}

function startScript(
  started: Started,
  { path, script, args }: { path: string; script: FileContent; args: readonly (string | null)[] },
  input: StartInput,
  step: Step,
): void {
  const because = [...step.because, { at: step.at, note: `${path} is started here` }];
  startText(
    started,
    { text: script.file.text, place: script.place },
    { ...input, rest: args },
    { ...step, because },
  );
}

/** Follows a shell text to the programs that it starts. */
export function startText(
  started: Started,
  { text, place }: { text: string; place: (span: Span) => Place },
  input: StartInput,
  step: Step,
): void {
  const parsed = parseShell(text, "start");
  const [problem] = parsed.problems;
  if (problem !== undefined) {
    started.others ??= unknown(`this script cannot be read: ${problem.message}`, place(problem.span));
    return;
  }
  started.scripts.push({ text, place, because: step.because });
  const variables = new Map<string, string | undefined>();
  const lookup = (name: string) => (variables.has(name) ? variables.get(name) : input.environment(name));
  const run = (commands: readonly ShellCommand[], depth: number): void => {
    for (const command of commands) {
      const inPlace = command.words[0]?.text === "exec" || (step.stays && command === commands.at(-1));
      const called = parsed.functions.find(({ name }) => name === command.words[0]?.text);
      if (called !== undefined && depth < DEEPEST) run(called.commands, depth + 1);
      else
        startCommand(
          started,
          command,
          { ...input, environment: lookup },
          {
            ...step,
            at: place(command.span),
            sure: step.sure && command.certainty === "always",
            stays: inPlace || command.background,
          },
        );
      for (const { name, value } of command.assignments)
        if (command.words.length === 0) variables.set(name, value.expand(lookup) ?? undefined);
    }
  };
  run(parsed.commands, step.depth);
}

function startCommand(started: Started, command: ShellCommand, input: StartInput, step: Step): void {
  const words = command.words.flatMap((word): readonly (string | null)[] => {
    if (/^"?\$(@|\*|\{@\}|\{\*\})"?$/.test(word.raw)) return input.rest;
    return [word.expand(input.environment)];
  });
  const [first, ...args] = unwrapped(words);
  if (first === undefined) return;
  const literal = args.every((arg) => arg !== null) ? (args as string[]) : undefined;
  if (first !== null && isShellOnly(baseName(first), literal)) return;
  if (first === "." || first === "source") {
    const script = typeof args[0] === "string" ? fileAt(input, args[0]) : undefined;
    if (script !== undefined && "file" in script) {
      return startText(started, { text: script.file.text, place: script.place }, input, {
        ...step,
        depth: step.depth + 1,
      });
    }
    started.others ??= unknown(`what ${args[0] ?? "the file"} does is not known`, step.at);
    return;
  }
  startWords(started, words, input, step);
}

// Servers are harmless at build time, when they only check a configuration; here they are what is looked for.
const SERVERS = /^(nginx|apachectl|apache2ctl|httpd|apache2|service|java|node|sleep|tail|top)$/;
const FILE_TOOLS =
  /^(cp|mv|rm|ln|mkdir|touch|chown|chmod|chgrp|install|sed|tee|envsubst|curl|wget|tar|unzip|openssl|ssh-keygen|usermod|groupmod|useradd|adduser|groupadd|addgroup|rsync|a2(en|dis)(site|mod|conf)|wait-for-it(\.sh)?|wait-for(\.sh)?|jq|yq|base64|gzip|gunzip|mktemp|nc|ping|pg_isready|mysqladmin|redis-cli|psql|mysql|logrotate|shopt|rsyslogd|getopts|eval|printf)$/;

/** Commands of a start script that start nothing which stays. */
function isShellOnly(name: string, args: readonly string[] | undefined): boolean {
  if (SERVERS.test(name)) return isQuestion(name, args);
  return isHarmless(name, args) || FILE_TOOLS.test(name);
}

/** A program without a folder is looked for where PATH leads; only scripts of the repo are of interest. */
function inPath(input: StartInput, name: string): FileContent | undefined {
  for (const folder of ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]) {
    const found = input.files.lookup(`${folder}/${name}`);
    if (isFile(found) && found.source !== undefined && found.content.known) return found.content.value;
  }
  return undefined;
}

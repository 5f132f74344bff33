/** The builds of a shell script, of a recipe or a step: variables are followed, and so is the folder. */
import type { ShellCommand } from "../shell/parse.ts";
import { parseShell } from "../shell/parse.ts";
import { commandBake, commandBuild, commandRetag, commandStart } from "./command-builds.ts";
import { commandCompose } from "./command-compose.ts";
import { type BuildCommands, openBuilds } from "./command-tree.ts";
import type { CommandWord } from "./command-words.ts";
import { inContainer } from "./edits/command-container.ts";
import { editors } from "./edits/command-edits.ts";
import { commandMake } from "./make/call.ts";
import { noteEdits, notePrinted, pipedText } from "./script-files.ts";
import {
  type CommandScript,
  folderBehindCd,
  located,
  type ScriptReading,
  scriptFolder,
  splitWords,
  wordOf,
} from "./script-reading.ts";

/** What a text that builds, or starts what is built, has in it. */
export const builders =
  /\b(?:docker|podman|buildah|nerdctl|executor|depot|img build|buildctl|crane|skopeo|regctl|oras)\b/;

/** What a text has in it whose commands matter. */
export const mayBuild = new RegExp(`${builders.source}|${editors.source}|\\bmake\\b`);

/** The builds, calls of bake and edited files of a script. */
export function readCommands(script: CommandScript): BuildCommands {
  const reading: ScriptReading = {
    script,
    variables: new Map(script.variables),
    builds: [],
    bakes: [],
    composes: [],
    edits: [],
    calls: [],
    retags: [],
    makes: [],
    lists: new Map(),
    folder: script.folder,
    previous: null,
  };
  if (!mayBuild.test(script.text)) return reading;
  const { commands, functions } = parseShell(script.text);
  for (const command of commands) readCommand(reading, command);
  // A function runs where it is called, with arguments that are not followed.
  for (const each of functions) for (const command of each.commands) readCommand(reading, command);
  const other = functions.find(({ name }) => isBuilder(name))?.span ?? commands.find(isAlias)?.span;
  if (other === undefined) return reading;
  return openBuilds(reading, script.place(other), "another command goes by the builder's name here");
}

function isBuilder(name: string): boolean {
  return /^(?:docker|podman|buildah|nerdctl|depot)$/.test(name);
}

/** `alias docker=…`: bash follows it in a script only with an option, other shells always. */
function isAlias({ words: [first, ...rest] }: ShellCommand): boolean {
  return first?.text === "alias" && rest.some(({ text }) => isBuilder(text?.split("=")[0] ?? ""));
}

function readCommand(reading: ScriptReading, command: ShellCommand): void {
  const written = command.words.flatMap((word) => splitWords(reading, word));
  const words = inContainer(written) ?? written;
  const [first] = words;
  if (first === undefined) {
    for (const { name, value } of command.assignments)
      assign(reading, command, { name, value: wordOf(reading, value).value });
  }
  if (first?.value === "export" || first?.value === "readonly" || first?.value === "local") {
    for (const { value } of words.slice(1)) {
      const [, name, given] = /^(\w+)=(.*)$/s.exec(value ?? "") ?? [];
      if (name !== undefined) assign(reading, command, { name, value: given ?? null });
    }
  }
  if (!command.subshell) delete reading.inSubshell;
  if (["cd", "pushd", "popd"].includes(first?.value ?? "")) return changeFolder(reading, command, words);
  const inner = innerText(words) ?? pipedText(reading, command, words);
  if (inner !== undefined) return readInner(reading, command, inner);
  const { place } = reading.script;
  const folder = scriptFolder(reading);
  const placed = words.map((word) => located(reading, { ...word, span: place(word.span) }));
  const input = { words: placed, folder, span: place(command.span) };
  const build = commandBuild(input);
  const bake = build === undefined ? commandBake(input) : undefined;
  const retag = commandRetag(input);
  const compose = commandCompose({
    ...input,
    words: commandStart(input).words,
    composeFile: composeFileOf(reading, command),
    variables: Object.fromEntries(
      command.assignments.map(({ name, value }) => [name, wordOf(reading, value).value]),
    ),
  });
  // A build of what lies elsewhere gives its name to another image.
  if (build !== undefined && retag !== undefined) reading.retags.push(retag);
  if (build !== undefined) reading.builds.push(build);
  else if (bake !== undefined) reading.bakes.push(bake);
  else if (retag !== undefined) reading.retags.push(retag);
  else if (compose !== undefined) reading.composes.push(compose);
  else {
    const make = commandMake({ ...input, words: commandStart(input).words });
    if (make !== undefined) reading.makes.push({ ...make, environment: new Map() });
    else noteEdits(reading, command, words);
  }
  notePrinted(reading, command, words);
  reading.before = words;
}

/** What COMPOSE_FILE is to a command: set before it on its line, or earlier. */
function composeFileOf(reading: ScriptReading, { assignments }: ShellCommand): string | null | undefined {
  const own = assignments.findLast(({ name }) => name === "COMPOSE_FILE");
  return own === undefined ? reading.variables.get("COMPOSE_FILE") : wordOf(reading, own.value).value;
}

/** `sh -c 'docker build …'`, `eval "docker build …"`. */
function innerText([first, ...rest]: readonly CommandWord[]): string | undefined {
  const values = rest.map(({ value }) => value);
  if (first?.value === "eval") return values.every((value) => value !== null) ? values.join(" ") : undefined;
  if (!/^(?:.*\/)?(?:ba|da|a)?sh$/.test(first?.value ?? "")) return undefined;
  const at = values.findIndex((value) => /^-[a-z]*c$/.test(value ?? ""));
  return at < 0 ? undefined : (values[at + 1] ?? undefined);
}

function readInner(reading: ScriptReading, { span }: ShellCommand, text: string): void {
  const { script, variables } = reading;
  if (text.length >= script.text.length) return;
  const whole = script.place(span);
  const inner = readCommands({ text, place: () => whole, folder: scriptFolder(reading), variables });
  for (const one of inner.builds) reading.builds.push(one);
  for (const one of inner.bakes) reading.bakes.push(one);
  for (const one of inner.edits) reading.edits.push(one);
  for (const one of inner.calls) reading.calls.push(one);
  for (const one of inner.retags) reading.retags.push(one);
  for (const one of inner.makes) reading.makes.push(one);
  for (const one of inner.composes) reading.composes.push(one);
}

function assign(
  reading: ScriptReading,
  { certainty, subshell }: ShellCommand,
  { name, value }: { readonly name: string; readonly value: string | null },
): void {
  if (subshell) return;
  const before = reading.variables.get(name);
  reading.variables.set(name, certainty === "always" || before === value ? value : null);
}

function changeFolder(
  reading: ScriptReading,
  { subshell }: ShellCommand,
  words: readonly CommandWord[],
): void {
  const from = scriptFolder(reading);
  const to = words[1]?.value === "-" ? reading.previous : folderBehindCd(from, words[1], reading.script.here);
  if (subshell) {
    reading.inSubshell = to;
    return;
  }
  reading.previous = from;
  reading.folder = to;
}

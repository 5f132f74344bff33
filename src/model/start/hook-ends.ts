/** Hooks that the official entrypoint of nginx does not get past: its `set -e` ends it with the first that fails. */
import { commandName, parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import { lacksReader, stopsOnFailure } from "./checks.ts";
import type { Here, Stop } from "./record.ts";

/** Why a hook surely fails: nothing reads it, or it ends with another number than 0. */
export function hookEnd({ path }: ContainerFile, content: FileContent, here: Here): Stop | undefined {
  // Those of .envsh are read by the entrypoint's own shell.
  const unread = path.endsWith(".sh") ? lacksReader(path, content, here) : undefined;
  if (unread !== undefined) return unread;
  const { text } = content.file;
  const { commands, functions } = parseShell(text, "start");
  if (functions.some((one) => one.commands.some(mayEnd))) return undefined;
  const end = commands.find(mayEnd);
  const failing = failingCommand(commands.slice(0, end === undefined ? undefined : commands.indexOf(end)), {
    stops: !path.endsWith(".sh") || stopsOnFailure(text),
    isLast: end === undefined,
  });
  if (failing !== undefined) return stop(path, content.place(failing.span), "fails");
  const status = end?.words[1]?.text;
  if (end === undefined || !isSure(end) || commandName(end) !== "exit") return undefined;
  return /^0*[1-9]\d*$/.test(status ?? "")
    ? stop(path, content.place(end.span), `ends with ${status}`)
    : undefined;
}

function stop(path: string, at: Place, what: string): Stop {
  return {
    key: `hook ${path}`,
    at,
    note: `${path} ${what}, and the entrypoint ends with it`,
    help: "let it end with 0, or do not copy it",
  };
}

interface Failing {
  /** The first that fails ends the text. */
  readonly stops: boolean;
  /** What the last one ends with is what the text ends with. */
  readonly isLast: boolean;
}

/** A command that surely fails and decides: `false`, which people leave behind to see whether a hook is run. */
function failingCommand(
  commands: readonly ShellCommand[],
  { stops, isLast }: Failing,
): ShellCommand | undefined {
  const last = commands.at(-1);
  const fails = (one: ShellCommand) => commandName(one) === "false" && isSure(one) && one.caught !== true;
  if (stops) return commands.find(fails);
  return isLast && last !== undefined && fails(last) ? last : undefined;
}

function mayEnd(command: ShellCommand): boolean {
  return /^(exit|exec|return|kill)$/.test(commandName(command) ?? "");
}

function isSure({ certainty, guards, subshell, background }: ShellCommand): boolean {
  return certainty === "always" && guards === undefined && !subshell && !background;
}

/** Hooks that the official entrypoint of nginx does not get past: its `set -e` ends it with the first that fails. */
import { commandName, parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import { lacksReader } from "./checks.ts";
import type { Here, Stop } from "./record.ts";

/** Why a hook surely fails: nothing reads it, or it ends with another number than 0. */
export function hookEnd({ path }: ContainerFile, content: FileContent, here: Here): Stop | undefined {
  // Those of .envsh are read by the entrypoint's own shell.
  const unread = path.endsWith(".sh") ? lacksReader(path, content, here) : undefined;
  if (unread !== undefined) return unread;
  const { commands, functions } = parseShell(content.file.text, "start");
  if (functions.some((one) => one.commands.some(mayEnd))) return undefined;
  const end = commands.find(mayEnd);
  const status = end?.words[1]?.text;
  if (end === undefined || !isSure(end) || !/^0*[1-9]\d*$/.test(status ?? "")) return undefined;
  return {
    key: `hook ${path}`,
    at: content.place(end.span),
    note: `${path} ends with ${status}, and the entrypoint ends with it`,
    help: "let it end with 0, or do not copy it",
  };
}

function mayEnd(command: ShellCommand): boolean {
  return /^(exit|exec|return|kill)$/.test(commandName(command) ?? "");
}

function isSure(command: ShellCommand): boolean {
  const { certainty, guards, subshell, background } = command;
  return (
    commandName(command) === "exit" &&
    certainty === "always" &&
    guards === undefined &&
    !subshell &&
    !background
  );
}

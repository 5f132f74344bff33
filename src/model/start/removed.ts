/** Files of the image that scripts of a start may have taken away, or closed, by the time that they are asked for. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import { baseName, isWithin, resolvePath } from "../container-path.ts";
import { unwrapped } from "../shell/wrappers.ts";
import type { StartScript } from "./record.ts";

const TAKES_AWAY = /^(rm|rmdir|unlink|mv|find|rsync|chmod|chown|xargs)$/;

/** Whether one of the texts may do it; words that cannot be told may mean any file. */
export function mayBeGone(path: string, scripts: readonly Pick<StartScript, "text">[]): boolean {
  return scripts.some(({ text }) => {
    const { commands, functions } = parseShell(text, "start");
    return [...commands, ...functions.flatMap((one) => one.commands)].some((one) => takesAway(one, path));
  });
}

function takesAway({ words, substitutions }: ShellCommand, path: string): boolean {
  if (substitutions.some((one) => takesAway(one, path))) return true;
  const [program, ...args] = unwrapped(words.map(({ text }) => text));
  if (program === undefined || program === null || !TAKES_AWAY.test(baseName(program))) return false;
  return args.some(
    (arg) =>
      arg === null ||
      /[*?[]/.test(arg) ||
      (!arg.startsWith("-") && (!arg.startsWith("/") || isWithin(path, resolvePath("/", arg)))),
  );
}

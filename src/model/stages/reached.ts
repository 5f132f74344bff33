/** Which paths the commands of a build may change without a layer that says so. */
import { pathOf, type RanCommand, type RunWord } from "../shell/ran.ts";
import { otherSpelling } from "../stock/system-folders.ts";

// What layers do not show, or not of all that it reaches.
const UNREAD = /^(setfacl|fix-permissions|cp|mv|tar|rsync|unzip|mount|find|xargs)$/;

/** Whether one of the commands may change who may use a path. */
export function mayReach(commands: readonly RanCommand[], path: string): boolean {
  return commands.some(
    (command) => UNREAD.test(command.name) && targetsOf(command).some((word) => reaches(command, word, path)),
  );
}

/** The words that a command may change something at: of a copy, the last one. */
function targetsOf({ name, args }: RanCommand): readonly RunWord[] {
  const isInto = args.some(({ value }) => value === null || /^(-t|--target-directory)/.test(value));
  return /^(cp|mv)$/.test(name) && !isInto ? args.slice(-1) : args;
}

/** Whether a word stands for a path, one above it, or a pattern of either; one that cannot be told may. */
export function reaches(command: RanCommand, { value, raw }: RunWord, path: string): boolean {
  const text = value ?? /^["']?([^$`"']*)/.exec(raw)?.[1] ?? "";
  if (value === null && !text.startsWith("/")) return true;
  const glob = value === null ? text.length : text.search(/[*?]/);
  const asked = spellings(path);
  if (glob >= 0 && text.startsWith("/")) return asked.some((one) => one.startsWith(text.slice(0, glob)));
  const named = pathOf(command, text);
  return asked.some((one) => one === named || named === "/" || one.startsWith(`${named}/`));
}

/** A path, and its other spelling below /var/run. */
export function spellings(path: string): readonly string[] {
  const other = otherSpelling(path);
  return other === undefined ? [path] : [path, other];
}

/** What commander does not say of a mistyped command line. */
import type { Command } from "commander";
import { nearest } from "../../names.ts";

/** Makes a program and its commands say what was most likely meant. */
export function withHints(program: Command): void {
  for (const command of [program, ...program.commands]) {
    for (const inner of command.commands) hint(inner);
    hint(command);
  }
  program.hook("preAction", (_, command) => refuseSwallowedPath(command));
}

/** Stops where an option that takes several words took the PATH behind it for one of them. */
function refuseSwallowedPath(command: Command): void {
  for (const option of command.options.filter(({ variadic }) => variadic)) {
    const words: unknown = command.getOptionValue(option.attributeName());
    const last: unknown = Array.isArray(words) && words.length > 1 ? words.at(-1) : undefined;
    if (last !== "." && last !== "..") continue;
    command.error(`error: ${option.long} takes all words behind it, "${last}" too: put the PATH before it`);
  }
}

function hint(command: Command): void {
  const { outputError } = command.configureOutput();
  command.configureOutput({
    outputError: (text, write) => outputError?.(hinted(text, command), write),
  });
}

function hinted(text: string, command: Command): string {
  const meant = meantBy(text, command);
  const plain = text.replace(/command-argument value ('.*') is invalid for argument/, "$1 is invalid for");
  return meant === undefined ? plain : plain.replace(/\n?$/, ` (Did you mean ${meant}?)\n`);
}

function meantBy(text: string, command: Command): string | undefined {
  if (text.includes("Did you mean")) return undefined;
  const options = command.options.flatMap(({ long }) => long ?? []);
  const [, option] = /unknown option '(.*)'/.exec(text) ?? [];
  if (option !== undefined) return nearest(option, options);
  const [, name] = /unknown command '(.*)'/.exec(text) ?? [];
  if (name !== undefined)
    return [...options, "--help"].find((long) => long.slice("--".length) === name.toLowerCase());
  const inner = command.commands.map((each) => each.name());
  const near = text.includes("too many arguments") ? nearest(command.args[0] ?? "", inner) : undefined;
  return near === undefined ? undefined : `${command.name()} ${near}`;
}

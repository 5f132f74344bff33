import { type Place, sourceFile } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import type { ServerCommand } from "../servers/input.ts";
import type { InstalledServer } from "../stock/install.ts";
import { compiledInto } from "../stock/nginx-compiled.ts";

/** What nginx's arguments say, after ngx_get_options of nginx 1.31. */
export interface NginxCommand {
  /** The main configuration's path. */
  readonly mainConfig: Fact<string>;
  /** Directives of `-g`, which are read before the main configuration. */
  readonly globals?: FileContent;
  /** Set when an argument cannot be read. */
  readonly open?: Unknown;
  /** The option with which nginx does something else than serve (`-t`, `-v`, `-s`). */
  readonly otherJob?: string;
  /** The folder of `-p` and the file of `-e`, where they are given; `null` where they cannot be read. */
  readonly prefix?: string | null;
  readonly errorLog?: string | null;
  readonly at?: Place;
}

interface Options {
  c?: string | null;
  p?: string | null;
  g?: string | null;
  e?: string | null;
  open: boolean;
  otherJob?: string;
}

/** Reads nginx's arguments. */
export function readCommand(command: ServerCommand | undefined, installed: InstalledServer): NginxCommand {
  const { install, at: installedAt } = installed;
  if (command === undefined) return { mainConfig: known(install.mainConfig, installedAt) };
  const { at } = command;
  const options = optionsOf(command.args);
  const open =
    options.open || options.g === null
      ? unknown({ key: "argument of nginx", why: "an argument of nginx cannot be read" }, at)
      : undefined;
  return {
    at,
    mainConfig: options.open
      ? unknown({ key: "argument of nginx", why: "an argument of nginx cannot be read" }, at)
      : mainConfigOf(options, installed, at),
    ...(typeof options.g === "string" ? { globals: globalsAt(options.g, at) } : {}),
    ...(open === undefined ? {} : { open }),
    ...(options.otherJob === undefined ? {} : { otherJob: options.otherJob }),
    ...(options.p === undefined ? {} : { prefix: options.p }),
    ...(options.e === undefined ? {} : { errorLog: options.e }),
  };
}

function optionsOf(args: readonly (string | null)[]): Options {
  const options: Options = { open: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === null || arg === undefined) return { ...options, open: true };
    if (!arg.startsWith("-")) continue;
    for (let char = 1; char < arg.length; char++) {
      const option = arg[char] ?? "";
      if ("cpges".includes(option)) {
        const value = arg.length > char + 1 ? arg.slice(char + 1) : (args[++index] ?? null);
        if (option === "s") options.otherJob = "-s";
        else options[option as "c" | "p" | "g" | "e"] = value;
        break;
      }
      if ("tTvVh?".includes(option)) options.otherJob = `-${option}`;
    }
  }
  return options;
}

function mainConfigOf(
  { c, p }: Options,
  { install, at: installedAt }: InstalledServer,
  at: Place,
): Fact<string> {
  if (c === undefined) return known(install.mainConfig, installedAt);
  if (c === null)
    return unknown({ key: "argument of nginx -c", why: "the argument of nginx -c cannot be read" }, at);
  if (c.startsWith("/")) return known(resolvePath("/", c), at);
  const prefix = p ?? compiledInto(install.title)?.prefix;
  if (prefix?.startsWith("/")) return known(resolvePath(prefix, c), at);
  return unknown(
    { key: `nginx -c ${c}`, why: `nginx -c ${c} is relative to an unknown folder` },
    at,
    "write the absolute path after -c",
  );
}

function globalsAt(text: string, at: Place): FileContent {
  return { file: sourceFile(at.file.path, text), place: () => at };
}

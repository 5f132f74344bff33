import { type Place, sourceFile } from "../../source.ts";
import { isWithin, resolvePath } from "../container-path.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import type { ServerCommand } from "../servers/input.ts";
import type { InstalledServer } from "../stock/install.ts";

/** What Apache's arguments say, after the manual of httpd 2.4. */
export interface ApacheCommand {
  readonly mainConfig: Fact<string>;
  /** The folder that relative paths start from, until `ServerRoot` says another. */
  readonly serverRoot: string;
  /** Names of `-D`. */
  readonly defines: readonly string[];
  /** Directives of `-C`, read before the main configuration, and of `-c`, read behind it. */
  readonly before?: FileContent;
  readonly after?: FileContent;
  /** Set when an argument cannot be read. */
  readonly open?: Unknown;
  /** Apache stays one process, which serves as the user of the children (`-X`). */
  readonly oneProcess?: true;
  /** The option with which Apache does something else than serve (`-t`, `-k stop`). */
  readonly otherJob?: string;
}

// The names that its modules for processes ask for; -X defines DEBUG (main.c of httpd 2.4).
const ONE_PROCESS = /^(DEBUG|ONE_PROCESS)$/;

interface Options {
  f?: string;
  d?: string;
  D: string[];
  C: string[];
  c: string[];
  open: boolean;
  one: boolean;
  otherJob?: string;
}

/** Reads the arguments of apache2, httpd or apachectl. */
export function readApacheCommand(
  command: ServerCommand | undefined,
  { install, at: installedAt }: InstalledServer,
): ApacheCommand {
  const { prefix } = install;
  if (command === undefined) {
    return { mainConfig: known(install.mainConfig, installedAt), serverRoot: prefix, defines: [] };
  }
  const { at, args } = command;
  const options = optionsOf(args);
  const open =
    command.open ??
    (options.open
      ? unknown({ key: "argument of Apache", why: "an argument of Apache cannot be read" }, at)
      : undefined);
  const serverRoot = options.d === undefined ? prefix : resolvePath("/", options.d);
  const path =
    options.f !== undefined
      ? known(resolvePath(serverRoot, options.f), at)
      : options.d !== undefined && isWithin(install.mainConfig, prefix)
        ? known(resolvePath(serverRoot, install.mainConfig.slice(prefix.length + 1)), at)
        : known(install.mainConfig, installedAt);
  return {
    mainConfig: open ?? path,
    serverRoot,
    defines: options.D,
    ...(options.C.length > 0 ? { before: contentOf(options.C, at) } : {}),
    ...(options.c.length > 0 ? { after: contentOf(options.c, at) } : {}),
    ...(open === undefined ? {} : { open }),
    ...(options.one || options.D.some((name) => ONE_PROCESS.test(name)) ? { oneProcess: true } : {}),
    ...(options.otherJob === undefined ? {} : { otherJob: options.otherJob }),
  };
}

function optionsOf(args: readonly (string | null)[]): Options {
  const options: Options = { D: [], C: [], c: [], open: false, one: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === null || arg === undefined) return { ...options, open: true };
    // apachectl's own words.
    if (/^(stop|graceful-stop|configtest|status|fullstatus|help)$/.test(arg)) options.otherJob = arg;
    if (!arg.startsWith("-")) continue;
    const option = arg[1] ?? "";
    if (option === "X") options.one = true;
    if (/[tvVlLhSM]/.test(option)) options.otherJob = `-${option}`;
    if (!/[fdDCcekE]/.test(option)) continue;
    const value = arg.length > 2 ? arg.slice(2) : args[++index];
    if (value === null || value === undefined) return { ...options, open: true };
    if (option === "f" || option === "d") options[option] = value;
    if (option === "D" || option === "C" || option === "c") options[option].push(value);
    if (option === "k" && /stop/.test(value)) options.otherJob = `-k ${value}`;
  }
  return options;
}

function contentOf(lines: readonly string[], at: Place): FileContent {
  return { file: sourceFile(at.file.path, lines.join("\n")), place: () => at };
}

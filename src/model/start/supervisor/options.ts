import { ownValue } from "../../../names.ts";

/** The options of supervisord 4 that decide what it reads and as whom it runs. */
export interface SupervisorOptions {
  /** The file of `-c`; `null` where it cannot be told. */
  readonly config?: string | null;
  /** The user of `-u`, which overrides the configuration's. */
  readonly user?: string | null;
  /** The file of `-l`, which overrides the configuration's. */
  readonly logfile?: string | null;
  /** `-n`: it stays in front. */
  readonly nodaemon: boolean;
  /** Some option cannot be told. */
  readonly open: boolean;
}

type Kind = "config" | "user" | "logfile" | "nodaemon" | "value";
type Writable = { -readonly [Key in keyof SupervisorOptions]: SupervisorOptions[Key] };

// Those of ServerOptions in its options.py that take a value.
const WITH_VALUE = "cumdlyzejiqa";
const LETTERS: Readonly<Record<string, Kind>> = { c: "config", u: "user", l: "logfile" };
const LONG: Readonly<Record<string, Kind>> = {
  configuration: "config",
  user: "user",
  logfile: "logfile",
  nodaemon: "nodaemon",
  ...Object.fromEntries(
    "umask directory logfile_maxbytes logfile_backups loglevel pidfile identifier childlogdir minfds minprocs profile_options"
      .split(" ")
      .map((name) => [name, "value" as const]),
  ),
};

/** Reads the arguments as Python's getopt does: letters may stand together, long names may be cut short. */
export function readOptions(args: readonly (string | null)[]): SupervisorOptions {
  const found: Writable = { nodaemon: false, open: false };
  const set = (name: string, value: string | null) => {
    if (name === "config" || name === "user" || name === "logfile") found[name] = value;
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === null) found.open = true;
    if (typeof arg !== "string" || !arg.startsWith("-") || arg === "--") break;
    if (arg.startsWith("--")) {
      const [name = "", ...rest] = arg.slice(2).split("=");
      const kind = longOption(name);
      if (kind === "nodaemon") found.nodaemon = true;
      else if (kind !== "flag") set(kind, rest.length > 0 ? rest.join("=") : (args[++i] ?? null));
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? "";
      if (letter === "n") found.nodaemon = true;
      if (!WITH_VALUE.includes(letter)) continue;
      const value = arg.slice(at + 1) || (args[++i] ?? null);
      set(ownValue(LETTERS, letter) ?? "", value);
      break;
    }
  }
  return found;
}

function longOption(name: string): Kind | "flag" {
  const [, exact] = Object.entries(LONG).find(([one]) => one === name) ?? [];
  if (exact !== undefined) return exact;
  const [match] = Object.entries(LONG).filter(([one]) => name !== "" && one.startsWith(name));
  return match?.[1] ?? "flag";
}

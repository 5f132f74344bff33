/** The values that supervisord 4 takes, after its datatypes.py. */
import { ownValue } from "../../../names.ts";

/** What a key wants. */
export type ValueKind =
  | "text"
  | "user"
  | "integer"
  | "boolean"
  | "bytes"
  | "octal"
  | "restart"
  | "signal"
  | "exit codes"
  | "level"
  /** `NAME="value"`, and more behind a comma. */
  | "pairs"
  /** A port, or an address and a port. */
  | "address"
  /** A file whose folder has to be there. */
  | "file"
  /** The same, or a word for no file of its own. */
  | "log"
  /** A folder that has to be there. */
  | "folder"
  /** A user, and perhaps a group behind a colon. */
  | "owner";

const SIGNALS = new Set(
  "HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS RTMIN RTMAX".split(
    " ",
  ),
);
const INTEGER = /^\s*[+-]?\d+(_\d+)*\s*$/;

const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  integer: (text) => INTEGER.test(text),
  boolean: (text) => booleanOf(text) !== undefined,
  bytes: (text) => INTEGER.test(text.replace(/[kmg]b$/i, "")),
  octal: (text) => /^\s*[+-]?(0o)?[0-7]+(_[0-7]+)*\s*$/i.test(text),
  restart: (text) => booleanOf(text) !== undefined || /^unexpected$/i.test(text),
  signal: (text) => INTEGER.test(text) || SIGNALS.has(text.trim().toUpperCase().replace(/^SIG/, "")),
  "exit codes": (text) =>
    text === "" ||
    text.split(",").every((code) => INTEGER.test(code) && Number(code) >= 0 && Number(code) <= 255),
  // An expansion may hold anything.
  pairs: (text) => text.includes("%") || arePairs(text),
  address: (text) => {
    const port = text.slice(text.lastIndexOf(":") + 1);
    return INTEGER.test(port) && Number(port) >= 1 && Number(port) <= 0xffff;
  },
  level: (text) => /^(critical|error|warn|info|debug|trace|blather)$/i.test(text),
};

/** Whether a value says yes; `undefined` where it says neither. */
export function booleanOf(text: string): boolean | undefined {
  if (/^(yes|true|on|1)$/i.test(text)) return true;
  return /^(no|false|off|0)$/i.test(text) ? false : undefined;
}

/** How a message names what a key wants. */
export const WANTED: Readonly<Record<string, string>> = {
  integer: "a whole number",
  boolean: "true or false",
  bytes: "a size such as 10MB",
  octal: "an octal number",
  restart: "true, false or unexpected",
  signal: "a signal",
  "exit codes": "a list of exit codes",
  level: "a log level",
  pairs: 'a list such as NAME="value",OTHER="value"',
  address: "a port, or an address and a port",
};

/** Whether supervisord takes a text as a value of a kind. */
export function takes(kind: ValueKind, text: string): boolean {
  return ownValue(TESTS, kind)?.(text) ?? true;
}

/** The keys of `[program:x]`, `[fcgi-program:x]` and `[eventlistener:x]`; others are not read. */
export const PROGRAM_KEYS: Readonly<Record<string, ValueKind>> = {
  ...kinds("text", "command directory process_name serverurl"),
  ...kinds("pairs", "environment"),
  ...kinds("log", "stdout_logfile stderr_logfile"),
  ...kinds("user", "user"),
  ...kinds("integer", "priority startsecs startretries stopwaitsecs numprocs numprocs_start"),
  ...kinds("integer", "stdout_logfile_backups stderr_logfile_backups"),
  ...kinds("boolean", "autostart stopasgroup killasgroup redirect_stderr stdout_syslog stderr_syslog"),
  ...kinds("boolean", "stdout_events_enabled stderr_events_enabled"),
  ...kinds("bytes", "stdout_logfile_maxbytes stderr_logfile_maxbytes"),
  ...kinds("bytes", "stdout_capture_maxbytes stderr_capture_maxbytes"),
  ...kinds("octal", "umask"),
  ...kinds("restart", "autorestart"),
  ...kinds("signal", "stopsignal"),
  ...kinds("exit codes", "exitcodes"),
};

/** The keys of `[supervisord]`. */
export const OWN_KEYS: Readonly<Record<string, ValueKind>> = {
  ...kinds("text", "directory identifier"),
  ...kinds("pairs", "environment"),
  ...kinds("file", "logfile pidfile"),
  ...kinds("folder", "childlogdir"),
  ...kinds("user", "user"),
  ...kinds("integer", "minfds minprocs logfile_backups"),
  ...kinds("boolean", "nodaemon silent nocleanup strip_ansi"),
  ...kinds("bytes", "logfile_maxbytes"),
  ...kinds("octal", "umask"),
  ...kinds("level", "loglevel"),
};

/** The keys of `[unix_http_server]` that are looked at before it listens. */
export const SOCKET_KEYS: Readonly<Record<string, ValueKind>> = {
  ...kinds("file", "file"),
  ...kinds("octal", "chmod"),
  ...kinds("owner", "chown"),
};

/** The keys of `[inet_http_server]` that are looked at before it listens. */
export const PORT_KEYS: Readonly<Record<string, ValueKind>> = kinds("address", "port");

// shlex.shlex with the characters that dict_of_key_value_pairs adds: anything else is a word of its own.
const TOKEN = /#.*|"[^"]*"|'[^']*'|[\w/.+\-():][\w/.+\-():"']*|\S/g;

/** Name, `=` and value, with a word between two of them, whatever it is. */
function arePairs(text: string): boolean {
  const tokens = (text.match(TOKEN) ?? []).filter((token) => !token.startsWith("#"));
  const isWhole = tokens.length % 4 !== 1 && tokens.length % 4 !== 2;
  return isWhole && tokens.every((token, i) => !/^["']$/.test(token) && (i % 4 !== 1 || token === "="));
}

/** The folder that a value needs to be there; `undefined` where it needs none, or one that is not told from here. */
export function neededFolder(kind: ValueKind, text: string): string | undefined {
  if (!text.startsWith("/") || !/^(file|log|folder)$/.test(kind)) return undefined;
  return kind === "folder" ? text.replace(/(?<=.)\/+$/, "") : text.replace(/\/[^/]*$/, "") || "/";
}

function kinds(kind: ValueKind, keys: string): Readonly<Record<string, ValueKind>> {
  return Object.fromEntries(keys.split(" ").map((key) => [key, kind]));
}

/** The events of supervisor 4 (EventTypes of its events.py). */
export const EVENTS: ReadonlySet<string> = new Set(
  `EVENT PROCESS_STATE PROCESS_STATE_STOPPED PROCESS_STATE_EXITED PROCESS_STATE_STARTING PROCESS_STATE_STOPPING
  PROCESS_STATE_BACKOFF PROCESS_STATE_FATAL PROCESS_STATE_RUNNING PROCESS_STATE_UNKNOWN PROCESS_COMMUNICATION
  PROCESS_COMMUNICATION_STDOUT PROCESS_COMMUNICATION_STDERR PROCESS_LOG PROCESS_LOG_STDOUT PROCESS_LOG_STDERR
  REMOTE_COMMUNICATION SUPERVISOR_STATE_CHANGE SUPERVISOR_STATE_CHANGE_RUNNING SUPERVISOR_STATE_CHANGE_STOPPING TICK
  TICK_5 TICK_60 TICK_3600 PROCESS_GROUP PROCESS_GROUP_ADDED PROCESS_GROUP_REMOVED`.split(/\s+/),
);

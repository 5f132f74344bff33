/** Programs that start, guard or make something for others, by the name of their file. */
import { ownValue } from "../../../names.ts";
import { baseName } from "../../container-path.ts";

/** The options of a program that take a value: the letters of the short ones, and the long ones. */
export interface WrapperOptions {
  readonly letters: string;
  readonly long?: readonly string[];
}

// Those that run the command behind them, with their options that take a value.
const WRAPPERS: Readonly<Record<string, WrapperOptions>> = {
  sudo: {
    letters: "ugCDhpRrTt",
    long: ["user", "group", "host", "prompt", "chroot", "role", "type", "chdir", "close-from"],
  },
  doas: { letters: "uC" },
  env: { letters: "uCS", long: ["unset", "chdir"] },
  exec: { letters: "a" },
  command: { letters: "" },
  nice: { letters: "n", long: ["adjustment"] },
  ionice: { letters: "cn", long: ["class", "classdata"] },
  nohup: { letters: "" },
  time: { letters: "fo", long: ["format", "output"] },
  timeout: { letters: "ks", long: ["kill-after", "signal"] },
  eatmydata: { letters: "" },
  setsid: { letters: "" },
  stdbuf: { letters: "ioe", long: ["input", "output", "error"] },
};
const INITS: Readonly<Record<string, WrapperOptions>> = {
  "dumb-init": { letters: "r", long: ["rewrite"] },
  tini: { letters: "pe" },
  "tini-static": { letters: "pe" },
  "docker-init": { letters: "pe" },
  catatonit: { letters: "" },
};

/** The options that take a value, of a program that runs the command behind it as it is; `undefined` for others. */
export function wrapperOptions(program: string): WrapperOptions | undefined {
  const name = baseName(program);
  return ownValue(WRAPPERS, name) ?? ownValue(INITS, name);
}

/** Whether a program is one of the small inits, which start the command behind them and wait for it. */
export function isInit(program: string): boolean {
  return Object.hasOwn(INITS, baseName(program));
}

/** Whether a program is many in one, the first of its words being which: `busybox sh`. */
export function isMultiCall(program: string): boolean {
  return /^(busybox|toybox)$/.test(baseName(program));
}

const PROCESS_MANAGERS =
  /^(init|systemd|s6-svscan|s6-overlay|runsvdir|runit|runit-init|dinit|openrc|openrc-init|circusd|foreman|honcho|goreman|forego|shoreman|overmind|hivemind|procboy|multirun|monit|kong|concurrently|npm-run-all|docker-init-all|chaperone|my_init|pm2|pm2-runtime|pm2-docker|pm2-dev|runsv|svscan|svscanboot|supervise|perpd|perpboot|immortal|immortaldir|horust|process-compose)$/;

/** Whether a program is an init or process manager whose own configuration is not read. */
export function isProcessManager(program: string): boolean {
  return PROCESS_MANAGERS.test(baseName(program));
}

/** Whether a program is supervisord, whose configuration is read. */
export function isSupervisor(program: string): boolean {
  return baseName(program) === "supervisord";
}

/** Whether a program starts a service by its name: `service nginx start`, `/etc/init.d/nginx start`. */
export function isServiceTool(program: string): boolean {
  return /^(service|invoke-rc\.d|rc-service)$/.test(baseName(program));
}

const STEP_DOWN_TOOLS = [
  "su",
  "gosu",
  "su-exec",
  "setpriv",
  "runuser",
  "sudo",
  "doas",
  "s6-setuidgid",
  "s6-applyuidgid",
  "setuidgid",
  "chpst",
  "start-stop-daemon",
] as const;

/** Whether a program runs the command behind it as another user. */
export function isStepDownTool(program: string): boolean {
  return STEP_DOWN_TOOLS.some((name) => name === baseName(program));
}

const STEP_DOWN_WORD = new RegExp(`\\b(${STEP_DOWN_TOOLS.join("|")})\\b`);

/** Whether a text names a program that runs another as a user. */
export function namesStepDownTool(text: string): boolean {
  return STEP_DOWN_WORD.test(text);
}

const ACCOUNT_TOOL = /^((add|del)(user|group)|(user|group)(add|mod|del)|newusers|gpasswd|groupmems)$/;

/** Whether a program makes, changes or removes users or groups. */
export function isAccountTool(program: string): boolean {
  return ACCOUNT_TOOL.test(baseName(program));
}

// As words of a shell, or of a list in another language.
const RENUMBERING =
  /\b(newusers|vipw|vigr|systemd-sysusers)\b|\b(usermod|useradd|adduser)\b[^\n;|&]*[\s"'](-[a-zA-Z]*o[a-zA-Z]*|--non-unique)(?![\w-])/;

/** Whether a text names a program that gives users any number, or lets several share one. */
export function namesRenumbering(text: string): boolean {
  return RENUMBERING.test(text);
}

/** Whether a program makes users or groups, or gives them other names and numbers. */
export function isAccountMaker(program: string): boolean {
  return /^(add(user|group)|(user|group)(add|mod)|newusers)$/.test(baseName(program));
}

/** Whether a program only keeps the container up while others do the work. */
export function isIdle(program: string): boolean {
  return /^(tail|sleep|cat|top)$/.test(baseName(program));
}

/** Whether a program prints its words, or nothing, and ends. */
export function isPrinter(program: string): boolean {
  return /^(echo|false|printf|true)$/.test(baseName(program));
}

/** Whether a program waits, prints, starts others or runs jobs by the clock, and listens on nothing itself. */
export function listensOnNothing(program: string): boolean {
  if (isIdle(program) || isInit(program) || isStepDownTool(program)) return true;
  return /^(true|echo|cron|crond)$/.test(baseName(program));
}

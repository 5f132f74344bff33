/** Questions of a shell text whether there is a user or group: `id web`, `getent group web`, `grep ^web: /etc/passwd`. */
import type { ShellCommand, ShellLookup } from "../../../parsers/shell/parse.ts";
import { baseName } from "../../container-path.ts";
import { testWords } from "./comparisons.ts";

/** What a question is read with. */
interface Variables {
  readonly lookup: ShellLookup;
}

/** A question whether there is a user or group. */
export interface Question {
  readonly of: "user" | "group";
  readonly account: string;
  /** How the command ends where there is one. */
  readonly found: "succeeds" | "fails";
}

/** The question that commands ask which stand in a pipe; `undefined` where they ask something else. */
export function questionOf(commands: readonly ShellCommand[], input: Variables): Question | undefined {
  const [first, ...others] = commands;
  if (first === undefined) return undefined;
  if (others.length === 0) return asking(first, input) ?? asksByOutput(first, input);
  // `getent passwd | grep -q web`, `cut -d: -f1 /etc/passwd | grep -qx web`
  const last = others.at(-1);
  const of = listed(first, input);
  const account = last === undefined ? undefined : searched(last, input);
  return of === undefined || account === undefined || others.length > 1
    ? undefined
    : { of, account, found: "succeeds" };
}

/** `id web`, `getent passwd web`, `grep -q ^web: /etc/passwd`. */
function asking(command: ShellCommand, { lookup }: Variables): Question | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  const operands = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [first, second, ...more] = operands;
  if (typeof first !== "string" || more.length > 0) return undefined;
  switch (baseName(program ?? "")) {
    case "id":
      return second === undefined ? { of: "user", account: first, found: "succeeds" } : undefined;
    case "getent": {
      const of = databaseOf(first);
      return of && typeof second === "string" ? { of, account: second, found: "succeeds" } : undefined;
    }
    case "grep":
    case "egrep":
    case "fgrep": {
      const of = typeof second === "string" ? databaseOf(second) : undefined;
      const account = nameIn(first);
      return of && account !== undefined ? { of, account, found: "succeeds" } : undefined;
    }
    default:
      return undefined;
  }
}

/** `[ -z "$(getent passwd web)" ]`, `[ "$(id -u web)" = "" ]`: whether a question prints anything. */
function asksByOutput(command: ShellCommand, input: Variables): Question | undefined {
  const [inner, ...others] = command.substitutions;
  if (inner === undefined) return undefined;
  const inside = others.length === 0 ? asking(inner, input) : questionOf(command.substitutions, input);
  if (inside === undefined) return undefined;
  // The substitution stands for what it prints: something, or nothing.
  const printed = command.words.map((word) => (/\$\(|`/.test(word.raw) ? "x" : word.expand(input.lookup)));
  const [program, ...args] = printed;
  const words = testWords(program, args);
  if (words === undefined || words.includes(null)) return undefined;
  const isEmpty = isEmptyTest(words as readonly string[]);
  return isEmpty === undefined ? undefined : { ...inside, found: isEmpty ? "fails" : "succeeds" };
}

/** Whether a test asks that "x" is empty; `undefined` where it asks something else. */
function isEmptyTest(words: readonly string[]): boolean | undefined {
  switch (words.join(" ")) {
    case "-z x":
    case "! x":
    case "! -n x":
    case "x = ":
    case "x == ":
      return true;
    case "-n x":
    case "x":
    case "! -z x":
    case "x != ":
      return false;
    default:
      return undefined;
  }
}

/** Which accounts a command lists. */
function listed(command: ShellCommand, { lookup }: Variables): Question["of"] | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  if (!/^(getent|cat|cut|awk)$/.test(baseName(program ?? ""))) return undefined;
  return args.map((arg) => databaseOf(arg ?? "")).find((of) => of !== undefined);
}

function searched(command: ShellCommand, { lookup }: Variables): string | undefined {
  const [program, ...args] = command.words.map((word) => word.expand(lookup));
  const operands = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [pattern, ...more] = operands;
  if (!/^[ef]?grep$/.test(baseName(program ?? "")) || typeof pattern !== "string" || more.length > 0)
    return undefined;
  return nameIn(pattern);
}

function databaseOf(word: string): Question["of"] | undefined {
  if (/^(\/etc\/)?passwd$/.test(word)) return "user";
  return /^(\/etc\/)?group$/.test(word) ? "group" : undefined;
}

/** The account that a pattern looks for: `web`, `^web:`, `^web\b`. */
function nameIn(pattern: string): string | undefined {
  return /^\^?\(?([a-z_][\w-]*)\)?(:.*|\\b|\\>|\$)?$/i.exec(pattern)?.[1];
}

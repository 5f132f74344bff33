/** What else a program may start that is not read here: another language's script, a wrapper that nobody knows. */
import { ownValue } from "../../names.ts";
import type { ShellCommand } from "../../parsers/shell/parse.ts";
import { baseName } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { FileContent } from "../files/types.ts";
import { RECIPES } from "../shell/strangers.ts";
import { isServer, serverNamedIn, serverRunIn } from "../stock/programs/servers.ts";
import { isInterpreter, isShell } from "../stock/programs/shells.ts";
import { isProcessManager } from "../stock/programs/tools.ts";
import { doesOwnWork, isProductScript } from "../stock/programs/users.ts";
import { type Call, fileAt, type Here } from "./record.ts";

interface Program extends Call {
  /** Its own text, where it is a script that is known. */
  readonly script: FileContent | Unknown | undefined;
}

/** Notes that a program may start others, where that cannot be told. */
export function noteOthers({ path, args, script }: Program, here: Here): void {
  const { started, step } = here;
  const name = baseName(path);
  if ((script === undefined || !("file" in script)) && isProductScript(name)) return;
  if (isProcessManager(name))
    started.apart ??= unknown(
      { key: `programs of ${name}`, why: `${name} starts other programs, but which ones is unknown` },
      step.at,
    );
  foreignScript(name, args, here);
  recipe(name, args, here);
  if (name === "run-parts") folderOfPrograms(args, here);
  const named = startedByWords(name, args);
  if (named !== undefined)
    started.apart ??= unknown(
      { key: `wrapper ${name}`, why: `${name} is started here, and it may start ${named}` },
      step.at,
    );
  const installed =
    /^\/(usr\/(local\/)?)?s?bin\//.test(path) && (script === undefined || !("file" in script));
  // A server under another name: `nginx.real`.
  const isRenamed = !isServer(name) && /^(nginx|httpd|apache2)[._-]\w+$/.test(name);
  if (isRenamed)
    started.apart ??= unknown(
      { key: `renamed ${path}`, why: `${path} may be a server under another name` },
      step.at,
    );
  const isWrapper = /\.(sh|bash)$|entrypoint[\w.-]*$/.test(path);
  if ((path.includes("/") && !installed && !isServer(name)) || isWrapper) {
    const settle = script !== undefined && "known" in script ? script.settle : undefined;
    started.apart ??= unknown(
      { key: `programs of ${path}`, why: `${path} is started here, but what else it starts is unknown` },
      step.at,
      settle,
    );
  }
}

/** The server among the words of a program that may be there to start it: nobody knows every wrapper. */
function startedByWords(name: string, args: readonly (string | null)[]): string | undefined {
  if (doesOwnWork(name)) return undefined;
  const word = args.find(
    (arg, index): arg is string =>
      arg !== null &&
      isServer(arg) &&
      /^([^/]+|.*\/s?bin\/[^/]+)$/.test(arg) &&
      !NAMES_ACCOUNT.test(args[index - 1] ?? ""),
  );
  return word ?? args.map((arg) => serverRunIn(arg ?? "")).find((found) => found !== undefined);
}

// Options before the name of a user or group: users are called as the servers that run as them.
const NAMES_ACCOUNT = /^(-[uUgGo]|--(user|group|owner|uid|gid|username|groupname))$/;

/** run-parts(8) runs every program of a folder in turn. */
function folderOfPrograms(args: readonly (string | null)[], { started, input, step }: Here): void {
  const folder = args.findLast((arg) => arg === null || !arg.startsWith("-"));
  if (typeof folder === "string") {
    const { files, others } = input.files.under(folder);
    if (others === undefined && !files.some(isFile)) return;
  }
  const why = `run-parts runs the programs of ${folder ?? "a folder"}, but what they do is unknown`;
  started.apart ??= unknown({ key: `run-parts ${folder ?? ""}`, why }, step.at);
}

/** A script in another language that speaks of a server may start it. */
function foreignScript(name: string, args: readonly (string | null)[], { started, input, step }: Here): void {
  if (!isInterpreter(name)) return;
  const inText = args.map((arg) => (arg === null ? undefined : serverNamedIn(arg))).find((found) => found);
  if (/^-\w*[cer]$/.test(args[0] ?? "") && inText !== undefined) {
    const why = `${name} is given a text that mentions ${inText}, but what it starts is unknown`;
    const doubt = unknown({ key: `text of ${name}`, why }, step.at);
    started.apart ??= doubt;
    if (args.some((arg) => runsServer(arg ?? ""))) started.foreign ??= doubt;
    return;
  }
  const path = args.find((arg) => arg === null || !arg.startsWith("-"));
  const script = typeof path === "string" ? fileAt(input, path) : undefined;
  if (script === undefined || !("file" in script)) return;
  const server = serverNamedIn(script.file.text);
  if (server === undefined) return;
  const why = `${path} mentions ${server}, but what it starts is unknown`;
  const doubt = unknown({ key: `${path} starts ${server}`, why }, step.at);
  started.apart ??= doubt;
  if (runsServer(script.file.text)) started.foreign ??= doubt;
}

/** A recipe that speaks of a server may start it: a Makefile, a script of a `package.json`. */
function recipe(name: string, args: readonly (string | null)[], { started, input, step }: Here): void {
  const given = args.filter((_, index) => /^(-f|--file|--makefile)$/.test(args[index - 1] ?? ""));
  for (const path of [...given, ...(ownValue(RECIPES, name) ?? [])]) {
    const file = path === null || !Object.hasOwn(RECIPES, name) ? undefined : fileAt(input, path);
    const text = file !== undefined && "file" in file ? file.file.text : "";
    const server = serverNamedIn(text);
    if (server === undefined) continue;
    const why = `${path} mentions ${server}, but what it starts is unknown`;
    const doubt = unknown({ key: `${path} starts ${server}`, why }, step.at);
    started.apart ??= doubt;
    if (runsServer(text)) started.foreign ??= doubt;
  }
}

/** Whether a text of any language has a command in it that starts a server, and does not only ask it something. */
function runsServer(text: string): boolean {
  return serverRunIn(text.replace(/\b(nginx|openresty)\b["',\s]+-[stTvVh?]/g, "")) !== undefined;
}

/** Why nothing is sure behind a command: it may start something that its words do not name. A trap runs later, as a rule. */
export function hiddenStart(
  command: ShellCommand,
  words: readonly (string | null)[],
  { started, step }: Here,
): Unknown | undefined {
  const why = hiddenBy(command, words);
  if (why === undefined) return undefined;
  const doubt = unknown({ key: `given to ${words[0] ?? ""}`, why }, step.at);
  if (words[0] !== "trap" || words.some((word) => /CHLD|ERR|RETURN/.test(word ?? ""))) return doubt;
  started.others ??= doubt;
  return undefined;
}

function hiddenBy(command: ShellCommand, words: readonly (string | null)[]): string | undefined {
  const [first = "", ...args] = words;
  const name = baseName(first ?? "");
  const reads = command.redirects.some(({ operator, fd = 0 }) => operator.startsWith("<") && fd === 0);
  const isGiven = reads || (command.pipe !== undefined && command.pipe.index > 0);
  const isInput = args.every((arg) => arg === null || /^-(?!\w*[cer]\b)/.test(arg));
  if (isGiven && isInput && (isShell(name) || isInterpreter(name)))
    return `what ${name} is given to run here is unknown`;
  if (!RUNS_TEXTS.test(name)) return undefined;
  const server = args.map((arg) => serverNamedIn(arg ?? "")).find((one) => one !== undefined);
  return server === undefined
    ? undefined
    : `${name} is given a text that mentions ${server}, but what it starts is unknown`;
}

// They run texts that stand in their arguments.
const RUNS_TEXTS = /^(trap|[gm]?awk|xargs|script|watch|make)$/;

/** Whether the script that a container starts is written for bash, and read by another shell. */
import { resolvePath } from "../container-path.ts";
import { type Evidence, type Fact, known } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";
import { asksToStop, type Dialect, scriptEnd } from "../shell/dialect.ts";
import { unwrapped } from "../shell/wrappers.ts";
import { dialectOfScript } from "../stages/dialect.ts";
import type { StartCommand, State } from "../stages/state.ts";

/** A script that ends before its time. */
export interface WrongShell extends Evidence {
  /** What the shell does not know: `"function"`. */
  readonly what: string;
  readonly shell: Dialect;
  readonly startedAt: Evidence["at"];
}

/** What ends the script that a container starts; `undefined` where it goes on, or that cannot be told. */
export function wrongShell(state: State, files: ContainerFiles): WrongShell | undefined {
  const start = state.entrypoint ?? state.cmd;
  const script = start && startedScript(state, start, files);
  const shell = script && dialectOfScript(script.file.text, state, files);
  if (start === undefined || script === undefined || shell === undefined) return undefined;
  const end = scriptEnd(script.file.text, shell, { stopsAtErrors: asksToStop(script.file.text) });
  if (end === undefined) return undefined;
  const note = `sh is ${shell} here, which ends the script at ${end.what}`;
  return { at: script.place(end.span), note, what: end.what, shell, startedAt: start.at };
}

/** A server that the script should start. */
export function withoutStart<T extends { readonly starts: Fact<boolean> }>(
  server: T | undefined,
  end: WrongShell | undefined,
): T | undefined {
  if (server === undefined || end === undefined || !server.starts.known || !server.starts.value)
    return server;
  return { ...server, starts: known(false, end.at, [end]) };
}

/** The file that is started by its own path, by itself or behind an init. */
function startedScript(
  { workdir }: State,
  { words, instruction }: StartCommand,
  files: ContainerFiles,
): FileContent | undefined {
  // A shell form of one plain command, with or without arguments.
  const [, alone] =
    /^\s*(?:exec\s+)?(\/?[\w./-]+)(?:\s+[\w./="'@$-]+)*\s*$/.exec(instruction?.shell?.text ?? "") ?? [];
  const [program] = words === undefined ? [alone] : unwrapped(words);
  if (typeof program !== "string" || !program.includes("/")) return undefined;
  if (workdir === null && !program.startsWith("/")) return undefined;
  const found = files.lookup(resolvePath(workdir ?? "/", program));
  return isFile(found) && found.kind === "file" && found.content.known ? found.content.value : undefined;
}

/** Scripts of the repo that a RUN calls, and that surely fail: their interpreter is not there, or their shell ends them. */
import { baseName, resolvePath } from "../../container-path.ts";
import { isFile } from "../../files/layers.ts";
import type { ContainerFiles } from "../../files/types.ts";
import { asksToStop, type Dialect, scriptEnd } from "../../shell/dialect.ts";
import { shellCall } from "../../shell/shell-call.ts";
import { isShell } from "../../stock/programs/shells.ts";
import { absentProgram, type RunGround } from "../absent-programs.ts";
import { dialectOfScript, dialectOfSh } from "../dialect.ts";

/** A command that surely runs. */
export interface ScriptCall {
  readonly name: string;
  readonly args: readonly (string | null)[];
  /** Whether its RUN stays in the folder that it starts in. */
  readonly stays: boolean;
}

interface Script {
  readonly path: string;
  readonly text: string;
}

/** Why the script that a command calls surely fails; `undefined` where it may not, or that cannot be told. */
export function failingScript(call: ScriptCall, ground: RunGround): string | undefined {
  const { name, args } = call;
  if (name.includes("/") && !isShell(baseName(name))) {
    const script = scriptAt(name, call, ground);
    if (script === undefined) return undefined;
    const absent = absentProgram(interpreterOf(script.text) ?? "/", ground);
    if (absent !== undefined) return `${absent}, which ${script.path} is run by`;
    return ended(
      script,
      steady(ground, (files) => dialectOfScript(script.text, ground.after, files)),
      args,
    );
  }
  const read = /^(?:da|a)?sh$/.test(name) ? shellCall(args) : undefined;
  if (read?.kind !== "file" || read.file === null) return undefined;
  const script = scriptAt(read.file, call, ground);
  const dialect =
    name === "sh" ? steady(ground, (files) => dialectOfSh(ground.after, files)) : (name as Dialect);
  return script && ended(script, dialect, args);
}

/** The shell, if the RUN does not change which it is. */
function steady(
  { files: [before, after] }: RunGround,
  dialectIn: (files: ContainerFiles) => Dialect | undefined,
): Dialect | undefined {
  const dialect = dialectIn(before);
  return dialectIn(after) === dialect ? dialect : undefined;
}

/** The file of the repo at a path, if the RUN leaves it as it is. */
function scriptAt(word: string, { stays }: ScriptCall, { after, files }: RunGround): Script | undefined {
  if (!word.startsWith("/") && (after.workdir === null || !stays)) return undefined;
  const path = resolvePath(after.workdir ?? "/", word);
  const [found, later] = files.map((each) => each.lookup(path));
  if (!isFile(found) || !isFile(later) || found.kind !== "file" || found.from !== "repo") return undefined;
  if (found.edited === true || later.edited === true || later.source !== found.source) return undefined;
  return found.content.known ? { path, text: found.content.value.file.text } : undefined;
}

/** The program that the first line names. */
function interpreterOf(text: string): string | undefined {
  const [, program, argument] = /^#![ \t]*(\S+)[ \t]*([^\s-]\S*)?/.exec(text) ?? [];
  if (program === undefined) return undefined;
  const name = baseName(program);
  return name === "env" ? argument : name;
}

function ended(
  { path, text }: Script,
  dialect: Dialect | undefined,
  args: ScriptCall["args"],
): string | undefined {
  const stopsAtErrors = asksToStop(text) || args.some((arg) => /^-\w*e/.test(arg ?? ""));
  const end = dialect && scriptEnd(text, dialect, { stopsAtErrors });
  return end && `sh is ${dialect} here, which ends ${path} at ${end.what}`;
}

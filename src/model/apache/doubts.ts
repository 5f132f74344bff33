/** What a configuration makes httpd run that is not httpd's own: libraries and programs (manual of httpd 2.4). */
import { commandName, parseShell } from "../../parsers/shell/parse.ts";
import { baseName, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { ServerFiles } from "../servers/files.ts";
import { ownLibrary } from "../servers/own-library.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";

/** Why it cannot be told what httpd does once it has read its configuration. */
export function foreignDoubt(
  { steps, serverRoot }: Pick<ApacheTree, "steps" | "serverRoot">,
  files: Pick<ServerFiles, "find">,
): Unknown | undefined {
  for (const step of steps) {
    const doubt = libraryDoubt(step, serverRoot, files) ?? programDoubt(step);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function libraryDoubt(
  { name, args }: ApacheStep,
  serverRoot: string,
  files: Pick<ServerFiles, "find">,
): Unknown | undefined {
  const paths = name === "loadmodule" ? args.slice(1, 2) : name === "loadfile" ? args : [];
  for (const path of paths) {
    const doubt = ownLibrary(resolvePath(serverRoot, path), files);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

// They take lines and write them down.
const LOGGERS =
  /^(rotatelogs|cronolog|multilog|logger|svlogd|vlogger|split-logfile|httplog|cat|tee|sed|grep|true)$/;

/** A program that httpd starts when it starts: of a log, of a pass phrase, of a map. */
function programDoubt(step: ApacheStep): Unknown | undefined {
  const text = programOf(step);
  if (text === undefined) return undefined;
  const { commands } = parseShell(text, "start");
  if (commands.every((command) => LOGGERS.test(baseName(commandName(command) ?? "?")))) return undefined;
  const { directive, loaded } = step;
  const why = `Apache starts ${text.split(/\s/)[0]} by ${directive.name.value}, and what that does is not followed`;
  return unknown(
    { key: `program of ${directive.name.value}`, why },
    loaded.content.place(directive.name.span),
  );
}

function programOf({ name, args }: ApacheStep): string | undefined {
  const [first = "", second = ""] = args;
  switch (name) {
    case "errorlog":
    case "customlog":
    case "globallog":
    case "transferlog":
    case "forensiclog":
      return /^\|(?:\||\$)?(.+)$/s.exec(first)?.[1];
    case "sslpassphrasedialog":
      return /^(?:exec:|\|)(.+)$/s.exec(first)?.[1];
    case "rewritemap":
      return /^prg:(.+)$/s.exec(second)?.[1];
    default:
      return undefined;
  }
}

/** What apachectl and `envvars` make of a start, after apache2ctl of Debian's apache2 2.4 and that of httpd 2.4. */
import { commandName, parseShell } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import type { ServerCommand, ServerInput } from "../servers/input.ts";
import { type ApacheVariables, envvarsOf, startVariables } from "./variables.ts";

/** Apache's own command, and the variables that it starts with. */
export interface ApacheLaunch {
  readonly command: ServerCommand | undefined;
  readonly variables: ApacheVariables;
}

/** What Apache is started with in the end. */
export function launchOf(input: ServerInput, files: ServerFiles): ApacheLaunch {
  const variables = startVariables(input, files);
  const { command } = input;
  const doubt = command && doubtOf(command, input, files);
  if (command === undefined || doubt !== undefined)
    return { command: command && { ...command, ...(doubt && { open: doubt }) }, variables };
  const { install } = input.installed;
  if (command.control === undefined || install.envvars === undefined) return { command, variables };
  const around = command.control === "image" ? input.environment : new Map<string, string | null>();
  const folder = around.get("APACHE_CONFDIR") || install.prefix;
  const given = wordsOf(variables, "APACHE_ARGUMENTS");
  const program = wordsOf(variables, "APACHE_HTTPD");
  const isOther = program === undefined || (program.length > 0 && program[0] !== install.program);
  if (isOther || given === undefined)
    return { command: { ...command, open: openVariable(given === undefined, command.at) }, variables };
  const moved = folder === install.prefix ? [] : ["-d", folder];
  return {
    command: { ...command, args: [...program.slice(1), ...moved, ...given, ...command.args] },
    variables,
  };
}

function openVariable(isArguments: boolean, at: Place): Unknown {
  const name = isArguments ? "APACHE_ARGUMENTS" : "APACHE_HTTPD";
  const what = isArguments
    ? "gives Apache arguments that cannot be read"
    : "names another program than Apache";
  return unknown({ key: `variable ${name}`, why: `apachectl reads ${name}, which ${what}` }, at);
}

/** The words of a variable as a shell splits them; `undefined` where they cannot be told. */
function wordsOf(variables: ApacheVariables, name: string): readonly string[] | undefined {
  const value = variables.get(name);
  if (value === undefined || value === "") return [];
  return value === null || /[*?[]/.test(value) ? undefined : value.trim().split(/\s+/);
}

// Settings of the shell and of the process, and what is said or asked.
const HARMLESS = /^(export|readonly|unset|:|true|test|\[|umask|ulimit|echo|printf)$/;

/** Why it cannot be told what is started: a file that is read first does more than to set variables. */
function doubtOf(command: ServerCommand, input: ServerInput, files: ServerFiles): Unknown | undefined {
  const { install } = input.installed;
  const isRead = install.envvars === undefined ? command.control !== undefined : input.envvars !== false;
  if (!isRead) return undefined;
  const path = envvarsOf(input);
  if (path === null)
    return unknown({ key: "envvars", why: "which envvars apachectl reads is unknown" }, command.at);
  // The apachectl of httpd itself has it beside it, that of Red Hat reads the settings of the service.
  const paths =
    path === undefined ? [resolvePath(parentOf(install.program), "envvars"), "/etc/sysconfig/httpd"] : [path];
  for (const one of paths) {
    const found = files.find(one);
    if (!isFile(found) || (isStock(found) && found.edited !== true) || !found.content.known) continue;
    const { file, place } = found.content.value;
    const other = parseShell(file.text, "start").commands.find((ran) => {
      const name = commandName(ran);
      return name === null ? ran.words.length > 0 : !HARMLESS.test(name);
    });
    const at = other && place(other.span);
    if (at !== undefined)
      return unknown(
        {
          key: `commands of ${one}`,
          why: `${one} is read before Apache starts, and does more than to set variables`,
        },
        at,
      );
  }
  return undefined;
}

import { ownValue } from "../../names.ts";
import { LONGEST_VALUE } from "../../parsers/expand-patterns.ts";
import { isFile } from "../files/layers.ts";
import type { ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";

/** Variables of the environment and of `Define`; `null` for one whose value cannot be told. */
export type ApacheVariables = Map<string, string | null>;

/** The environment that Apache starts in: ENV, and `envvars` over it where apachectl reads that. */
export function startVariables(input: ServerInput, files: ServerFiles): ApacheVariables {
  const { environment, installed } = input;
  const variables: ApacheVariables = new Map(environment);
  const path = envvarsOf(input);
  if (path === undefined || !readsEnvvars(path ?? "", input)) return variables;
  const stock = ownValue(installed.install.files, installed.install.envvars ?? "") ?? "";
  if (path === null) return withoutValues(stock, variables);
  const file = files.find(path);
  if (file === undefined) return variables;
  if (!isFile(file) || !file.content.known) return withoutValues(stock, variables);
  for (const line of file.content.value.file.text.split("\n")) readLine(line.trim(), variables);
  return variables;
}

/** What cannot be read may set any of the variables that the stock file sets, and what apachectl starts. */
function withoutValues(stock: string, variables: ApacheVariables): ApacheVariables {
  for (const [, name] of stock.matchAll(/^export (\w+)=/gm)) variables.set(name ?? "", null);
  for (const name of ["APACHE_ARGUMENTS", "APACHE_HTTPD"]) variables.set(name, null);
  return variables;
}

/** The file of variables that apachectl reads: where the environment says, or in the folder that it says; `null` where that cannot be told. */
export function envvarsOf({ installed, environment, command }: ServerInput): string | null | undefined {
  const { envvars, prefix } = installed.install;
  // An init script is started in an environment of its own.
  if (envvars === undefined || command?.control === "empty") return envvars;
  const own = environment.get("APACHE_ENVVARS");
  if (own === null || own) return own;
  const folder = environment.get("APACHE_CONFDIR");
  return folder === null ? null : folder && folder !== prefix ? `${folder}/envvars` : envvars;
}

/** Whether `envvars` is read before the start: by apachectl, or by a script that names it. */
export function readsEnvvars(
  path: string,
  { envvars, named }: Pick<ServerInput, "envvars" | "named">,
): boolean {
  return envvars !== false || named(path);
}

const NAME = "[A-Za-z_]\\w*";
const ASSIGNMENT = new RegExp(`^(?:export\\s+)?(${NAME})=(.*)$`);
const DEFAULT = new RegExp(`^:\\s+"?\\$\\{(${NAME}):?=([^}]*)\\}"?$`);

function readLine(line: string, variables: ApacheVariables): void {
  const unset = new RegExp(`^unset\\s+(${NAME})$`).exec(line);
  if (unset !== null) variables.delete(unset[1] ?? "");
  const fallback = DEFAULT.exec(line);
  if (fallback !== null && !variables.get(fallback[1] ?? "")) {
    variables.set(fallback[1] ?? "", shellValue(fallback[2] ?? "", variables));
  }
  const assignment = ASSIGNMENT.exec(line);
  if (assignment !== null) variables.set(assignment[1] ?? "", shellValue(assignment[2] ?? "", variables));
}

/** A shell word as far as it can be read: plain text, quotes, `$X`, `${X}` and `${X:-default}`. */
function shellValue(word: string, variables: ApacheVariables): string | null {
  const text = word.replace(/\s+#.*$/, "").trim();
  const single = /^'([^']*)'$/.exec(text);
  if (single !== null) return single[1] ?? "";
  const body = /^"([^"]*)"$/.exec(text)?.[1] ?? text;
  if (/[`\\"']|\$\(/.test(body) || (body === text && /\s/.test(body))) return null;
  let open = false;
  let grown = 0;
  const value = body.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (_, bare?: string, name?: string, other?: string) => {
      const found = variables.get(bare ?? name ?? "");
      grown += found?.length ?? 0;
      // One of several of itself, line after line, would grow for ever.
      if (found === null || grown > LONGEST_VALUE) open = true;
      return open ? "" : found || (other ?? "");
    },
  );
  return open || value.includes("$") ? null : value;
}

/** A text of the configuration with its `${X}` replaced; `missing` names one that nothing sets, `open` one that cannot be told. */
export function replaced(
  text: string,
  variables: ReadonlyMap<string, string | null>,
): { readonly value: string; readonly missing?: string; readonly open?: string } {
  let missing: string | undefined;
  let open: string | undefined;
  let grown = 0;
  const value = text.replace(/\$\{([^}:]+)\}/g, (found, name: string) => {
    const set = variables.get(name);
    if (set === undefined) missing ??= name;
    grown += set?.length ?? 0;
    if (set === null || grown > LONGEST_VALUE) open ??= name;
    return grown > LONGEST_VALUE ? found : (set ?? found);
  });
  return { value, ...(missing === undefined ? {} : { missing }), ...(open === undefined ? {} : { open }) };
}

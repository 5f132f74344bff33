import { joinRepoPath } from "../repo/path.ts";
import type { ComposeProject } from "./projects.ts";
import type { ComposeService } from "./service.ts";
import { type ComposeVariables, isTold, readEnvTexts, UNTOLD } from "./variables.ts";

/** The variables that a service starts with, `null` for values from outside: its `env_file`s, then `environment`. */
export function serviceEnvironment(
  { variables }: Pick<ComposeProject, "variables">,
  { envFiles, environment }: Pick<ComposeService, "envFiles" | "environment">,
  textOf: (path: string) => string | undefined,
): ReadonlyMap<string, string | null> {
  const own = new Map(
    environment.map(({ name, value }) => [
      name,
      (value === undefined ? variables.get(name) : value.value) ?? UNTOLD,
    ]),
  );
  const fromFiles = new Map<string, string>();
  // What a file's values name is the project's first, then the service's own, then of the files before.
  const around = { get: (name: string) => variables.get(name) ?? own.get(name) ?? fromFiles.get(name) };
  for (const { path, raw } of envFiles) {
    const name =
      path.value === null || path.folder === undefined ? undefined : joinRepoPath(path.folder, path.value);
    const text = name === undefined ? undefined : textOf(name);
    if (text === undefined) continue;
    const read = raw ? rawLines(text) : readEnvTexts([text], around);
    for (const [key, value] of read) fromFiles.set(key, value);
  }
  return new Map([...fromFiles, ...own].map(([name, value]) => [name, isTold(value) ? value : null]));
}

// `format: raw` takes a line as it stands, quotes included (docker/cli, opts/envfile).
function rawLines(text: string): ComposeVariables {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  return new Map(
    lines.flatMap((line): (readonly [string, string])[] => {
      const cut = line.indexOf("=");
      return cut <= 0 ? [] : [[line.slice(0, cut).trimStart(), line.slice(cut + 1)]];
    }),
  );
}

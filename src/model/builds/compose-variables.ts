import type { ComposeFile, ComposeService, ComposeText } from "../../parsers/builds/compose.ts";
import { parentOf } from "../container-path.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { Repo } from "../repo/tree.ts";

/** Variables that compose puts into a compose file: those of the `.env` beside it. */
export type ComposeVariables = ReadonlyMap<string, string>;

/** The folder of a compose file, `""` for the repo's root. */
export function composeFolder({ file }: ComposeFile): string {
  return file.path.includes("/") ? parentOf(file.path) : "";
}

/** Reads the `.env` beside a compose file. */
export function composeVariables(compose: ComposeFile, repo: Repo): ComposeVariables {
  return new Map(envFile(repo, joinRepoPath(composeFolder(compose), ".env")) ?? []);
}

/**
 * The value of a text of a compose file (docs.docker.com, "Interpolation"); `null` where a variable comes from
 * outside of the repo.
 */
export function interpolated(text: ComposeText, variables: ComposeVariables): string | null {
  let known = true;
  const value = text.value.replace(
    /\$(\$|(\w+)|\{(\w+)(?:(:?[-+?])([^}]*))?\})/g,
    (whole, ...groups: (string | undefined)[]) => {
      const [first, bare, braced, operator, word = ""] = groups;
      if (first === "$") return "$";
      const found = variables.get(bare ?? braced ?? "");
      if (operator?.endsWith("+")) return found === undefined ? "" : word;
      if (found !== undefined && (found !== "" || !operator?.startsWith(":"))) return found;
      if (operator?.endsWith("-")) return word;
      known = false;
      return whole;
    },
  );
  return known ? value : null;
}

/** The variables that a service starts with, `null` for values from outside: its `env_file`s, then `environment`. */
export function serviceEnvironment(
  compose: ComposeFile,
  service: ComposeService,
  { repo, variables }: { readonly repo: Repo; readonly variables: ComposeVariables },
): ReadonlyMap<string, string | null> {
  const values = new Map<string, string | null>();
  for (const path of service.envFiles) {
    const name = interpolated(path, variables);
    const pairs = name === null ? undefined : envFile(repo, joinRepoPath(composeFolder(compose), name));
    for (const [key, value] of pairs ?? []) values.set(key, value);
  }
  for (const { name, value } of service.environment) {
    values.set(name, value === undefined ? (variables.get(name) ?? null) : interpolated(value, variables));
  }
  return values;
}

/** `NAME=value` lines; quotes around a value are not part of it. */
function envFile(repo: Repo, path: string | undefined): readonly (readonly [string, string])[] | undefined {
  const file = path === undefined ? undefined : repo.read(path);
  if (file === undefined || "unreadable" in file) return undefined;
  return file.text.split(/\r?\n/).flatMap((line): (readonly [string, string])[] => {
    const [, name = "", raw = ""] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const quoted = /^(["'])(.*)\1/.exec(raw);
    return name === "" ? [] : [[name, quoted?.[2] ?? raw.replace(/\s+#.*$/, "")]];
  });
}

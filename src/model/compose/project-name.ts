/** What compose calls a project: the value of COMPOSE_PROJECT_NAME in its files. */
import { parseCompose } from "../../parsers/builds/compose.ts";
import { baseName } from "../container-path.ts";
import type { Loading } from "./documents.ts";
import type { ProjectFiles } from "./load.ts";
import { type ComposeVariables, interpolated, UNTOLD } from "./variables.ts";

const NAME = "COMPOSE_PROJECT_NAME";

/** A project's variables with its name among them: what `.env` calls it, what a file does, else its folder. */
export function withProjectName(
  { files, folder, variables }: ProjectFiles,
  loading: Loading,
): ComposeVariables {
  if (variables.has(NAME)) return variables;
  const said = files.map((path) => saidName(path, variables, loading)).findLast((name) => name !== undefined);
  // The repo's root has the name that its checkout was given.
  const own = said ?? (folder === undefined || folder === "" ? UNTOLD : baseName(folder));
  return new Map([...variables, [NAME, normalized(own)]]);
}

function saidName(path: string, variables: ComposeVariables, { read, parsed }: Loading): string | undefined {
  const file = read(path);
  if (file === undefined) return undefined;
  const { documents } = parsed?.(file) ?? parseCompose(file);
  const names = documents.flatMap((document) => {
    const entries = document.kind === "map" ? document.entries : [];
    const value = entries.find(({ key }) => key.text === "name")?.value;
    return value?.kind === "scalar" && value.text !== "" ? [interpolated(value.text, variables).text] : [];
  });
  return names.at(-1);
}

// compose-go, loader.NormalizeProjectName
function normalized(name: string): string {
  if (name.includes(UNTOLD)) return UNTOLD;
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}

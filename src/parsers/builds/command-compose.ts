/** Calls of compose that say which files it loads, or with which variables. */
import { ownValue } from "../../names.ts";
import type { Span } from "../../source.ts";
import type { ComposeCall } from "./command-tree.ts";
import type { CommandWord } from "./command-words.ts";

export interface CallingCommand {
  /** Words from the program's name on. */
  readonly words: readonly CommandWord[];
  readonly folder: string | null;
  readonly span: Span;
  /** COMPOSE_FILE where the command runs: `undefined` where nothing sets it, null where it cannot be told. */
  readonly composeFile: string | null | undefined;
  /** What is set before it on its line; null cannot be told. */
  readonly variables: Readonly<Record<string, string | null>>;
}

const fileOptions: Readonly<Record<string, "file" | "folder" | "env">> = {
  "-f": "file",
  "--file": "file",
  "--project-directory": "folder",
  "--env-file": "env",
};
// `docker compose --help` (2.40): what takes no value.
const flags = /^--(?:all-resources|compatibility|dry-run|verbose|no-ansi|help|version)$/;

/** The call that a command is; none where compose finds its files and variables by itself. */
export function commandCompose({
  words,
  folder,
  span,
  composeFile,
  variables,
}: CallingCommand): ComposeCall | undefined {
  const [first, second] = words.map(({ value }) => value?.split("/").at(-1));
  const isOne = /^(docker|podman)-compose$/.test(first ?? "");
  const isTwo = /^(docker|podman|nerdctl)$/.test(first ?? "") && second === "compose";
  const own = isTwo ? 2 : isOne ? 1 : undefined;
  if (own === undefined) return undefined;
  const said = { file: [] as string[], folder: [] as string[], env: [] as string[] };
  let moreFiles = false;
  for (let index = own; index < words.length; index++) {
    const { value, like } = words[index] ?? { value: null, like: "" };
    const text = value ?? like;
    if (!text.startsWith("-")) {
      moreFiles ||= value === null;
      break;
    }
    if (flags.test(text)) continue;
    const [, name = text, glued] = /^(--[\w-]+|-[a-zA-Z])=?(.+)?$/s.exec(text) ?? [];
    const given = glued === undefined ? words[++index]?.value : value === null ? null : glued;
    const kind = ownValue(fileOptions, name);
    if (kind === undefined) continue;
    if (given === null || given === undefined || given === "-") moreFiles = true;
    else said[kind].push(given);
  }
  if (said.file.length === 0 && typeof composeFile === "string") said.file.push(...composeFile.split(":"));
  const isGiven = said.env.length > 0 || Object.keys(variables).length > 0;
  if (said.file.length === 0 && !moreFiles && !isGiven) return undefined;
  const projectFolder = said.folder.at(-1);
  return {
    files: said.file,
    moreFiles,
    ...(projectFolder !== undefined && { projectFolder }),
    envFiles: said.env,
    variables,
    folder,
    span,
  };
}

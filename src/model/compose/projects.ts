/** The compose projects of a repo: which files compose loads together, and what it makes of them. */
import type { ComposeFile } from "../../parsers/builds/compose.ts";
import type { SourceFile } from "../../source.ts";
import { Budget } from "../../work.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { FileProblem } from "../repo/problem.ts";
import { referenceProblems, serviceProblems } from "./check.ts";
import { folderVariables, type Loading } from "./documents.ts";
import { loadProject, servicesOf } from "./load.ts";
import { withProjectName } from "./project-name.ts";
import { type ComposeService, readService } from "./service.ts";
import { type ComposeVariables, isTold, readEnvTexts } from "./variables.ts";

/** Files that compose loads together. */
export interface ComposeProject {
  /** The first is the one that it is called by. */
  readonly files: readonly string[];
  readonly file: SourceFile;
  readonly folder: string;
  readonly variables: ComposeVariables;
  readonly services: readonly ComposeService[];
  /** For people who develop, by the name of a file: it never accuses. */
  readonly development: boolean;
  /** With the override file that compose loads by itself. */
  readonly override: boolean;
  /** Every repo path that decides what it is, there or not. */
  readonly inputs: ReadonlySet<string>;
}

export interface ComposeProjects {
  readonly projects: readonly ComposeProject[];
  /** Each file by itself, as bake reads it: also one that compose only loads along with others. */
  readonly alone: readonly ComposeProject[];
  readonly problems: readonly FileProblem[];
  /** Every path that was read or looked for, also by what could not be loaded. */
  readonly inputs: ReadonlySet<string>;
}

export interface ComposeRepo {
  /** Files that are called like compose files. */
  readonly paths: readonly string[];
  /** Which of them are to be read; what these lead to is, too. */
  readonly asked: (path: string) => boolean;
  readonly isFile: (path: string) => boolean;
  readonly ignored: (path: string) => boolean;
  readonly read: (path: string) => SourceFile | undefined;
  readonly parsed: (file: SourceFile) => ComposeFile;
  /** Does what belongs to one file, and something else where that fails. */
  readonly attempt: <T>(file: SourceFile, work: () => T, otherwise: () => T) => T;
  /** How many characters one project may take. */
  readonly longest?: number;
}

// A project of a thousand services has less than a million.
const LONGEST_PROJECT = 20_000_000;

// Compose takes the first that is there (compose-go, cli/options.go).
const DEFAULTS = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDES = DEFAULTS.map((name) => name.replace(".y", ".override.y"));

/** Whether a compose file is for development by a word of its name. */
export function isDevelopment(path: string): boolean {
  const words = baseName(path)
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) =>
    /^(?:dev|devel|development|override|local|localhost|localdev|test|tests|testing)$/.test(word),
  );
}

/** Loads every project of the repo. */
export function composeProjects(repo: ComposeRepo): ComposeProjects {
  const loaded = rootsOf(repo).map((root) => ({ root, ...load(root, repo) }));
  // What another file includes, or COMPOSE_FILE names among others, compose does not start from.
  const included = new Set(loaded.flatMap(({ root, includes }) => (root.development ? [] : [...includes])));
  const listed = new Set(loaded.flatMap(({ root }) => (root.kind === "variable" ? root.files : [])));
  const kept = loaded.filter(
    ({ root: { kind, main } }) => kind === "variable" || (!listed.has(main) && !included.has(main)),
  );
  return {
    projects: kept.flatMap(({ project }) => project ?? []),
    alone: loaded.flatMap(({ root, project }) => (root.kind === "file" ? (project ?? []) : [])),
    problems: loaded.flatMap(({ problems }) => problems),
    inputs: new Set(loaded.flatMap(({ inputs }) => [...inputs])),
  };
}

interface Root {
  readonly kind: "file" | "override" | "variable";
  readonly main: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly variables: ComposeVariables;
  readonly development: boolean;
}

function rootsOf(repo: ComposeRepo): readonly Root[] {
  const { paths, asked } = repo;
  const names = new Set(paths);
  const folders = [...new Set(["", ...paths.map(folderOfFile)])].sort();
  const pairs = folders.flatMap((folder) => {
    const first = (list: readonly string[]) =>
      list.map((name) => inFolder(folder, name)).find((path) => names.has(path));
    const main = first(DEFAULTS);
    const over = first(OVERRIDES);
    return main === undefined || over === undefined ? [] : [{ main, over, folder }];
  });
  const loadedAlong = new Set(pairs.map(({ over }) => over));
  const alone = paths
    .filter((path) => !loadedAlong.has(path) && asked(path))
    .map((main) => root({ kind: "file", main, files: [main], folder: folderOfFile(main) }));
  const together = pairs
    .filter(({ main, over }) => asked(main) || asked(over))
    .map(({ main, over, folder }) => root({ kind: "override", main, files: [main, over], folder }));
  return [...alone, ...together, ...folders.flatMap((folder) => namedByVariable(folder, repo))];
}

function root(of: Pick<Root, "kind" | "main" | "files" | "folder">, variables?: ComposeVariables): Root {
  const named = of.kind === "override" ? [of.main] : of.files;
  return { ...of, variables: variables ?? new Map(), development: named.some(isDevelopment) };
}

/** The files that COMPOSE_FILE in a `.env` names: the first one's folder is the project's. */
function namedByVariable(folder: string, repo: ComposeRepo): readonly Root[] {
  const env = repo.read(inFolder(folder, ".env"));
  if (env === undefined || !/COMPOSE_FILE/.test(env.text)) return [];
  return repo.attempt(
    env,
    () => namedIn(env, folder, repo),
    () => [],
  );
}

function namedIn({ text }: SourceFile, folder: string, { isFile }: ComposeRepo): readonly Root[] {
  const variables = readEnvTexts([text], new Map());
  const names = variables.get("COMPOSE_FILE") ?? "";
  const separator = variables.get("COMPOSE_PATH_SEPARATOR") || ":";
  if (names === "" || !isTold(names)) return [];
  const files = names.split(separator).map((name) => joinRepoPath(folder, name));
  const found = files.flatMap((path) => (path !== undefined && isFile(path) ? [path] : []));
  const [main] = found;
  if (main === undefined || found.length < files.length) return [];
  return [root({ kind: "variable", main, files: found, folder: folderOfFile(main) }, variables)];
}

interface Loaded {
  readonly project?: ComposeProject;
  readonly includes: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  readonly problems: readonly FileProblem[];
}

function load(root: Root, repo: ComposeRepo): Loaded {
  const loading: Loading = {
    read: repo.read,
    ignored: repo.ignored,
    parsed: repo.parsed,
    budget: new Budget(repo.longest ?? LONGEST_PROJECT),
    problems: [],
    inputs: new Set(),
    includes: new Set(),
  };
  const file = repo.read(root.main);
  const project =
    file &&
    repo.attempt(
      file,
      () => projectOf(root, file, loading),
      () => undefined,
    );
  // What it includes is no project of its own, also where it could not be loaded to its end.
  const { problems, includes, inputs } = loading;
  return { ...(project && { project }), problems, includes, inputs };
}

function projectOf(
  { kind, files, folder, variables: around, development }: Root,
  file: SourceFile,
  loading: Loading,
): ComposeProject | undefined {
  const { problems, inputs } = loading;
  const set = folderVariables(folder, around, loading);
  const variables = withProjectName({ files, folder, variables: set }, loading);
  const model = loadProject({ files, folder, variables }, loading);
  if (model === undefined) return undefined;
  const services = servicesOf(model);
  for (const [name, { value }] of services) problems.push(...serviceProblems(name, value));
  problems.push(...referenceProblems(model));
  return {
    files,
    file,
    folder,
    variables,
    services: services.map(([name, entry]) => readService(name, entry, model)),
    development,
    override: kind === "override",
    inputs,
  };
}

function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

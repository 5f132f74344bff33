/** Which files of a repo compose loads together. */
import type { SourceFile } from "../../source.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import { type ComposeVariables, isTold, readEnvTexts, UNTOLD } from "./variables.ts";

/** Files that a command names together, the later over the earlier. */
export interface CalledFiles {
  readonly files: readonly string[];
  /** The project's folder. */
  readonly folder: string;
  /** Files of variables in place of `.env`. */
  readonly envFiles?: readonly string[];
  /** What is set for them; null cannot be told. */
  readonly variables?: Readonly<Record<string, string | null>>;
}

/** What is looked at for them. */
export interface RootsInput {
  /** Files that are called like compose files. */
  readonly paths: readonly string[];
  /** Which of them are to be read; what these lead to is, too. */
  readonly asked: (path: string) => boolean;
  readonly called: readonly CalledFiles[];
  readonly isFile: (path: string) => boolean;
  readonly read: (path: string) => SourceFile | undefined;
  /** Does what belongs to one file, and something else where that fails. */
  readonly attempt: <T>(file: SourceFile, work: () => T, otherwise: () => T) => T;
}

// Compose takes the first that is there (compose-go, cli/options.go).
const DEFAULTS = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDES = DEFAULTS.map((name) => name.replace(".y", ".override.y"));

const FOR_TESTS = "test|tests|testing|testdata|e2e";
const FOR_DEVELOPMENT = new RegExp(
  `^(?:dev|devel|development|override|local|localhost|localdev|ci|${FOR_TESTS})$`,
);
const TEST_FOLDER = new RegExp(`(?:^|/)(?:${FOR_TESTS})/`);

/** Whether a compose file is for development or tests, by a word of its name, or lies in a folder of tests. */
export function isDevelopment(path: string): boolean {
  const lower = path.toLowerCase();
  const words = baseName(lower).split(/[^a-z0-9]+/);
  return TEST_FOLDER.test(lower) || words.some((word) => FOR_DEVELOPMENT.test(word));
}

/** Whether compose finds a file by its name. */
export function isDefault(path: string): boolean {
  return DEFAULTS.includes(baseName(path));
}

/** The files that compose loads by itself in a folder; none where it has no main one. */
export function usualFiles(folder: string, isFile: (path: string) => boolean): readonly string[] {
  const first = (names: readonly string[]) => names.map((name) => inFolder(folder, name)).find(isFile);
  const main = first(DEFAULTS);
  return [main, main && first(OVERRIDES)].filter((path) => path !== undefined);
}

/** The override files that compose looks for in a folder. */
export function overridesIn(folder: string): readonly string[] {
  return OVERRIDES.map((name) => inFolder(folder, name));
}

function isProduction(path: string): boolean {
  return /(?:^|[^a-z])(?:prod|production|deploy|deployment|live|release|staging)(?:[^a-z]|$)/.test(
    baseName(path).toLowerCase(),
  );
}

/** Files that compose loads together as one project. */
export interface Root {
  readonly kind: "file" | "override" | "variable" | "called";
  readonly main: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly variables: ComposeVariables;
  readonly envFiles?: readonly string[];
  readonly development: boolean;
  /** The file that names others besides, which are not in the repo. */
  readonly lacks?: SourceFile;
}

/** Which files compose loads together: by itself, by COMPOSE_FILE, and as commands name them. */
export function rootsOf(repo: RootsInput): readonly Root[] {
  const { paths, asked, called } = repo;
  // Where commands lay a file for production over it, it is by itself what people develop with.
  const under = new Set(
    called.flatMap(({ files: [main, ...more] }) => (more.some(isProduction) ? main : [])),
  );
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
    .map((main): Root => {
      const own = root({ kind: "file", main, files: [main], folder: folderOfFile(main) });
      return under.has(main) ? { ...own, development: true } : own;
    });
  const together = pairs
    .filter(({ main, over }) => asked(main) || asked(over))
    .map(({ main, over, folder }) => root({ kind: "override", main, files: [main, over], folder }));
  const named = folders.flatMap((folder) => namedByVariable(folder, repo));
  return [...alone, ...together, ...named, ...calledRoots(repo, names)];
}

/** What commands name, where compose files by themselves are not the same already. */
function calledRoots({ called }: RootsInput, names: ReadonlySet<string>): readonly Root[] {
  return called.flatMap(({ files, folder, envFiles, variables = {} }) => {
    const [main] = files;
    if (main === undefined) return [];
    const set = Object.entries(variables).map(([name, value]) => [name, value ?? UNTOLD] as const);
    const isUsual = files.length === 1 && names.has(main) && folder === folderOfFile(main);
    if (isUsual && envFiles === undefined && set.length === 0) return [];
    const own = root({ kind: "called", main, files, folder }, new Map(set));
    const development = own.development || (envFiles ?? []).some(isDevelopment);
    return [{ ...own, development, ...(envFiles && { envFiles }) }];
  });
}

function root(of: Pick<Root, "kind" | "main" | "files" | "folder">, variables?: ComposeVariables): Root {
  const named = of.kind === "override" ? [of.main] : of.files;
  return { ...of, variables: variables ?? new Map(), development: named.some(isDevelopment) };
}

/** The files that COMPOSE_FILE in a `.env` names: the first one's folder is the project's. */
function namedByVariable(folder: string, repo: RootsInput): readonly Root[] {
  const env = repo.read(inFolder(folder, ".env"));
  if (env === undefined || !/COMPOSE_FILE/.test(env.text)) return [];
  return repo.attempt(
    env,
    () => namedIn(env, folder, repo),
    () => [],
  );
}

function namedIn(env: SourceFile, folder: string, { isFile }: RootsInput): readonly Root[] {
  const variables = readEnvTexts([env.text], new Map());
  const names = variables.get("COMPOSE_FILE") ?? "";
  const separator = variables.get("COMPOSE_PATH_SEPARATOR") || ":";
  if (names === "") return [];
  const parts = names.split(separator);
  const found = parts.flatMap((name) => {
    const path = isTold(name) ? joinRepoPath(folder, name) : undefined;
    return path !== undefined && isFile(path) ? [path] : [];
  });
  const [main] = found;
  if (main === undefined) return [];
  const own = root({ kind: "variable", main, files: found, folder: folderOfFile(main) }, variables);
  return [found.length < parts.length ? { ...own, lacks: env } : own];
}

/** What commands lay over another file: none by itself, unless it has a usual name. */
export function laidOver({ called }: RootsInput): ReadonlySet<string> {
  const together = called.filter(({ files }) => files.length > 1);
  return new Set(together.flatMap(({ files }) => files.filter((path) => !DEFAULTS.includes(baseName(path)))));
}

function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

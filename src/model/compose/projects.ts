/** The compose projects of a repo: which files compose loads together, and what it makes of them. */
import type { ComposeFile } from "../../parsers/builds/compose.ts";
import type { SourceFile } from "../../source.ts";
import { Budget } from "../../work.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { FileProblem } from "../repo/problem.ts";
import { referenceProblems, serviceProblems } from "./check.ts";
import { folderVariables, type Loading, variablesOf } from "./documents.ts";
import { loadProject, servicesOf } from "./load.ts";
import { withProjectName } from "./project-name.ts";
import { isDefault, laidOver, overridesIn, type Root, type RootsInput, rootsOf } from "./roots.ts";
import { type ComposeService, readService } from "./service.ts";
import type { ComposeVariables } from "./variables.ts";

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
  /** Why it may have more services. */
  readonly unread: readonly Unknown[];
}

export interface ComposeProjects {
  readonly projects: readonly ComposeProject[];
  /** Each file by itself, as bake reads it: also one that compose only loads along with others. */
  readonly alone: readonly ComposeProject[];
  readonly problems: readonly FileProblem[];
  /** Every path that was read or looked for, also by what could not be loaded. */
  readonly inputs: ReadonlySet<string>;
}

export interface ComposeRepo extends RootsInput {
  readonly ignored: (path: string) => boolean;
  readonly parsed: (file: SourceFile) => ComposeFile;
  /** How many characters one project may take. */
  readonly longest?: number;
}

// A project of a thousand services has less than a million.
const LONGEST_PROJECT = 20_000_000;

/** Loads every project of the repo. */
export function composeProjects(repo: ComposeRepo): ComposeProjects {
  const loaded = rootsOf(repo).map((root) => ({ root, ...load(root, repo) }));
  // What another file includes, or COMPOSE_FILE names among others, compose does not start from.
  const included = new Set(loaded.flatMap(({ root, includes }) => (root.development ? [] : [...includes])));
  const listed = new Set(loaded.flatMap(({ root }) => (root.kind === "variable" ? root.files : [])));
  const over = laidOver(repo);
  const kept = loaded.filter(
    ({ root: { kind, main } }) =>
      kind === "variable" ||
      kind === "called" ||
      (!listed.has(main) && !included.has(main) && !over.has(main)),
  );
  // Nobody starts by itself what is loaded with an override, or only lends its services: others define what these use.
  const overridden = new Set(loaded.flatMap(({ root }) => (root.kind === "override" ? root.main : [])));
  const lent = new Set(loaded.flatMap(({ lenders }) => [...lenders]));
  const whole = kept.filter(
    ({ root: { kind, main } }) =>
      kind !== "file" || !(overridden.has(main) || (lent.has(main) && !isDefault(main))),
  );
  return {
    projects: kept.flatMap(({ project }) => project ?? []),
    alone: loaded.flatMap(({ root, project }) => (root.kind === "file" ? (project ?? []) : [])),
    problems: [
      ...loaded.flatMap(({ problems }) => problems),
      ...whole.flatMap(({ references }) => references),
    ],
    inputs: new Set(loaded.flatMap(({ inputs }) => [...inputs])),
  };
}

interface Loaded {
  readonly project?: ComposeProject;
  readonly includes: ReadonlySet<string>;
  readonly inputs: ReadonlySet<string>;
  readonly problems: readonly FileProblem[];
  /** What it names and does not define. */
  readonly references: readonly FileProblem[];
  /** Files that it takes services from. */
  readonly lenders: ReadonlySet<string>;
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
    lenders: new Set(),
    unread: [],
  };
  const references: FileProblem[] = [];
  const file = repo.read(root.main);
  const project =
    file &&
    repo.attempt(
      file,
      () => projectOf(root, file, { ...loading, references }),
      () => undefined,
    );
  // What it includes is no project of its own, also where it could not be loaded to its end.
  const { problems, includes, lenders, inputs } = loading;
  return { ...(project && { project }), problems, references, includes, lenders, inputs };
}

/** Why there may be more of a service: COMPOSE_FILE names files that are not in the repo, or that cannot be told. */
function lackOf(file: SourceFile): Unknown {
  const start = file.text.indexOf("COMPOSE_FILE");
  const why = "COMPOSE_FILE names files besides that are not in the repo";
  return unknown(
    { key: "files of COMPOSE_FILE", why },
    { file, span: { start, end: start + "COMPOSE_FILE".length } },
  );
}

function projectOf(
  { kind, files, folder, variables: around, envFiles, development, lacks }: Root,
  file: SourceFile,
  loading: Loading & { readonly references: FileProblem[] },
): ComposeProject | undefined {
  const { problems, references, inputs } = loading;
  const set =
    envFiles === undefined
      ? folderVariables(folder, around, loading)
      : variablesOf(envFiles, around, loading);
  const variables = withProjectName({ files, folder, variables: set }, loading);
  const model = loadProject({ files, folder, variables }, loading);
  if (model === undefined) return undefined;
  const services = servicesOf(model);
  for (const [name, { value }] of services) problems.push(...serviceProblems(name, value));
  // An override file that git ignores lies where it is deployed, and may define them.
  if (kind !== "file" || !overridesIn(folder).some(loading.ignored))
    references.push(...referenceProblems(model));
  return {
    files,
    file,
    folder,
    variables,
    services: services
      .map(([name, entry]) => readService(name, entry, model))
      .map((service) =>
        lacks === undefined ? service : { ...service, open: service.open ?? lackOf(lacks) },
      ),
    development,
    override: kind === "override",
    inputs,
    unread: loading.unread,
  };
}

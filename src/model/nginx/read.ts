import type { NginxFile } from "../../parsers/nginx/parse.ts";
import { type Evidence, known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { distinct, isStock, type ServerFiles, serverFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { AbsentPath, InForce, Loaded, ServerProblem } from "../servers/types.ts";
import { servesUnless, unreadServer } from "../servers/unread.ts";
import { startsUnless } from "../servers/users.ts";
import { buildOf, type NginxBuild, wantsCertificates } from "./build.ts";
import { type NginxCommand, readCommand } from "./command.ts";
import { tooFewConnections } from "./connections.ts";
import { doubtOf } from "./doubts.ts";
import { type Prepared, prepareByEntrypoint } from "./entrypoint.ts";
import { absentModules } from "./modules.ts";
import { nginxRefusals } from "./refused/read.ts";
import { givenVariable } from "./refused/variables.ts";
import { socketsOf } from "./sockets.ts";
import type { DirectiveStep } from "./steps.ts";
import { httpServers } from "./steps.ts";
import { type NginxTree, readTree } from "./tree.ts";
import type { Nginx } from "./types.ts";
import { misplacedFiles, unloadedFiles } from "./unloaded.ts";
import { masterProcessOff, refusedUsers, userDirectivesOf, workerCount, workersOf } from "./users.ts";

export type { ServerInput } from "../servers/input.ts";

/** What nginx loads, runs as and listens on. */
export function readNginx(input: ServerInput): Nginx {
  const command = readCommand(input.command, input.installed);
  const rendered = prepareByEntrypoint(input);
  const files = serverFiles(input.files, [...input.startWrites, ...rendered.writes], rendered.files);
  const idle = servesUnless(command.otherJob, input);
  const { mainConfig: path } = command;
  const judged = { ...input, starts: idle };
  if (!path.known) return unread(judged, command, path);
  const main = files.find(path.value);
  if (main === undefined) return withoutMain(judged, command, path.value);
  if (!isFile(main)) return unread(judged, command, main);
  if (!main.content.known) return unread(judged, command, main.content);
  const { globals, open } = command;
  const paths = new Set(rendered.templates.keys());
  const build = buildOf(input);
  const read = readTree(main, main.content.value, {
    files,
    build,
    rendered: paths,
    ...(globals === undefined ? {} : { globals }),
    ...(input.budget && { budget: input.budget }),
  });
  const incomplete = open ?? read.incomplete;
  const tree = incomplete === undefined ? read : { ...read, incomplete };
  return assembled(judged, { main, tree, command, build, rendered: paths, prepared: rendered, files });
}

interface ConfigFacts {
  readonly build: NginxBuild;
  readonly main: ContainerFile;
  readonly tree: NginxTree;
  readonly command: NginxCommand;
  /** Container paths of files that were rendered from a template. */
  readonly rendered: ReadonlySet<string>;
  readonly prepared: Prepared;
  readonly files: ServerFiles;
}

function assembled(input: ServerInput, facts: ConfigFacts): Nginx {
  const { main, tree } = facts;
  const { steps, incomplete, missing } = tree;
  const { processUser: master, accounts, installed } = input;
  const userDirectives = userDirectivesOf(steps);
  const asRoot = master.known && master.value.root;
  const refused = asRoot ? refusedUsers(userDirectives, accounts) : [];
  const off = masterProcessOff(steps);
  const sockets = socketsOf(steps, {
    processUser: master,
    tidied: facts.prepared.tidied,
    filter: facts.prepared.filter,
    rendered: facts.rendered,
    ...(input.budget && { budget: input.budget }),
    complete: incomplete === undefined && wantsCertificates(facts.build),
    mistake: tree.problems[0]?.at,
  });
  const inMain = openMain(tree, facts.command.open);
  const isParsed = tree.problems.every(({ key }) => !key.startsWith("syntax"));
  const configuration = {
    steps,
    build: facts.build,
    complete: incomplete === undefined && isParsed,
    mainComplete: inMain === undefined && isParsed,
    rendered: facts.rendered,
  };
  const misplaced = misplacedFiles(tree, main, input);
  const wrong = [
    ...tree.problems,
    ...structureProblems(tree, main, asRoot),
    ...nginxRefusals(configuration),
    ...absentModules(configuration, { ...input, files: facts.files, command: facts.command }),
    ...sockets.problems,
    ...tooFewConnections(configuration, sockets),
  ];
  const { ends } = facts.prepared;
  const fatal = [
    ...(ends === undefined ? [] : [asEvidence(ends)]),
    ...wrong.map(asEvidence),
    ...missing.map(absent),
    ...refused,
  ];
  const listenersIncomplete = sockets.incomplete ?? incomplete;
  const sites = sitesOf(steps);
  const mainPlace = main.content.known ? main.content.value.place() : main.at;
  const given = input.isUnset && givenVariable(configuration, input.isUnset);
  const compiled = { value: installed.install.compiledUser, at: mainPlace, because: main.because };
  return {
    kind: "nginx",
    launched: input.starts,
    starts: startsUnless(input.starts, fatal, doubtOf(configuration, userDirectives, facts.files)),
    ...(given === undefined ? {} : { given }),
    mainConfig: known(main, main.at, main.because),
    loaded: distinct(tree.loaded),
    ...(incomplete === undefined ? {} : { incomplete }),
    problems: shownProblems(wrong, misplaced),
    missingIncludes: missing,
    absent: [],
    unloaded: [...misplaced, ...unloadedFiles(tree, main, { input, rendered: facts.prepared })],
    master,
    workers: workersOf(userDirectives, {
      master,
      masterProcessOff: off,
      count: workerCount({ steps }),
      refused,
      incomplete: inMain,
      accounts,
      compiled,
    }),
    listeners: sockets.listeners,
    ...(listenersIncomplete === undefined ? {} : { listenersIncomplete }),
    defaultSites: sites.filter(({ container }) => isStock(container)),
    ownSites: sites.filter(({ container }) => !isStock(container)),
    userDirectives,
    refusedUsers: refused,
    install: installed.install,
    command: facts.command,
    steps,
    masterProcess: off === undefined,
    datagrams: sockets.datagrams,
    ...(ends === undefined ? {} : { entrypointEnds: ends }),
  };
}

/** Why there may be a `user` line that is not known: it stands in `main` alone. */
function openMain({ steps, incomplete }: NginxTree, options: Unknown | undefined): Unknown | undefined {
  const inMain = steps.find(({ context, open }) => context === "main" && open !== undefined)?.open;
  return options ?? inMain ?? (steps.length === 0 ? incomplete : undefined);
}

/** Nothing can be told of it, by what it is started with or by what it reads. */
export function unreadNginx(input: ServerInput, why: Unknown): Nginx {
  return unread(input, readCommand(undefined, input.installed), why);
}

/** Nothing can be told: the main configuration is not known. */
function unread(input: ServerInput, command: NginxCommand, why: Unknown): Nginx {
  return {
    kind: "nginx",
    ...unreadServer(input, why),
    userDirectives: [],
    refusedUsers: [],
    install: input.installed.install,
    command,
    steps: [],
    masterProcess: true,
    datagrams: [],
  };
}

function withoutMain(input: ServerInput, command: NginxCommand, path: string): Nginx {
  const at = input.command?.at ?? input.installed.at;
  const note = `there is no ${path} in the image`;
  const server = unread(input, command, unknown({ key: `no ${path}`, why: note }, at));
  const absent: AbsentPath = { kind: "file", path, at, note };
  return { ...server, absent: [absent], starts: startsUnless(input.starts, [absent]) };
}

const NO_EVENTS = "no events";

/** What the directive table cannot say: what may stand once, and what must stand. */
function structureProblems(
  { steps, incomplete, problems }: NginxTree,
  main: ContainerFile,
  asRoot: boolean,
): readonly ServerProblem[] {
  // ngx_set_user reads the line only as root: to any other user a second one is one more warning.
  const once = asRoot ? ["user"] : [];
  const top = steps.filter(({ context, open }) => context === "main" && open === undefined);
  const doubled = once.flatMap((name) => {
    const [first, ...others] = top.filter(({ directive }) => directive.name.value === name);
    return others.map((other) => ({
      key: `duplicate ${name}`,
      at: other.loaded.content.place(other.directive.span),
      message: `"${name}" directive is duplicate`,
      related: first === undefined ? [] : [{ at: placeOf(first), note: `the first "${name}" is here` }],
      about: "user-duplicate" as const,
    }));
  });
  const hasEvents = top.some(({ directive }) => directive.name.value === "events");
  // Behind another error it may be there, swallowed by the directive before it.
  const open = incomplete !== undefined || problems.length > 0;
  if (hasEvents || open || isStock(main) || !main.content.known) return doubled;
  const { place } = main.content.value;
  const message = 'no "events" section in configuration';
  return [...doubled, { key: NO_EVENTS, at: place(), message, related: [] }];
}

/** Problems that `unloaded` does not already say: a file in the wrong slot is one finding, not one for each directive. */
function shownProblems(
  problems: readonly (ServerProblem & { readonly path?: string })[],
  misplaced: Nginx["unloaded"],
): readonly ServerProblem[] {
  const elsewhere = new Set(misplaced.map(({ container }) => container.path));
  const noEvents = (key: string) => key === NO_EVENTS && misplaced.length > 0;
  const seen = new Set<string>();
  return problems.flatMap(({ key, path, at, message, related, about }) => {
    const same = JSON.stringify([at.file.path, at.span, message]);
    if (seen.has(same) || noEvents(key) || (path !== undefined && elsewhere.has(path))) return [];
    seen.add(same);
    return [{ key, at, message, related, ...(about === undefined ? {} : { about }) }];
  });
}

/** Files with a `server` block of http that stands in them. */
function sitesOf(steps: readonly DirectiveStep[]): readonly Loaded<NginxFile>[] {
  return distinct(httpServers(steps).map(({ server }) => server.loaded));
}

function placeOf({ loaded, directive }: DirectiveStep) {
  return loaded.content.place(directive.span);
}

function asEvidence({ at, message }: ServerProblem): Evidence {
  return { at, note: message };
}

function absent({ value, at }: InForce<string>): Evidence {
  return { at, note: `${value} is included, but does not exist` };
}

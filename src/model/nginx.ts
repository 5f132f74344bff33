import type { NginxFile } from "../parsers/nginx.ts";
import { isFile } from "./container-files.ts";
import { type Evidence, type Fact, known, type Unknown, unknown } from "./fact.ts";
import type { ContainerFile, InForce, Loaded, Nginx, ServerProblem } from "./model.ts";
import { readCommand } from "./nginx-command.ts";
import { doubtOf } from "./nginx-doubts.ts";
import { socketsOf, type Tidied } from "./nginx-servers.ts";
import { renderTemplates } from "./nginx-templates.ts";
import { type NginxTree, readTree, type Step } from "./nginx-tree.ts";
import { misplacedFiles, unloadedFiles } from "./nginx-unloaded.ts";
import { masterProcessOff, refusedUsers, userDirectivesOf, workersOf } from "./nginx-users.ts";
import { distinct, isStock, serverFiles } from "./server-files.ts";
import type { ServerInput } from "./server-input.ts";
import { because, startsUnless } from "./server-users.ts";
import { nginxUnprivileged } from "./stock/nginx.ts";

export type { ServerInput } from "./server-input.ts";

/** What nginx loads, runs as and listens on. */
export function readNginx(input: ServerInput): Nginx {
  const command = readCommand(input.command, input.installed);
  const rendered = renderTemplates(input);
  const files = serverFiles(input.files, [...input.startWrites, ...rendered.writes], rendered.files);
  const idle = otherJob(input, command.otherJob);
  const { mainConfig: path } = command;
  if (!path.known) return unread({ ...input, starts: idle }, path);
  const main = files.find(path.value);
  if (main === undefined) return withoutMain({ ...input, starts: idle }, path.value);
  if (!isFile(main)) return unread({ ...input, starts: idle }, main);
  if (!main.content.known) return unread({ ...input, starts: idle }, main.content);
  const { globals, open } = command;
  const read = readTree(main, main.content.value, { files, ...(globals === undefined ? {} : { globals }) });
  const incomplete = open ?? read.incomplete;
  const tree = incomplete === undefined ? read : { ...read, incomplete };
  const paths = new Set(rendered.files.map(({ path: target }) => target));
  return assembled({ ...input, starts: idle }, { main, tree, rendered: paths });
}

interface ConfigFacts {
  readonly main: ContainerFile;
  readonly tree: NginxTree;
  /** Container paths of files that were rendered from a template. */
  readonly rendered: ReadonlySet<string>;
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
    tidied: tidied(input, tree),
    rendered: facts.rendered,
    complete: incomplete === undefined,
  });
  const misplaced = misplacedFiles(tree, main, input);
  const wrong = [...tree.problems, ...structureProblems(tree, main, asRoot), ...sockets.problems];
  const fatal = [...wrong.map(asEvidence), ...missing.map(absent), ...refused];
  const listenersIncomplete = sockets.incomplete ?? incomplete;
  const sites = sitesOf(steps);
  const mainPlace = main.content.known ? main.content.value.place() : main.at;
  const compiled = { value: installed.install.compiledUser, at: mainPlace, because: main.because };
  return {
    kind: "nginx",
    started: input.starts,
    starts: startsUnless(input.starts, fatal, doubtOf(tree, userDirectives, installed.install)),
    mainConfig: known(main, main.at, main.because),
    loaded: distinct(tree.loaded),
    ...(incomplete === undefined ? {} : { incomplete }),
    problems: shownProblems(wrong, misplaced),
    missingIncludes: missing,
    unloaded: [...misplaced, ...unloadedFiles(tree, main, input)],
    master,
    workers: workersOf(userDirectives, {
      master,
      masterProcessOff: off,
      refused,
      incomplete,
      accounts,
      compiled,
    }),
    listeners: sockets.listeners,
    ...(listenersIncomplete === undefined ? {} : { listenersIncomplete }),
    defaultSites: sites.filter(({ container }) => isStock(container)),
    ownSites: sites.filter(({ container }) => !isStock(container)),
    userDirectives,
    refusedUsers: refused,
    compiledUser: installed.install.compiledUser,
    masterProcess: off === undefined,
  };
}

/** Nothing can be told: the main configuration is not known. */
function unread({ starts, processUser, installed }: ServerInput, why: Unknown): Nginx {
  return {
    kind: "nginx",
    started: starts,
    starts,
    mainConfig: because(why),
    loaded: [],
    incomplete: because(why),
    problems: [],
    missingIncludes: [],
    unloaded: [],
    master: processUser,
    workers: processUser.known && !processUser.value.root ? processUser : because(why),
    listeners: [],
    listenersIncomplete: because(why),
    defaultSites: [],
    ownSites: [],
    userDirectives: [],
    refusedUsers: [],
    compiledUser: installed.install.compiledUser,
    masterProcess: true,
  };
}

function withoutMain(input: ServerInput, path: string): Nginx {
  const at = input.command?.at ?? input.installed.at;
  const note = `there is no ${path} in the image`;
  const server = unread(input, unknown(note, at));
  return { ...server, starts: startsUnless(input.starts, [{ at, note }]) };
}

/** `nginx -t` and its like end by themselves. */
function otherJob({ starts, command }: ServerInput, option: string | undefined): Fact<boolean> {
  if (option === undefined || command === undefined) return starts;
  return known(false, command.at, [{ at: command.at, note: `nginx ${option} does not serve` }]);
}

/** The default site, where the entrypoint adds IPv6 to it: untouched, and not rendered anew after that. */
function tidied({ tidyIpv6, installed, processUser }: ServerInput, tree: NginxTree): Tidied | undefined {
  if (!tidyIpv6) return undefined;
  const canWrite = (processUser.known && processUser.value.root) || installed.install === nginxUnprivileged;
  const path = installed.install.defaultSites[0];
  const site = tree.loaded.find(({ container }) => container.path === path)?.container;
  if (!canWrite || site?.from !== "base") return undefined;
  return { path: site.path, at: site.at };
}

/** What the directive table cannot say: what may stand once, and what must stand. */
function structureProblems(
  { steps, incomplete, problems }: NginxTree,
  main: ContainerFile,
  asRoot: boolean,
): readonly ServerProblem[] {
  // ngx_set_user reads the line only as root: to any other user a second one is one more warning.
  const once = ["events", "http", "stream", "mail", ...(asRoot ? ["user"] : [])];
  const top = steps.filter(({ context, open }) => context === "main" && open === undefined);
  const doubled = once.flatMap((name) => {
    const [first, ...others] = top.filter(({ directive }) => directive.name.value === name);
    return others.map((other) => ({
      at: other.loaded.content.place(name === "user" ? other.directive.span : other.directive.name.span),
      message: `"${name}" directive is duplicate`,
      related: first === undefined ? [] : [{ at: placeOf(first), note: `the first "${name}" is here` }],
      ...(name === "user" ? { about: "user-duplicate" as const } : {}),
    }));
  });
  const hasEvents = top.some(({ directive }) => directive.name.value === "events");
  // Behind another error it may be there, swallowed by the directive before it.
  const open = incomplete !== undefined || problems.length > 0;
  if (hasEvents || open || isStock(main) || !main.content.known) return doubled;
  const { place } = main.content.value;
  return [...doubled, { at: place(), message: 'no "events" section in configuration', related: [] }];
}

/** Problems that `unloaded` does not already say: a file in the wrong slot is one finding, not one for each directive. */
function shownProblems(
  problems: readonly (ServerProblem & { readonly path?: string })[],
  misplaced: Nginx["unloaded"],
): readonly ServerProblem[] {
  const elsewhere = new Set(misplaced.map(({ container }) => container.path));
  const noEvents = (message: string) => message.startsWith('no "events"') && misplaced.length > 0;
  const seen = new Set<string>();
  return problems.flatMap(({ path, at, message, related, about }) => {
    const same = JSON.stringify([at.file.path, at.span, message]);
    if (seen.has(same) || noEvents(message) || (path !== undefined && elsewhere.has(path))) return [];
    seen.add(same);
    return [{ at, message, related, ...(about === undefined ? {} : { about }) }];
  });
}

/** Files with a `server` block of http that stands in them. */
function sitesOf(steps: readonly Step[]): readonly Loaded<NginxFile>[] {
  const servers = steps
    .filter(({ context, directive }) => context === "main" && directive.name.value === "http")
    .flatMap(({ children }) => children)
    .filter(({ directive }) => directive.name.value === "server" && directive.block !== undefined);
  return distinct(servers.map(({ loaded }) => loaded));
}

function placeOf({ loaded, directive }: Step) {
  return loaded.content.place(directive.span);
}

function asEvidence({ at, message }: ServerProblem): Evidence {
  return { at, note: message };
}

function absent({ value, at }: InForce<string>): Evidence {
  return { at, note: `${value} is included and does not exist` };
}

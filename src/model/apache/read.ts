import { ownValue } from "../../names.ts";
import type { ApacheFile } from "../../parsers/apache/parse.ts";
import { known, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { distinct, isStock, type ServerFiles, serverFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { AbsentPath, Loaded, ServerProblem } from "../servers/types.ts";
import { servesUnless, unreadServer } from "../servers/unread.ts";
import { startsUnless } from "../servers/users.ts";
import { readApacheCommand } from "./command.ts";
import { launchOf } from "./control.ts";
import { foreignDoubt } from "./doubts.ts";
import { neededFolders } from "./folders.ts";
import { unreachedHosts } from "./hosts.ts";
import { refusedByModules, wrongCounts } from "./invalid.ts";
import { apacheSockets } from "./listen.ts";
import { apachePasses } from "./passes.ts";
import type { ApacheStart, ApacheTree } from "./reading.ts";
import { readApacheTree } from "./tree.ts";
import type { Apache } from "./types.ts";
import { misplacedApache, unloadedApache } from "./unloaded.ts";
import { childrenOf, identities, identityProblems, unsetVariable } from "./users.ts";
import { readsEnvvars } from "./variables.ts";
import { apacheWrittenPaths, runFolderOf } from "./written-paths.ts";

export type { ServerInput } from "../servers/input.ts";

/** What Apache loads, runs as and listens on. */
export function readApache(given: ServerInput): Apache {
  const { install } = given.installed;
  const files = serverFiles(given.files, given.startWrites);
  const launch = launchOf(given, files);
  const command = readApacheCommand(launch.command, given.installed);
  const input = { ...given, starts: servesUnless(command.otherJob, given) };
  const { mainConfig: path } = command;
  if (!path.known) return unreadApache(input, path);
  const main = files.find(path.value);
  if (main === undefined) return withoutMain(input, path.value);
  if (!isFile(main)) return unreadApache(input, main);
  if (!main.content.known) return unreadApache(input, main.content);
  const start: ApacheStart = {
    install,
    files,
    command,
    variables: launch.variables,
    ...(input.budget && { budget: input.budget }),
  };
  const tree = readApacheTree(main, main.content.value, start);
  const server = assembled(tree, { input, main, files });
  if (command.oneProcess === undefined || !server.master.known || !server.master.value.root) return server;
  return { ...server, master: server.workers };
}

interface Around {
  readonly input: ServerInput;
  readonly main: ContainerFile;
  readonly files: ServerFiles;
}

function assembled(tree: ApacheTree, { input, main, files }: Around): Apache {
  const { steps, incomplete, missing } = tree;
  const { processUser: master, accounts } = input;
  const users = identities(steps, "user");
  const groups = identities(steps, "group");
  const refused = identityProblems(tree, {
    accounts,
    unread: unreadVariables(input),
    start: input.command?.at,
  });
  const sockets = apacheSockets(tree, main);
  const misplaced = misplacedApache(tree, input);
  const invalid = refusedByModules(tree, { ...input, main, files });
  const folders = neededFolders(tree, input, files);
  const counts = wrongCounts(tree, input);
  const wrong = [...tree.problems, ...invalid.problems, ...counts, ...refused, ...sockets.problems];
  const doubt =
    tree.doubt ?? unsetVariable(tree) ?? invalid.doubt ?? folders.doubt ?? foreignDoubt(tree, files);
  const fatal = [
    ...wrong.map(({ at, message }) => ({ at, note: message })),
    ...missing.map(({ value, at }) => ({ at, note: `${value} is included, but does not exist` })),
    ...folders.missing,
  ];
  const elsewhere = new Set(misplaced.map(({ container }) => container.path));
  const mainPlace = main.content.known ? main.content.value.place() : main.at;
  const sites = sitesOf(tree, input.installed.install.defaultSites);
  return {
    kind: "apache",
    launched: input.starts,
    starts: startsUnless(input.starts, fatal, doubt),
    mainConfig: known(main, main.at, main.because),
    loaded: distinct(tree.loaded),
    ...(incomplete === undefined ? {} : { incomplete }),
    problems: wrong
      .filter((problem) => !("path" in problem && elsewhere.has(String(problem.path))))
      .map(shown),
    missingIncludes: missing,
    absent: folders.missing,
    unloaded: [...misplaced, ...unloadedApache(tree, main, input)],
    master,
    ...childrenOf({
      master,
      users,
      groups,
      incomplete,
      accounts,
      problems: refused,
      main: { value: main.path, at: mainPlace, because: main.because },
    }),
    listeners: sockets.listeners,
    ...(sockets.incomplete === undefined ? {} : { listenersIncomplete: sockets.incomplete }),
    defaultSites: sites.filter(({ container }) => isStock(container)),
    ownSites: sites.filter(({ container }) => !isStock(container)),
    unreached: unreachedHosts(tree, sockets),
    written: apacheWrittenPaths(tree, input.installed),
    passes: apachePasses(steps),
    ...runFolderOf(tree),
    ...startedBy(input),
    userDirectives: users.map(({ value, at, because: chain }) => ({ value, at, because: chain })),
    groupDirectives: groups.map(({ value, at, because: chain }) => ({ value, at, because: chain })),
  };
}

function startedBy({ installed, envvars }: ServerInput): Pick<Apache, "installed" | "byControl"> {
  return { installed, byControl: envvars !== false };
}

function shown({ key, at, message, related, about }: ServerProblem): ServerProblem {
  return { key, at, message, related, ...(about === undefined ? {} : { about }) };
}

/** Variables that `envvars` sets, when nothing reads it. */
function unreadVariables({ installed, environment, ...input }: ServerInput): readonly string[] {
  const path = installed.install.envvars;
  if (path === undefined || readsEnvvars(path, input)) return [];
  const names = [...(ownValue(installed.install.files, path) ?? "").matchAll(/^export (\w+)=/gm)].map(
    (match) => match[1] ?? "",
  );
  return names.filter((name) => !environment.has(name));
}

/** Nothing can be told: the main configuration is not known. */
export function unreadApache(input: ServerInput, why: Unknown): Apache {
  return {
    kind: "apache",
    ...unreadServer(input, why),
    unreached: [],
    written: [],
    passes: [],
    ...startedBy(input),
    userDirectives: [],
    groupDirectives: [],
  };
}

function withoutMain(input: ServerInput, path: string): Apache {
  const at = input.command?.at ?? input.installed.at;
  const note = `there is no ${path} in the image`;
  const absent: AbsentPath = { kind: "file", path, at, note };
  return {
    ...unreadApache(input, unknown({ key: `no ${path}`, why: note }, at)),
    absent: [absent],
    starts: startsUnless(input.starts, [absent]),
  };
}

/** Files with a `<VirtualHost>`, and the stock ones that are known to be the welcome page. */
function sitesOf({ steps, loaded }: ApacheTree, defaults: readonly string[]): readonly Loaded<ApacheFile>[] {
  const hosts = steps
    .filter(
      ({ name, maybe, directive }) =>
        name === "virtualhost" && maybe === undefined && directive.block !== undefined,
    )
    .map((step) => step.loaded);
  const welcome = loaded.filter(({ container }) => isStock(container) && defaults.includes(container.path));
  return distinct([...hosts, ...welcome]);
}

/** What a README has to document of an image, and does not. */

import type { DocumentedKind, Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { baseName } from "../container-path.ts";
import type { Nginx } from "../nginx/types.ts";
import { isLoopback } from "../ports/listening.ts";
import type { Run } from "../runs/types.ts";
import { firstOfRanges, isStarted, SERVER_NAMES } from "../servers/questions.ts";
import type { Loaded } from "../servers/types.ts";
import { ownStagesDown } from "../stages/below.ts";
import type { Image } from "../stages/image.ts";
import { pathIn, type ReadmeInUse } from "./in-use.ts";
import { tellsFile, tellsPort, tellsUser } from "./tells.ts";

/** A fact of images that their README does not tell. */
export interface UntoldFact {
  readonly kind: DocumentedKind;
  /** As a message names it: "port 8080". */
  readonly name: string;
  /** The line that makes it so. */
  readonly at: Place;
  /** What stands at that line. */
  readonly note: string;
  /** Names of the images that it holds for. */
  readonly images: readonly string[];
}

const KINDS: readonly DocumentedKind[] = ["user", "ports", "config files", "volumes", "environment"];

/** The kinds that a README is held to: what the policy asks for, else all; in the order in which they are named. */
export function kindsToTell(policy: Policy): readonly DocumentedKind[] {
  return policy.keys?.["docs.require"] === undefined
    ? KINDS
    : KINDS.filter((kind) => policy.docs.require.includes(kind));
}

type NeededFact = Omit<UntoldFact, "images"> & { readonly told: boolean };

/** What a README leaves out of the kinds that it must tell; each fact once, by kind and in the order of the images. */
export function untoldFacts(use: ReadmeInUse, kinds: readonly DocumentedKind[]): readonly UntoldFact[] {
  const found = new Map<string, UntoldFact>();
  for (const kind of kinds) {
    for (const run of use.runs) {
      for (const { told, ...fact } of factsOf[kind](use, run)) {
        if (told) continue;
        const images = [...(found.get(fact.name)?.images ?? []), run.image.name];
        found.set(fact.name, { ...(found.get(fact.name) ?? fact), images: [...new Set(images)] });
      }
    }
  }
  return [...found.values()];
}

const factsOf: Readonly<Record<DocumentedKind, (use: ReadmeInUse, run: Run) => readonly NeededFact[]>> = {
  user: usersOf,
  ports: portsOf,
  "config files": configFilesOf,
  volumes: volumesOf,
  environment: variablesOf,
};

/** The users that the image itself chose: a base's own are the base's matter, and root is another rule's. */
function usersOf({ readme }: ReadmeInUse, run: Run): NeededFact[] {
  const { image } = run;
  return chosenUsers(run).map(({ user, at, note }) => ({
    kind: "user",
    name: `user ${user.name ?? user.uid}`,
    at,
    note,
    told: tellsUser(readme, user, [image.name, image.folder.name]),
  }));
}

interface ChosenUser {
  readonly user: ContainerUser;
  readonly at: Place;
  readonly note: string;
}

function chosenUsers(run: Run): readonly ChosenUser[] {
  const found: ChosenUser[] = [];
  const { containerUser, userIsSet, image } = run;
  const choose = (user: ContainerUser, at: Place, note: string) => {
    if (!user.root && (user.name ?? user.uid) !== undefined) found.push({ user, at, note });
  };
  if (containerUser.known && userIsSet && containerUser.at.file.path === image.file.path) {
    choose(containerUser.value, containerUser.at, "the container runs as it");
  }
  for (const { kind, workers, loaded, userDirectives } of startedServers(run)) {
    // Without a directive it is the user compiled in, which nobody chose.
    if (!workers.known || userDirectives.length === 0) continue;
    const from = configAt(loaded, workers.at)?.container;
    if (from?.from !== "repo" && from?.from !== "run") continue;
    if (from.at.file.path === image.file.path)
      choose(workers.value, workers.at, `the workers of ${SERVER_NAMES[kind]} run as it`);
  }
  const made = image.accounts.users.filter(
    ({ from, at }) => from === "run" && at.file.path === image.file.path,
  );
  for (const { user, program } of run.processes.list) {
    if (!user.known || !made.some(({ name }) => name === user.value.name)) continue;
    choose(user.value, user.at, `${program} runs as it`);
  }
  return found;
}

function startedServers({ nginx, apache }: Run): readonly (Nginx | Apache)[] {
  return [nginx, apache].filter(isStarted);
}

/** The configuration that a place is in. */
function configAt<T>(loaded: readonly Loaded<T>[], { file, span }: Place): Loaded<T> | undefined {
  return loaded.find(({ content }) => {
    const whole = content.place();
    if (whole.file.path !== file.path) return false;
    if (whole.span === undefined || span === undefined) return true;
    return whole.span.start <= span.start && span.end <= whole.span.end;
  });
}

function portsOf({ readme }: ReadmeInUse, run: Run): NeededFact[] {
  return startedServers(run).flatMap(({ kind, loaded, listeners }) =>
    firstOfRanges(listeners)
      // What only the container itself can reach (a status page for a health check) is nobody else's business.
      .filter((listener) => !isLoopback(listener))
      .map(({ port, at }) => ({
        kind: "ports",
        name: `port ${port}`,
        at: ownPlace(run.image, at, configAt<unknown>(loaded, at)),
        note: `${SERVER_NAMES[kind]} listens on it`,
        told: tellsPort(readme, port),
      })),
  );
}

/** A line of another image of the repo has a README of its own: to the heir it comes by its FROM. */
function ownPlace({ file, final }: Image, at: Place, config: Loaded<unknown> | undefined): Place {
  if (config === undefined || config.container.at.file.path === file.path) return at;
  return ownStagesDown(final).at(-1)?.at ?? at;
}

// They come with nginx, are the same everywhere, and are sometimes copied along.
const STOCK_FILES =
  /^(?:mime\.types|(?:fastcgi|scgi|uwsgi|proxy)_params|fastcgi\.conf|koi-utf|koi-win|win-utf|magic)$/;

/** Whether a file is one that comes with the server, is the same everywhere and decides nothing. */
export function isStockFile(path: string): boolean {
  return STOCK_FILES.test(baseName(path));
}

function configFilesOf({ readme }: ReadmeInUse, run: Run): NeededFact[] {
  return startedServers(run).flatMap(({ kind, loaded }) =>
    loaded.flatMap(({ container }): NeededFact[] => {
      const { source, path, at } = container;
      const inherited = at.file.path !== run.image.file.path;
      if (source === undefined || inherited || isStockFile(path)) return [];
      const told = tellsFile(readme, { source, container: path });
      const name = pathIn(run.image.folder, source);
      return [{ kind: "config files", name, at, note: `${SERVER_NAMES[kind]} loads it from ${path}`, told }];
    }),
  );
}

/** The volumes that an image's own Dockerfile declares. */
export function ownVolumes(image: Image): Image["volumes"] {
  return image.volumes.filter(({ at }) => isOwn(image, at));
}

function volumesOf({ readme }: ReadmeInUse, { image }: Run): NeededFact[] {
  return ownVolumes(image).map(({ value, at }) => ({
    kind: "volumes",
    name: `volume ${value}`,
    at,
    note: "it is declared here",
    told: readme.volumes.some((volume) => volume.value === value) || readme.mentions(value) !== undefined,
  }));
}

/** Whether a line of the image's own Dockerfile says it; what a base brings stands at the FROM. */
function isOwn({ file, stages }: Image, at: Place): boolean {
  return at.file.path === file.path && !stages.some((stage) => stage.at.span?.start === at.span?.start);
}

// Every program's, or the build's: nobody configures the image by them.
const NEVER =
  /^(?:PATH|HOME|USER|SHELL|TERM|TE?MP(?:DIR)?|LANG|LANGUAGE|LC_\w+|TZ|DEBIAN_FRONTEND|\w+_VERSION)$/;

/** The variables that an image's own lines declare, but for those that are every program's. */
export function ownVariables({ environment }: Image): Image["environment"] {
  return environment.filter(({ name, own }) => own && !NEVER.test(name));
}

function variablesOf({ readme }: ReadmeInUse, { image }: Run): NeededFact[] {
  return ownVariables(image)
    .filter(({ readAt }) => readAt.length > 0)
    .map(({ name, at }) => ({
      kind: "environment",
      name: `variable ${name}`,
      at,
      note: "it is set here, and the image's files read it",
      told:
        readme.variables.some((variable) => variable.name === name) || readme.mentions(name) !== undefined,
    }));
}

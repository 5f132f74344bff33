/** What Keelcheck makes of compose files, in the form in which the Go program tells what compose does. */

import { serviceEnvironment } from "../../../src/model/compose/environment.ts";
import { type ComposeProject, composeProjects } from "../../../src/model/compose/projects.ts";
import type {
  ComposeCommand,
  ComposeMount,
  ComposePair,
  ComposeService,
} from "../../../src/model/compose/service.ts";
import { joinRepoPath } from "../../../src/model/repo/path.ts";
import { parseCompose } from "../../../src/parsers/builds/compose.ts";
import { composeWords } from "../../../src/parsers/builds/compose-words.ts";
import type { SourceFile } from "../../../src/source.ts";

/** A set of files by path, and where compose is called: with these files, or with those that it finds itself. */
export interface ComposeSet {
  readonly paths: readonly string[];
  readonly read: (path: string) => SourceFile | undefined;
}

/** A value that cannot be told. */
export const UNTOLD = "?";

export interface Told {
  readonly projects: readonly { readonly project: ComposeProject; readonly services: Services }[];
  readonly refusals: readonly string[];
}

export type Services = Readonly<Record<string, ToldService>>;
export type ToldService = Readonly<Record<string, unknown>>;

/** Every project of a set, each service as plain facts. */
export function told({ paths, read }: ComposeSet): Told {
  const { projects, problems } = composeProjects({
    paths,
    asked: () => true,
    called: [],
    ignored: () => false,
    isFile: (path) => read(path) !== undefined,
    read,
    parsed: parseCompose,
    attempt: (_, work) => work(),
  });
  return {
    projects: projects.map((project) => ({
      project,
      services: Object.fromEntries(
        project.services.map((service) => [service.name, toldService(service, project, read)]),
      ),
    })),
    refusals: problems.map(({ at, message }) => `${at.file.path}: ${message}`),
  };
}

function toldService(
  service: ComposeService,
  project: ComposeProject,
  read: ComposeSet["read"],
): ToldService {
  const { build, healthcheck } = service;
  return {
    ...(build && { build: toldBuild(build, project) }),
    image: text(service.image),
    user: text(service.user),
    workingDir: text(service.workingDir),
    command: words(service.command),
    entrypoint: words(service.entrypoint),
    ports: [...new Set(service.ports.flatMap(toldPorts))].sort(),
    mounts: Object.fromEntries(service.mounts.map((mount) => [mount.target ?? UNTOLD, toldMount(mount)])),
    environment: Object.fromEntries(
      [...serviceEnvironment(project, service, (path) => read(path)?.text)].map(([name, value]) => [
        name,
        value ?? UNTOLD,
      ]),
    ),
    readOnly: service.readOnly !== undefined,
    networkMode: text(service.networkMode),
    health: health(healthcheck?.test),
    // Compose tells `test: NONE` as a test.
    healthOff: healthcheck?.disabled === true && healthcheck.test === undefined,
    volumesFrom: service.volumesFrom.map((one) => text(one)),
    ...(service.open && { open: true }),
  };
}

function toldBuild(build: NonNullable<ComposeService["build"]>, project: ComposeProject): unknown {
  const { context, inline } = build;
  return {
    context: path(context?.value ?? null, context?.folder),
    dockerfile:
      build.dockerfile?.value === null ? UNTOLD : (build.dockerfile?.value ?? (inline ? "" : "Dockerfile")),
    inline: text(inline),
    target: text(build.target),
    args: pairs(build.args, ({ name, value }) =>
      value === undefined ? (project.variables.get(name) ?? UNTOLD) : (value.value ?? UNTOLD),
    ),
    contexts: pairs(build.contexts, ({ value }) => path(value?.value ?? null, value?.folder)),
  };
}

function pairs(list: readonly ComposePair[], map: (pair: ComposePair) => string): Record<string, string> {
  return Object.fromEntries(list.map((pair) => [pair.name, map(pair)]));
}

function text(one: { readonly value: string | null } | undefined): string {
  return one === undefined ? "" : (one.value ?? UNTOLD);
}

function path(value: string | null, folder: string | undefined): string {
  if (value === null || folder === undefined) return UNTOLD;
  if (/^[/~]|^[a-z+-]+:|^git@|^github\.com\//i.test(value)) return value;
  const joined = joinRepoPath(folder, value);
  return joined === undefined ? UNTOLD : joined || ".";
}

function words(command: ComposeCommand | undefined): unknown {
  if (command === undefined) return null;
  if (command.kind === "words") return command.words.map(({ value }) => value ?? UNTOLD);
  return command.text.value === null ? UNTOLD : (composeWords(command.text.value) ?? UNTOLD);
}

function health(test: ComposeCommand | undefined): unknown {
  return test?.kind === "text" ? ["CMD-SHELL", test.text.value ?? UNTOLD] : words(test);
}

function toldPorts(port: ComposeService["ports"][number]): readonly string[] {
  const { container, published, address = "", protocol } = port;
  const count = container.last - container.first;
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(published ?? "") ?? [];
  const isAligned = from !== undefined && to !== undefined && Number(to) - Number(from) === count;
  const step = isAligned ? Number(from) : undefined;
  return Array.from({ length: count + 1 }, (_, index) => {
    const host = published === null ? UNTOLD : step === undefined ? (published ?? "") : String(step + index);
    return `${address}|${host}>${container.first + index}/${protocol}`;
  });
}

function toldMount({ kind, source, content, readOnly, shown }: ComposeMount): string {
  if (kind === "config" || kind === "secret")
    return content === undefined ? `${kind} ${source ?? UNTOLD}` : `${kind} content:${content}`;
  if (kind === "other") return `${shown.split(" ")[1]}  ${readOnly ? "ro" : "rw"}`;
  return `${kind} ${kind === "bind" ? (source ?? UNTOLD) || "." : ""} ${readOnly ? "ro" : "rw"}`;
}

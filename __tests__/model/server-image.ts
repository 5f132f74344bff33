import { parentOf, resolvePath } from "../../src/model/container-path.ts";
import { type Evidence, type Fact, known, type Unknown, unknown } from "../../src/model/fact.ts";
import {
  containerFiles,
  type FileLayer,
  Layers,
  opaqueLayer,
  putLayer,
  removeLayer,
} from "../../src/model/files/layers.ts";
import type { Accounts, ContainerFile, ContainerUser, Copy, Listener } from "../../src/model/model.ts";
import type { ServerInput } from "../../src/model/servers/input.ts";
import { newState, stageOf } from "../../src/model/stages/state.ts";
import type { ServerInstall } from "../../src/model/stock/install.ts";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { type Place, positionAt, sourceFile } from "../../src/source.ts";

const dockerfile = sourceFile("Dockerfile", "FROM base\nCOPY a b\nCMD server\n");
export const fromPlace: Place = { file: dockerfile, span: { start: 0, end: 9 } };
export const copyPlace: Place = { file: dockerfile, span: { start: 10, end: 18 } };
export const cmdPlace: Place = { file: dockerfile, span: { start: 19, end: 29 } };

export const root: Fact<ContainerUser> = known({ name: "root", uid: 0, root: true }, fromPlace);
export const user1234: Fact<ContainerUser> = known({ uid: 1234, root: false }, fromPlace);

/** An image as a test writes it: container path to the text of a repo file, `-> path` for a link, `null` for what is removed. */
export interface ImageSpec {
  readonly install: ServerInstall;
  readonly files?: Readonly<Record<string, string | null>>;
  /** Paths that cannot be told. */
  readonly opaque?: readonly string[];
  readonly users?: readonly string[];
  readonly moreUsers?: boolean;
  readonly input?: Partial<ServerInput>;
  readonly args?: readonly (string | null)[];
}

export const why: Unknown = unknown(
  { key: "it is written by a script", why: "it is written by a script" },
  cmdPlace,
);

export function serverInput({
  install,
  files = {},
  opaque = [],
  users = [],
  moreUsers,
  input,
  args,
}: ImageSpec): ServerInput {
  const own = Object.entries(files).filter((file): file is [string, string] => file[1] !== null);
  const removed = Object.keys(files).filter((path) => files[path] === null);
  const layers: FileLayer[] = [
    putLayer(stockFiles(install)),
    ...removed.map((path) => removeLayer(path)),
    ...opaque.map((path) => opaqueLayer(path, why)),
    putLayer(own.map(([path, text]) => repoFile(path, text))),
  ];
  return {
    files: containerFiles(new Layers(layers)),
    installed: { install, at: fromPlace, from: "base" },
    starts: known(true, cmdPlace),
    processUser: root,
    accounts: accountsOf(install, users, moreUsers === true),
    command: args === undefined ? undefined : { args, at: cmdPlace },
    environment: new Map(),
    startWrites: [],
    copies: [copyOf(own.filter(([, text]) => !text.startsWith("-> ")).map(([path]) => path))],
    named: () => false,
    makes: input?.named ?? (() => false),
    ...input,
  };
}

function stockFiles(install: ServerInstall): ContainerFile[] {
  const isBelow = (path: string, folder: string) => `${path}/`.startsWith(`${folder}/`);
  const made = (path: string, kind: ContainerFile["kind"], bits: number) => {
    const owner =
      Object.entries(install.owners ?? {}).find(([folder]) => isBelow(path, folder))?.[1] ?? "root";
    const group = install.groupWrites?.some((folder) => isBelow(path, folder)) === true ? 0o020 : 0;
    return {
      path,
      kind,
      owner: known({ user: owner, group: "root" }, fromPlace),
      mode: known(bits | group, fromPlace),
      at: fromPlace,
      from: "base" as const,
      because: [],
    };
  };
  const nothing = unknown({ key: "it is no file", why: "it is no file" }, fromPlace);
  const text = (path: string, content: string): ContainerFile => ({
    ...made(path, "file", 0o644),
    content: known({ file: sourceFile(path, content), place: () => fromPlace }, fromPlace),
  });
  return [
    ...Object.entries(install.files).map(([path, content]) => text(path, content)),
    ...(install.scripts ?? []).map((path) => ({ ...made(path, "file", 0o755), content: nothing })),
    ...Object.entries(install.links).map(([path, target]) => ({
      ...made(path, "link", 0o777),
      target,
      content: nothing,
    })),
    ...install.folders.map((path) => ({ ...made(path, "directory", 0o755), content: nothing })),
  ];
}

function repoFile(path: string, text: string): ContainerFile {
  const link = text.startsWith("-> ");
  const file = sourceFile(path.slice(1), text);
  return {
    path,
    kind: link ? "link" : "file",
    ...(link ? { target: resolvePath(parentOf(path), text.slice(3)) } : {}),
    content: known({ file, place: (span) => (span === undefined ? { file } : { file, span }) }, { file }),
    owner: known({ user: "root" }, copyPlace),
    mode: known(0o644, copyPlace),
    at: copyPlace,
    ...(link ? {} : { source: path.slice(1) }),
    from: link ? "run" : "repo",
    because: [],
  };
}

function accountsOf(install: ServerInstall, extra: readonly string[], more: boolean): Accounts {
  const named = [
    { name: "root", uid: 0 },
    { name: "www-data", uid: 33 },
    { name: "nobody", uid: 65534, group: "nogroup" },
    ...install.users,
    ...extra.map((name) => ({ name })),
  ];
  return {
    users: named.map((user) => ({ ...user, from: "base" as const, at: fromPlace })),
    groups: named.map((user) => ({
      name: "group" in user && user.group !== undefined ? user.group : user.name,
      from: "base" as const,
      at: fromPlace,
    })),
    ...(more ? { others: why } : {}),
  };
}

function copyOf(paths: readonly string[]): Copy {
  const instruction = parseDockerfile(dockerfile).stages[0]?.instructions[0];
  if (instruction === undefined) throw new Error("the Dockerfile of the test has no COPY");
  return {
    instruction,
    at: copyPlace,
    stage: stageOf(
      {
        index: 0,
        source: parseDockerfile(dockerfile).stages[0] as Copy["stage"]["source"],
        base: { kind: "scratch" },
        at: fromPlace,
      },
      newState({ file: fromPlace.file, escape: "\\", from: fromPlace }),
    ),
    inFinalChain: true,
    target: known("/", copyPlace),
    targetPlace: copyPlace,
    sources: paths.map((container) => ({
      pattern: container.slice(1),
      at: copyPlace,
      path: known(container.slice(1), copyPlace),
      files: [{ path: container.slice(1), container }],
      kind: "context" as const,
      dockerignored: false,
    })),
    owner: known({ user: "root" }, copyPlace),
  };
}

/** Listeners as `address:port`. */
export function sockets(listeners: readonly Listener[]): string {
  return listeners.map(({ address, port }) => `${address}:${port}`).join(" ");
}

/** A user as `name(uid)`, or why it cannot be told. */
export function who(user: Fact<ContainerUser>): string {
  if (!user.known) return `? ${user.why}`;
  const { name, uid, root: isRoot } = user.value;
  return `${name ?? ""}(${uid ?? ""})${isRoot ? " root" : ""}`;
}

/** Places with what is said there: `path:line:column text`. */
export function said(
  evidence: readonly (Evidence | { readonly at: Place; readonly message: string })[],
): string[] {
  return evidence.map((one) => {
    const { file, span } = one.at;
    const { line, column } = positionAt(file, span?.start ?? 0);
    return `${file.path}:${line}:${column} ${"note" in one ? one.note : one.message}`;
  });
}

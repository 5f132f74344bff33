/** An image as a compose service starts it. */
import { ownValue } from "../../names.ts";
import type { Place } from "../../source.ts";
import { sourceFile } from "../../source.ts";
import { contextsKey, sortedEntries } from "../builds/declared.ts";
import type { ComposeRun, FoundBuild } from "../builds/types.ts";
import { serviceEnvironment } from "../compose/environment.ts";
import { placesIn } from "../compose/places.ts";
import type { ComposeMount } from "../compose/service.ts";
import { resolvePath } from "../container-path.ts";
import { known, type Unknown, unknown } from "../fact.ts";
import { type FileLayer, type Layers, opaqueLayer, putLayer, removeLayer } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Repo } from "../repo/tree.ts";
import { noticeLayers } from "../stages/apply/account-files.ts";
import { repoFile } from "../stages/repo-files.ts";
import { userSpec } from "../stages/setting.ts";
import { inherit, type State } from "../stages/state.ts";
import { otherSpelling } from "../stock/system-folders.ts";
import { setCommands, setHealthcheck } from "./service-commands.ts";

/** Services of compose files, by the build whose image they start; those whose build differs from all are left over. */
export function servicesByBuild(
  builds: readonly FoundBuild[],
  services: readonly ComposeRun[],
): { readonly of: ReadonlyMap<FoundBuild, readonly ComposeRun[]>; readonly others: readonly ComposeRun[] } {
  const dockerfiles = new Set(builds.map(({ dockerfile }) => dockerfile));
  const sameImages = imageFinder(builds);
  const of = new Map<FoundBuild, ComposeRun[]>();
  const others: ComposeRun[] = [];
  for (const service of services) {
    const same = sameImages(service.dockerfile, service.build);
    const isUnread = service.build.unread !== undefined;
    const build = same.find(({ unread }) => (unread !== undefined) === isUnread) ?? same[0];
    if (build !== undefined) pushTo(of, build, service);
    else if (dockerfiles.has(service.dockerfile)) others.push(service);
  }
  return { of, others };
}

/** Finds the builds of the image that a service starts; one whose builds were not found out stands for all of its Dockerfile. */
function imageFinder(
  builds: readonly FoundBuild[],
): (dockerfile: string, service: FoundBuild) => readonly FoundBuild[] {
  const said = ({ target, context, contexts }: FoundBuild) => [
    target,
    context.known && context.value,
    contextsKey(contexts),
  ];
  const keyOf = (...parts: readonly unknown[]) => JSON.stringify(parts);
  const argsOf = ({ args }: FoundBuild) => sortedEntries(args);
  const found = new Map<string, FoundBuild[]>();
  const places = new Map(builds.map((build, index) => [build, index]));
  for (const build of builds) {
    const { dockerfile } = build;
    const isOpen = Object.values(build.args).includes(null);
    if (build.standsForAll === true) pushTo(found, keyOf(dockerfile), build);
    else if (isOpen) pushTo(found, keyOf(dockerfile, said(build)), build);
    else pushTo(found, keyOf(dockerfile, said(build), argsOf(build)), build);
  }
  return (dockerfile, service) => {
    const open = (found.get(keyOf(dockerfile, said(service))) ?? []).filter((one) => isGiven(one, service));
    const same = found.get(keyOf(dockerfile, said(service), argsOf(service))) ?? [];
    const all = [...(found.get(keyOf(dockerfile)) ?? []), ...open, ...same];
    return all.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  };
}

/** Whether a service gives an image its arguments; what another file leaves open of them may be the service's. */
function isGiven(image: FoundBuild, service: FoundBuild): boolean {
  const names = new Set([...Object.keys(image.args), ...Object.keys(service.args)]);
  return [...names].every((name) => {
    const own = ownValue(image.args, name);
    return own === ownValue(service.args, name) || (own === null && !Object.hasOwn(service.args, name));
  });
}

function pushTo<Key, One>(found: Map<Key, One[]>, key: Key, one: One): void {
  const same = found.get(key);
  if (same === undefined) found.set(key, [one]);
  else same.push(one);
}

/** Paths that a service mounts something over: of the image by itself, what lies there cannot be told. */
export function mountedOver(services: readonly ComposeRun[]): FileLayer[] {
  return services
    .filter(({ development, project }) => !development && !project.override)
    .flatMap(({ service }) =>
      service.mounts.flatMap(({ target, at }) => {
        // A mount over the source tree is how people work on it, and says nothing of servers.
        if (target === null || target === "/") return [];
        const key = `mount ${service.name} ${target}`;
        const why = unknown(
          { key, why: `the compose service ${service.name} mounts something over ${target}` },
          at,
        );
        return [target, otherSpelling(target)].flatMap((one) =>
          one === undefined ? [] : [opaqueLayer(one, why)],
        );
      }),
    );
}

/** The state of an image as a compose service starts it. */
export function serviceState(state: State, { project, service }: ComposeRun, repo: Repo): State {
  const changed = inherit(state, state);
  // An empty one leaves the image its own.
  if (service.user !== undefined && service.user.value !== "")
    changed.user = {
      spec: service.user.value === null ? null : userSpec(service.user.value),
      at: service.user.at,
      own: true,
      from: "compose",
    };
  if (service.workingDir !== undefined)
    changed.workdir = service.workingDir.value && resolvePath("/", service.workingDir.value);
  setCommands(changed, service);
  setHealthcheck(changed, service);
  for (const [name, value] of serviceEnvironment(project, service, (path) => textAt(repo, path)))
    changed.variables.set(name, { value, kind: "env", at: service.at });
  for (const mount of mountsOf({ project, service })) {
    const layers = mountLayers(mount, repo, changed.layers);
    for (const one of layers) changed.layers.push(one);
    noticeLayers(changed, layers, mount.at);
  }
  for (const why of foreignVolumes(service)) changed.layers.push(opaqueLayer("/", why));
  if (service.readOnly !== undefined)
    changed.readOnly = {
      at: service.readOnly,
      mounted: mountsOf({ project, service }).flatMap(({ target, readOnly }) => (readOnly ? [] : [target])),
    };
  if (service.hook !== undefined) changed.layers.push(opaqueLayer("/", service.hook));
  if (service.open !== undefined) forget(changed, service, service.open);
  return changed;
}

/** Of a service that extends what cannot be read nothing is told but what it says itself. */
function forget(state: State, { user }: ComposeRun["service"], why: Unknown): void {
  state.layers.push(opaqueLayer("/", why));
  if (user !== undefined) return;
  state.user = undefined;
  state.unknownBase = why;
}

/** The mounts of a service in the order in which they are made: by depth (Moby sorts them so), others' first. */
function mountsOf({ project, service }: Pick<ComposeRun, "project" | "service">): readonly ComposeMount[] {
  const taken = service.volumesFrom.flatMap(({ value }) => {
    const from = project.services.find(({ name }) => name === value?.split(":")[0]);
    return from?.mounts.filter(({ kind }) => kind === "bind" || kind === "volume") ?? [];
  });
  const byTarget = new Map([...taken, ...service.mounts].map((mount) => [mount.target, mount]));
  return [...byTarget.values()].sort((one, other) => depth(one) - depth(other));
}

/** Volumes of a container that no file of the repo starts may be mounted anywhere. */
function foreignVolumes({ volumesFrom }: ComposeRun["service"]): readonly Unknown[] {
  return volumesFrom.flatMap(({ value, at }) => {
    if (value !== null && !value.startsWith("container:")) return [];
    const why = "where the volumes of another container are mounted is unknown";
    return [unknown({ key: `volumes of ${value ?? "another container"}`, why }, at)];
  });
}

function depth({ target }: ComposeMount): number {
  return (target ?? "/").split("/").filter((part) => part !== "").length;
}

function textAt(repo: Repo, path: string): string | undefined {
  const file = repo.read(path);
  return file === undefined || "unreadable" in file ? undefined : file.text;
}

function mountLayers(mount: ComposeMount, repo: Repo, below: Layers): FileLayer[] {
  const { kind, target, source, content, shown, at } = mount;
  if (target === null) return [];
  const path = below.real(target, true);
  if (kind === "tmpfs") return [removeLayer(path), putLayer([folderAt(path, at, 0o1777)])];
  if (content !== undefined) return [putLayer([contentFile(mount, path, content)])];
  if (source === undefined || repo.ignored(source)) {
    const why = `${shown} is mounted over ${path}, but its contents are not in the repo`;
    const settle = "keep it in the repo, where git does not ignore it, and mount it from there";
    return [opaqueLayer(path, unknown({ key: `mounted ${path}`, why }, at, settle))];
  }
  const owner = unknown(
    { key: "owner of a mount", why: "a mounted file keeps the owner that it has on the host" },
    at,
  );
  const stamp = { owner, mode: undefined, at };
  if (repo.tree.entry(source) !== undefined)
    return [removeLayer(path), putLayer([repoFile(repo, source, { path, stamp })])];
  if (!repo.tree.isFolder(source)) {
    const why = { key: `not in the repo ${shown}`, why: `${shown} is not in the repo` };
    return [opaqueLayer(path, unknown(why, at, `add ${shown} to the repo`))];
  }
  const cut = source === "" ? 0 : source.length + 1;
  const files = repo.tree
    .under(source)
    .map((entry) => repoFile(repo, entry.path, { path: resolvePath(path, entry.path.slice(cut)), stamp }));
  return [removeLayer(path), putLayer([{ ...folderAt(path, at, 0o755), owner }, ...files])];
}

function folderAt(path: string, at: Place, mode: number): ContainerFile {
  return {
    path,
    kind: "directory",
    content: unknown({ key: "folder", why: "it is a folder" }, at),
    owner: known({ user: "root", group: "root" }, at),
    mode: known(mode, at),
    at,
    from: "repo",
    because: [],
  };
}

function contentFile({ at, text }: ComposeMount, path: string, content: string): ContainerFile {
  const place = text === undefined ? () => at : placesIn(text);
  const file = sourceFile(at.file.path, content);
  return {
    ...folderAt(path, at, 0o444),
    kind: "file",
    content: known({ file, place }, at),
    because: [{ at, note: `its content is mounted over ${path} here` }],
  };
}

import type { ComposeCommand, ComposeFile, ComposeText } from "../../parsers/builds/compose.ts";
import type { ComposeVolume } from "../../parsers/builds/compose-tree.ts";
import { parseShell } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import {
  type ComposeVariables,
  composeFolder,
  composeVariables,
  interpolated,
  serviceEnvironment,
} from "../builds/compose-variables.ts";
import type { ComposeRun, FoundBuild } from "../builds/types.ts";
import { resolvePath } from "../container-path.ts";
import { known, unknown } from "../fact.ts";
import { type FileLayer, opaqueLayer, putLayer, realPath, removeLayer } from "../files/layers.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { Repo } from "../repo/tree.ts";
import { repoFile } from "../stages/repo-files.ts";
import { inherit, type StartCommand, type State } from "../stages/state.ts";
import { otherSpelling } from "../stock/system-folders.ts";

/** Services of compose files, by the build whose image they start. */
export function servicesByBuild(
  builds: readonly FoundBuild[],
  services: readonly ComposeRun[],
): ReadonlyMap<FoundBuild, readonly ComposeRun[]> {
  const byDockerfile = new Map<string, FoundBuild[]>();
  for (const build of builds)
    byDockerfile.set(build.dockerfile, [...(byDockerfile.get(build.dockerfile) ?? []), build]);
  const found = new Map<FoundBuild, ComposeRun[]>();
  for (const service of services) {
    const candidates = byDockerfile.get(service.dockerfile) ?? [];
    const build = candidates.find(({ target }) => target === service.target);
    if (build !== undefined) found.set(build, [...(found.get(build) ?? []), service]);
  }
  return found;
}

/** Paths that a service mounts something over: of the image by itself, what lies there cannot be told. */
export function mountedOver(services: readonly ComposeRun[], repo: Repo): FileLayer[] {
  return services
    .filter(({ development }) => !development)
    .flatMap(({ compose, service }) =>
      service.volumes.flatMap((volume) => {
        const variables = composeVariables(compose, repo);
        const target = interpolated({ value: volume.target, span: volume.span }, variables);
        const at: Place = { file: compose.file, span: volume.span };
        const why = unknown(
          {
            key: `mount ${service.name} ${volume.target}`,
            why: `the compose service ${service.name} mounts something over ${volume.target}`,
          },
          at,
        );
        if (target === null || !target.startsWith("/") || isWholeTree(target)) return [];
        const path = resolvePath("/", target);
        return [path, otherSpelling(path)].flatMap((one) =>
          one === undefined ? [] : [opaqueLayer(one, why)],
        );
      }),
    );
}

/** A mount over the source tree is how people work on it, and says nothing of servers. */
function isWholeTree(target: string): boolean {
  return resolvePath("/", target) === "/";
}

/** The state of an image as a compose service starts it. */
export function serviceState(state: State, { compose, service }: ComposeRun, repo: Repo): State {
  const variables = composeVariables(compose, repo);
  const changed = inherit(state, state);
  const place = (text: { readonly span: ComposeText["span"] }): Place => ({
    file: compose.file,
    span: text.span,
  });
  if (service.user !== undefined) {
    changed.user = { spec: interpolated(service.user, variables), at: place(service.user), own: true };
  }
  if (service.entrypoint !== undefined) {
    changed.entrypoint = startOf(service.entrypoint, compose, variables);
    changed.cmd = undefined;
  }
  if (service.command !== undefined) changed.cmd = startOf(service.command, compose, variables);
  for (const [name, value] of serviceEnvironment(compose, service, { repo, variables })) {
    changed.variables.set(name, { value, kind: "env", at: place(service) });
  }
  for (const volume of service.volumes)
    changed.layers.push(...mountLayers(volume, { compose, repo, variables, below: changed.layers }));
  return changed;
}

// Compose cuts a command in text form into words as a shell would, and starts no shell (compose specification, "command").
function startOf(command: ComposeCommand, { file }: ComposeFile, variables: ComposeVariables): StartCommand {
  if (command.kind === "words") {
    const words = command.words.map((word) => interpolated(word, variables));
    return { at: { file, span: command.span }, ...wordsOf(words) };
  }
  const text = interpolated(command.text, variables);
  const words =
    text === null
      ? [null]
      : (parseShell(text, "start").commands[0]?.words.map((word) => word.expand(() => undefined)) ?? []);
  return { at: { file, span: command.text.span }, ...wordsOf(words) };
}

function wordsOf(words: readonly (string | null)[]): Pick<StartCommand, "words"> {
  return { words: words.map((word) => word ?? UNKNOWN_WORD) };
}

/** Stands for a word that comes from outside; no program is called so. */
const UNKNOWN_WORD = "/an unknown word";

interface Mounting {
  readonly compose: ComposeFile;
  readonly repo: Repo;
  readonly variables: ComposeVariables;
  /** The layers that it is mounted over. */
  readonly below: readonly FileLayer[];
}

function mountLayers(volume: ComposeVolume, { compose, repo, variables, below }: Mounting): FileLayer[] {
  const at: Place = { file: compose.file, span: volume.span };
  const text = (value: string) => interpolated({ value, span: volume.span }, variables);
  const target = text(volume.target);
  if (target === null || !target.startsWith("/")) return [];
  const path = realPath(below, resolvePath("/", target), true);
  const source = volume.source === undefined ? null : text(volume.source);
  const inRepo =
    source !== null && /^\.{1,2}(\/|$)/.test(source)
      ? joinRepoPath(composeFolder(compose), source)
      : undefined;
  if (inRepo === undefined || repo.ignored(inRepo)) {
    return [
      opaqueLayer(
        path,
        unknown(
          {
            key: `mounted ${path}`,
            why: `${volume.source ?? "a volume"} is mounted over ${path}, but its contents are not in the repo`,
          },
          at,
        ),
      ),
    ];
  }
  const owner = unknown(
    { key: "owner of a mount", why: "a mounted file keeps the owner that it has on the host" },
    at,
  );
  const stamp = { owner, mode: undefined, at };
  if (repo.tree.entry(inRepo) !== undefined) return [putLayer([repoFile(repo, inRepo, path, stamp)])];
  if (!repo.tree.isFolder(inRepo))
    return [
      opaqueLayer(
        path,
        unknown({ key: `not in the repo ${volume.source}`, why: `${volume.source} is not in the repo` }, at),
      ),
    ];
  const files = repo.tree
    .under(inRepo)
    .map((entry) =>
      repoFile(
        repo,
        entry.path,
        resolvePath(path, entry.path.slice(inRepo === "" ? 0 : inRepo.length + 1)),
        stamp,
      ),
    );
  const folder = {
    path,
    kind: "directory",
    content: unknown({ key: "folder", why: "it is a folder" }, at),
    owner,
    mode: known(0o755, at),
    at,
    from: "repo",
    because: [],
  } as const;
  return [removeLayer(path), putLayer([folder, ...files])];
}

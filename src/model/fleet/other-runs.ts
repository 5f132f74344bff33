/** Runs of what only compose services start: images of registries, and builds that no image of the check is. */
import type { Policy } from "../../policy/policy.ts";
import { contextFolder } from "../builds/compose-claims.ts";
import type { Asks, FleetScope } from "../builds/scope.ts";
import type { ComposeRun, FoundBuild } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { Run } from "../runs/types.ts";
import type { ImageFolder } from "../stages/image.ts";
import { findBase, ownImageName, unmirrored } from "../stock/references.ts";

/** Whether a service is a run that may be worth telling; only these are evaluated. */
export function isWorthReading(run: ComposeRun, { registries, baseImages }: Policy): boolean {
  const { development, build } = run;
  if (development) return false;
  const reference = build.inCompose?.kind === "stock" ? (build.inCompose.text.value ?? "") : undefined;
  if (reference === undefined || mountsServerFiles(run)) return true;
  const plain = unmirrored(reference, registries);
  if (baseImages.length > 0 || ownImageName(reference, registries) !== undefined) return true;
  return (findBase(plain)?.image.servers.length ?? 0) > 0;
}

function mountsServerFiles({ service }: ComposeRun): boolean {
  return service.mounts.some(({ target }) => /\/(?:nginx|apache2|httpd)(?:\/|$)/.test(target ?? ""));
}

/**
 * Whether a run of these is worth telling: of an image of a registry where it has a server, or is given files of one.
 * What others do inside of their images is theirs.
 */
export function matters(run: Run): boolean {
  const { compose, nginx, apache } = run;
  if (compose === undefined) return false;
  if (compose.build.inCompose?.kind !== "stock" || nginx !== undefined || apache !== undefined) return true;
  return mountsServerFiles(compose);
}

/** A name for its image: that of the image of the same Dockerfile, or the service's, which may be another image's. */
export function otherName(
  { dockerfile, label = dockerfile, inCompose, at }: FoundBuild,
  builds: readonly FoundBuild[],
  names: ReadonlyMap<unknown, string>,
): string {
  const same = inCompose === undefined ? builds.find((one) => one.dockerfile === dockerfile) : undefined;
  const isTaken = [...names.values()].includes(label);
  return (same && names.get(same)) ?? (isTaken ? `${label} of ${at.file.path}` : label);
}

/** No rule of layout looks into it, so it holds nothing. */
export function emptyFolder({ dockerfile, at }: FoundBuild): ImageFolder {
  const path = folderOfFile(dockerfile);
  return {
    path,
    name: path === "" ? "." : baseName(path),
    images: [],
    entries: [],
    readmes: [],
    at: { file: at.file },
  };
}

/** What is asked for, with the images that only services start: those of which a change touches anything. */
export function withOthers(asks: Asks, runs: readonly Run[], scope: FleetScope | undefined): Asks {
  if (scope === undefined || runs.length === 0) return asks;
  const touched = new Set(
    runs.flatMap(({ image, compose }) =>
      compose !== undefined && inputsOf(compose).some(scope.touches) ? [image.build] : [],
    ),
  );
  const others = new Set(runs.map(({ image }) => image.build));
  return {
    ...asks,
    image: (image) => (others.has(image.build) ? touched.has(image.build) : asks.image(image)),
  };
}

/** The repo paths that decide what a service runs as. */
function inputsOf({ project, service, build }: ComposeRun): readonly string[] {
  const envFiles = service.envFiles.flatMap(({ path: { value, folder } }) =>
    value === null || folder === undefined ? [] : (joinRepoPath(folder, value) ?? []),
  );
  const mounts = service.mounts.flatMap(({ source, near }) => source ?? near ?? []);
  const context = build.inCompose?.kind !== "stock" && build.context.known ? [build.context.value] : [];
  // Where its Dockerfile would be, were it there.
  const claimed = service.build && contextFolder(service.build);
  return [
    ...project.inputs,
    ...envFiles,
    ...mounts,
    build.dockerfile,
    ...context,
    ...(claimed === undefined ? [] : [claimed]),
  ];
}

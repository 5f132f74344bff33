/** What the layout convention wants at another path. */
import type { Move } from "../../edits/moves/relocation.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { misplacedConfigs, serverOfText } from "../../model/layout/configs.ts";
import {
  isImageName,
  kebabName,
  type LonelyFile,
  lonelyFiles,
  otherCase,
  strayFiles,
} from "../../model/layout/names.ts";
import { entryAt, isFolder } from "../../model/repo/entries.ts";
import { folderOfFile, isInside } from "../../model/repo/path.ts";
import { broughtBy } from "../../model/stages/brought.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { Policy } from "../../policy/policy.ts";

/** Files that belong elsewhere: configuration in its folder, a file of one image in that image's folder, required names. */
export function wantedMoves(fleet: Fleet, policy: Policy): readonly Move[] {
  const config = configName(policy);
  const ofFolders = fleet.folders.flatMap((folder) => [
    ...(config === undefined ? [] : configMoves(fleet, folder, config)),
    ...requiredMoves(folder, policy),
  ]);
  const ofStrays = [
    ...lonelyFiles(fleet, policy.layout.readme).map((file) => lonelyMove(fleet, file, config)),
    ...strayMoves(fleet, policy),
  ];
  return apart([...ofFolders, ...ofStrays].filter(({ from, to }) => from !== to));
}

/** Image folders whose names the policy's grammar refuses. */
export function wantedNames(fleet: Fleet, policy: Policy): readonly Move[] {
  const grammar = policy.layout.names;
  return fleet.folders.flatMap(({ name, path }) => {
    const better = kebabName(name);
    if (name === "." || better === "" || isImageName(name, grammar) || path === "") return [];
    const home = folderOfFile(path);
    const why =
      grammar === "docker"
        ? `"${name}" is not a valid image name`
        : `the policy asks for kebab-case, not "${name}"`;
    return [{ from: path, to: below(home, better), isFolder: true, why }];
  });
}

/** Strays that nothing names: whose they are only a person can say. */
export function leftStrays(fleet: Fleet, policy: Policy): readonly string[] {
  return strayFiles(fleet, policy.layout.readme).map(({ path }) => path);
}

function configName(policy: Policy): string | undefined {
  return policy.layout.config?.replace(/^\.?\/+|\/+$/g, "");
}

function below(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function configMoves(fleet: Fleet, folder: ImageFolder, config: string): readonly Move[] {
  const why = `configuration belongs in ${config}/`;
  const units = new Map<string, { readonly home: string; readonly isFolder: boolean }>();
  for (const { path } of misplacedConfigs(fleet, folder, config)) {
    const home = homeOf(folder, path);
    const whole = takenFolder(fleet, path, home);
    units.set(whole ?? path, { home, isFolder: whole !== undefined });
  }
  const named = [...units].map(([from]) => baseName(from));
  return [...units].map(([from, { home, isFolder: whole }]) => {
    const isOnly = whole && units.size === 1 && !isFolder(fleet.entries, below(home, config));
    const isAlone = named.filter((name) => name === baseName(from)).length === 1;
    const inside = isAlone ? baseName(from) : from.slice(home === "" ? 0 : home.length + 1);
    const to = isOnly && CONFIG_FOLDER.test(baseName(from)) ? config : `${config}/${inside}`;
    return { from, to: below(home, to), isFolder: whole, why };
  });
}

const CONFIG_FOLDER = /^(conf|cfg|configs|configuration|etc)$/i;

/** The nearest folder that the convention is about: the image folder, or one of a version in it. */
function homeOf(folder: ImageFolder, path: string): string {
  const homes = folder.images.map(({ build }) => folderOfFile(build.dockerfile));
  const holding = homes.filter((home) => isInside(home, folder.path) && isInside(path, home));
  return holding.sort((one, other) => other.length - one.length)[0] ?? folder.path;
}

/** The outermost folder below the home by which a COPY takes a file: it moves as a whole. */
function takenFolder(fleet: Fleet, path: string, home: string): string | undefined {
  const taken = broughtBy(fleet.images, path).flatMap(({ source }) =>
    source.path.known && isFolder(fleet.entries, source.path.value) ? [source.path.value] : [],
  );
  const own = taken.filter((folder) => folder !== home && isInside(folder, home));
  return own.sort((one, other) => one.length - other.length)[0];
}

function requiredMoves(folder: ImageFolder, policy: Policy): readonly Move[] {
  return policy.layout.required.flatMap((wanted) => {
    const to = below(folder.path, wanted);
    const from = folder.entries.some(({ path }) => path === to) ? undefined : otherCase(folder, wanted);
    return from === undefined ? [] : [{ from, to, isFolder: false, why: `the policy asks for ${wanted}` }];
  });
}

function lonelyMove(
  fleet: Fleet,
  { path, folder, containers }: LonelyFile,
  config: string | undefined,
): Move {
  const isConfig = containers.some((container) => container.startsWith("/etc/")) || isServers(fleet, path);
  const inside = isConfig && config !== undefined ? `${config}/${baseName(path)}` : baseName(path);
  const why = `only ${folder.name} uses it`;
  return { from: path, to: below(folder.path, inside), isFolder: false, why };
}

/** What nobody uses and is called after an image goes to it. */
function strayMoves(fleet: Fleet, policy: Policy): readonly Move[] {
  const config = configName(policy);
  return strayFiles(fleet, policy.layout.readme).flatMap(({ path }) => {
    const stem = baseName(path).replace(/\.[^.]*$/, "");
    const named = fleet.folders.filter(
      (folder) => folderOfFile(folder.path) === folderOfFile(path) && folder.name === stem,
    );
    const [folder] = named;
    if (folder === undefined || named.length > 1) return [];
    const inside =
      config !== undefined && isServers(fleet, path) ? `${config}/${baseName(path)}` : baseName(path);
    const why = `it is called after the image ${folder.name}`;
    return [{ from: path, to: below(folder.path, inside), isFolder: false, why }];
  });
}

function isServers(fleet: Fleet, path: string): boolean {
  const file = fleet.read(path);
  return file !== undefined && !("unreadable" in file) && serverOfText(file) !== undefined;
}

/** Of moves of which one lies in another, the outer one; of two of one path, the first. */
function apart(moves: readonly Move[]): readonly Move[] {
  return moves.filter(
    (move, index) =>
      !moves.some((other, at) => {
        if (other === move) return false;
        if (other.from === move.from) return at < index;
        return other.isFolder && isInside(move.from, other.from);
      }),
  );
}

/** Whether a path is taken by a file or a folder. */
export function isTaken(fleet: Fleet, path: string): boolean {
  return entryAt(fleet.entries, path) !== undefined || isFolder(fleet.entries, path);
}

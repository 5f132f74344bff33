/** Where a new image belongs, and whether it may be called so. */

import type { Fleet } from "../../model/fleet/types.ts";
import { isImageName, kebabName } from "../../model/layout/names.ts";
import { folderOfFile } from "../../model/repo/path.ts";
import { globBase, globMatcher, isExclusion } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import { type CommandOutcome, usage } from "../exit.ts";

/** The folders of a new image, from the repo's root. */
export interface NewPlace {
  /** The image folder: what rules of layout look at. */
  readonly folder: string;
  /** The Dockerfile's folder, which is the same or lies below. */
  readonly home: string;
}

/** Finds the folder of an image that is not there yet. */
export function newPlace(name: string, policy: Policy, fleet: Fleet): CommandOutcome<NewPlace> {
  const { names } = policy.layout;
  if (!isImageName(name, names)) return usage(nameProblem(name, names));
  const home = policy.images === undefined ? usualHome(name, fleet) : declaredHome(name, policy.images.globs);
  if (home === undefined)
    return usage(`"images" in the policy has no room for ${name}: add a glob such as deployment/images/*`);
  const { root } = fleet;
  const isBelow = root !== "" && home.startsWith(`${root}/`);
  const folder = isBelow
    ? home
        .split("/")
        .slice(0, root.split("/").length + 1)
        .join("/")
    : home;
  return { ok: true, folder, home };
}

function nameProblem(name: string, names: Policy["layout"]["names"]): string {
  const why =
    names === "kebab-case"
      ? "the policy asks for kebab-case"
      : 'use lower-case letters and digits, separated by ".", "_", "__" or hyphens';
  const near = kebabName(name);
  const hint = near === "" ? "" : `; did you mean "${near}"?`;
  return `"${name}" is not a valid image name: ${why}${hint}`;
}

/** Among the images that are there: another folder would hide them, since the first that holds a Dockerfile counts. */
function usualHome(name: string, { root, folders }: Fleet): string {
  if (folders.length === 0) return `deployment/images/${name}`;
  if (root !== "") return `${root}/${name}`;
  const parents = folders.map(({ path }) => folderOfFile(path));
  const most = parents.toSorted((a, b) => count(parents, b) - count(parents, a))[0] ?? "";
  return most === "" ? name : `${most}/${name}`;
}

function count(all: readonly string[], one: string): number {
  return all.filter((each) => each === one).length;
}

/** The first of the policy's globs that names a folder for it, with `*` read as its name. */
function declaredHome(name: string, globs: readonly string[]): string | undefined {
  const takes = globMatcher(globs);
  return globs
    .filter((glob) => !isExclusion(glob))
    .map((glob) => filled(glob, name))
    .find((home) => home !== undefined && takes(`${home}/Dockerfile`));
}

function filled(glob: string, name: string): string | undefined {
  const base = globBase(glob);
  const rest = glob
    .slice(base.length)
    .split("/")
    .filter((part) => part !== "");
  if (rest.length === 0) return undefined;
  const [, ...below] = rest;
  const plain = below.findIndex((part) => /[*?[\]{}()!+@]|dockerfile/i.test(part));
  const kept = plain < 0 ? below : below.slice(0, plain);
  return [base, name, ...kept].filter((part) => part !== "").join("/");
}

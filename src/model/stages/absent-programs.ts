/** Programs that an image surely lacks: its distribution does not have them as it is, and nothing may have brought them. */
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { isForeignManager, isOfOwnPackage, plainLacks } from "../stock/programs/absent.ts";
import type { State } from "./state.ts";

const FOLDERS = ["/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin", "/usr/local/sbin"];

/** Whether something of the image may have put a program of the name where programs lie. */
export function mayLie(name: string, { layers }: Pick<State, "layers">, files: ContainerFiles): boolean {
  // What only the table of bases does not tell.
  const gap = layers.first?.opaque?.why;
  return FOLDERS.some((folder) => {
    const found = files.lookup(`${folder}/${name}`);
    return found !== undefined && (isFile(found) || found !== gap);
  });
}

/** Whether an image surely lacks a program, by its name. */
export function lacksProgram(state: State, files: ContainerFiles, name: string): boolean {
  const { base, system, packages } = state;
  if (base === undefined || packages.has(name) || mayLie(name, state, files)) return false;
  if (isForeignManager(system, name)) return true;
  if (!state.bareBase || !plainLacks(system, name)) return false;
  if (packages.size === 0) return true;
  const isOpen = [...packages].some((one) => one === "" || /\$|docker|moby/.test(one));
  return isOfOwnPackage(name) && !isOpen && !isNamed(state, name);
}

/** Whether a command names it: one that loads it from elsewhere, or installs it as another package. */
function isNamed({ steps, work }: State, name: string): boolean {
  work.budget.spend(steps.own.length);
  return steps.some(({ commands }) =>
    commands.some(({ args }) => args.some(({ value, raw }) => (value ?? raw).includes(name))),
  );
}

/** The image behind a RUN, its files before and behind it: what is in neither was there at none of its commands. */
export interface RunGround {
  readonly after: State;
  readonly files: readonly [before: ContainerFiles, after: ContainerFiles];
}

const NAMES = {
  debian: "Debian or Ubuntu",
  alpine: "Alpine",
  rhel: "Red Hat's packages",
  photon: "Photon",
  none: "no distribution",
};

/** Why a command of a RUN finds no program of its name; `undefined` where it may. */
export function absentProgram(name: string, { after, files }: RunGround): string | undefined {
  if (name.includes("/") || !files.every((each) => lacksProgram(after, each, name))) return undefined;
  return isForeignManager(after.system, name)
    ? `${name} is not there: the image is made of ${NAMES[after.system ?? "none"]}`
    : `the image has no ${name}`;
}

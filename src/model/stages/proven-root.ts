/** Lines that only root can run: a build that gets past one shows that the base leaves the user at root. */
import { isSameStart } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { containerFiles, type Layers } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import type { RanCommand, ShellRun } from "../shell/ran.ts";
import { isAccountTool } from "../stock/programs/tools.ts";
import type { State } from "./state.ts";

// Each takes a lock or writes a database that is root's.
const MANAGER = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper)$/;
const CHANGES =
  /^(install|in|add|del|remove|rm|erase|purge|autoremove|update|up|upgrade|dist-upgrade|full-upgrade|reinstall|groupinstall)$/;
// They ask, or work on another root.
const HARMLESS =
  /^(-s|-h|-p|--(simulate|just-print|dry-run|no-act|recon|assumeno|print-uris|help|version|usermode|root|installroot)(=.*)?)$/;

/** Takes the user for root where the base's is not known and a line of the RUN shows it. `below` are the files before it. */
export function proveRoot(state: State, run: ShellRun, below: Layers): void {
  if (state.user !== undefined || state.unknownBase === undefined) return;
  const proof = proofOf(state, run, below);
  if (proof !== undefined) state.user = { spec: "root", at: state.from, own: false, proof };
}

function proofOf(state: State, { commands, effects }: ShellRun, below: Layers): Evidence | undefined {
  // Behind sudo and its like another user may be root.
  const sure = commands.filter((command) => command.sure && !command.mayFail && !command.wrapped);
  const command = sure.find(needsRoot);
  if (command !== undefined) return { at: command.at, note: `only root can run ${command.name} here` };
  const owners = sure.filter(({ name }) => name === "chown");
  const changed = effects.find(
    (placed) => owners.some(({ at }) => isSameStart(at, placed.at)) && changesOwner(placed, { state, below }),
  );
  return changed && { at: changed.at, note: "only root can change this owner" };
}

function needsRoot({ name, args }: RanCommand): boolean {
  const words = args.map(({ value }) => value ?? "");
  if (words.some((word) => HARMLESS.test(word))) return false;
  if (MANAGER.test(name)) return CHANGES.test(words.find((word) => CHANGES.test(word)) ?? "");
  if (name === "dpkg") return words.some((word) => /^(-i|--install|-r|--remove|-P|--purge)$/.test(word));
  return isAccountTool(name) || name === "chpasswd";
}

/** Whether a chown gives something to root, or away from root: others may only give what is theirs to themselves. */
function changesOwner(
  { effect }: PlacedEffect,
  { state, below }: { readonly state: State; readonly below: Layers },
): boolean {
  if (effect.kind !== "owner" || typeof effect.owner !== "string" || effect.owner === "") return false;
  if (isRoot(effect.owner)) return true;
  const files = containerFiles(below, state.work.budget);
  const found = files.lookup(effect.path);
  const named = found === undefined || "known" in found ? [] : [found];
  const deep = effect.deep ? files.under(effect.path).files : [];
  return [...named, ...deep].some(isOfRoot);
}

function isOfRoot({ owner, source }: ContainerFile): boolean {
  return source !== undefined && owner.known && isRoot(owner.value.user ?? "");
}

function isRoot(user: string): boolean {
  return user === "root" || user === "0";
}

/** Servers that may be in an image though nothing that is read installs one. */
import { type Unknown, unknown } from "../fact.ts";
import type { Effect } from "../shell/effects.ts";
import { fileCommands } from "../shell/files.ts";
import { packageEffects } from "../shell/packages.ts";
import type { RanCommand } from "../shell/ran.ts";
import { isHarmless } from "../shell/unread.ts";
import { namesWord } from "../stages/chain.ts";
import type { Step } from "../stages/image.ts";
import type { State } from "../stages/state.ts";
import { isServerFolder, isServerPackage } from "../stock/programs/servers.ts";
import { isInterpreter } from "../stock/programs/shells.ts";
import { isAccountTool, isStepDownTool } from "../stock/programs/tools.ts";
import type { RunFacts } from "./read.ts";

/** What is known of how the image is started. */
export interface Starting {
  readonly processes: RunFacts["processes"];
  /** Container paths that something is mounted at. */
  readonly mounts: readonly string[];
}

/** Why it cannot be told whether an image has a server; `undefined` where one is known, or none could matter. */
export function unseenServers(state: State, { processes, mounts }: Starting): Unknown | undefined {
  if (state.servers.length > 0) return undefined;
  const { others } = processes;
  const open = state.base === undefined ? (state.unknownBase ?? state.otherAccounts) : undefined;
  // A base of which nobody knows what it starts may start any server that it holds; what was recorded names it.
  const mayStart = others !== undefined && state.unknownBase !== undefined;
  if (open !== undefined && (mayStart || isGivenServerFiles(state, mounts))) return open;
  if (state.unknownInstall !== undefined) return state.unknownInstall;
  const install = state.steps.all.flatMap(({ commands }) => commands).find(mayInstallServer);
  if (install !== undefined) return unreadInstall(install);
  return others !== undefined && isGivenServerFiles(state, mounts) ? others : undefined;
}

/** Whether something is put into a server's folder, by a copy, an edit or a mount. */
function isGivenServerFiles({ copies, steps }: State, mounts: readonly string[]): boolean {
  return (
    mounts.some(isServerFolder) ||
    copies.some(({ target, inFinalChain }) => inFinalChain && target.known && isServerFolder(target.value)) ||
    steps.some((step) => step.effects.some(({ effect }) => isServerFolder(changedPath(effect, step))))
  );
}

/** The path that an effect is about; "" where no word of the step names it, so that it may as well be another. */
function changedPath(effect: Effect, step: Step): string {
  if (effect.kind === "remove") return "";
  if (effect.kind === "opaque" && !namesWord(step, effect.path)) return "";
  return "path" in effect ? effect.path : effect.kind === "copy" ? effect.to : "";
}

/** Whether a command that is not read is given the name of a server, as a package manager is. */
function mayInstallServer({ name, args }: RanCommand): boolean {
  const words = args.map(({ value }) => value ?? "");
  return words.some(isServerPackage) && !isRead(name, words);
}

function isRead(name: string, args: readonly string[]): boolean {
  if (name === "" || name === "sed" || isInterpreter(name)) return true;
  if (isAccountTool(name) || isStepDownTool(name) || Object.hasOwn(fileCommands, name)) return true;
  return isHarmless(name, args) || packageEffects(name, args) !== undefined;
}

function unreadInstall({ name, args, at }: RanCommand): Unknown {
  const server = args.find(({ value }) => isServerPackage(value ?? ""))?.value ?? "a server";
  return unknown(
    { key: `${name} ${server}`, why: `what "${name}" does with "${server}" is unknown` },
    at,
    "install packages by apt-get, apk, dnf or yum, which are read",
  );
}

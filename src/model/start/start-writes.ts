/** What the scripts of a start write, line by line, for whoever asks whether they may. */
import type { Place } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import { isGlob } from "../container-path.ts";
import type { Evidence, Fact } from "../fact.ts";
import type { Effect, PlacedEffect } from "../shell/effects.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
import type { Started } from "./record.ts";
import { Touched } from "./touched.ts";
import type { StartRun } from "./writes.ts";

/** A file or folder that a script surely writes when the container starts. */
export interface ScriptWrite {
  /** A file is opened, or made anew in its folder, as `sed -i` does it; a folder is made; owner or mode is changed. */
  readonly kind: "file" | "anew" | "folder" | "remove" | "rights";
  readonly path: string;
  /** Who runs the script. */
  readonly user: Fact<ContainerUser>;
  readonly at: Place;
  readonly because: readonly Evidence[];
  /** The effect that is not there where the write fails. */
  readonly placed: PlacedEffect;
  /** Where its script stands among those of the start. */
  readonly script: number;
  /** Whether something makes use of its failure: `||`, a condition. */
  readonly caught: boolean;
  /** Whether `set -e` goes on behind it though it fails. */
  readonly passed: boolean;
  /** Whether it is done before anything is started that goes on. */
  readonly settled: boolean;
  /** Whether another program writes in place of the script's own user: `sudo`. */
  readonly wrapped: boolean;
}

/** What scripts surely try to write, each path once, and none that the scripts themselves may have prepared. */
export function startWrites({ scripts }: Started, runs: readonly StartRun[]): readonly ScriptWrite[] {
  const found: ScriptWrite[] = [];
  const touched = new Touched();
  for (const [index, { effects, commands, starts }] of runs.entries()) {
    const { user, sure = false, aside } = scripts[index] ?? {};
    let next = 0;
    for (const [number, placed] of effects.entries()) {
      // The last command that had begun by then: they stand in their order.
      while ((commands[next]?.effectsBefore ?? Infinity) <= number) next++;
      const command = commands[next - 1];
      const written = writtenBy(placed.effect, command);
      if (user !== undefined && command?.sure === true && written && !touched.meets(written.path)) {
        const { mayFail: caught, passed = false, wrapped } = command;
        const settled = sure && aside !== true && next - 1 < starts;
        const how = { placed, script: index, caught, passed, wrapped, settled };
        found.push({ ...written, ...how, user, at: placed.at, because: placed.because });
      }
      for (const path of pathsOf(placed)) touched.add(path);
    }
  }
  return found;
}

function writtenBy(
  effect: Effect,
  command: RanCommand | undefined,
): Pick<ScriptWrite, "kind" | "path"> | undefined {
  switch (effect.kind) {
    case "write":
    case "touch":
      return plain("file", effect.path);
    case "edit":
      return plain("anew", effect.path);
    case "link":
      return plain("anew", effect.path);
    case "folder":
      return plain("folder", effect.path);
    case "remove":
      return plain("remove", effect.path);
    case "owner":
    case "mode":
      return effect.only === undefined ? plain("rights", effect.path) : undefined;
    case "copy":
      return effect.into === "yes" || effect.move ? undefined : plain("file", effect.to);
    case "opaque":
      // What sed makes of the file that it names depends on a variable.
      return command !== undefined && isEditedBySed(command, effect.path)
        ? plain("anew", effect.path)
        : undefined;
    default:
      return undefined;
  }
}

function plain(kind: ScriptWrite["kind"], path: string): Pick<ScriptWrite, "kind" | "path"> | undefined {
  return isGlob(path) || path === "/" ? undefined : { kind, path };
}

function isEditedBySed(command: RanCommand, path: string): boolean {
  const { name, args } = command;
  if (name !== "sed" || !args.some(({ value }) => /^(-[nErsz]*i|--in-place)/.test(value ?? ""))) return false;
  return args.some(({ value }) => value !== null && pathOf(command, value) === path);
}

function pathsOf({ effect }: PlacedEffect): readonly string[] {
  if (effect.kind === "copy") return [effect.to];
  return "path" in effect ? [effect.path] : [];
}

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
  /** A file is opened, or made anew in its folder, as `sed -i` does it; a folder is made, with those above it or not. */
  readonly kind: "file" | "anew" | "folder";
  readonly path: string;
  /** Who runs the script. */
  readonly user: Fact<ContainerUser>;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** What scripts write whose failure nothing catches, each path once, and none that the scripts themselves may have prepared. */
export function startWrites({ scripts }: Started, runs: readonly StartRun[]): readonly ScriptWrite[] {
  const found: ScriptWrite[] = [];
  const touched = new Touched();
  for (const [index, { effects, commands }] of runs.entries()) {
    const user = scripts[index]?.user;
    let next = 0;
    for (const [number, placed] of effects.entries()) {
      // The last command that had begun by then: they stand in their order.
      while ((commands[next]?.effectsBefore ?? Infinity) <= number) next++;
      const command = commands[next - 1];
      const written = writtenBy(placed.effect, command);
      const isSure = command?.sure === true && !command.mayFail;
      if (user !== undefined && isSure && written && !touched.meets(written.path))
        found.push({ ...written, user, at: placed.at, because: placed.because });
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

/** What programs that render templates do when a container starts, with the environment that its image has. */
import type { Place } from "../../source.ts";
import { parentsOf } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { ContainerFiles } from "../files/types.ts";
import { rendersOf } from "../render/programs.ts";
import { doubtful } from "../shell/doubtful.ts";
import type { Effect, PlacedEffect, RenderCall, ShellInput } from "../shell/effects.ts";
import { isGenerator } from "../shell/programs/foreign.ts";
import type { State } from "../stages/state.ts";
import { shellLookup, stageLookup } from "../stages/variables.ts";
import type { Started, StartScript } from "./record.ts";

interface Around {
  /** The image's files. */
  readonly files: ContainerFiles;
  /** What the scripts before this one do. */
  readonly before: readonly PlacedEffect[];
}

/** What renders the templates of an image; what it does that cannot be told is opaque. */
export function rendering(
  state: State,
  scripts: readonly StartScript[],
  { files, before }: Around,
): (script: StartScript) => NonNullable<ShellInput["render"]> {
  const environmentOf = stageLookup(state);
  const texts = scripts.map(({ text }) => text);
  const given = givenBy(scripts);
  return (script) => (call) => {
    const environment = (name: string) => {
      if (isGivenElsewhere(given, name, script)) return undefined;
      if (call.isOpen || given.has(name) || environmentOf(name) !== undefined) return call.lookup(name);
      return null;
    };
    const { budget } = state.work;
    const renders = rendersOf({
      ...call,
      environment,
      texts,
      files: untouched(files, () => [...before, ...call.effects]),
      budget,
    });
    if (renders === undefined)
      return isGenerator(call.name) && call.args.includes(null) ? [generated(call)] : undefined;
    const effects = renders.files.map(
      ({ path, content, mode, either }): Effect => ({
        kind: "write",
        path,
        content,
        append: false,
        rendered: either === true ? "either" : "surely",
        ...(mode === undefined ? {} : { mode }),
      }),
    );
    const { rest } = renders;
    return rest === undefined ? effects : [{ kind: "opaque", path: "/", why: anywhere(rest) }, ...effects];
  };
}

const KEY = "generator ";

function generated({ name, at }: RenderCall): Effect {
  const why = `${name} writes files when the container starts, but which ones is unknown`;
  return { kind: "opaque", path: "/", why: unknown({ key: `${KEY}${name}`, why }, at) };
}

function anywhere(why: Unknown): Unknown {
  return isGenerated(why) ? why : { ...why, key: `${KEY}${why.key}` };
}

/** Whether it is a program that renders which may have written a file anywhere. */
export function isGenerated({ key }: Unknown): boolean {
  return key.startsWith(KEY);
}

/** What a script does that may not be started at all. */
export function whenStarted(placed: PlacedEffect): PlacedEffect {
  const { effect, at } = placed;
  return effect.kind === "write" && effect.rendered ? { ...placed, effect: doubtful(effect, at) } : placed;
}

// `NAME=…`, `export NAME`, and the file of a variable that s6-overlay hands to its services.
const GIVEN =
  /(?:^|[\s;&|"'])(?:export\s+(?:-\w\s+)?)?([A-Za-z_]\w*)=|\bexport\s+([A-Za-z_]\w*)|\/container_environment\/(\w+)/gm;

/** The variables that a text may give another value for what is started behind it. */
function givenIn(text: string): readonly string[] {
  return Array.from(text.matchAll(GIVEN), ([, set, exported, file]) => set ?? exported ?? file ?? "");
}

/** The texts that may give a variable a value, by its name. */
export type Givers = ReadonlyMap<string, ReadonlySet<string>>;

/** Which scripts may give which variables a value. */
export function givenBy(scripts: readonly StartScript[]): Givers {
  const given = new Map<string, Set<string>>();
  for (const { text } of scripts)
    for (const name of givenIn(text)) given.set(name, (given.get(name) ?? new Set()).add(text));
  return given;
}

/** Whether another script may give a variable its value; what a script itself gives it is known by its own commands. */
export function isGivenElsewhere(given: Givers, name: string, { text }: StartScript): boolean {
  const texts = given.get(name);
  return texts !== undefined && (texts.size > 1 || !texts.has(text));
}

/** Whether neither the image nor a script of its start sets a variable; what is not known may set any. */
export function unsetAtStart(state: State, { scripts, others }: Started): (name: string) => boolean {
  if (others !== undefined) return () => false;
  const environmentOf = shellLookup(state);
  const given = givenBy(scripts);
  return (name) => environmentOf(name) === "" && !state.variables.has(name) && !given.has(name);
}

/** The files, without those that a script has changed by now. */
function untouched(files: ContainerFiles, effects: () => readonly PlacedEffect[]): ContainerFiles {
  let changed: Changed | undefined;
  const lookup: ContainerFiles["lookup"] = (path) => {
    changed ??= changedBy(effects());
    const around = [path, ...parentsOf(path)].flatMap((folder) => changed?.get(folder) ?? []);
    const [one] = around.sort((a, b) => a.number - b.number);
    if (one === undefined) return files.lookup(path);
    const why = `${one.path} is written when the container starts`;
    return unknown({ key: `written at start ${one.path}`, why }, one.at);
  };
  return {
    entry: files.entry,
    under: files.under,
    hidden: files.hidden,
    glob: files.glob,
    lookup,
    get all() {
      return files.all;
    },
  };
}

type Changed = ReadonlyMap<string, { readonly path: string; readonly at: Place; readonly number: number }>;

/** What effects change, the first at each path. */
function changedBy(effects: readonly PlacedEffect[]): Changed {
  const changed = effects.flatMap(({ effect, at }) => {
    if (!("path" in effect) && effect.kind !== "copy") return [];
    if (
      effect.kind === "owner" ||
      effect.kind === "mode" ||
      effect.kind === "folder" ||
      effect.kind === "opaque"
    )
      return [];
    if (effect.kind === "write" && effect.rendered) return [];
    return [{ path: effect.kind === "copy" ? effect.to : effect.path, at }];
  });
  return new Map(changed.map((one, number) => [one.path, { ...one, number }] as const).reverse());
}

/** Owners and modes that commands give: to what they make, and to what stands. */
import type { Place } from "../../../source.ts";
import { fixedPart, isGlob, isWithin, parentOf, shellGlob } from "../../container-path.ts";
import { type Fact, known, unknown } from "../../fact.ts";
import { inheritedGroup } from "../../files/access.ts";
import { changeLayer, containerFiles, type FileLayer, isFile, type LayerScope } from "../../files/layers.ts";
import { modeAfter } from "../../files/modes.ts";
import { isSelected } from "../../files/selection.ts";
import type { ContainerFile, Owner } from "../../files/types.ts";
import type { Effect } from "../../shell/effects.ts";
import { hasBusyBox, type State } from "../state.ts";

type OwnerEffect = Extract<Effect, { kind: "owner" }>;
type ModeEffect = Extract<Effect, { kind: "mode" }>;

/** The files with the owner that chown gives them; what it follows links to is there as it is now. */
export function ownerLayers(state: State, effect: OwnerEffect, at: Place): FileLayer[] {
  const { follows, deep } = effect;
  const isEach = follows === "named" && !deep && isGlob(effect.path);
  const isFollowed = isEach || (deep && (follows === "targets" || follows === "all"));
  const layer = changeLayer(scopeOf(effect), applies(effect), (file) =>
    isChosen(effect, file) && !(isFollowed && file.kind === "link") ? owned(file, effect, at) : file,
  );
  if (!isFollowed) return [layer];
  const further = targetsOf(state, effect).map((target): FileLayer => {
    const { only: _, ...whole } = effect;
    const one: OwnerEffect = { ...whole, path: target, deep: follows === "all" };
    return changeLayer(scopeOf(one), applies(one), (file) => owned(file, effect, at));
  });
  return [layer, ...further];
}

/** What the links lead to that are among the files of an effect, the one that it starts from too. */
function targetsOf(state: State, effect: OwnerEffect | ModeEffect): readonly string[] {
  const files = containerFiles(state.layers, state.work.budget);
  const { path } = effect;
  const start = isGlob(path) ? undefined : files.entry(path);
  const below = isFile(start) && start.kind === "link" ? [start] : files.under(fixedPart(path)).files;
  return below.flatMap((file): readonly string[] => {
    const isOne = file.kind === "link" && applies(effect)(file.path) && isChosen(effect, file);
    const real = isOne ? files.lookup(file.path) : undefined;
    return isFile(real) ? [real.path] : [];
  });
}

/** The files with the mode that chmod gives them; what find hands to it is named each by itself, and links are followed. */
export function modeLayers(state: State, effect: ModeEffect, at: Place): FileLayer[] {
  const keepsIds = !hasBusyBox(state);
  const layer = (one: ModeEffect): FileLayer =>
    changeLayer(scopeOf(one), applies(one), (file) => {
      if (!isChosen(one, file)) return file;
      // With -R chmod leaves links as they are, and their own modes mean nothing.
      if (file.kind === "link") return file;
      const isFolder = file.kind === "directory";
      return { ...file, mode: modeAfter(file.mode, one.mode, { isFolder, keepsIds, at }) };
    });
  if (effect.only === undefined && !(isGlob(effect.path) && !effect.deep)) return [layer(effect)];
  const { only: _, ...whole } = effect;
  return [layer(effect), ...targetsOf(state, effect).map((path) => layer({ ...whole, path, deep: false }))];
}

function scopeOf({ path, deep }: Pick<OwnerEffect, "path" | "deep">): LayerScope {
  return isGlob(path) || deep ? { within: fixedPart(path) } : { paths: [path] };
}

function isChosen({ path, only }: OwnerEffect | ModeEffect, file: ContainerFile): boolean {
  return only === undefined || isSelected(only, path, file);
}

function applies({ path, deep }: Pick<OwnerEffect, "path" | "deep">): (asked: string) => boolean {
  if (!isGlob(path)) return (asked) => (deep ? isWithin(asked, path) : asked === path);
  const expression = shellGlob(path);
  return (asked) => {
    if (expression.test(asked)) return true;
    for (let at = parentOf(asked); deep && at !== "/"; at = parentOf(at))
      if (expression.test(at)) return true;
    return false;
  };
}

function owned(file: ContainerFile, effect: OwnerEffect, at: Place): ContainerFile {
  const { from } = effect;
  const asked = from === undefined ? true : isOf(file, from);
  if (asked === false || (asked === undefined && !file.owner.known)) return file;
  if (typeof effect.owner !== "string") return { ...file, owner: effect.owner };
  if (asked === undefined) {
    const why = `whether ${file.path} belonged to the owner that chown --from names is unknown`;
    return { ...file, owner: unknown({ key: `chown --from ${file.path}`, why }, at) };
  }
  const before = file.owner.known ? file.owner.value : undefined;
  const user = effect.owner === "" ? before?.user : effect.owner;
  if (user === undefined) return file;
  const group = effect.group ?? before?.group;
  return {
    ...file,
    owner: known(group === undefined ? { user } : { user, group }, at),
    mode: withoutSetIds(file),
    because: [...file.because, { at, note: `chown gives it to ${user} here` }],
  };
}

/** Whether a file has the owner that `chown --from` asks for; a name and a number cannot be compared. */
function isOf(
  { owner }: ContainerFile,
  { user, group }: NonNullable<OwnerEffect["from"]>,
): boolean | undefined {
  if (!owner.known) return undefined;
  const pairs = [
    [user, owner.value.user],
    [group, owner.value.group],
  ].filter(([asked]) => asked !== undefined);
  const answers = pairs.map(([asked = "", had]) => sameName(asked, had));
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function sameName(asked: string, had: string | undefined): boolean | undefined {
  if (had === undefined) return undefined;
  const [one, other] = [asked, had].map((name) => (name === "0" ? "root" : name));
  if (one === other) return true;
  const isNumber = (name = "") => /^\d+$/.test(name);
  return one === "root" || other === "root" || isNumber(one) === isNumber(other) ? false : undefined;
}

const SET_IDS = 0o6000;

/** The kernel takes the set-id bits of a file that can be run away from it with its owner (chown(2)). */
function withoutSetIds({ kind, mode, at }: ContainerFile): Fact<number> {
  if (kind !== "file" || !mode.known || (mode.value & SET_IDS) === 0 || (mode.value & 0o111) === 0)
    return mode;
  return known(mode.value & ~SET_IDS, at);
}

/** Who a command runs as, as the owner of what it makes at `at`; a folder that hands its group on gives that. */
export function runOwner(state: State, at: Place, path?: string): Fact<Owner> {
  const { user: set, base } = state;
  if (set?.spec === null)
    return unknown({ key: "USER", why: "the value of USER comes from outside this file" }, set.at);
  const [user = "root", group] = (set?.spec ?? base?.user?.name ?? "root").split(":");
  const folder =
    path === undefined ? undefined : containerFiles(state.layers, state.work.budget).lookup(parentOf(path));
  const inherited = isFile(folder) ? inheritedGroup(folder) : undefined;
  return known(ownerWith(user, inherited ?? (group || loginGroup(state, user))), at);
}

/** An owner with the group that is given, if one is. */
export function ownerWith(user: string, group: string | undefined): Owner {
  return group === undefined ? { user } : { user, group };
}

/** The primary group of a user by name or number; `undefined` where that is not known. */
export function loginGroup({ users, otherAccounts }: State, user: string): string | undefined {
  if (user === "root" || user === "0") return "root";
  const account = users.find("name", user) ?? users.find("id", user);
  // A number without an account is in the group 0 (GetExecUser of github.com/moby/sys).
  const isBare = /^\d+$/.test(user) && otherAccounts === undefined;
  return account === undefined ? (isBare ? "root" : undefined) : account.group;
}

/** `chown web:` gives the group that web has. */
export function withLoginGroup(state: State, effect: OwnerEffect, at: Place): OwnerEffect {
  if (effect.group !== "" || typeof effect.owner !== "string") return effect;
  const { group: _, ...rest } = effect;
  const group = loginGroup(state, effect.owner);
  return group === undefined
    ? {
        ...rest,
        owner: unknown(
          { key: `group of ${effect.owner}`, why: `the group of ${effect.owner} is unknown` },
          at,
        ),
      }
    : { ...rest, group };
}

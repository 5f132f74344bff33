import type { Effect, PlacedEffect } from "./effects.ts";
import { fileLayers } from "./file-effects.ts";
import { applyInstall, applyUninstall } from "./installs.ts";
import type { State } from "./state.ts";

/** Applies what a RUN line does. Files that it makes belong to whoever USER names at that point. */
export function applyEffects(state: State, effects: readonly PlacedEffect[]): void {
  for (const { effect, at, because } of effects) {
    if (effect.kind === "install") applyInstall(state, effect.packages, at);
    else if (effect.kind === "uninstall") applyUninstall(state, effect.packages);
    else if (isAccount(effect)) applyAccount(state, effect);
    else state.layers.push(...fileLayers(state, effect, { at, because }));
  }
}

type AccountEffect = Extract<Effect, { kind: "user" | "group" | "no-account" | "opaque-accounts" }>;

function isAccount(effect: Effect): effect is AccountEffect {
  return ["user", "group", "no-account", "opaque-accounts"].includes(effect.kind);
}

function applyAccount(state: State, effect: AccountEffect): void {
  if (effect.kind === "opaque-accounts") state.otherAccounts ??= effect.why;
  if (effect.kind === "group") {
    const { name, id, at } = effect.group;
    state.groups.push({ name, ...(id === undefined ? {} : { gid: id }), from: "run", at });
  }
  if (effect.kind === "user") {
    const { name, id, group, ownGroup, at } = effect.user;
    const primary = group ?? (ownGroup === true ? name : undefined);
    state.users.push({
      name,
      ...(id === undefined ? {} : { uid: id }),
      ...(primary === undefined ? {} : { group: primary }),
      from: "run",
      at,
    });
    if (ownGroup === true && !state.groups.some((known) => known.name === name)) {
      state.groups.push({ name, ...(id === undefined ? {} : { gid: id }), from: "run", at });
    }
  }
  if (effect.kind === "no-account") {
    for (const list of [state.users, state.groups]) {
      const index = list.findIndex(({ name }) => name === effect.name);
      if (index >= 0) list.splice(index, 1);
    }
  }
}

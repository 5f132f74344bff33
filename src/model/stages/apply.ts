import { isAccountEffect, type PlacedEffect } from "../shell/effects.ts";
import { applyAccount, noticeAccountFiles } from "./apply-accounts.ts";
import { fileLayers } from "./apply-files.ts";
import { applyInstall, applyUninstall } from "./apply-packages.ts";
import type { State } from "./state.ts";

/** Applies what a RUN line does. Files that it makes belong to whoever USER names at that point. */
export function applyEffects(state: State, effects: readonly PlacedEffect[]): void {
  for (const { effect, at, because } of effects) {
    if (effect.kind === "install") applyInstall(state, effect.packages, at);
    else if (effect.kind === "uninstall") applyUninstall(state, effect.packages);
    else if (isAccountEffect(effect)) applyAccount(state, effect);
    else {
      if (effect.kind === "write" || effect.kind === "edit" || effect.kind === "opaque") {
        noticeAccountFiles(state, effect.path, at);
      } else if (effect.kind === "copy") noticeAccountFiles(state, effect.to, at);
      for (const layer of fileLayers(state, effect, { at, because })) state.layers.push(layer);
    }
  }
}

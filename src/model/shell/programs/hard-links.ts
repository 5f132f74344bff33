/** Names that are of one file: what is written to one of them is in the other. */
import { unknown } from "../../fact.ts";
import type { PlacedEffect } from "../effects.ts";

/** The effects, with what a write through another name does. An instruction behind this one has two files again: each layer copies up. */
export function throughHardLinks(effects: readonly PlacedEffect[]): readonly PlacedEffect[] {
  if (!effects.some(({ effect }) => effect.kind === "copy" && effect.one === true)) return effects;
  const others = new Map<string, Set<string>>();
  const all: PlacedEffect[] = [];
  for (const placed of effects) {
    all.push(placed);
    const { effect, at } = placed;
    const path = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : undefined;
    if (path === undefined) continue;
    if (effect.kind === "copy" && effect.one === true) {
      const names = others.get(effect.from) ?? others.get(path) ?? new Set();
      for (const name of [effect.from, path]) others.set(name, names.add(name));
      continue;
    }
    if (!/^(write|touch|edit|opaque|copy)$/.test(effect.kind)) continue;
    for (const other of others.get(path) ?? []) {
      if (other === path) continue;
      const why = unknown({ key: `link ${other}`, why: `${other} is the same file as ${path}` }, at);
      all.push({ ...placed, effect: { kind: "opaque", path: other, why } });
    }
  }
  return all;
}

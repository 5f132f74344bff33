/** What a command does that may not run, or that may do anything. */
import type { Place } from "../../source.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { Branch } from "../files/layer.ts";
import type { Effect } from "./effects.ts";

/**
 * The same effect where the command may or may not run. Users and packages are taken to be made: `id web || useradd web`.
 * `branches`: the conditions that lead to it, where their ways are told apart.
 */
export function doubtful(effect: Effect, at: Place, branches?: readonly Branch[]): Effect {
  const what = "path" in effect ? effect.path : effect.kind === "copy" ? effect.to : "the accounts";
  const why = unknown(
    {
      key: `condition ${what}`,
      why: `${what} ${what === "the accounts" ? "are" : "is"} changed only under a condition`,
    },
    at,
  );
  if (effect.kind === "write" && effect.rendered === "either") return effect;
  if (effect.kind === "write" && effect.rendered) return { ...effect, maybe: effect.maybe ?? why };
  const appends = effect.kind === "write" && effect.append ? { appends: true as const } : {};
  switch (effect.kind) {
    case "write":
    case "touch":
    case "edit":
    case "link":
    case "remove":
      return {
        kind: "opaque",
        path: effect.path,
        why,
        ...appends,
        ...(branches && { instead: { effect, branches } }),
      };
    case "unpack":
    case "switch":
      return { kind: "opaque", path: effect.path, why };
    case "copy":
      return { kind: "opaque", path: effect.to, why, ...(branches && { instead: { effect, branches } }) };
    case "opaque":
      return behind(effect, branches);
    case "owner":
      // Where the command itself cannot be read, that is the better reason.
      return typeof effect.owner === "string" ? { ...effect, owner: why } : effect;
    case "mode":
      return "known" in effect.mode ? effect : { ...effect, mode: why };
    case "join":
      return { ...effect, maybe: true };
    case "no-account":
      return { kind: "opaque-accounts", why, of: effect.of, name: effect.name };
    case "change-account": {
      const renumbers = effect.of === "user" && effect.id === 0 ? { renumbers: true } : {};
      return { kind: "opaque-accounts", why, of: effect.of, name: effect.name, ...renumbers };
    }
    case "user":
    case "group":
    case "uninstall":
      return { kind: "opaque-accounts", why };
    default:
      return effect;
  }
}

/** What may not be done by itself, behind further conditions. */
function behind(
  effect: Extract<Effect, { kind: "opaque" }>,
  branches: readonly Branch[] | undefined,
): Effect {
  const { instead, ...open } = effect;
  if (instead === undefined || branches === undefined) return open;
  return { ...open, instead: { ...instead, branches: [...branches, ...instead.branches] } };
}

/** What may happen when a script is run whose text is not known. */
export function anything(why: Unknown): readonly Effect[] {
  return [
    { kind: "opaque", path: "/", why },
    { kind: "opaque-accounts", why },
  ];
}

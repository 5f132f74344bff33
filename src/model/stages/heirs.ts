/** What a stage has when it starts. */
import { unknown } from "../fact.ts";
import { opaqueLayer } from "../files/layers.ts";
import type { StageBase } from "./image.ts";
import { inherit, type State } from "./state.ts";

/** A stage at its start. */
export interface Start {
  readonly state: State;
  readonly base: StageBase;
}

/** The state of a stage that starts from another image of the repo; what ONBUILD would do to it is not read. */
export function heirOf(from: State, heir: Pick<State, "file" | "escape" | "from" | "work">): State {
  const state = inherit(from, heir);
  const [trigger] = from.triggers;
  if (trigger === undefined) return state;
  const why = unknown(
    { key: "ONBUILD", why: "the base runs ONBUILD instructions first, which are not read" },
    heir.from,
  );
  state.layers.push(opaqueLayer("/", why));
  state.otherAccounts ??= why;
  if (from.triggers.some(({ onbuild }) => onbuild?.keyword === "USER"))
    state.user = { spec: null, at: heir.from, own: false };
  return state;
}

/** A stage that starts from nothing. */
export function scratch(state: State): State {
  state.system = "none";
  state.users.add({ name: "root", uid: 0, group: "root", from: "base", at: state.from });
  return state;
}

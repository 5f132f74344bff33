/** Which frontend builds a Dockerfile: BuildKit runs the image that is named, which may make anything of the lines. */
import { type Dockerfile, isDockersFrontend } from "../../parsers/dockerfile/parse.ts";
import type { Build } from "../builds/types.ts";
import { type Unknown, unknown } from "../fact.ts";
import { opaqueLayer } from "../files/layers.ts";
import { applyUnknownBase } from "./base.ts";
import { newState, type State } from "./state.ts";

/** Why `# syntax=` leaves open what the lines mean. */
export function foreignFrontend({ syntax, file }: Dockerfile): Unknown | undefined {
  if (syntax === undefined || isDockersFrontend(syntax)) return undefined;
  const why = `the frontend ${syntax} builds this file, and may interpret its lines differently`;
  return unknown({ key: `frontend ${syntax}`, why }, { file });
}

/** The same of the build argument that counts before it (BuildKit: BUILDKIT_SYNTAX). */
export function givenFrontend({ args, at }: Build): Unknown | undefined {
  const given = args.BUILDKIT_SYNTAX;
  if (given === undefined || (given !== null && isDockersFrontend(given))) return undefined;
  const named = given === null ? "another frontend" : `the frontend ${given}`;
  const why = `BUILDKIT_SYNTAX has ${named} build this, which may interpret the lines differently`;
  return unknown({ key: `frontend ${given ?? "BUILDKIT_SYNTAX"}`, why }, at);
}

/** A stage of which nothing is known but where it begins. */
export function forgotten({ file, escape: sign, from, work }: State, why: Unknown): State {
  const state = newState({ file, escape: sign, from, work });
  applyUnknownBase(state, why);
  state.layers.push(opaqueLayer("/", why));
  return state;
}

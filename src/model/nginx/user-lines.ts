import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { isStock } from "../servers/files.ts";
import type { Nginx } from "./types.ts";

/** A `user` line in force. */
export interface UserLine {
  readonly user: string;
  readonly at: Place;
  /** Whether it is the base's or package's own. */
  readonly stock: boolean;
  readonly because: readonly Evidence[];
}

/** The `user` lines in force, the base's own first: a line of the repo is the one to blame for being too many. */
export function userLines({ userDirectives, loaded }: Nginx): readonly UserLine[] {
  const stockTexts = new Set(
    loaded.filter(({ container }) => isStock(container)).flatMap(({ parsed }) => parsed.directives),
  );
  const lines = userDirectives.map(({ value, at, because }) => ({
    user: value.user,
    at,
    because,
    stock: value.directive !== undefined && stockTexts.has(value.directive),
  }));
  return [...lines.filter(({ stock }) => stock), ...lines.filter(({ stock }) => !stock)];
}

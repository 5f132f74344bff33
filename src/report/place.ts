import { safe } from "../escape/safe.ts";
import { type Place, rangeOf } from "../source.ts";

/** `path:line:column`, or the path alone for a file as a whole. */
export function placeText(place: Place): string {
  const path = safe(place.file.path);
  if (place.span === undefined) return path;
  const { line, column } = rangeOf(place).start;
  return `${path}:${line}:${column}`;
}

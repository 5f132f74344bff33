/** The Dockerfile of what a compose file itself holds: a Dockerfile in place, or the image of a registry. */
import { type Dockerfile, parseDockerfile } from "../../parsers/dockerfile/parse.ts";
import { type Span, sourceFile } from "../../source.ts";
import type { InCompose } from "./in-compose.ts";
import { placesIn } from "./places.ts";

/** Its lines stand where the compose file has them. */
export function dockerfileInCompose({ kind, text }: InCompose): Dockerfile | undefined {
  const { value, at } = text;
  if (value === null || at.span === undefined) return undefined;
  const whole = at.span;
  const source = kind === "stock" ? `FROM ${value}` : value;
  const parsed = parseDockerfile(sourceFile(at.file.path, source));
  const place = kind === "stock" ? () => at : placesIn(text);
  const moved = (span: Span) => place(span).span ?? whole;
  const { file: _, ...rest } = parsed;
  return { ...withSpans(rest, moved), file: at.file, ...(kind === "stock" ? { problems: [] } : {}) };
}

/** Plain data with every span moved, and every function that moves spans. */
function withSpans<Data>(data: Data, moved: (span: Span) => Span): Data {
  // A copy of the same shape, which TypeScript cannot see.
  return changed(data, moved) as Data;
}

function changed(data: unknown, moved: (span: Span) => Span): unknown {
  if (Array.isArray(data)) return data.map((item) => changed(item, moved));
  if (typeof data !== "object" || data === null) return data;
  if (isSpan(data)) return moved(data);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === "function" ? mover(value as Mapping, moved) : changed(value, moved),
    ]),
  );
}

/** A shell text's two ways from it to the file: for an offset, and for a span. */
type Mapping = (at: number | Span) => number | Span;

function mover(map: Mapping, moved: (span: Span) => Span): Mapping {
  return (at) => {
    const found = map(at);
    return typeof found === "number" ? moved({ start: found, end: found }).start : moved(found);
  };
}

function isSpan(data: object): data is Span {
  return "start" in data && "end" in data && typeof data.start === "number" && Object.keys(data).length === 2;
}

/** How fixes write another port into addresses, port mappings and the prose of a README. */
import type { Edit } from "../finding.ts";
import type { Listener } from "../model/model.ts";
import type { AskedPort } from "../model/ports/asked.ts";
import { isLoopback } from "../model/ports/listening.ts";
import type { Image } from "../model/stages/image.ts";
import { type Place, textOf } from "../source.ts";
import { rewritten } from "./cells.ts";
import { insertAt } from "./places.ts";
import type { DraftFix } from "./sources.ts";

const TLS_PORTS: readonly number[] = [443, 8443];

/** The only port that is listened on, where another one is asked for. */
export function askedPortFix(
  { first, last, at, from }: AskedPort,
  listeners: readonly Listener[],
): DraftFix | undefined {
  const reached = listeners.filter((listener) => from === "inside" || !isLoopback(listener));
  const [to, ...others] = new Set(reached.map(({ port }) => port));
  if (first !== last || to === undefined || others.length > 0 || to === first) return undefined;
  // Who asks for HTTPS is not answered by a port of HTTP.
  if (TLS_PORTS.includes(first) !== TLS_PORTS.includes(to)) return undefined;
  return {
    title: `ask for port ${to} instead of ${first}`,
    safe: false,
    edits: [addressEdit(at, first, to)],
  };
}

/** The container by the names that it has for itself, as part of a regular expression. */
export const LOCAL_HOST = String.raw`(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)`;

const LOCAL = new RegExp(String.raw`${LOCAL_HOST}(?::(\d+))?(?=[/?#"']|$)`, "i");

/** The edit that writes another port into an address of the container itself, a port mapping or a bare number. */
export function addressEdit(place: Place, from: number, to: number): Edit | undefined {
  const { file, span } = place;
  if (span === undefined) return undefined;
  const url = LOCAL.exec(textOf(file, span));
  if (url === null) return digitsEdit(place, from, to);
  const end = span.start + url.index + url[0].length;
  const [, digits] = url;
  if (digits === undefined) return insertAt(file, end, `:${to}`);
  if (digits !== `${from}`) return undefined;
  return { replace: { file, span: { start: end - digits.length, end } }, text: `${to}` };
}

/** The edit that writes another port where a place ends in one: `80`, `8080:80/tcp`, `"80"`. */
export function digitsEdit({ file, span }: Place, from: number, to: number): Edit | undefined {
  if (span === undefined) return undefined;
  const [all, digits = ""] = /(?<=^|[:"'])(\d+)(?:\/tcp)?["']?$/i.exec(textOf(file, span)) ?? [];
  if (all === undefined || digits !== `${from}`) return undefined;
  const start = span.end - all.length;
  return { replace: { file, span: { start, end: start + digits.length } }, text: `${to}` };
}

/** The edits of what a README of this image alone says of a port: its statements, else what it mentions. */
export function readmePortEdits(
  image: Image,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Edit[] {
  const { readme } = image;
  if (readme === undefined) return [];
  const isShared = image.folder.images.some(
    (other) => other !== image && other.readme?.file.path === readme.file.path,
  );
  const named = (port: number) =>
    readme.ports.filter(({ value }) => value.port === port && value.protocol === "tcp");
  if (isShared || named(to).some(({ strict }) => strict)) return [];
  const stated = named(from).filter(({ strict }) => strict);
  const meant = stated.length > 0 ? stated : named(from);
  return meant
    .filter(({ at: { file, span } }) => span !== undefined && textOf(file, span) === `${from}`)
    .map(({ at }) => rewritten(at, `${to}`));
}

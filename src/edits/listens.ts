/** The lines that make a server listen, as fixes write them anew. */
import type { Edit } from "../finding.ts";
import type { Apache, FileContent, Nginx } from "../model/model.ts";
import { readListen } from "../model/nginx/listen.ts";
import type { DirectiveStep } from "../model/nginx/steps.ts";
import { everyStep } from "../model/nginx/steps.ts";
import { isStock } from "../model/servers/files.ts";
import { lowerName } from "../parsers/apache/parse.ts";
import { walk } from "../parsers/nginx/parse.ts";
import { isSamePlace, type Place, type Span, textOf } from "../source.ts";
import { LOCAL_HOST } from "./addresses.ts";
import { everyDirective } from "./apache.ts";
import { directivePlace, nginxDirectiveAt, type PlacedDirective } from "./nginx.ts";
import { insertAt } from "./places.ts";
import { type DraftFix, sourcePlace } from "./sources.ts";
import { statementsBehind, statementsInside, withoutStatement } from "./statements.ts";

/** A word that names a port to listen on, with its directive. */
interface ListenWord {
  readonly name: string;
  readonly line: Span;
  readonly content: FileContent;
  readonly word: { readonly value: string; readonly span: Span };
}

/**
 * The edits that write another port in every line of the repo's own that makes a server listen on one, for all
 * addresses, and in what belongs to it (`<VirtualHost *:80>`); `undefined` where one of them cannot be written, or
 * where something else of the configuration names the port.
 */
export function otherPortEdits(
  server: Nginx | Apache,
  from: number,
  to: number,
): readonly Edit[] | undefined {
  const words = server.kind === "nginx" ? nginxWords(server, from) : apacheWords(server, from);
  const edits = words.map((word) => portEdit(word, from, to));
  const own = server.listeners.filter(({ port, stock }) => port === from && stock !== true);
  const places = words.map(({ content, word }) => content.place(word.span));
  const covered = own.every(({ at }) => places.some((place) => isSamePlace(place, at)));
  if (own.length === 0 || !covered || edits.some((edit) => edit === undefined)) return undefined;
  return edits.filter((edit) => edit !== undefined);
}

/** The edit that writes a port's digits, or adds them to an address without. */
function portEdit({ content, word }: ListenWord, from: number, to: number): Edit | undefined {
  const place = sourcePlace(content, word.span);
  return place && digitsEdit(place, from, to);
}

/** Whether a word is an address without a port, and not a range of ports. */
function isAddress(text: string): boolean {
  return /^(?:\[[^\]]*\]|[^:]+)$/.test(text) && !/^\d+-\d+$/.test(text);
}

/**
 * The edits that take the lines out by which a server listens on one port, where each server block, or Apache as a
 * whole, listens on another as well; `undefined` where one does not.
 */
export function fewerListens(server: Nginx | Apache, from: number, to: number): readonly Edit[] | undefined {
  const lines = server.kind === "nginx" ? nginxLines(server, from, to) : apacheLines(server, from);
  const edits = lines?.map((place) => place && withoutStatement(place));
  if (edits === undefined || edits.length === 0 || edits.some((edit) => edit === undefined)) return undefined;
  return edits.filter((edit) => edit !== undefined);
}

function nginxLines({ steps }: Nginx, from: number, to: number): readonly (Place | undefined)[] | undefined {
  const blocks = blocksOf(steps);
  const kept = new Set(listenSteps(steps, to).map((step) => blocks.get(step)));
  const lines = listenSteps(steps, from);
  if (!lines.every((step) => kept.has(blocks.get(step)))) return undefined;
  return lines.map(({ directive, loaded }) => sourcePlace(loaded.content, directive.span));
}

/** The block that each directive stands in. */
function blocksOf(steps: readonly DirectiveStep[]): ReadonlyMap<DirectiveStep, DirectiveStep | undefined> {
  return new Map(everyStep(steps).map(({ step, parents }) => [step, parents.at(-1)]));
}

/** A virtual host of the port would have nobody who calls it. */
function apacheLines(apache: Apache, from: number): readonly (Place | undefined)[] | undefined {
  const words = apacheWords(apache, from);
  if (words.some(({ name }) => name !== "listen")) return undefined;
  return words.map(({ content, line }) => sourcePlace(content, line));
}

/** An address without a port has the one of its kind, and gets another behind it. */
function digitsEdit({ file, span }: Place, from: number, to: number): Edit | undefined {
  if (span === undefined) return undefined;
  const [, text = "", quote = ""] = /^["']?(.*?)(["']?)$/.exec(textOf(file, span)) ?? [];
  const end = span.end - quote.length;
  const digits = /^(?:.*:)?(\d+)$/.exec(text)?.[1];
  if (digits === undefined) return isAddress(text) ? insertAt(file, end, `:${to}`) : undefined;
  if (digits !== `${from}`) return undefined;
  return { replace: { file, span: { start: end - digits.length, end } }, text: `${to}` };
}

const LISTEN_CONTEXTS = ["server", "stream server", "mail server"];

function nginxWords({ steps }: Nginx, port: number): readonly ListenWord[] {
  return listenSteps(steps, port).flatMap(({ directive: { args, span }, loaded: { content } }) =>
    args[0] === undefined ? [] : [{ name: "listen", line: span, content, word: args[0] }],
  );
}

/** The repo's own `listen` directives that name a port. */
export function listenSteps(steps: readonly DirectiveStep[], port: number): readonly DirectiveStep[] {
  return everyStep(steps).flatMap(({ step }) => {
    const { directive, context, loaded } = step;
    if (directive.name.value !== "listen" || !LISTEN_CONTEXTS.includes(context ?? "")) return [];
    if (isStock(loaded.container)) return [];
    const listen = readListen(directive.args);
    const isMeant = listen.kind === "addresses" && listen.addresses.some((one) => one.port === port);
    return isMeant ? [step] : [];
  });
}

function apacheWords({ loaded }: Apache, port: number): readonly ListenWord[] {
  const end = new RegExp(`^(.*:)?${port}$`);
  return loaded
    .filter(({ container }) => !isStock(container))
    .flatMap(({ content, parsed }) =>
      everyDirective(parsed.directives).flatMap((directive) => {
        const name = lowerName(directive);
        const words =
          name === "listen"
            ? directive.args.slice(0, 1)
            : /^(virtualhost|namevirtualhost)$/.test(name)
              ? directive.args
              : [];
        return words
          .filter(({ value }) => end.test(value) && (name === "listen" || value.includes(":")))
          .map((word) => ({ name, line: directive.span, content, word }));
      }),
    );
}

/** Whether something in the servers' configuration asks for a port of the container, or sends clients to it. */
export function isAskedFor(servers: readonly (Nginx | Apache | undefined)[], port: number): boolean {
  const host = String.raw`(?:${LOCAL_HOST}|[$%]\{?\w+\}?)`;
  // An address without a port has its scheme's.
  const scheme = port === 80 ? "http" : port === 443 ? "https" : undefined;
  const bare = scheme === undefined ? "" : String.raw`|\b${scheme}://${LOCAL_HOST}(?![:\w.])`;
  const asked = new RegExp(String.raw`${host}:${port}(?!\d)${bare}`, "i");
  return servers.some((server) => argumentsOf(server).some((text) => asked.test(text)));
}

function argumentsOf(server: Nginx | Apache | undefined): readonly string[] {
  if (server?.kind === "nginx") {
    const all = server.loaded.flatMap(({ parsed }) => [...walk(parsed.directives)]);
    const others = all.filter(({ directive }) => directive.name.value !== "listen");
    return others.flatMap(({ directive }) => directive.args.map(({ value }) => value));
  }
  const all = server?.loaded.flatMap(({ parsed }) => everyDirective(parsed.directives)) ?? [];
  const others = all.filter(
    (directive) => !/^(listen|virtualhost|namevirtualhost)$/.test(lowerName(directive)),
  );
  return others.flatMap(({ args }) => args.map(({ value }) => value));
}

/** The edits that add a line for IPv6 to each server that listens on a port over IPv4 alone, with the same parameters. */
export function ipv6Edits({ steps }: Nginx, port: number): readonly (Edit | undefined)[] {
  const lines = listenSteps(steps, port);
  const blocks = blocksOf(steps);
  const served = new Set(lines.filter((step) => onlyAddress(step) === "::").map((step) => blocks.get(step)));
  return lines
    .filter((step) => onlyAddress(step) === "0.0.0.0" && !served.has(blocks.get(step)))
    .map((step) => ipv6Edit(step, port));
}

/** The address of a `listen` that is no range of ports. */
function onlyAddress({ directive }: DirectiveStep): string | undefined {
  const listen = readListen(directive.args);
  const [first, ...others] = listen.kind === "addresses" ? listen.addresses : [];
  return others.length > 0 ? undefined : first?.address;
}

/** It takes the old line in, for what changes that one's port changes the new one's as well. */
function ipv6Edit({ directive, loaded: { content } }: DirectiveStep, port: number): Edit | undefined {
  const at = sourcePlace(content, directive.span);
  const [address] = directive.args;
  const text = textOf(content.file, directive.span);
  if (at?.span === undefined || address === undefined || /[\r\n#]/.test(text)) return undefined;
  const head = text.slice(0, address.span.start - directive.span.start);
  const tail = text.slice(address.span.end - directive.span.start);
  const { replace, text: added } = statementsBehind(at, [`${head}[::]:${port}${tail}`]);
  const start = at.span.start + head.length;
  const end = replace.span?.end ?? at.span.end;
  return { replace: { file: at.file, span: { start, end } }, text: at.file.text.slice(start, end) + added };
}

/** The lines that a server without `listen` stands for. */
export function implicitListenFix(nginx: Nginx, at: Place, over6: boolean): DraftFix | undefined {
  const placed = nginxDirectiveAt(nginx, at);
  const place = placed && directivePlace(placed);
  if (placed === undefined || !nginx.master.known) return undefined;
  // ngx_http_core_server: 80 for the superuser, 8000 for all others.
  const port = nginx.master.value.root ? 80 : 8000;
  const lines = [`listen ${port};`, ...(over6 ? [`listen [::]:${port};`] : [])];
  const edit = place && statementsInside(place, firstInside(placed), lines);
  return { title: `add "${lines.join(" ")}"`, safe: true, edits: [edit] };
}

/** Where the first statement of a block stands, in the file that the block stands in. */
function firstInside({ directive, content }: PlacedDirective): Span | undefined {
  const first = directive.block?.[0];
  return first && sourcePlace(content, first.span)?.span;
}

/** How a fix takes the welcome page of a base or a package out of an image. */
import type { Edit } from "../finding.ts";
import type { Apache, Loaded, Nginx } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import type { Image } from "../model/stages/image.ts";
import type { Instruction } from "../parsers/dockerfile/parse.ts";
import type { Place } from "../source.ts";
import { commandAt, insertBehind } from "./commands.ts";
import { exposeWords, withoutWords } from "./exposes.ts";
import { indentAt, insertAt, lineEndOf } from "./places.ts";
import type { DraftFix } from "./sources.ts";

/** A default site that a server loads, and the ports that are kept without it. */
interface ServedDefault {
  readonly run: Run;
  readonly server: Nginx | Apache;
  readonly site: Loaded<unknown>;
  readonly kept?: readonly number[];
}

/**
 * A command behind the one that brings the site: `rm` of what makes the server load it, and `a2dissite` for Debian's
 * Apache. EXPOSE loses the ports that only the site is served on, but for those that are kept for what is copied instead.
 */
export function defaultSiteFix({ run, server, site, kept = [] }: ServedDefault): DraftFix | undefined {
  const { image } = run;
  const links = linksTo(image, site.container.path);
  const paths = links.length > 0 ? links : [site.container.path];
  if (paths.some((path) => !/^[\w./+-]+$/.test(path))) return undefined;
  const edit = commandEdit(run, site.content.place(), commandFor(server, paths));
  const title = `remove the default site ${paths.join(" and ")}`;
  return { title, safe: true, edits: [edit, ...exposeEdits(run, kept)] };
}

/** What links to a file, since only the links are what a server includes. */
function linksTo({ files }: Image, path: string): readonly string[] {
  return files.all.filter(({ kind, target }) => kind === "link" && target === path).map((file) => file.path);
}

const ENABLED_SITE = /^\/etc\/apache2\/sites-enabled\/([\w-]+)\.conf$/;

function commandFor(server: Nginx | Apache, paths: readonly string[]): string {
  const sites = paths.map((path) => ENABLED_SITE.exec(path)?.[1]);
  const areSites = server.kind === "apache" && sites.every((name) => name !== undefined);
  return areSites ? `a2dissite ${sites.join(" ")}` : `rm ${paths.join(" ")}`;
}

/** Behind the installation, else behind a FROM whose base is root's. */
function commandEdit(run: Run, at: Place, command: string): Edit | undefined {
  const { image } = run;
  if (image.dockerfile.template) return undefined;
  const placed = commandAt(image, at);
  if (placed !== undefined && placed.step.before.file.path === image.file.path) {
    const behind = insertBehind(placed, command);
    if (behind !== undefined) return behind;
    return insertLineBehind(image, placed.step.instruction, `RUN ${command}`);
  }
  const { from } = image.final.source;
  const isFirst = at.file.path === image.file.path && isWithin(at, from);
  return isFirst && startsAsRoot(run) ? insertLineBehind(image, from, `RUN ${command}`) : undefined;
}

function isWithin({ span }: Place, { span: outer }: Instruction): boolean {
  return span !== undefined && outer.start <= span.start && span.end <= outer.end;
}

/** Whether no line sets a user, and the one that the base has is root. */
function startsAsRoot({ containerUser, userIsSet, service }: Run): boolean {
  return service === undefined && !userIsSet && containerUser.known && containerUser.value.root;
}

/** The edit that puts a line behind an instruction, with an empty line between where one follows. */
function insertLineBehind({ file }: Image, { span }: Instruction, line: string): Edit {
  const end = lineEndOf(file);
  const isApart = /^[ \t]*\r?\n[ \t]*(?:\r?\n|$)/.test(file.text.slice(span.end));
  return insertAt(file, span.end, `${isApart ? end : ""}${end}${indentAt(file, span.start)}${line}`);
}

/** EXPOSE words of ports that nothing but what the package brings is served on. */
function exposeEdits({ image, listeners }: Run, kept: readonly number[]): readonly Edit[] {
  const own = new Set([...kept, ...listeners.filter(({ stock }) => stock !== true).map(({ port }) => port)]);
  const gone = new Set(listeners.map(({ port }) => port).filter((port) => !own.has(port)));
  return withoutWords(
    image,
    [...gone].flatMap((port) => exposeWords(image, port)),
  );
}

/** How a fix copies a server's configuration to where it is loaded, or lets go of what is not there. */

import { baseName, globExpression, isGlob, parentOf, resolvePath } from "../model/container-path.ts";
import { isFile } from "../model/files/layers.ts";
import type { Apache, ContainerFile, InForce, Nginx, UnloadedFile } from "../model/model.ts";
import { readListen } from "../model/nginx/listen.ts";
import type { Run } from "../model/runs/types.ts";
import { isStock } from "../model/servers/files.ts";
import type { Copy } from "../model/stages/image.ts";
import { ownValue } from "../names.ts";
import { parseNginx, walk } from "../parsers/nginx/parse.ts";
import { isSamePlace, textOf } from "../source.ts";
import { within } from "../work.ts";
import { rewritten } from "./cells.ts";
import { defaultSiteFix } from "./default-sites.ts";
import { nearestName } from "./names.ts";
import { argumentsPlace, directivePlace, nginxDirectiveAt } from "./nginx.ts";
import type { DraftFix } from "./sources.ts";
import { withoutStatement } from "./statements.ts";

/** The path where the server looks for a file, as the target of the COPY that brings only this one. */
export function copyTargetFix(
  run: Run,
  server: Nginx | Apache,
  unloaded: UnloadedFile,
): DraftFix | undefined {
  const { image } = run;
  const { container, source, at } = unloaded;
  const copy = image.copies.find(({ sources }) => sources.some((one) => isSamePlace(one.at, at)));
  const target = targetFor(server, unloaded);
  if (copy === undefined || target === undefined || !bringsOnly(copy, source)) return undefined;
  const standing = image.files.lookup(target);
  // What the repo itself puts there is somebody's choice.
  if (standing !== undefined && !(isFile(standing) && isStock(standing))) return undefined;
  const { targetPlace } = copy;
  if (!copy.target.known || targetPlace.span === undefined || target === container.path) return undefined;
  const written = textOf(targetPlace.file, targetPlace.span);
  const mark = /^"[^"\\]*"$/.test(written) ? '"' : "";
  if (!isPathTo(written.slice(mark.length, written.length - mark.length), copy.target.value))
    return undefined;
  const isFolder = copy.target.value.endsWith("/") && baseName(target) === baseName(source);
  const text = `${mark}${isFolder ? `${parentOf(target)}/` : target}${mark}`;
  const named = image.readme?.mentions(container.path);
  const told = named === undefined ? [] : [rewritten(named, target)];
  const beside = besideEdits(run, server, { container, target });
  const title = `copy it to ${target}${beside.length > 0 ? " instead of the default site" : ""}`;
  const port = unloaded.why === "not-loaded" ? onlyPort(container) : undefined;
  const edits = [{ replace: targetPlace, text }, ...told, ...beside];
  return {
    title,
    safe: false,
    edits,
    ...(port === undefined ? {} : { outcome: { kind: "port", server: server.kind, port } }),
  };
}

const SITE = /^\s*(server\s*\{|<VirtualHost\s)/im;

/** A first site of the repo's own takes the place of the default site. */
function besideEdits(
  run: Run,
  server: Nginx | Apache,
  { container, target }: { readonly container: ContainerFile; readonly target: string },
): DraftFix["edits"] {
  const { content } = container;
  const isFirst = server.ownSites.length === 0 && content.known && SITE.test(content.value.file.text);
  if (!isFirst) return [];
  const others = server.defaultSites.filter((site) => site.container.path !== target);
  return others.flatMap(
    (site) => defaultSiteFix({ run, server, site, kept: portsOf(container) })?.edits ?? [undefined],
  );
}

/** The port that a site of nginx's listens on, where it is a single one. */
function onlyPort(container: ContainerFile): number | undefined {
  const [port, ...others] = new Set(portsOf(container));
  return others.length === 0 ? port : undefined;
}

/** Whether a file that a server of a run does not load listens on a port, which is then meant. */
export function isMeantPort({ nginx, apache }: Run, port: number): boolean {
  return [nginx, apache].some((server) =>
    server?.unloaded.some(({ container }) => portsOf(container).includes(port)),
  );
}

/** The ports that a site listens on by its own lines. */
function portsOf({ content }: ContainerFile): readonly number[] {
  if (!content.known) return [];
  const { file } = content.value;
  const hosts = [...file.text.matchAll(/^[ \t]*<VirtualHost\s[^>]*?:(\d+)/gim)].map(([, port]) =>
    Number(port),
  );
  const listens = [
    ...walk(
      within({ doing: "reading this as configuration of nginx", at: { file } }, () => parseNginx(file))
        .directives,
    ),
  ]
    .filter(({ directive }) => directive.name.value === "listen")
    .map(({ directive }) => readListen(directive.args));
  const ports = listens.flatMap((listen) =>
    listen.kind === "addresses" ? listen.addresses.map(({ port }) => port) : [],
  );
  return [...hosts, ...ports];
}

function bringsOnly({ sources }: Copy, source: string): boolean {
  const [only, ...others] = sources;
  return others.length === 0 && only !== undefined && only.path.known && only.path.value === source;
}

/** Whether a target is written as it is, without a variable. */
function isPathTo(text: string, target: string): boolean {
  return /^[\w./-]+$/.test(text) && target.endsWith(text.replace(/^\.\//, ""));
}

/** The one path that fits: the main configuration's, or the one pattern that takes a file of this name. */
function targetFor(server: Nginx | Apache, { container, wanted, why }: UnloadedFile): string | undefined {
  const main = server.mainConfig.known ? server.mainConfig.value : undefined;
  if (why === "wrong-slot") {
    if (container.path === main?.path) return stockTarget(server, container);
    return wanted === main?.path && isStock(main) ? wanted : undefined;
  }
  if (wanted === main?.path) return isStock(main) ? wanted : undefined;
  const patterns = wanted.split(", ").filter((pattern) => pattern.startsWith("/") && isGlob(pattern));
  const enabled = parentOf(container.path).replace(/-available$/, "-enabled");
  const usual = patterns.find(
    (pattern) => enabled !== parentOf(container.path) && parentOf(pattern) === enabled,
  );
  const beside = patterns.find((pattern) => parentOf(pattern) === parentOf(container.path));
  const pattern =
    usual ?? beside ?? (patterns.length === 1 || server.kind === "nginx" ? patterns[0] : undefined);
  return pattern && nameIn(pattern, baseName(container.path));
}

/** Where the package's own main configuration, which a site stands in the place of, would load it from. */
function stockTarget(server: Nginx | Apache, { content, source, path }: ContainerFile): string | undefined {
  if (server.kind === "apache" || !content.known || !SITE.test(content.value.file.text)) return undefined;
  const { files, defaultSites } = server.install;
  const main = /\bhttp\s*\{[\s\S]*/.exec(ownValue(files, path) ?? "")?.[0] ?? "";
  const pattern = /\binclude\s+(\/\S*\*\S*);/.exec(main)?.[1];
  if (pattern === undefined) return undefined;
  const taken = defaultSites.find((site) => globExpression(pattern).test(site));
  return taken ?? nameIn(pattern, baseName(source ?? path));
}

/** A path that a pattern takes, with the ending that it asks for where the name has none or another. */
function nameIn(pattern: string, name: string): string | undefined {
  const ending = /\*(\.\w+)$/.exec(pattern)?.[1] ?? "";
  const names = [name, `${name}${ending}`];
  const paths = names.map((one) => resolvePath(parentOf(pattern), one));
  return paths.find((path) => globExpression(pattern).test(path));
}

/** Another path for an include of what is not there, where one file of the name is, or of almost that name beside it; else a line less. */
export function missingIncludeFix(
  { image }: Run,
  nginx: Nginx,
  { value, at }: InForce<string>,
): DraftFix | undefined {
  const placed = nginxDirectiveAt(nginx, at);
  if (placed === undefined || placed.directive.name.value !== "include") return undefined;
  const alike = image.files.all.filter(
    (file) => file.kind === "file" && file.from === "repo" && baseName(file.path) === baseName(value),
  );
  const [same, ...others] = alike;
  const near = others.length === 0 ? (same?.path ?? nearestBeside(image, value)) : undefined;
  if (near !== undefined && /^[\w./@%+:,-]+$/.test(near)) {
    const replace = argumentsPlace(placed);
    const text = writtenAs(placed.directive.args[0]?.value ?? "", value, near);
    return { title: `include ${text}`, safe: false, edits: [replace && { replace, text }] };
  }
  const place = directivePlace(placed);
  return { title: `remove the include of ${value}`, safe: false, edits: [place && withoutStatement(place)] };
}

/** A path from where the written one starts, where it lies below that folder. */
function writtenAs(written: string, value: string, path: string): string {
  const folder = value.endsWith(`/${written}`) ? value.slice(0, value.length - written.length) : undefined;
  return folder !== undefined && path.startsWith(folder) ? path.slice(folder.length) : path;
}

/** The file in the same folder of the image that a mistyped path stands for. */
function nearestBeside({ files }: Run["image"], path: string): string | undefined {
  const folder = parentOf(path);
  const beside = files.all.filter((file) => file.kind !== "directory" && parentOf(file.path) === folder);
  const near = nearestName(
    baseName(path),
    beside.map((file) => baseName(file.path)),
  );
  return near === undefined ? undefined : resolvePath(folder, near);
}

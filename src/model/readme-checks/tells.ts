/** Whether a README tells of something, read as kindly as its text allows: a false accusation is worse than a missed one. */

import { literally } from "../../names.ts";
import { once } from "../../once.ts";
import type { ContainerUser } from "../accounts.ts";
import { globExpression, isGlob, parentOf } from "../container-path.ts";
import type { Documentation } from "../readme/read.ts";

/** The numbers that may be ports: told as such, alone in a cell, or standing by themselves anywhere. */
const portsIn = once(({ ports, markdown, visible }: Documentation) => {
  const cells = markdown.tables.flatMap(({ rows }) => rows.flat());
  const stated = cells.filter(({ span }) => visible.slice(span.start, span.end).trim() !== "");
  return {
    told: new Set(ports.map(({ value }) => value.port)),
    cells: new Set(stated.map(({ text }) => text)),
    words: new Set(Array.from(visible.matchAll(/(?<![\w.])\d+(?!\w|:\d|\.\d)/g), ([word]) => word)),
  };
});

/** Whether a README tells that a port is listened on; the host's side of `8080:80` does not count. */
export function tellsPort(readme: Documentation, port: number): boolean {
  const { told, cells, words } = portsIn(readme);
  // A number of four digits that is a port of the image can hardly mean anything else; `80` can.
  return told.has(port) || cells.has(String(port)) || (port > 999 && words.has(String(port)));
}

/** Whether a README tells of a user, by name or number. `taken` holds words that mean something else as well. */
export function tellsUser(readme: Documentation, user: ContainerUser, taken: readonly string[]): boolean {
  const names = [user.name, user.uid?.toString()].filter((name) => name !== undefined);
  return names.some(
    (name) =>
      readme.users.some(({ value }) => value === name) ||
      (isTelling(name, taken) ? readme.mentions(name) !== undefined : standsAsUser(readme, name)),
  );
}

// Words that a README needs anyway; `web` in "the web image" names no user.
const ORDINARY = new Set(
  "api apache app application deploy docker http httpd nginx node proxy server service user web www".split(
    " ",
  ),
);

function isTelling(name: string, taken: readonly string[]): boolean {
  return !/^\d+$/.test(name) && !ORDINARY.has(name) && !taken.includes(name);
}

const OF_USERS =
  /\b(?:users?|[ug]ids?|accounts?|groups?|own(?:s|ed|er|ers|ership)?|belongs?|permissions?|privileges?|non-?root|rootless|unprivileged|runs? as|running as|runs under|security)\b/i;

/** Whether the line that names it, or the heading above that line, is about users. */
function standsAsUser(readme: Documentation, name: string): boolean {
  const text = readme.visible;
  const word = new RegExp(`(?<![\\w.-])${literally(name)}(?![\\w-])`, "g");
  for (const { index } of text.matchAll(word)) {
    if (OF_USERS.test(lineAround(text, index))) return true;
    const heading = readme.markdown.headings.findLast(({ span }) => span.start <= index);
    if (heading && heading.span.end <= index && OF_USERS.test(heading.text)) return true;
  }
  return false;
}

/** The line of a text that an offset stands in. */
export function lineAround(text: string, offset: number): string {
  const start = text.slice(0, offset).lastIndexOf("\n") + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end < 0 ? text.length : end);
}

/** Whether a README tells of a file: by its name, one of its paths, a glob that takes it, or the folder that holds it. */
export function tellsFile(
  readme: Documentation,
  file: { readonly source: string; readonly container: string },
): boolean {
  const home = readme.file.path.slice(0, readme.file.path.lastIndexOf("/") + 1);
  const near = file.source.startsWith(home) ? file.source.slice(home.length) : file.source;
  const paths = [near, file.source, file.container];
  const names = paths.flatMap((path) => [path, path.slice(path.lastIndexOf("/") + 1)]);
  if (names.some((name) => readme.mentions(name))) return true;
  const globs = readme.configFiles.filter(({ value }) => isGlob(value));
  if (globs.some(({ value }) => names.some((name) => globExpression(value.replace(/^\.\//, "")).test(name))))
    return true;
  const text = readme.visible;
  return foldersOf(near, file.container).some((folder) => namesFolder(text, folder));
}

/** Whether a folder is named itself, and not only on the way to another file of it. */
function namesFolder(text: string, folder: string): boolean {
  const name = literally(folder.replace(/\/$/, ""));
  return new RegExp(`(?<![\\w./-])${name}${folder.endsWith("/") ? "/" : "/?"}(?![\\w*-]|/|\\.\\w)`).test(
    text,
  );
}

/** `config/` of config/nginx.conf, and `conf.d/` of what lies in the container's: never the server's own folder, which says nothing. */
function foldersOf(near: string, container: string): readonly string[] {
  const parts = near.split("/").slice(0, -1);
  const repo = parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`);
  const folder = parentOf(container);
  return folder.split("/").length > 3 ? [...repo, folder, `${folder}/`] : repo;
}

/** What Debian's Apache has to enable, and what of it is enabled. */
import { resolvePath } from "../../container-path.ts";
import { isFile } from "../../files/layers.ts";
import type { ContainerFiles } from "../../files/types.ts";
import { availableFolder, enabledFolder, endingOf, type SwitchKind } from "../../shell/sites.ts";
import { apacheDebian, apachePhp } from "../../stock/apache-debian.ts";
import { debianModule, debianModules } from "../../stock/apache-modules.ts";
import type { State } from "../state.ts";

/** A site, a module or a configuration, by the name that it is enabled by. */
export interface Switchable {
  readonly of: SwitchKind;
  readonly name: string;
}

/** The file that makes something available. */
export function availableFile({ of, name }: Switchable): string {
  return resolvePath(availableFolder(of), `./${name}${endingOf(of)}`);
}

/** The link that enables it. */
export function enabledLink({ of, name }: Switchable): string {
  return resolvePath(enabledFolder(of), `./${name}${endingOf(of)}`);
}

/** Whether something can be enabled; `undefined` where another package may have brought it. */
export function isAvailable(state: State, files: ContainerFiles, part: Switchable): boolean | undefined {
  const found = files.lookup(availableFile(part));
  if (isFile(found)) return true;
  if (part.of === "module" && debianModule(part.name) !== undefined) return true;
  return found === undefined && bringsNoOther(state, part.of) ? false : undefined;
}

// Packages that bring Apache nothing to enable, by their names in Debian.
const PLAIN =
  /^(apache2(-(bin|data|utils|doc))?|ssl-cert|lib(?!apache2-mod).*-dev|ca-certificates|curl|wget|git|zip|unzip|tar|gnupg2?|vim.*|nano|less|procps|supervisor|tini|dumb-init|gosu|cron|locales|tzdata|openssl|jq|net-tools|iproute2|iputils-ping|dnsutils|rsync|gettext(-base)?|sudo|patch|file|bzip2|xz-utils|default-mysql-client|mariadb-client|postgresql-client|python3|perl)$/;

/** Whether Debian's own Apache is there and no package beside it that may bring such a part. */
function bringsNoOther({ servers, packages }: State, of: SwitchKind): boolean {
  const isOwn = servers.some(
    ({ install, from }) => (install === apacheDebian && from === "package") || install === apachePhp,
  );
  // Sites are left to whoever configures the server.
  return isOwn && (of === "site" || [...packages].every((name) => PLAIN.test(name)));
}

/** The names that are available, of the image's own and of the package's modules. */
export function availableNames(files: ContainerFiles, of: SwitchKind): readonly string[] {
  const own = namesIn(files, availableFolder(of), endingOf(of));
  return of === "module" ? [...new Set([...own, ...debianModules()])].sort() : own;
}

/** The names that are enabled. */
export function enabledNames(files: ContainerFiles, of: SwitchKind): readonly string[] {
  return namesIn(files, enabledFolder(of), endingOf(of));
}

function namesIn(files: ContainerFiles, folder: string, ending: string): readonly string[] {
  return files
    .under(folder)
    .files.map(({ path }) => path.slice(folder.length + 1))
    .filter((name) => !name.includes("/") && name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

/** Whether a module has a file of settings beside the one that loads it. */
export function hasSettings(files: ContainerFiles, name: string): boolean {
  const found = files.lookup(`${availableFolder("module")}/${name}.conf`);
  return isFile(found) || (found === undefined && debianModule(name)?.hasConf === true);
}

/** The modules that something asks for in the comments at its beginning, or as Debian's package has it. */
export function askedBy(
  files: ContainerFiles,
  part: Switchable,
  word: "Depends" | "Conflicts" = "Depends",
): readonly string[] {
  const found = files.lookup(availableFile(part));
  if (isFile(found) && found.content.known) return headerOf(found.content.value.file.text, word);
  const stock = part.of === "module" ? debianModule(part.name) : undefined;
  return (word === "Depends" ? stock?.needs : stock?.conflicts) ?? [];
}

function headerOf(text: string, word: string): readonly string[] {
  for (const line of text.split("\n")) {
    const [, names] = new RegExp(`^# ${word}:\\s+(.*?)\\s*$`).exec(line) ?? [];
    if (names !== undefined) return names.split(/\s+/);
    if (!/^\s*(#.*)?$/.test(line)) return [];
  }
  return [];
}

/** How a link stands: `ok` leads to its source, `other` elsewhere, `file` is none. */
export function linkState(
  files: ContainerFiles,
  link: string,
  source: string,
): "missing" | "ok" | "file" | "other" | "unknown" {
  const found = files.entry(link);
  if (found === undefined) return "missing";
  if (!isFile(found)) return "unknown";
  if (found.kind !== "link") return "file";
  if (found.target === source) return "ok";
  const [leads, wanted] = [files.lookup(link), files.lookup(source)];
  if (leads === undefined) return "missing";
  return isFile(leads) && isFile(wanted) ? (leads.path === wanted.path ? "ok" : "other") : "unknown";
}

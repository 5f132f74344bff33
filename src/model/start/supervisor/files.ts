/** The files of supervisord's configuration, wherever it is asked for. */
import { parseSupervisor, type SupervisorFile } from "../../../parsers/supervisor.ts";
import type { Place } from "../../../source.ts";
import { within } from "../../../work.ts";
import { parentOf, resolvePath } from "../../container-path.ts";
import { type Unknown, unknown } from "../../fact.ts";
import { isFile } from "../../files/layers.ts";
import type { ContainerFiles, FileContent } from "../../files/types.ts";
import { expandedValue } from "./expand.ts";
import { readOptions, type SupervisorOptions } from "./options.ts";

const MOST_FILES = 1000;

/** How a supervisord is started. */
export interface SupervisorStart {
  readonly args: readonly (string | null)[];
  /** Where it is started; `null` when it cannot be told. */
  readonly folder: string | null;
  readonly at: Place;
  /** The value of an environment variable, where it is known. */
  readonly environment?: (name: string) => string | undefined;
}

/** A file of supervisord's configuration. */
export interface SupervisorText {
  readonly path: string;
  readonly content: FileContent;
  readonly parsed: SupervisorFile;
}

/** What a supervisord reads: the main file first, then what it includes. */
export interface SupervisorTexts {
  readonly options: SupervisorOptions;
  readonly texts: readonly SupervisorText[];
  /** The `[include]` of the main file that names no files, which stops it. */
  readonly emptyInclude?: Place;
  /** Set when not all of it is known. */
  readonly others?: Unknown;
}

/** The configuration that a supervisord reads, as far as it is known. What an included file includes is ignored. */
export function supervisorTexts(files: ContainerFiles, start: SupervisorStart): SupervisorTexts {
  const options = readOptions(start.args);
  const path = mainConfig(files, start, options);
  if (path === undefined) {
    const why = { key: "supervisord", why: "supervisord is started, but its configuration is unknown" };
    return { options, texts: [], others: unknown(why, start.at) };
  }
  const main = textAt(files, path);
  if (main === undefined) return { options, texts: [], others: notKnown(path, start.at) };
  const section = main.parsed.sections.findLast(
    ({ name, values }) => name === "include" && values.has("files"),
  );
  const include = section?.values.get("files");
  const texts = [main];
  if (include === undefined) {
    const head = main.parsed.sections.find(({ name }) => name === "include");
    return { options, texts, ...(head && { emptyInclude: main.content.place(head.span) }) };
  }
  let others: Unknown | undefined;
  const at = main.content.place(include.span);
  const here = parentOf(path);
  const patterns = expandedValue(include.raw, (name) => variable(name, here, start));
  if (patterns.kind !== "text") others = unknown({ key: "include", why: "what it includes is unknown" }, at);
  for (const pattern of patterns.kind === "text" ? patterns.text.split(/\s+/) : []) {
    if (pattern === "") continue;
    const matched = files.glob(resolvePath(here, pattern));
    others ??= matched.others;
    for (const { path: one } of matched.files) {
      const text = texts.length > MOST_FILES ? undefined : textAt(files, one);
      if (text !== undefined) texts.push(text);
      else others ??= notKnown(one, start.at);
    }
  }
  return { options, texts, ...(others === undefined ? {} : { others }) };
}

/** What `%(here)s` and `%(ENV_NAME)s` stand for; `null` where it cannot be told, `undefined` for no such name. */
export function variable(
  name: string,
  here: string,
  { environment }: Pick<SupervisorStart, "environment">,
): string | null | undefined {
  if (name === "here") return here;
  if (name === "host_node_name") return null;
  return name.startsWith("ENV_") ? (environment?.(name.slice("ENV_".length)) ?? null) : undefined;
}

function textAt(files: ContainerFiles, path: string): SupervisorText | undefined {
  const file = files.lookup(path);
  if (!isFile(file) || !file.content.known) return undefined;
  const content = file.content.value;
  const unit = { doing: "reading this as configuration of supervisord", at: content.place() };
  return { path, content, parsed: within(unit, () => parseSupervisor(content.file)) };
}

function notKnown(path: string, at: Place): Unknown {
  return unknown({ key: `supervisord ${path}`, why: `supervisord reads ${path}, which is unknown` }, at);
}

/** The file of `-c`, else the first of those that supervisor 4 looks for (Options of its options.py). */
function mainConfig(
  files: ContainerFiles,
  { folder }: SupervisorStart,
  { config }: SupervisorOptions,
): string | undefined {
  if (config === null) return undefined;
  if (config !== undefined && !config.startsWith("/") && folder === null) return undefined;
  const candidates = config === undefined ? searched(folder) : [resolvePath(folder ?? "/", config)];
  return candidates.find((path) => isFile(files.lookup(path)));
}

function searched(folder: string | null): readonly string[] {
  const beside = ["/usr/etc", "/usr", "/usr/local/etc", "/usr/local"];
  const own = folder === null ? [] : [folder, resolvePath(folder, "etc")];
  const folders = [...beside, ...own, "/etc", "/etc/supervisor"];
  return folders.map((one) => resolvePath(one, "supervisord.conf"));
}

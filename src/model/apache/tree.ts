import { type ApacheDirective, type ApacheFile, parseApache } from "../../parsers/apache/parse.ts";
import type { SyntaxProblem } from "../../parsers/syntax.ts";
import { lineKey, type Place } from "../../source.ts";
import { within } from "../../work.ts";
import { baseName, isWithin, resolvePath } from "../container-path.ts";
import { type Evidence, type Unknown, unknown } from "../fact.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import { isStock } from "../servers/files.ts";
import { templateMark } from "../servers/template-marks.ts";
import type { Loaded } from "../servers/types.ts";
import type { ServerInstall } from "../stock/install.ts";
import { isCondition, listsModules, moduleNamed, moduleOfLink, sectionHolds } from "./conditions.ts";
import { includedFiles } from "./included.ts";
import { builtOn } from "./modules.ts";
import {
  type ApacheReading,
  type ApacheStart,
  type ApacheStep,
  type ApacheTree,
  type EarlyModule,
  type Level,
  newReading,
} from "./reading.ts";
import { situationOf, stepOf } from "./step.ts";
import { decidingConditions } from "./unclosed.ts";

// AP_MAX_INCLUDE_DEPTH of httpd 2.4; the number of files is our own limit.
const DEEPEST = 20;
const MOST_FILES = 2000;
const TOO_MANY = { key: "too many includes", why: "the configuration includes more files than are read" };

/** Reads a main configuration with all that it includes, line by line as Apache does. */
export function readApacheTree(main: ContainerFile, content: FileContent, start: ApacheStart): ApacheTree {
  const { command } = start;
  const reading = newReading(isOfInstall(main, start.install), start);
  for (const part of [command.before, content, command.after]) {
    if (part !== undefined)
      readText(reading, { container: main, content: part, because: [], chain: [], inline: part !== content });
  }
  const { steps, loaded, includes, missing, problems, incomplete, doubt, modules, bare, early } = reading;
  const { allModules, serverRoot } = reading;
  const found = { steps, loaded, includes, missing, problems, modules, allModules, bare, early, serverRoot };
  return {
    ...found,
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Whether a file is the installation's own, edited by the build or not. */
function isOfInstall({ path, because }: ContainerFile, { title }: ServerInstall): boolean {
  return because.some(({ note }) => note === `${path} comes with ${title}`);
}

interface TextSource {
  readonly container: ContainerFile;
  readonly content: FileContent;
  readonly because: readonly Evidence[];
  readonly chain: readonly string[];
  readonly includedAt?: Place;
  readonly sections?: readonly string[];
  readonly maybe?: Unknown | undefined;
  readonly inline?: boolean;
}

function readText(reading: ApacheReading, source: TextSource): void {
  const { container, content, includedAt, chain, sections = [], maybe, inline } = source;
  const parsed = parsedOnce(reading, content);
  const mark = templateMark(
    content.file,
    parsed.comments.map(({ span }) => span),
  );
  if (mark !== undefined) {
    const path = container.source ?? container.path;
    const why = `${path} contains ${mark}: it is a template, but what renders it is unknown`;
    reading.incomplete ??= unknown({ key: `template ${path}`, why }, content.place());
    return;
  }
  const here = includedAt === undefined ? [] : [{ at: includedAt, note: "it is included here" }];
  const loaded: Loaded<ApacheFile> = {
    container,
    content,
    parsed,
    ...(includedAt === undefined ? {} : { includedAt }),
    because: inline ? [] : [...container.because, ...source.because, ...here],
  };
  if (!inline) reading.loaded.push(loaded);
  const open = decidingConditions(parsed);
  if (parsed.error !== undefined && open.length === 0 && !isStock(container))
    refuse(reading, loaded, parsed.error);
  readDirectives(reading, parsed.directives, {
    loaded,
    sections,
    maybe,
    open,
    chain: [...chain, container.path],
  });
}

function refuse(
  { problems }: ApacheReading,
  { container, content, includedAt }: Loaded<ApacheFile>,
  { span, message }: SyntaxProblem,
): void {
  const related = includedAt === undefined ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  const at = content.place(span);
  problems.push({ key: lineKey("syntax", at), at, message, related, path: container.path });
}

function parsedOnce({ parsed }: ApacheReading, { file, place }: FileContent): ApacheFile {
  const unit = { doing: "reading this as configuration of Apache", at: place() };
  const found = parsed.get(file) ?? within(unit, () => parseApache(file));
  parsed.set(file, found);
  return found;
}

function readDirectives(reading: ApacheReading, directives: readonly ApacheDirective[], level: Level): void {
  reading.budget?.spend(directives.length);
  for (const directive of directives) {
    const step = stepOf(reading, directive, level);
    if (directive.block === undefined) readDirective(reading, step, level);
    else if (isCondition(step.name)) readCondition(reading, step, level);
    else {
      reading.steps.push(step);
      readDirectives(reading, directive.block, {
        ...level,
        sections: [...level.sections, directive.name.value],
      });
    }
  }
}

function readCondition(reading: ApacheReading, step: ApacheStep, level: Level): void {
  const block = step.directive.block ?? [];
  const answer = sectionHolds(step.name, step.args, situationOf(reading, step));
  const { directive, loaded } = step;
  const isOpen = level.open.includes(directive);
  if (answer === false && isOpen && level.maybe === undefined) {
    refuse(reading, loaded, { message: `<${directive.name.value}> was not closed`, span: directive.span });
  }
  if (answer === false) return;
  if (answer === true) return readDirectives(reading, block, level);
  const at = loaded.content.place(directive.span);
  const key = `<${directive.name.value} ${step.args.join(" ")}>`;
  const why = unknown({ key, why: `whether ${key} holds is unknown` }, at);
  if (isOpen) reading.doubt ??= unknown({ key, why: `${why.why}, and nothing closes it` }, at);
  readDirectives(reading, block, { ...level, maybe: level.maybe ?? why });
}

function readDirective(reading: ApacheReading, step: ApacheStep, level: Level): void {
  const { name, args, maybe } = step;
  const [first] = args;
  if (first !== undefined && (name === "include" || name === "includeoptional")) {
    return readInclude(reading, { ...step, path: first }, level);
  }
  reading.steps.push(step);
  if (first === undefined) return;
  if (name === "serverroot" && maybe === undefined) reading.serverRoot = resolvePath("/", first);
  if (name === "loadmodule") {
    const at = step.loaded.content.place(step.directive.args[0]?.span);
    load(reading, moduleNamed(first), { at, path: step.loaded.container.path });
  }
  if (name === "define") {
    reading.defines.add(first);
    reading.variables.set(first, maybe === undefined && step.open === undefined ? (args[1] ?? "") : null);
  }
  if (name === "undefine" && maybe === undefined) {
    reading.defines.delete(first);
    reading.variables.delete(first);
  }
}

function load(reading: ApacheReading, name: string, where: Pick<EarlyModule, "at" | "path">): void {
  const needs = builtOn(name);
  if (needs !== undefined && !reading.modules.has(needs)) reading.early.push({ name, needs, ...where });
  reading.modules.add(name);
}

function readInclude(
  reading: ApacheReading,
  step: ApacheStep & { readonly path: string },
  level: Level,
): void {
  const { loaded, directive, missing, open, path } = step;
  const at = loaded.content.place(directive.args[0]?.span);
  if (missing !== undefined || open !== undefined) {
    const why = `the path ${path} depends on \${${missing ?? open}}, which is unknown`;
    reading.incomplete ??= unknown({ key: `include ${path}`, why }, at);
    return;
  }
  const pattern = resolvePath(reading.serverRoot, path);
  reading.includes.push({ pattern, at });
  const included = reading.included.get(pattern) ?? includedFiles(reading.files, pattern);
  reading.included.set(pattern, included);
  const { found, others, isFolder } = included;
  reading.incomplete ??= others;
  const unlisted = reading.install.unlisted?.some((folder) => isWithin(pattern, folder));
  const nothing = found.length === 0 && others === undefined && unlisted !== true && isFolder !== true;
  if (nothing && step.name === "include" && level.maybe === undefined) {
    reading.missing.push({ value: pattern, at, because: loaded.because });
  }
  // Packages other than Debian's load modules by files that their excerpts do not show.
  const mayLoadMore = unlisted === true || found.some(({ entry }) => isStock(entry));
  if (mayLoadMore && !listsModules(reading.install)) reading.allModules = false;
  for (const { path: matched, entry, file } of found) {
    // What mods-enabled holds is named after the module, and its text may not be in our excerpt of the package.
    if (matched.endsWith(".load") && file === undefined)
      load(reading, moduleOfLink(baseName(matched)), { at: entry.at, path: matched });
    if (file === undefined) {
      reading.bare.push(matched);
      continue;
    }
    const because = entry.kind === "link" ? [{ at: entry.at, note: `${matched} is linked to it here` }] : [];
    readIncluded(reading, file, { at, because, level });
  }
}

function readIncluded(
  reading: ApacheReading,
  file: ContainerFile,
  {
    at,
    because,
    level,
  }: { readonly at: Place; readonly because: readonly Evidence[]; readonly level: Level },
): void {
  const { chain, sections, maybe } = level;
  if (!file.content.known) {
    reading.incomplete ??= file.content;
    return;
  }
  if (chain.includes(file.path)) {
    const said = { key: `include of itself ${file.path}`, message: `${file.path} includes itself` };
    reading.problems.push({ ...said, at, related: [], path: chain.at(-1) ?? "" });
    return;
  }
  if (chain.length > DEEPEST || reading.loaded.length >= MOST_FILES) {
    reading.incomplete ??= unknown(TOO_MANY, at);
    return;
  }
  const content = file.content.value;
  readText(reading, { container: file, content, because, chain, includedAt: at, sections, maybe });
}

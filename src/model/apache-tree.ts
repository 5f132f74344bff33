import { type ApacheDirective, type ApacheFile, lowerName, parseApache } from "../parsers/apache.ts";
import type { Place, SourceFile } from "../source.ts";
import type { ApacheCommand } from "./apache-command.ts";
import {
  type ApacheSituation,
  holds,
  isCondition,
  knowsModules,
  moduleNamed,
  modulesAtStart,
} from "./apache-conditions.ts";
import { type ApacheVariables, replaced } from "./apache-variables.ts";
import { isFile } from "./container-files.ts";
import { baseName, isGlob, resolvePath } from "./container-path.ts";
import { type Evidence, type Unknown, unknown } from "./fact.ts";
import type { ContainerFile, FileContent, InForce, Loaded, ServerProblem } from "./model.ts";
import { templateMark } from "./nginx-unrendered.ts";
import type { ServerFiles } from "./server-files.ts";
import type { ServerInstall } from "./stock/install.ts";

/** A directive in force: conditions are decided, variables replaced. */
export interface ApacheStep {
  readonly name: string;
  readonly directive: ApacheDirective;
  /** Variables replaced. */
  readonly args: readonly string[];
  /** A variable of the arguments that nothing sets, or whose value cannot be told. */
  readonly missing?: string;
  readonly open?: string;
  /** Names of the sections that it stands in, conditions left out, outermost first. */
  readonly sections: readonly string[];
  readonly loaded: Loaded<ApacheFile>;
  /** Set when it counts only under a condition that cannot be decided. */
  readonly maybe?: Unknown;
}

/** An `Include` of the configuration, for what it would load. */
export interface ApacheInclude {
  readonly pattern: string;
  readonly at: Place;
}

/** The configuration as Apache reads it. */
export interface ApacheTree {
  readonly steps: readonly ApacheStep[];
  readonly loaded: readonly Loaded<ApacheFile>[];
  readonly includes: readonly ApacheInclude[];
  readonly missing: readonly InForce<string>[];
  readonly problems: readonly (ServerProblem & { readonly path: string })[];
  readonly incomplete?: Unknown;
}

interface Reading {
  readonly install: ServerInstall;
  readonly files: ServerFiles;
  readonly variables: ApacheVariables;
  readonly modules: Set<string>;
  readonly defines: Set<string>;
  readonly allModules: boolean;
  readonly steps: ApacheStep[];
  readonly loaded: Loaded<ApacheFile>[];
  readonly includes: ApacheInclude[];
  readonly missing: InForce<string>[];
  readonly problems: (ServerProblem & { readonly path: string })[];
  readonly parsed: Map<SourceFile, ApacheFile>;
  serverRoot: string;
  incomplete: Unknown | undefined;
}

interface Level {
  readonly loaded: Loaded<ApacheFile>;
  readonly sections: readonly string[];
  readonly maybe: Unknown | undefined;
  /** Paths of the files that include this one, itself the last. */
  readonly chain: readonly string[];
}

// AP_MAX_INCLUDE_DEPTH of httpd 2.4; the number of files is our own limit.
const DEEPEST = 20;
const MOST_FILES = 2000;

/** Where the reading of a configuration starts. */
export interface ApacheStart {
  readonly install: ServerInstall;
  readonly files: ServerFiles;
  readonly variables: ApacheVariables;
  readonly command: ApacheCommand;
}

/** Reads a main configuration with all that it includes, line by line as Apache does. */
export function readApacheTree(main: ContainerFile, content: FileContent, start: ApacheStart): ApacheTree {
  const { install, files, variables, command } = start;
  const stockMain = main.from === "base" || main.from === "package";
  const reading: Reading = {
    install,
    files,
    variables: new Map(variables),
    modules: new Set(modulesAtStart(install, stockMain)),
    defines: new Set(command.defines),
    allModules: knowsModules(install, stockMain),
    steps: [],
    loaded: [],
    includes: [],
    missing: [],
    problems: [],
    parsed: new Map(),
    serverRoot: command.serverRoot,
    incomplete: undefined,
  };
  for (const part of [command.before, content, command.after]) {
    if (part !== undefined)
      readText(reading, main, part, { because: [], chain: [], inline: part !== content });
  }
  const { steps, loaded, includes, missing, problems, incomplete } = reading;
  return { steps, loaded, includes, missing, problems, ...(incomplete === undefined ? {} : { incomplete }) };
}

interface TextSource {
  readonly because: readonly Evidence[];
  readonly chain: readonly string[];
  readonly includedAt?: Place;
  readonly sections?: readonly string[];
  readonly maybe?: Unknown | undefined;
  readonly inline?: boolean;
}

function readText(
  reading: Reading,
  container: ContainerFile,
  content: FileContent,
  source: TextSource,
): void {
  const { includedAt, chain, sections = [], maybe, inline } = source;
  const parsed = parsedOnce(reading, content.file);
  const mark = templateMark(
    content.file,
    parsed.comments.map(({ span }) => span),
  );
  if (mark !== undefined) {
    const why = `${container.source ?? container.path} holds ${mark}: it is a template, and what renders it is not known`;
    reading.incomplete ??= unknown(why, content.place());
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
  const { error } = parsed;
  if (error !== undefined && container.from !== "base" && container.from !== "package") {
    const related = includedAt === undefined ? [] : [{ at: includedAt, note: "the file is loaded here" }];
    reading.problems.push({
      at: content.place(error.span),
      message: error.message,
      related,
      path: container.path,
    });
  }
  readDirectives(reading, parsed.directives, { loaded, sections, maybe, chain: [...chain, container.path] });
}

function parsedOnce({ parsed }: Reading, file: SourceFile): ApacheFile {
  const before = parsed.get(file);
  if (before !== undefined) return before;
  const now = parseApache(file);
  parsed.set(file, now);
  return now;
}

function readDirectives(reading: Reading, directives: readonly ApacheDirective[], level: Level): void {
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

function stepOf(
  reading: Reading,
  directive: ApacheDirective,
  { loaded, sections, maybe }: Level,
): ApacheStep {
  const texts = directive.args.map(({ value }) => replaced(value, reading.variables));
  const missing = texts.find((text) => text.missing !== undefined)?.missing;
  const open = texts.find((text) => text.open !== undefined)?.open;
  return {
    name: lowerName(directive),
    directive,
    args: texts.map(({ value }) => value),
    ...(missing === undefined ? {} : { missing }),
    ...(open === undefined ? {} : { open }),
    sections,
    loaded,
    ...(maybe === undefined ? {} : { maybe }),
  };
}

function readCondition(reading: Reading, step: ApacheStep, level: Level): void {
  const block = step.directive.block ?? [];
  const answer = holds(step.name, step.args, situationOf(reading, step));
  if (answer === false) return;
  if (answer === true) return readDirectives(reading, block, level);
  const at = step.loaded.content.place(step.directive.span);
  const why = unknown(
    `it cannot be told whether <${step.directive.name.value} ${step.args.join(" ")}> holds`,
    at,
  );
  readDirectives(reading, block, { ...level, maybe: level.maybe ?? why });
}

function situationOf(reading: Reading, { loaded }: ApacheStep): ApacheSituation {
  const { install, modules, defines, serverRoot, files, incomplete } = reading;
  // The stock texts are excerpts without their LoadModule lines: what they ask for is loaded, but for TLS.
  const stock = loaded.container.from === "base" || loaded.container.from === "package";
  const asked = stock ? new Set([...modules, "unixd_module"]) : modules;
  const complete = incomplete === undefined;
  return {
    install,
    modules: asked,
    allModules: reading.allModules && complete,
    defines,
    allDefines: complete,
    serverRoot,
    files,
  };
}

function readDirective(reading: Reading, step: ApacheStep, level: Level): void {
  const { name, args, maybe } = step;
  const [first] = args;
  if (first !== undefined && (name === "include" || name === "includeoptional")) {
    return readInclude(reading, step, level, first);
  }
  reading.steps.push(step);
  if (first === undefined) return;
  if (name === "serverroot" && maybe === undefined) reading.serverRoot = resolvePath("/", first);
  if (name === "loadmodule") reading.modules.add(moduleNamed(first));
  if (name === "define") {
    reading.defines.add(first);
    reading.variables.set(first, maybe === undefined && step.open === undefined ? (args[1] ?? "") : null);
  }
  if (name === "undefine" && maybe === undefined) {
    reading.defines.delete(first);
    reading.variables.delete(first);
  }
}

function readInclude(reading: Reading, step: ApacheStep, level: Level, path: string): void {
  const { loaded, directive, missing, open } = step;
  const at = loaded.content.place(directive.args[0]?.span);
  if (missing !== undefined || open !== undefined) {
    reading.incomplete ??= unknown(
      `the path ${path} depends on \${${missing ?? open}}, which is not known`,
      at,
    );
    return;
  }
  const pattern = resolvePath(reading.serverRoot, path);
  reading.includes.push({ pattern, at });
  const { found, others } = matches(reading.files, pattern);
  reading.incomplete ??= others;
  if (found.length === 0 && others === undefined && step.name === "include" && level.maybe === undefined) {
    reading.missing.push({ value: pattern, at, because: loaded.because });
  }
  for (const { path: matched, entry, file } of found) {
    // What mods-enabled holds is named after the module, and its text may not be in our excerpt of the package.
    if (matched.endsWith(".load")) reading.modules.add(moduleNamed(baseName(matched)));
    if (file === undefined) continue;
    const because = entry.kind === "link" ? [{ at: entry.at, note: `${matched} is linked to it here` }] : [];
    readIncluded(reading, file, { at, because, level });
  }
}

type Matches = ReturnType<ServerFiles["match"]>;

/** The files of a path or glob; a folder stands for all files below it. */
function matches(files: ServerFiles, pattern: string): Matches {
  if (isGlob(pattern)) return files.match(pattern);
  const file = files.find(pattern);
  if (file === undefined) return { found: [] };
  if (!isFile(file)) return { found: [], others: file };
  if (file.kind === "directory") return files.match(`${pattern}/*`);
  return { found: [{ path: pattern, entry: file, file }] };
}

function readIncluded(
  reading: Reading,
  file: ContainerFile,
  {
    at,
    because,
    level,
  }: { readonly at: Place; readonly because: readonly Evidence[]; readonly level: Level },
): void {
  const { chain, sections, maybe } = level;
  if (file.kind === "directory") {
    for (const { file: inner } of matches(reading.files, file.path).found) {
      if (inner !== undefined && chain.length <= DEEPEST)
        readIncluded(reading, inner, { at, because, level });
    }
    return;
  }
  if (!file.content.known) {
    reading.incomplete ??= file.content;
    return;
  }
  if (chain.includes(file.path)) {
    const message = `${file.path} includes itself`;
    reading.problems.push({ at, message, related: [], path: chain.at(-1) ?? "" });
    return;
  }
  if (chain.length > DEEPEST || reading.loaded.length >= MOST_FILES) {
    reading.incomplete ??= unknown("the configuration includes more files than are read", at);
    return;
  }
  readText(reading, file, file.content.value, { because, chain, includedAt: at, sections, maybe });
}

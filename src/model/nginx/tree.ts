import { childContext } from "../../parsers/nginx/directives.ts";
import type { NginxContext } from "../../parsers/nginx/entries.ts";
import type { NginxDirective } from "../../parsers/nginx/parse.ts";
import { parseNginx } from "../../parsers/nginx/parse.ts";
import type { Place } from "../../source.ts";
import { type Budget, within } from "../../work.ts";
import { isGlob, parentOf, resolvePath } from "../container-path.ts";
import { type Evidence, type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { ServerFiles } from "../servers/files.ts";
import type { InForce } from "../servers/types.ts";
import type { NginxBuild } from "./build.ts";
import { includedFolder, type LoadedNginx, type NginxProblem, problemsOf } from "./problems.ts";
import type { DirectiveStep } from "./steps.ts";
import { unrenderedIn } from "./unrendered.ts";

/** An `include` of the configuration, for what it would load. */
export interface Include {
  readonly pattern: string;
  readonly context: NginxContext | undefined;
  readonly at: Place;
}

/** The configuration as nginx reads it from one file on. */
export interface NginxTree {
  readonly steps: readonly DirectiveStep[];
  readonly loaded: readonly LoadedNginx[];
  readonly includes: readonly Include[];
  readonly missing: readonly InForce<string>[];
  readonly problems: readonly NginxProblem[];
  readonly incomplete?: Unknown;
}

// Ours, not nginx's: a configuration that includes more, or deeper, is not read to its end.
const MOST_FILES = 2000;
const DEEPEST = 40;

interface Reading extends Omit<ReadingOf, "globals"> {
  /** The folder that relative includes start from: that of the main configuration. */
  readonly folder: string;
  readonly loaded: LoadedNginx[];
  readonly includes: Include[];
  readonly missing: InForce<string>[];
  readonly problems: NginxProblem[];
  incomplete: Unknown | undefined;
}

/** A text to read, with where it is included from. */
interface Source {
  readonly file: ContainerFile;
  readonly content: FileContent;
  readonly context: NginxContext | undefined;
  readonly includedAt?: Place;
  readonly because: readonly Evidence[];
  /** Paths of the files that include it, outermost first. */
  readonly chain: readonly string[];
}

export interface ReadingOf {
  readonly files: ServerFiles;
  readonly globals?: FileContent;
  readonly budget?: Budget;
  readonly build: NginxBuild;
  /** Container paths of files that were rendered from a template. */
  readonly rendered: ReadonlySet<string>;
}

/** Reads a main configuration with all that it includes; `globals` is the text of `-g`, which comes before. */
export function readTree(
  main: ContainerFile,
  content: FileContent,
  { globals, ...of }: ReadingOf,
): NginxTree {
  const reading: Reading = {
    ...of,
    folder: parentOf(main.path),
    loaded: [],
    includes: [],
    missing: [],
    problems: [],
    incomplete: undefined,
  };
  const source = { file: main, context: "main", because: [], chain: [] };
  const ahead = globals === undefined ? [] : readSource(reading, { ...source, content: globals }, true);
  const steps = [ahead, readSource(reading, { ...source, content })].flatMap((read) =>
    "known" in read ? [] : read,
  );
  const { loaded, includes, missing, problems, incomplete } = reading;
  return { steps, loaded, includes, missing, problems, ...(incomplete === undefined ? {} : { incomplete }) };
}

function readSource(reading: Reading, source: Source, inline = false): readonly DirectiveStep[] | Unknown {
  const { file, content, context, includedAt, because } = source;
  const parsed = within({ doing: "reading this as configuration of nginx", at: content.place() }, () =>
    parseNginx(content.file),
  );
  const loaded: LoadedNginx = {
    container: file,
    content,
    parsed,
    context,
    ...(includedAt === undefined ? {} : { includedAt }),
    because: inline
      ? []
      : [
          ...file.because,
          ...because,
          ...(includedAt ? [{ at: includedAt, note: "it is included here" }] : []),
        ],
  };
  const template = unrenderedIn(parsed);
  if (template !== undefined) {
    const why = `${file.source ?? file.path} contains ${template}: it is a template, but what renders it is unknown`;
    return leaveOpen(reading, unknown({ key: `template ${file.source ?? file.path}`, why }, content.place()));
  }
  if (!inline) reading.loaded.push(loaded);
  for (const one of problemsOf(loaded, { ...reading, inline, rendered: reading.rendered.has(file.path) }))
    reading.problems.push(one);
  return stepsOf(reading, { directives: parsed.directives, context, loaded, chain: source.chain });
}

interface Level {
  readonly directives: readonly NginxDirective[];
  readonly context: NginxContext | undefined;
  readonly loaded: LoadedNginx;
  readonly chain: readonly string[];
}

function stepsOf(reading: Reading, level: Level): readonly DirectiveStep[] {
  const { context, loaded } = level;
  reading.budget?.spend(level.directives.length);
  return level.directives.flatMap((directive): readonly DirectiveStep[] => {
    if (isInclude(directive)) return includedBy(reading, directive, level);
    const inner = context === undefined ? undefined : childContext(directive, context);
    const children =
      directive.block === undefined
        ? []
        : stepsOf(reading, { ...level, directives: directive.block, context: inner });
    return [{ directive, context, loaded, children }];
  });
}

function isInclude({ name, args, block }: NginxDirective): boolean {
  return name.value === "include" && args.length === 1 && block === undefined;
}

/** The directives of the files that an `include` names, and a step for the include itself where not all are known. */
function includedBy(reading: Reading, directive: NginxDirective, level: Level): readonly DirectiveStep[] {
  const { loaded, context, chain } = level;
  const word = directive.args[0];
  if (word === undefined) return [];
  const at = loaded.content.place(word.span);
  const step = (open: Unknown): DirectiveStep => ({ directive, context, loaded, children: [], open });
  if (word.value.includes("${"))
    return [
      step(
        leaveOpen(
          reading,
          unknown({ key: `include ${word.value}`, why: `${word.value} is an unknown path` }, at),
        ),
      ),
    ];
  const pattern = resolvePath(reading.folder, word.value);
  reading.includes.push({ pattern, context, at });
  for (const folder of isGlob(pattern) ? reading.files.folders(pattern) : [])
    reading.problems.push(includedFolder(folder, at));
  const { found, others } = isGlob(pattern)
    ? reading.files.match(pattern)
    : plain(reading, { path: pattern, at, loaded });
  const steps = found.flatMap(({ path, entry, file }) => {
    if (file === undefined) {
      reading.missing.push({
        value: entry.target ?? path,
        at: entry.at,
        because: [{ at, note: `${path} is included here` }],
      });
      return [];
    }
    const because = entry.kind === "link" ? [{ at: entry.at, note: `${path} is linked to it here` }] : [];
    const rest = { context, includedAt: at, because, chain: [...chain, loaded.container.path] };
    const read = readIncluded(reading, file, rest);
    return "known" in read ? [step(leaveOpen(reading, read))] : read;
  });
  return others === undefined ? steps : [...steps, step(leaveOpen(reading, others))];
}

function plain(
  { files, missing }: Reading,
  { path, at, loaded }: { readonly path: string; readonly at: Place; readonly loaded: LoadedNginx },
): ReturnType<ServerFiles["match"]> {
  const file = files.find(path);
  if (file === undefined) {
    missing.push({ value: path, at, because: loaded.because });
    return { found: [] };
  }
  return isFile(file) ? { found: [{ path, entry: file, file }] } : { found: [], others: file };
}

function readIncluded(
  reading: Reading,
  file: ContainerFile,
  rest: Pick<Source, "context" | "because" | "chain"> & { readonly includedAt: Place },
): readonly DirectiveStep[] | Unknown {
  const { includedAt, chain } = rest;
  const refuse = (key: string, message: string) => {
    reading.problems.push({
      key: `${key} ${file.path}`,
      at: includedAt,
      message,
      related: [],
      path: chain.at(-1) ?? "",
      misplaced: false,
    });
    return [];
  };
  if (file.kind === "directory") {
    reading.problems.push(includedFolder(file, includedAt));
    return [];
  }
  if (chain.includes(file.path)) return refuse("include of itself", `${file.path} includes itself`);
  if (!file.content.known) return file.content;
  if (reading.loaded.length >= MOST_FILES || chain.length > DEEPEST) {
    return unknown(
      { key: "too many includes", why: "the configuration includes more files than are read" },
      includedAt,
    );
  }
  return readSource(reading, { ...rest, file, content: file.content.value });
}

function leaveOpen(reading: Reading, why: Unknown): Unknown {
  reading.incomplete ??= why;
  return why;
}

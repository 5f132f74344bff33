import type { ApacheDirective, ApacheFile } from "../../parsers/apache/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { Unknown } from "../fact.ts";
import type { ServerFiles } from "../servers/files.ts";
import type { InForce, Loaded, ServerProblem } from "../servers/types.ts";
import type { ServerInstall } from "../stock/install.ts";
import type { ApacheCommand } from "./command.ts";
import { knowsModules, modulesAtStart } from "./conditions.ts";
import type { IncludedFiles } from "./included.ts";
import type { ApacheVariables } from "./variables.ts";

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

/** A module that is loaded without the one that it is built on, as far as the lines above it say. */
export interface EarlyModule {
  readonly name: string;
  readonly needs: string;
  readonly at: Place;
  /** The file that loads it. */
  readonly path: string;
}

/** The configuration as Apache reads it. */
export interface ApacheTree {
  readonly steps: readonly ApacheStep[];
  readonly loaded: readonly Loaded<ApacheFile>[];
  readonly includes: readonly ApacheInclude[];
  readonly missing: readonly InForce<string>[];
  readonly problems: readonly (ServerProblem & { readonly path: string })[];
  readonly incomplete?: Unknown;
  /** Modules that are loaded, and whether they are all. */
  readonly modules: ReadonlySet<string>;
  readonly allModules: boolean;
  /** Modules that are loaded before the one that they are built on. */
  readonly early: readonly EarlyModule[];
  /** Paths that are included and whose text is in no excerpt: what mods-enabled links to. */
  readonly bare: readonly string[];
  /** A text that leaves a section open under a condition that cannot be decided. */
  readonly doubt?: Unknown;
  readonly serverRoot: string;
}

/** What has been read so far; only the reader changes it. */
export interface ApacheReading {
  readonly install: ServerInstall;
  readonly files: ServerFiles;
  readonly variables: ApacheVariables;
  readonly modules: Set<string>;
  readonly defines: Set<string>;
  allModules: boolean;
  readonly steps: ApacheStep[];
  readonly loaded: Loaded<ApacheFile>[];
  readonly includes: ApacheInclude[];
  readonly missing: InForce<string>[];
  readonly problems: (ServerProblem & { readonly path: string })[];
  readonly parsed: Map<SourceFile, ApacheFile>;
  /** What an Include stood for, by its pattern. */
  readonly included: Map<string, IncludedFiles>;
  readonly budget: Budget | undefined;
  readonly bare: string[];
  readonly early: EarlyModule[];
  serverRoot: string;
  incomplete: Unknown | undefined;
  doubt: Unknown | undefined;
}

/** Where a directive stands. */
export interface Level {
  readonly loaded: Loaded<ApacheFile>;
  readonly sections: readonly string[];
  readonly maybe: Unknown | undefined;
  /** Paths of the files that include this one, itself the last. */
  readonly chain: readonly string[];
  /** Conditions that the text leaves open: one that does not hold is an error. */
  readonly open: readonly ApacheDirective[];
}

/** Where the reading of a configuration starts. */
export interface ApacheStart {
  readonly budget?: Budget;
  readonly install: ServerInstall;
  readonly files: ServerFiles;
  readonly variables: ApacheVariables;
  readonly command: ApacheCommand;
}

/** An empty reading; `stockMain` when the main configuration is the installation's own, if edited. */
export function newReading(stockMain: boolean, start: ApacheStart): ApacheReading {
  const { install, files, variables, command } = start;
  return {
    budget: start.budget,
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
    included: new Map(),
    serverRoot: command.serverRoot,
    bare: [],
    early: [],
    incomplete: undefined,
    doubt: undefined,
  };
}

/** What is known to be built, before any Dockerfile is evaluated. */
import type { ComposeFile, ComposeService } from "../../parsers/builds/compose.ts";
import type { Place } from "../../source.ts";
import type { Fact } from "../fact.ts";
import type { FileProblem } from "../repo/problem.ts";

/** Where an image was found to be built. */
export interface Build {
  readonly from: "policy" | "bake" | "compose" | "workflow" | "default";
  /** What the source calls it: a bake target, a compose service, the policy's name. */
  readonly name?: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** Folder from the repo's root, "" for the root itself. */
  readonly context: Fact<string>;
  /** Build arguments; a value of `null` is set by something that cannot be read. */
  readonly args: Readonly<Record<string, string | null>>;
  /** Named contexts: name to `target:x`, a folder, or an image reference. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly at: Place;
}

/** One build that a file of the repo names, with a Dockerfile that exists. */
export interface Claim {
  readonly from: "policy" | "bake" | "compose" | "workflow";
  readonly dockerfile: string;
  readonly target?: string;
  /** Absent where it cannot be read: then it is found as for a Dockerfile that nobody builds. */
  readonly context?: Fact<string>;
  readonly args: Readonly<Record<string, string | null>>;
  readonly contexts: Readonly<Record<string, string>>;
  readonly at: Place;
  /** The name that a bake target or compose service gives it. */
  readonly label?: string;
  /** The image's name, which only the policy gives. */
  readonly name?: string;
}

/** A build with the names that it is given. */
export interface FoundBuild extends Build {
  /** The image's name as the policy's `builds:` gives it. */
  readonly name?: string;
  /** The bake target or compose service. */
  readonly label?: string;
}

/** A compose service that starts an image of this check. */
export interface ComposeRun {
  readonly compose: ComposeFile;
  readonly service: ComposeService;
  readonly dockerfile: string;
  readonly target?: string;
  /** Of a `*dev*`, `*override*`, `*local*` or `*test*` file: it never accuses the image. */
  readonly development: boolean;
}

/** What a name in `target:x` (bake) or `service:x` (compose) stands for. */
export interface NamedBuild {
  readonly from: "bake" | "compose";
  /** The file that gives the name; names of different files have nothing to do with each other. */
  readonly file: string;
  readonly name: string;
  readonly dockerfile: string;
  readonly target?: string;
}

/** What the repo says is built, before any Dockerfile is read. */
export interface BuildSurvey {
  readonly root: string;
  readonly rootFrom: "policy" | "default";
  /** Every Dockerfile under the root, by its name or because something builds it; sorted. */
  readonly dockerfiles: readonly string[];
  /** What each source claims, each source before those that count less. */
  readonly sources: readonly (readonly Claim[])[];
  readonly composeServices: readonly ComposeRun[];
  readonly problems: readonly FileProblem[];
  readonly fileProblems: readonly FileProblem[];
  readonly declaresBuilds: boolean;
}

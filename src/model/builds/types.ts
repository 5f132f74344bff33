/** What is known to be built, before any Dockerfile is evaluated. */
import type { Place } from "../../source.ts";
import type { InCompose } from "../compose/in-compose.ts";
import type { ComposeProject } from "../compose/projects.ts";
import type { ComposeService } from "../compose/service.ts";
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
  /** It is shown, and nobody is accused of it: a last stage for development that nothing builds. */
  readonly aside?: true;
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
  /** Set where no Dockerfile of the repo is built. */
  readonly inCompose?: InCompose;
}

/** A compose service that starts an image of this check, or one of a registry. */
export interface ComposeRun {
  readonly project: ComposeProject;
  readonly service: ComposeService;
  /** What it starts: a build of the repo's, or one that stands in the compose file itself. */
  readonly build: FoundBuild;
  readonly dockerfile: string;
  readonly target?: string;
  /** Of a file for development by its name: it never accuses the image. */
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
  /** Services that start what is no image of this check: those of a registry, and builds outside of the root. */
  readonly otherServices: readonly ComposeRun[];
  readonly problems: readonly FileProblem[];
  readonly fileProblems: readonly FileProblem[];
  readonly declaresBuilds: boolean;
}

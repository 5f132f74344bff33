/** What is known to be built, before any Dockerfile is evaluated. */
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import type { Failures } from "../../work.ts";
import type { InCompose } from "../compose/in-compose.ts";
import type { ComposeProject } from "../compose/projects.ts";
import type { ComposeService } from "../compose/service.ts";
import type { Fact, Unknown } from "../fact.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { CiWrites } from "./ci/writes.ts";
import type { LinkedFolders } from "./linked-folders.ts";

/** Who says what is built: bake, compose, CI, a Makefile or shell script, the policy. */
export type ClaimSource = "policy" | "bake" | "compose" | "workflow" | "script";

/** Where an image was found to be built. */
export interface Build {
  readonly from: ClaimSource | "default";
  /** What the source calls it: a bake target, a compose service, the policy's name. */
  readonly name?: string;
  /** The file whose names `target:x` and `service:x` mean; absent where it is that of `at`. */
  readonly names?: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** Why the stage that is built, or the Dockerfile's own text, cannot be told: then nothing of the image can. */
  readonly unread?: Unknown;
  /** Folder from the repo's root, "" for the root itself. */
  readonly context: Fact<string>;
  /** No file says the context: it is the folder that holds what the Dockerfile copies. */
  readonly contextGuessed?: true;
  /** Paths of COPY sources that no folder can hold that may be the context, whichever it is. */
  readonly absent?: readonly string[];
  /** Build arguments; a value of `null` is set by something that cannot be read. */
  readonly args: Readonly<Record<string, string | null>>;
  /** Named contexts: name to `target:x`, a folder, or an image reference. */
  readonly contexts: Readonly<Record<string, string>>;
  /** Why there may be other named contexts than these. */
  readonly contextsRest?: Unknown;
  /** Names that the build gives the image, with registry and tag; `*` stands for a part that cannot be told. */
  readonly tags: readonly string[];
  readonly at: Place;
  /** It is shown, and nobody is accused of it: a last stage for development that nothing builds. */
  readonly aside?: true;
  /** All that build it do so by buildah or podman. */
  readonly buildah?: true;
  /** What is written in its context first. */
  readonly written?: CiWrites;
}

/** What is said of a build besides its Dockerfile and context. */
export interface ClaimDetails {
  readonly target?: string;
  /** Why the stage that is built cannot be told. */
  readonly unreadStage?: Unknown;
  readonly args: Readonly<Record<string, string | null>>;
  /** Why there may be other arguments than these, and others under these names. */
  readonly argsRest?: Unknown;
  readonly contexts: Readonly<Record<string, string>>;
  /** Why there may be other named contexts than these. */
  readonly contextsRest?: Unknown;
  /** `*` stands for a part that cannot be told. */
  readonly tags: readonly string[];
  /** It is built by buildah or podman. */
  readonly buildah?: true;
  readonly at: Place;
}

/** One build that a file of the repo names, with a Dockerfile that exists. */
export interface Claim extends ClaimDetails {
  readonly from: ClaimSource;
  readonly dockerfile: string;
  /** Absent where it cannot be read: then it is found as for a Dockerfile that nobody builds. */
  readonly context?: Fact<string>;
  /** Why it cannot be read. */
  readonly contextUnread?: Unknown;
  /** Why nobody can tell the text of the Dockerfile that is built: something changes it first. */
  readonly edited?: Unknown;
  /** As of a build. */
  readonly written?: CiWrites;
  /** The file whose names its named contexts mean, where it is not that of `at`: the first that bake reads. */
  readonly names?: string;
  /** The name that a bake target or compose service gives it. */
  readonly label?: string;
  /** The image's name, which only the policy gives. */
  readonly name?: string;
  /** As of a build. */
  readonly aside?: true;
}

/** A build of which nobody can tell the Dockerfile: it may be any that fits what is known of it. */
export interface Hint extends ClaimDetails {
  readonly from: ClaimSource;
  readonly why: Unknown;
  /** The folder that the Dockerfile lies in or below. */
  readonly folder?: string;
  /** How its path ends. */
  readonly file?: string;
  /** Only the names count that it gives. */
  readonly nameOnly?: true;
  /** Paths that it may have, with `*` for what cannot be told of them. */
  readonly like?: readonly string[];
}

/** A build with the names that it is given. */
export interface FoundBuild extends Build {
  /** The image's name as the policy's `builds:` gives it. */
  readonly name?: string;
  /** The bake target or compose service. */
  readonly label?: string;
  /** It stands for all builds of its Dockerfile: finding them out failed. */
  readonly standsForAll?: true;
  /** Set where no Dockerfile of the repo is built. */
  readonly inCompose?: InCompose;
}

/** Reads a Dockerfile; `undefined` when it cannot be read. */
export type DockerfileReader = (path: string) => Dockerfile | undefined;

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
  /** The names in full that files give to builds. */
  readonly tags: ReadonlySet<string>;
  /** Other names of folders, by links. */
  readonly linkedFolders: LinkedFolders;
  readonly root: string;
  readonly rootFrom: "policy" | "default";
  /** Every Dockerfile under the root, by its name or because something builds it; sorted. */
  readonly dockerfiles: readonly string[];
  /** What each source claims, each source before those that count less. */
  readonly sources: readonly (readonly Claim[])[];
  /** Builds of which nobody can tell the Dockerfile. */
  readonly hints: readonly Hint[];
  readonly composeServices: readonly ComposeRun[];
  /** Services that start what is no image of this check: those of a registry, and builds outside of the root. */
  readonly otherServices: readonly ComposeRun[];
  /** All compose projects, with services too of which nothing can be told. */
  readonly composeProjects: readonly ComposeProject[];
  /** Builds of Dockerfiles that are not checked, by each name that they give an image. */
  readonly elsewhere: ReadonlyMap<string, Claim>;
  readonly problems: readonly FileProblem[];
  readonly fileProblems: readonly FileProblem[];
  readonly declaresBuilds: boolean;
  /** Why not all is known of what is built: reading a build file failed. */
  readonly incomplete?: Unknown;
  /** What failed on the way. */
  readonly failures: Failures;
}

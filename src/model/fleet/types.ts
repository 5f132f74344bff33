/** All images of a repo, linked. Plain data, made by the other files of this room. */
import type { SourceFile } from "../../source.ts";
import type { Failures } from "../../work.ts";
import type { Entry, Unreadable } from "../../workspace/workspace.ts";
import type { Asks } from "../builds/scope.ts";
import type { BuildSurvey, ComposeRun } from "../builds/types.ts";
import type { ComposeProject } from "../compose/projects.ts";
import type { ContainerFile } from "../files/types.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { Run } from "../runs/types.ts";
import type { Image, ImageFolder } from "../stages/image.ts";

/** All images of the repo, and what is known of the repo as a whole. */
export interface Fleet {
  /** The images root: the static part of the globs in force, "" for the repo itself. */
  readonly root: string;
  /** How the root was found, for the line that says so. */
  readonly rootFrom: "policy" | "default";
  readonly entries: readonly Entry[];
  readonly folders: readonly ImageFolder[];
  /** Those that are asked for and those that they are built on. */
  readonly images: readonly Image[];
  /** What only compose services start: images of registries, and builds that none of `images` is. */
  readonly others: readonly Image[];
  readonly runs: readonly Run[];
  /** Of which images and paths findings are asked for: all, or what a change touches. */
  readonly asks: Asks;
  /** Whether a path lies in an image folder, asked for or not. */
  readonly isInImageFolder: (path: string) => boolean;
  /** Whether a folder holds image folders, of those too that were not read. */
  readonly holdsImageFolders: (folder: string) => boolean;
  /** Files that could not be read or parsed, of those that were read so far: each becomes an error finding. */
  readonly problems: () => readonly FileProblem[];
  /** What failed while it was read, and what fails while something is asked of it. */
  readonly failures: Failures;
  /** Compose services that start an image of the fleet. */
  readonly composeServices: readonly ComposeRun[];
  readonly composeProjects: readonly ComposeProject[];
  /** Builds of Dockerfiles that are not checked, by each name that they give an image. */
  readonly elsewhere: BuildSurvey["elsewhere"];
  readonly links: FleetLinks;
  /** Whether any bake, compose, workflow or policy build was read. */
  readonly declaresBuilds: boolean;
  /** Problems of the policy that only the repo shows: a glob that matches nothing. */
  readonly policyProblems: readonly FileProblem[];
  /** The text of a repo file, or why there is none. */
  readonly read: (path: string) => SourceFile | Unreadable | undefined;
  /**
   * The entries whose text may hold one of the strings: all of them where nothing searches faster. With `among` they may
   * be cut to those paths, and need not be when all were searched.
   */
  readonly holding: (strings: readonly string[], among?: () => readonly string[]) => readonly Entry[];
  /** Whether git would ignore a path if it existed. */
  readonly ignored: (path: string) => boolean;
  /** Whether a path is mentioned by a file of the repo outside of its own text (Dockerfile, script, README, workflow). */
  readonly mentioned: (path: string) => boolean;
}

/** A file of the repo, and where it lies in a container. */
export type RepoCopy = Pick<ContainerFile, "path" | "source">;

/** What is asked of the fleet for each of its images. */
export interface FleetLinks {
  /** Runs of an image, and of those that are built on it. */
  readonly runsOn: (image: Image) => readonly Run[];
  /** Whether other images of the repo, or other targets of its Dockerfile, are built on an image. */
  readonly hasHeirs: (image: Image) => boolean;
  /** Whether a path is the Dockerfile of an image. */
  readonly isImageFile: (path: string) => boolean;
  /** Runs of a Dockerfile, and those whose image has a user that this file makes. */
  readonly runsWithUsersOf: (path: string) => readonly Run[];
  /** Images that a file is copied into, and those that its Dockerfile makes or is the base of. */
  readonly imagesWith: (path: string) => readonly Image[];
  /** Whether some image loads this copy of a file of the repo, or may: one that it is there for is built on another. */
  readonly mayLoad: (server: "nginx" | "apache", image: Image, copy: RepoCopy) => boolean;
  /** Services that start an image by its name. */
  readonly servicesOf: (image: Image) => readonly Run[];
  /** Whether another image starts from this one, in any of its stages. */
  readonly isBase: (image: Image) => boolean;
}

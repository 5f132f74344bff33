/** What one image is, evaluated. */
import type { Dockerfile, DockerStage, Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { Work } from "../../work.ts";
import type { Entry } from "../../workspace/workspace.ts";
import type { Accounts } from "../accounts.ts";
import type { Build } from "../builds/types.ts";
import type { Fact, Unknown } from "../fact.ts";
import type { ContainerFiles, Owner } from "../files/types.ts";
import type { HandedList } from "../handed.ts";
import type { Documentation } from "../readme/read.ts";
import type { FileProblem } from "../repo/problem.ts";
import type { PlacedEffect } from "../shell/effects.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { Setting } from "./setting.ts";

/** A folder under the images root. */
export interface ImageFolder {
  readonly path: string;
  /** The folder's name; the repo's own folder is ".". */
  readonly name: string;
  readonly images: readonly Image[];
  /** Entries below the folder, sorted by path. */
  readonly entries: readonly Entry[];
  /** READMEs of the folder and of its version sub-folders. */
  readonly readmes: readonly Documentation[];
  /** A place for what the folder as a whole lacks: the final `FROM` of its first image. */
  readonly at: Place;
}

/** What one build makes. */
export interface Image {
  readonly name: string;
  readonly folder: ImageFolder;
  readonly build: Build;
  readonly file: SourceFile;
  readonly dockerfile: Dockerfile;
  /** The stages that the target needs, in order; the last one is the final stage. */
  readonly stages: readonly Stage[];
  readonly final: Stage;
  /** The nearest README from the Dockerfile's folder up to the image folder. */
  readonly readme?: Documentation;
  /** Where it has none: what a README in a folder above says of it, under a heading or in a row with its name. */
  readonly described?: Documentation;
  /** Every COPY and ADD of the stages above, with what it brings. */
  readonly copies: readonly Copy[];
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
  /** Ports of the image's own EXPOSE lines and of the images it inherits from. */
  readonly exposes: readonly ExposedPort[];
  readonly environment: readonly EnvironmentVariable[];
  readonly volumes: readonly Located<string>[];
  /** Scripts of the repo that this image runs at build or start, as container files. */
  readonly unknowns: readonly UnknownFact[];
  /** What stops its build. */
  readonly refusals?: readonly FileProblem[];
  /** The steps that are left for what is asked of it. */
  readonly work?: Work;
  /** Why nothing can be told of it at all: reading it failed. */
  readonly failed?: Unknown;
}

export interface Located<T> {
  readonly value: T;
  readonly at: Place;
}

/** A stage as it was evaluated for one image. */
export interface Stage {
  readonly index: number;
  readonly alias?: string;
  readonly source: DockerStage;
  readonly base: StageBase;
  /** The `FROM` line's reference. */
  readonly at: Place;
  /** The instructions that it comes from, in order: those of the stages and images of the repo that it starts from first. */
  readonly steps: readonly Step[];
  /** Those of its own lines: to go through all stages by these takes no longer with each that starts from another. */
  readonly own: readonly Step[];
  readonly handed: HandedList<Step>;
  /** What is in force behind its last instruction. */
  readonly after: Setting;
}

/** An instruction as it was evaluated. */
export interface Step {
  readonly instruction: Instruction;
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  /** What is in force at it. */
  readonly before: Setting;
  /** The files before it. */
  readonly files: () => ContainerFiles;
  /** The commands that a RUN runs, those of the scripts that it runs among them. */
  readonly commands: readonly RanCommand[];
  /** What a RUN or a WORKDIR does, in order; what a RUN does at its mounts is among it. */
  readonly effects: readonly PlacedEffect[];
  /** Commands of a RUN that surely end with another status than 0, if they are run at all. */
  readonly failed?: readonly FailedCommand[];
  /** Paths that a RUN has something mounted at: what it does there is no part of the image. */
  readonly mounted: readonly string[];
  /** What a COPY or ADD brings. */
  readonly copy?: Copy;
}

/** A command that fails, and why. */
export interface FailedCommand {
  readonly why: string;
  readonly at: Place;
}

/** What a stage starts from. */
export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "image"; readonly image: Image }
  /**
   * An image of a registry; `family` is the entry of our own table that describes it, absent when nothing is known of
   * it. It is `listed` when the table has the image itself, and the policy does not only say what it is like.
   */
  | { readonly kind: "registry"; readonly ref: string; readonly family?: string; readonly listed?: true }
  | { readonly kind: "unknown"; readonly why: string; readonly settle?: string };

export interface ExposedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp" | "sctp";
  /** The word that it is from, where a variable of the line holds several. */
  readonly word?: string;
  readonly at: Place;
  /** Whether a line of the image's own final chain says it (and not a base of a registry). */
  readonly own: boolean;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** The default as the image sets it; absent when it cannot be told. */
  readonly value?: string;
  readonly at: Place;
  /** Whether the image's own final chain declares it. */
  readonly own: boolean;
  /** Places in scripts, templates and configurations of the image that read it. */
  readonly readAt: readonly Place[];
}

/** One COPY or ADD, with the repo files that it brings. */
export interface Copy {
  readonly instruction: Instruction;
  readonly at: Place;
  readonly stage: Stage;
  /** Whether the files end up in the final stage's file system by inheritance (not by `--from`). */
  readonly inFinalChain: boolean;
  /** The stage or image that `--from` names; absent for the build context. */
  readonly from?: string;
  /** The stage that this is, of this Dockerfile or the last one of another image of the repo. */
  readonly fromStage?: Stage;
  /** The container path it names, resolved by WORKDIR; a trailing `/` is kept. */
  readonly target: Fact<string>;
  readonly targetPlace: Place;
  readonly sources: readonly CopySource[];
  readonly owner: Fact<Owner>;
}

export interface CopySource {
  /** As written. */
  readonly pattern: string;
  readonly at: Place;
  /** Repo path the pattern stands for (context joined), unless the context or a variable cannot be told. */
  readonly path: Fact<string>;
  /** Files of the repo it brings with the container path of each; empty for `--from`, heredocs and URLs. */
  readonly files: readonly { readonly path: string; readonly container: string }[];
  readonly kind: "context" | "stage" | "image" | "url" | "heredoc";
  /** Whether `.dockerignore` leaves out what the pattern names. */
  readonly dockerignored: boolean;
  /** Whether CI makes what the pattern names before it builds. */
  readonly made?: true;
}

/** Something about an image that cannot be told, for `fact/unknown` and `inspect`. */
export interface UnknownFact {
  /** What is asked: "container user", "files under /etc/nginx". */
  readonly fact: string;
  readonly reason: Unknown;
  /** The variable that it hangs on, which whoever starts the container gives it. */
  readonly given?: string;
}

import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Failures, Work } from "../../work.ts";
import type { Builds } from "../builds/survey.ts";
import type { ComposeRun, FoundBuild } from "../builds/types.ts";
import type { Unknown } from "../fact.ts";
import type { Repo } from "../repo/tree.ts";
import type { Run } from "../runs/types.ts";
import type { Image, ImageFolder } from "../stages/image.ts";
import type { State } from "../stages/state.ts";

/** An image as it was evaluated, before READMEs are looked at. */
export interface Linked {
  readonly image: Image;
  /** The image by itself, then as each compose service starts it; development services left out. */
  readonly runs: readonly Run[];
  readonly state: State;
  /** The steps that it was allowed by the size of what it is read from; its heirs may take them besides. */
  readonly steps: number;
}

/** What linking needs of the repo. */
export interface LinkInput {
  /** Builds that only compose services name: what they start is a run, and no image of the check. */
  readonly others: readonly FoundBuild[];
  readonly failures: Failures;
  /** How many steps the reading of an image may take, by the characters of its Dockerfile. */
  readonly stepsFor: (characters: number) => number;
  /** Why a Dockerfile was not read, where reading it failed. */
  readonly unread: (path: string) => Unknown | undefined;
  readonly repo: Repo;
  readonly policy: Policy;
  readonly builds: Builds;
  readonly dockerfile: (build: FoundBuild) => Dockerfile | undefined;
  readonly nameOf: (build: FoundBuild) => string;
  readonly folderOf: (build: FoundBuild) => ImageFolder;
  /** The compose services that start the build's image. */
  readonly servicesOf: (build: FoundBuild) => readonly ComposeRun[];
}

/** One build as it is read. */
export interface BuildReading {
  readonly build: FoundBuild;
  readonly dockerfile: Dockerfile;
  readonly work: Work;
}

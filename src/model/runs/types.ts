/** What runs in a container, as something starts its image. */
import type { Place } from "../../source.ts";
import type { Accounts, ContainerUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import type { ComposeRun } from "../builds/types.ts";
import type { Evidence, Fact, Unknown } from "../fact.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Fpm } from "../fpm/read.ts";
import type { Nginx } from "../nginx/types.ts";
import type { Listener } from "../servers/types.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { Image, UnknownFact } from "../stages/image.ts";
import type { Stop, Supervisor } from "../start/record.ts";
import type { ScriptWrite } from "../start/start-writes.ts";
import type { Substitution } from "../start/substitutions.ts";
import type { WrongShell } from "./wrong-shell.ts";

/** An image as something starts it. */
export interface Run {
  readonly name: string;
  readonly image: Image;
  /** The compose service, absent for the image by itself. */
  readonly service?: string;
  /** What compose says of the service. */
  readonly compose?: ComposeRun;
  /** What cannot be told of the service as compose starts it; of an image by itself the image says it. */
  readonly unknowns: readonly UnknownFact[];
  /** Nobody is accused of more by what only some people start: an override file. */
  readonly atMost?: "warning";
  /** Who the entry process starts as; `at` is the USER, or the FROM that it is inherited from. */
  readonly containerUser: Fact<ContainerUser>;
  /** Whether a USER line of this repo (the image's own chain) says so; false when it is only inherited from a registry's base. */
  readonly userIsSet: boolean;
  readonly processes: Processes;
  /** Each php-fpm that starts, with its pools. */
  readonly fpm: readonly Fpm[];
  /** Each supervisord that starts, with its configuration. */
  readonly supervisors: readonly Supervisor[];
  /** Why the container, or a server in it, ends at once: reasons outside of a server's own configuration. */
  readonly stops: readonly Stop[];
  /** What ends the start script, where another shell reads it than it is written for. */
  readonly wrongShell?: WrongShell;
  /** The commands of the texts and scripts that run when the container starts. */
  readonly startCommands: readonly RanCommand[];
  /** The files before the start scripts run: those of the image, and what compose mounts. */
  readonly filesAtStart: ContainerFiles;
  /** What those scripts write, and who runs them. */
  readonly startWrites: readonly ScriptWrite[];
  /** What those scripts fill in by `envsubst` without a list of variables. */
  readonly substitutions: readonly Substitution[];
  /** The users and groups once the start scripts have run. */
  readonly accounts: Accounts;
  readonly nginx?: Nginx;
  readonly apache?: Apache;
  /** All listeners of the servers that start or may start. */
  readonly listeners: readonly Listener[];
}

/** What starts when the container does. */
export interface Processes {
  readonly list: readonly Process[];
  /** Set when there may be others, with the reason. */
  readonly others?: Unknown;
  /** Whether the entry process gives up root by itself before it does its work (gosu, a server that forks workers). */
  readonly stepsDown: Fact<boolean>;
}

/** One command that is started. */
export interface Process {
  /** The program's file name (`nginx`, `node`). */
  readonly program: string;
  readonly args: readonly string[];
  /** Whether it goes on while the container runs; else it only prepares the way for what does. */
  readonly stays: boolean;
  readonly user: Fact<ContainerUser>;
  /** A supervisor keeps it. */
  readonly supervised?: true;
  /** Whether it does its work as another user when it is started as root; absent when it cannot be told. */
  readonly givesUpRoot?: boolean;
  /** The set-id bit of its file that makes it run as somebody else than who starts it. */
  readonly setId?: Evidence;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

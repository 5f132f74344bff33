import type { Place } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { Accounts, ContainerUser } from "../accounts.ts";
import type { Fact, Unknown } from "../fact.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Copy } from "../stages/image.ts";
import type { ReadOnly } from "../stages/state.ts";
import type { InstalledServer } from "../stock/install.ts";

/** What nginx and Apache are read from: the image's files, and how something starts the server. */
export interface ServerInput {
  /** Directives and listeners are its steps. */
  readonly budget?: Budget;
  readonly files: ContainerFiles;
  readonly installed: InstalledServer;
  /** Packages that the image's commands name to a package manager. */
  readonly packages?: ReadonlySet<string>;
  /** Whether something starts the server with the container, whatever its configuration says. */
  readonly starts: Fact<boolean>;
  /** Who the server's first process is started as. */
  readonly processUser: Fact<ContainerUser>;
  readonly accounts: Accounts;
  /** The server's own arguments, without the program; `null` for one that cannot be read. */
  readonly command: ServerCommand | undefined;
  /** ENV in force at the start; `null` for a value that cannot be told. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** Whether nothing sets a variable, unless whoever starts the container does. */
  readonly isUnset?: (name: string) => boolean;
  /** Files and folders that something writes at the start: what is in them cannot be told. */
  readonly startWrites: readonly StartWrite[];
  /** nginx: the official entrypoint runs its scripts, as whom. */
  readonly entrypoint?: { readonly user: Fact<ContainerUser> };
  /** Nobody can write the file system but for what is mounted: compose's `read_only`. */
  readonly readOnly?: ReadOnly;
  /** Apache: whether `envvars` is read before the start (apachectl and those that call it); absent: cannot be told by the command, so yes where the install has one. */
  readonly envvars?: boolean;
  /** The image's COPYs, for the files that they bring and nothing loads. */
  readonly copies: readonly Copy[];
  /** Whether a script or command of the image names a container path. */
  readonly named: (path: string) => boolean;
  /** Whether one may make or enable something of a name in a way that is not followed: what it only says is left out. */
  readonly makes: (name: string) => boolean;
}

export interface ServerCommand {
  readonly args: readonly (string | null)[];
  readonly at: Place;
  /** Apache: it is started by apachectl, in the environment of the image or, by an init script, in an empty one. */
  readonly control?: "image" | "empty";
  /** Why its arguments are not all that it is given. */
  readonly open?: Unknown;
}

export interface StartWrite {
  readonly path: string;
  readonly why: Unknown;
}

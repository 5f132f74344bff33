import type { Place } from "../../source.ts";
import type { ContainerUser } from "../accounts.ts";
import type { Evidence, Fact, Unknown } from "../fact.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { GivenVariable } from "../start/given.ts";

/** An address and port that a server of the image binds. */
export interface Listener {
  readonly server: "nginx" | "apache";
  /** As the kernel shows it: `0.0.0.0`, `::`, an address, or `*` for one socket of both families. */
  readonly address: string;
  readonly port: number;
  readonly at: Place;
  /** Nothing says it: a server block without `listen`. */
  readonly implicit: boolean;
  /** Only the base's or package's own configuration asks for it (nginx's default site). */
  readonly stock?: true;
  readonly because: readonly Evidence[];
}

/** A configuration file that a server loads. */
export interface Loaded<T> {
  readonly container: ContainerFile;
  readonly content: FileContent;
  readonly parsed: T;
  /** The directive that includes it, in its file; absent for the main configuration. */
  readonly includedAt?: Place;
  readonly because: readonly Evidence[];
}

/** Something that is wrong in a server's configuration, where the server itself would complain. */
export interface ServerProblem {
  /** What is wrong, without line or prose (`arguments user`): it stays when the message changes. */
  readonly key: string;
  readonly at: Place;
  readonly message: string;
  readonly related: readonly Evidence[];
  /** What it is about, where that is more than syntax and has a rule of its own. */
  readonly about?: "user-duplicate" | "user-root" | "user-undefined";
}

/** A directive in force, with its file. */
export interface InForce<T> {
  readonly value: T;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** A configuration file of the repo that lies in the image and is not loaded. */
export interface UnloadedFile {
  readonly container: ContainerFile;
  readonly source: string;
  /** The COPY that brings it. */
  readonly at: Place;
  /** `not-loaded`: no include reaches it; `wrong-slot`: it is loaded, or replaces a file, where its kind cannot stand. */
  readonly why: "not-loaded" | "wrong-slot";
  /** Where it would be loaded from (`/etc/nginx/conf.d/*.conf`, "a path that Apache loads"). */
  readonly wanted: string;
  /** How it came there, where it is not copied as it stands. */
  readonly made?: "rendered";
  /** Of one in the wrong slot: what it is ("is an Apache configuration"), to follow its path in a sentence. */
  readonly what?: string;
  /** Of one in the wrong slot: as what it is loaded there, to follow its container path (` inside "http"`). */
  readonly slot?: string;
  readonly related: readonly Evidence[];
}

/** A file or folder that a server needs before it serves, and the image does not have. */
export interface AbsentPath extends Evidence {
  readonly kind: "file" | "folder";
  readonly path: string;
}

/** What nginx and Apache have in common. */
export interface Server<T> {
  /** Whether something starts it with the container, whatever its configuration says. */
  readonly launched: Fact<boolean>;
  /** Whether it starts with the container: true means that no reason against it is known. */
  readonly starts: Fact<boolean>;
  /** What whoever starts the container has to give it; every fact but whether it starts is told as if it were given. */
  readonly given?: GivenVariable;
  readonly mainConfig: Fact<ContainerFile>;
  /** Files in the order in which they are read; the main configuration first. */
  readonly loaded: readonly Loaded<T>[];
  /** Set when not all of the configuration could be read, with the reason. */
  readonly incomplete?: Unknown;
  /** Errors that keep the server from starting, or that are plainly wrong. */
  readonly problems: readonly ServerProblem[];
  /** Plain includes whose file does not exist. */
  readonly missingIncludes: readonly InForce<string>[];
  /** Its main configuration, or the folder of a log, where it is not there. */
  readonly absent: readonly AbsentPath[];
  readonly unloaded: readonly UnloadedFile[];
  /** Who the first process runs as. */
  readonly master: Fact<ContainerUser>;
  readonly workers: Fact<ContainerUser>;
  /** Whom its standard output belongs to; absent where a script may have put another in its place. */
  readonly streams?: Fact<ContainerUser>;
  readonly listeners: readonly Listener[];
  /** Set when there may be more listeners, with the reason. */
  readonly listenersIncomplete?: Unknown;
  /** Sites of the base or package (the welcome page) that are loaded. */
  readonly defaultSites: readonly Loaded<T>[];
  /** Sites of the repo's own that are loaded. */
  readonly ownSites: readonly Loaded<T>[];
}

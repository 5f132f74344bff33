import type { MemoryFile } from "../../src/workspace/memory.ts";
import type { Step } from "./dockerfile-steps.ts";

/** A small repo: path from its root to text, or to an executable or a link. */
export type Files = Readonly<Record<string, MemoryFile>>;

/** What a server of a variant does. */
export interface ExpectedServer {
  readonly kind: "nginx" | "apache";
  /** Name of the user that the workers run as. */
  readonly workers: string;
  /** `4:8080` and `6:8080`, sorted. */
  readonly listens: readonly string[];
}

/** An account that a variant's Dockerfile makes. */
export interface Account {
  readonly name: string;
  readonly uid: number;
}

/** A repo with one image that is looked at, how it was made, and what is known to hold of it. */
export interface Variant {
  /** Family and number. */
  readonly name: string;
  readonly family: string;
  readonly files: Files;
  /** Repo path of the image folder. */
  readonly folder: string;
  readonly image: string;
  readonly dockerfile: string;
  readonly readme: string;
  /** What is done in it need not be read exactly; it must not be read wrongly. */
  readonly mayBeUnclear?: true;
  /** The compose service whose run is looked at, and not the image by itself. */
  readonly service?: string;
  /** Name of the user that the entry process starts as. */
  readonly user: string;
  readonly servers: readonly ExpectedServer[];
  /** What the image is built from, as far as it decides how things are spelled in it. */
  readonly system: System;
  /** A user that the image makes and that something runs as. */
  readonly made?: Account;
  /** Repo path of nginx's main configuration, where the image brings its own. */
  readonly main?: string;
  /** Repo path of a file with nginx `server` blocks that is loaded by an include. */
  readonly site?: string;
  /** Repo path of Apache's main configuration, where the image brings its own. */
  readonly apacheMain?: string;
  /** Repo path of an Apache site, or of ports.conf. */
  readonly apacheSite?: string;
  /** What its Dockerfile does, in the order of its lines. */
  readonly steps: readonly Step[];
}

/** How users and packages are spelled; `none` where nothing is made or installed. */
export type System = "debian" | "alpine" | "none";

/** The text of a file of a variant. */
export function textOf(files: Files, path: string): string {
  const file = files[path];
  if (file === undefined) throw new Error(`there is no ${path}`);
  return typeof file === "string" ? file : (file.text ?? "");
}

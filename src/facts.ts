import type { Finding, Severity } from "./finding.ts";

/** Version of the inspect format; raised when a reader of the old one would go wrong. */
export const FACTS_VERSION = 1;

/** A place, as plain data: path from the repo's root, 1-based line and column (UTF-16 units). */
export interface At {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Because extends At {
  readonly note: string;
}

/** A fact that cannot be told; it may stand wherever a fact may. */
export interface UnknownJson {
  readonly known: false;
  readonly why: string;
  readonly settle?: string;
  readonly at: At;
}

/** Who a process runs as. `name` is absent for a bare number, `uid` when only the name is known. */
export interface UserJson {
  readonly known: true;
  readonly name?: string;
  readonly uid?: number;
  readonly root: boolean;
  readonly at: At;
  readonly because: readonly Because[];
}

/** `starts` of a server that is known to start or not; `because` says why not. */
export type StartsJson = boolean | UnknownJson;

export interface ListenerJson {
  readonly address: string;
  readonly port: number;
  readonly at: At;
  readonly because?: readonly Because[];
}

export interface ServerJson {
  readonly kind: "nginx" | "apache";
  readonly starts: StartsJson;
  readonly because?: readonly Because[];
  readonly mainConfig: string | UnknownJson;
  /** Container paths of the files it loads, in the order of loading. */
  readonly files: readonly string[];
  readonly master: UserJson | UnknownJson;
  readonly workers: UserJson | UnknownJson;
  readonly listeners: readonly ListenerJson[];
  /** Present and false where there may be more listeners. */
  readonly listenersComplete?: false;
}

export interface UnknownFactJson {
  readonly fact: string;
  readonly why: string;
  readonly settle?: string;
  readonly at: At;
}

/** A compose service, as it starts the image. */
export interface RunFacts {
  readonly service: string;
  readonly containerUser: UserJson | UnknownJson;
  readonly servers: readonly ServerJson[];
}

/** One image of `keelcheck inspect --format json`. */
export interface ImageFacts {
  readonly name: string;
  /** The image folder. */
  readonly path: string;
  readonly dockerfile: string;
  readonly target: string | null;
  readonly context: string | UnknownJson;
  readonly args: Readonly<Record<string, string | null>>;
  readonly base: string;
  readonly containerUser: UserJson | UnknownJson;
  readonly servers: readonly ServerJson[];
  readonly exposes: readonly number[];
  readonly environment: readonly {
    readonly name: string;
    readonly default: string | null;
    readonly at: At;
  }[];
  readonly unknown: readonly UnknownFactJson[];
  readonly runs: readonly RunFacts[];
}

/** The whole answer of `keelcheck inspect --format json`. */
export interface InspectFacts {
  readonly version: number;
  readonly images: readonly ImageFacts[];
}

/** What reporters know of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  /** Address of the rule's page. */
  readonly docs: string;
}

/** What reporters take. */
export interface Report {
  /** Sorted by path, offset, rule. */
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleFacts[];
  readonly images: readonly ImageFacts[];
  /** The facts of the base revision, when there is one. */
  readonly before?: readonly ImageFacts[];
  /** Lines that a person should read before the findings: which root was taken, what was left out. */
  readonly remarks: readonly string[];
}

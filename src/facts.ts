import type { Finding, Severity } from "./finding.ts";
import type { Place } from "./source.ts";

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
  /** Where nginx takes UDP: `listen ... udp` of stream, `quic`; absent where it takes none. */
  readonly udpListeners?: readonly ListenerJson[];
}

/** A pool of php-fpm, as far as all of its files are the repo's. */
export interface PoolJson {
  readonly name: string;
  /** What its `listen` says, `$pool` replaced: a port, an address or a path; absent where it says nothing. */
  readonly listen?: string;
  /** Who its processes run as. */
  readonly user: UserJson | UnknownJson;
  /** Who a socket of the file system belongs to, and its mode in octal; absent for a port. */
  readonly socket?: { readonly owner: string; readonly group?: string; readonly mode: string };
  readonly at: At;
}

/** A php-fpm that starts with the container. */
export interface PhpFpmJson {
  readonly program: string;
  readonly master: UserJson | UnknownJson;
  /** Present where it ends before it serves: why. */
  readonly refused?: readonly Because[];
  /** Those of the repo; that of the package or the base is left out. */
  readonly pools: readonly PoolJson[];
}

export interface UnknownFactJson {
  readonly fact: string;
  readonly why: string;
  readonly settle?: string;
  readonly at: At;
}

/** A compose service, as it starts the image. */
export interface ServiceFacts {
  readonly service: string;
  readonly containerUser: UserJson | UnknownJson;
  readonly servers: readonly ServerJson[];
  /** Absent where none starts. */
  readonly phpFpm?: readonly PhpFpmJson[];
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
  /** Absent where none starts. */
  readonly phpFpm?: readonly PhpFpmJson[];
  readonly exposes: readonly number[];
  readonly environment: readonly {
    readonly name: string;
    readonly default: string | null;
    readonly at: At;
  }[];
  readonly unknown: readonly UnknownFactJson[];
  readonly runs: readonly ServiceFacts[];
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

/** A written exception to a rule, as reporters show it. */
export interface WaiverFacts {
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`; absent: for good. */
  readonly until?: string;
  readonly at: Place;
  /** Whether the change itself adds it. */
  readonly added?: true;
}

/** A finding that a waiver keeps from counting. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: WaiverFacts;
}

/** One image before and after a change. */
export interface ImageChange {
  /** Absent for an image that the change brings. */
  readonly before?: ImageFacts;
  /** Absent for an image that the change removes. */
  readonly after?: ImageFacts;
  /** For an image of which no file changed: the name of the changed image that it is built on. */
  readonly inherits?: string;
}

/** What was compared, for reports of a change. */
export interface Comparison {
  /** The base as a person names it: a revision as it was written, or a commit's first 12 digits. */
  readonly base: string;
  /** `changed`: only introduced findings decide; `all`: every finding does. */
  readonly scope: "changed" | "all";
  /** Findings of the base that are gone, sorted; their places are in the base's files. */
  readonly fixed: readonly Finding[];
  /** The images that the change touches, sorted by path and name; those whose facts stay the same included. */
  readonly images: readonly ImageChange[];
}

/** A file before and after fixes. */
export interface FileChange {
  /** The path after the fixes (before them, for a file that is removed). */
  readonly path: string;
  /** The path before, where it differs. */
  readonly from?: string;
  /** The text before; absent for a file that is created. */
  readonly before?: string;
  /** The text after; absent for a file that is removed. */
  readonly after?: string;
  /** Whether it is executable before and after; for a removed or created file the two are equal. */
  readonly executable: { readonly before: boolean; readonly after: boolean };
  /** Set for a link, or a file that is no text, which only moves; `before` and `after` are empty then. */
  readonly carried?: true;
}

/** A fix that was not applied, and why. */
export interface RefusedFix {
  readonly finding: Finding;
  /** Lower case, no full stop. */
  readonly why: string;
}

/** What the fixes of a report come to when they are applied together. */
export interface FixPlan {
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
  /** Findings whose fixes are in the changes. */
  readonly applied: readonly Finding[];
  readonly refused: readonly RefusedFix[];
}

/** What reporters take. */
export interface Report {
  /** Sorted by path, offset, rule. */
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleFacts[];
  readonly images: readonly ImageFacts[];
  /** Findings that a waiver keeps from counting; they are not among `findings`. */
  readonly waived?: readonly WaivedFinding[];
  /** Findings that the baseline keeps from counting; they are not among `findings`. */
  readonly held?: readonly Finding[];
  /** What the change does; absent where nothing was compared. */
  readonly comparison?: Comparison;
  /** All fixes together, safe or not; absent where they were not worked out. */
  readonly fixes?: FixPlan;
  /** Lines that a person should read before the findings: which root was taken, what was left out. */
  readonly remarks: readonly string[];
}

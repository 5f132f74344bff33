import type { Finding, Problem, Severity } from "./finding.ts";
import type { Apache } from "./model/apache/types.ts";
import type { Fleet } from "./model/fleet/types.ts";
import type { Nginx } from "./model/nginx/types.ts";
import type { FileProblem } from "./model/repo/problem.ts";
import type { Run } from "./model/runs/types.ts";
import type { ImageFolder } from "./model/stages/image.ts";
import type { PlacedWaiver } from "./model/waivers/read.ts";
import type { Policy } from "./policy/policy.ts";
import type { Failure } from "./work.ts";

/** What a rule may ask besides what it looks at. */
export interface Context {
  readonly policy: Policy;
  readonly fleet: Fleet;
  /** The rule's own options from the policy, already validated by `options`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`; absent where dates do not count. */
  readonly today?: string;
  /** Address at which failures of this tool are reported. */
  readonly bugs?: string;
}

/** Something that was not looked at to its end: a file with a mistake, or a part of the work that threw or got too much. */
export type UnreadPart = { readonly kind: "mistake"; readonly problem: FileProblem } | Failure;

/** The repo at one end of a change. */
export interface Revision {
  readonly fleet: Fleet;
  /** The policy as this tree writes it, in force or not; absent where it has none or none that can be used. */
  readonly policy?: Policy;
  /** What is wrong in the policy of this tree. */
  readonly policyProblems: readonly FileProblem[];
  /** Every waiver that this tree writes, in its files and in its policy. */
  readonly waivers: readonly PlacedWaiver[];
}

/** A run that both ends of a change have. */
export interface RunPair {
  readonly before: Run;
  readonly after: Run;
}

/** The same fleet before and after a change. */
export interface Change {
  readonly base: Revision;
  readonly head: Revision;
  /** Runs of images that the change touches, by image (through renames) and service. */
  readonly runs: readonly RunPair[];
  /** Where a file of the base is in the head; `undefined` where it is gone. */
  readonly headPathOf: (basePath: string) => string | undefined;
  /** Every rule, for what a policy leaves to its default. */
  readonly rules: readonly { readonly id: string; readonly severity: Severity; readonly off?: true }[];
}

/** A waiver, and what it did. */
export interface WaiverUse {
  readonly waiver: PlacedWaiver;
  /** The findings that it keeps from counting. */
  readonly waived: readonly Finding[];
  /** Why it does nothing: no reason or no sense in it, its day is past, or the policy forbids new ones. */
  readonly refused?: "malformed" | "no reason" | "expired" | "forbidden";
  /** Findings that count because it was refused. */
  readonly released?: readonly Finding[];
}

interface RuleHead {
  /** `group/name`, the name of its three files. */
  readonly id: string;
  /** One line that says what holds when the rule is silent. */
  readonly summary: string;
  readonly severity: Severity;
  /** Speaks only when the policy configures it. */
  readonly off?: true;
}

/** One convention that is checked. A rule asks the model and never parses text. */
export type Rule = RuleHead &
  (
    | { readonly scope: "run"; readonly check: (run: Run, context: Context) => Iterable<Problem> }
    /** Of the servers only those are asked about that something is known to start. */
    | {
        readonly scope: "nginx";
        readonly check: (nginx: Nginx, run: Run, context: Context) => Iterable<Problem>;
      }
    | {
        readonly scope: "apache";
        readonly check: (apache: Apache, run: Run, context: Context) => Iterable<Problem>;
      }
    /** Each server of a run, one after the other. */
    | {
        readonly scope: "server";
        readonly check: (server: Nginx | Apache, run: Run, context: Context) => Iterable<Problem>;
      }
    | {
        readonly scope: "folder";
        readonly check: (folder: ImageFolder, context: Context) => Iterable<Problem>;
      }
    | { readonly scope: "fleet"; readonly check: (fleet: Fleet, context: Context) => Iterable<Problem> }
    | { readonly scope: "change"; readonly check: (change: Change, context: Context) => Iterable<Problem> }
    /** Asked when the rules above have spoken: what they could not look at is told too. */
    | {
        readonly scope: "unread";
        readonly check: (unread: UnreadPart, context: Context) => Iterable<Problem>;
      }
    /** Asked when all other rules have spoken. Its findings cannot be waived. */
    | { readonly scope: "waiver"; readonly check: (use: WaiverUse, context: Context) => Iterable<Problem> }
  );

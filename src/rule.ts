import type { Problem, Severity } from "./finding.ts";
import type { Fleet, ImageFolder, Run } from "./model/model.ts";
import type { Policy } from "./policy/policy.ts";

/** What a rule may ask besides the run, the folder or the fleet. */
export interface Context {
  readonly policy: Policy;
  readonly fleet: Fleet;
  /** The rule's own options from the policy, already validated by `options`. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The same fleet before and after a change. */
export interface Change {
  readonly base: Fleet;
  readonly head: Fleet;
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
    | {
        readonly scope: "folder";
        readonly check: (folder: ImageFolder, context: Context) => Iterable<Problem>;
      }
    | { readonly scope: "fleet"; readonly check: (fleet: Fleet, context: Context) => Iterable<Problem> }
    | { readonly scope: "change"; readonly check: (change: Change, context: Context) => Iterable<Problem> }
  );

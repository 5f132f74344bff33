import type { Severity } from "../finding.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problems.ts";
import type { Counts } from "../report/counts.ts";

/** The exit codes of every command, as docs/commands.md lists them. */
export const EXIT = { ok: 0, findings: 1, usage: 2, internal: 3 } as const;

/** Why a command could not do its work: one line, or what is wrong in the policy. Both are the caller's to mend. */
export type CommandFailure =
  | { readonly kind: "usage"; readonly message: string }
  | { readonly kind: "policy"; readonly problems: readonly PolicyProblem[] };

/** What was asked for, or why it cannot be had. */
export type CommandOutcome<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly failure: CommandFailure };

/** A failure of usage: what was wrong on the command line or in the tree it names. */
export function usage(message: string): { readonly ok: false; readonly failure: CommandFailure } {
  return { ok: false, failure: { kind: "usage", message } };
}

/** Whether findings at or above `fail-on` were found. */
export function fails({ errors, warnings, notices }: Counts, failOn: Policy["failOn"]): boolean {
  const counted: Readonly<Record<Severity | "never", number>> = {
    never: 0,
    error: errors,
    warning: errors + warnings,
    notice: errors + warnings + notices,
  };
  return counted[failOn] > 0;
}

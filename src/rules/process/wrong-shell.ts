import type { Rule } from "../../rule.ts";

// Which shell sh is, and what each ends at: docs/rules/process/wrong-shell.md.
export const wrongShell: Rule = {
  id: "process/wrong-shell",
  summary: "A start script is written for the shell that reads it",
  severity: "error",
  scope: "run",

  *check({ wrongShell: wrong, service }) {
    if (wrong === undefined || service !== undefined) return;
    const { at, shell, what, startedAt } = wrong;
    yield {
      key: `${shell} ${what}`,
      at,
      message: `sh is ${shell} here, which ends the script at ${what}`,
      help: "make bash its first line and install it, or write it as POSIX has it",
      related: [{ at: startedAt, note: "the script is started here" }],
    };
  },
};

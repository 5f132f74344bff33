import { isStarted } from "../../model/server-facts.ts";
import type { Rule } from "../../rule.ts";

// What makes the workers root, and what does not: docs/rules/nginx/user-root.md.
export const userRoot: Rule = {
  id: "nginx/user-root",
  summary: "Nginx does not serve as root",
  severity: "error",
  scope: "run",

  *check({ nginx }) {
    if (!isStarted(nginx)) return;
    const { workers, masterProcess, userDirectives } = nginx;
    if (!workers.known || !workers.value.root) return;
    const cause = masterProcess ? `user ${userDirectives[0]?.value.user ?? "root"}` : "master_process off";
    yield {
      key: cause,
      at: workers.at,
      message: masterProcess
        ? `nginx serves as root: its workers run as "${cause}" says; a user of its own is wanted`
        : 'nginx serves as root: with "master_process off" the user line has no effect',
      help: masterProcess
        ? 'name a user that is not root, such as "user nginx;", and give it the files that nginx writes'
        : "delete this line, so that workers of their own serve",
      related: workers.because.filter(({ at }) => at !== workers.at),
    };
  },
};

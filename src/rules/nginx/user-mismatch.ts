import { userLineMend } from "../../edits/nginx-users.ts";
import { isStarted, userLabel } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { withFix } from "../server-edits.ts";

// Speaks only when the policy names a user: docs/rules/nginx/user-mismatch.md.
export const userMismatch: Rule = {
  id: "nginx/user-mismatch",
  summary: "Nginx serves as the user that the policy names",
  severity: "error",
  scope: "run",

  *check(run, context) {
    const { nginx, image } = run;
    const { policy } = context;
    const wanted = policy.nginx.user;
    if (!isStarted(nginx) || wanted === "declared" || wanted === "any") return;
    const { workers, master, userDirectives } = nginx;
    if (!workers.known) return;
    // Without a user line nginx/user-missing says what is wanted, and root is nginx/user-root's.
    const unsaid = userDirectives.length === 0 && master.known && master.value.root;
    if (unsaid || workers.value.root || workers.value.name === wanted) return;
    const uid = image.accounts.users.find(({ name }) => name === wanted)?.uid ?? Number(wanted);
    if (workers.value.uid !== undefined && workers.value.uid === uid) return;
    if (workers.value.name === undefined && Number.isNaN(uid)) return;
    const asked = policy.keys?.["nginx.user"];
    yield {
      key: `user ${userLabel(workers.value)}`,
      at: workers.at,
      message: `nginx serves as ${userLabel(workers.value)}, and the policy wants ${wanted}`,
      help: `let nginx serve as ${wanted}: by its user line, or by the USER of the Dockerfile`,
      related: [...workers.because, ...(asked ? [{ at: asked, note: "the policy asks for it here" }] : [])],
      ...withFix(userLineMend(run, nginx, context.policy), run, context),
    };
  },
};

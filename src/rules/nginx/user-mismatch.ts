import { userLineFix } from "../../edits/nginx-users.ts";
import { quotedUser, userLabel } from "../../model/accounts.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// Speaks only when the policy names a user: docs/rules/nginx/user-mismatch.md.
export const userMismatch: Rule = {
  id: "nginx/user-mismatch",
  summary: "nginx serves as the user that the policy names",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const { image } = run;
    const { policy } = context;
    const wanted = policy.nginx.user;
    if (wanted === "declared" || wanted === "any") return;
    const { workers, master, userDirectives } = nginx;
    if (!workers.known) return;
    // Without a user line nginx/user-missing says what the policy asks for, and root is nginx/user-root's.
    const unsaid = userDirectives.length === 0 && master.known && master.value.root;
    if (unsaid || workers.value.root || workers.value.name === wanted) return;
    const uid = image.accounts.users.find(({ name }) => name === wanted)?.uid ?? Number(wanted);
    if (workers.value.uid !== undefined && workers.value.uid === uid) return;
    if (workers.value.name === undefined && Number.isNaN(uid)) return;
    const asked = policy.keys?.["nginx.user"];
    yield {
      key: `user ${userLabel(workers.value)}`,
      at: workers.at,
      message: `nginx serves as ${quotedUser(workers.value)}, but the policy asks for "${wanted}"`,
      help: `name "${wanted}" in nginx's user line, or in USER in the Dockerfile`,
      related: [...workers.because, ...(asked ? [{ at: asked, note: "the policy asks for it here" }] : [])],
      fix: finishFix(userLineFix(run, nginx, context.policy), run, context),
    };
  },
};

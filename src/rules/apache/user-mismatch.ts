import { wantedApacheUserFix } from "../../edits/apache.ts";
import type { Problem } from "../../finding.ts";
import { quotedUser, userLabel } from "../../model/accounts.ts";
import type { Apache, ContainerUser } from "../../model/model.ts";
import type { Run } from "../../model/runs/types.ts";
import type { Context, Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// What Apache's user is held against: docs/rules/apache/user-mismatch.md.
export const userMismatch: Rule = {
  id: "apache/user-mismatch",
  summary: "Apache serves as the user that the image's environment and the policy name",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    const { options } = context;
    // Root is apache/user-missing's, and a group's.
    if (!apache.workers.known || apache.workers.value.root) return;
    const { value: user, at, because } = apache.workers;
    yield* againstEnvironment(run, apache, context);
    const wanted = options.user;
    if (typeof wanted !== "string" || isUser(run, user, wanted)) return;
    yield {
      key: `user ${userLabel(user)}`,
      at,
      message: `Apache serves as ${quotedUser(user)}, but the policy asks for "${wanted}"`,
      help: `name "${wanted}" in Apache's User line, or in USER in the Dockerfile`,
      related: because,
      fix: finishFix(wantedApacheUserFix(run, apache, { at, wanted }), run, context),
    };
  },
};

/** `envvars` is read after ENV and overrides it; so does a User line that names somebody. */
function* againstEnvironment(run: Run, apache: Apache, context: Context): Generator<Problem> {
  const { workers, master } = apache;
  if (run.service !== undefined || !workers.known || !master.known || !master.value.root) return;
  const variable = run.image.environment.find(({ name, own }) => own && name === "APACHE_RUN_USER");
  if (!variable?.value || isUser(run, workers.value, variable.value)) return;
  const serves = quotedUser(workers.value);
  yield {
    key: `APACHE_RUN_USER ${variable.value}`,
    at: variable.at,
    message: `APACHE_RUN_USER is "${variable.value}", but Apache serves as ${serves}`,
    help: `set ${variable.value} in the User line or in envvars, which overrides ENV, or delete the variable`,
    related: [{ at: workers.at, note: `Apache gets ${serves} here` }],
    fix: finishFix(
      wantedApacheUserFix(run, apache, { at: workers.at, wanted: variable.value }),
      run,
      context,
    ),
  };
}

function isUser({ image }: Run, user: ContainerUser, wanted: string): boolean {
  if (user.name === wanted) return true;
  const number = wanted.replace(/^#/, "");
  const account = image.accounts.users.find(({ name }) => name === wanted);
  const uid = account?.uid ?? (/^\d+$/.test(number) ? Number(number) : undefined);
  // Of a name that the image does not have, and of an account without a number, nothing can be told by number.
  return uid === undefined ? user.name === undefined : user.uid === undefined || user.uid === uid;
}

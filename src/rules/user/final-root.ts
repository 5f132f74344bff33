import { endAsUser, removeInstruction, uselessUser } from "../../edits/instructions.ts";
import { baseUser, earlierUser, mayRunAsAnother, onlyMadeUser } from "../../edits/users.ts";
import type { Fix, Problem } from "../../finding.ts";
import type { Run } from "../../model/runs/types.ts";
import { keepsRoot, setIdRoot, startsNothing } from "../../model/users/root.ts";
import type { Context, Rule } from "../../rule.ts";

// Why a server that forks its workers passes, and when it does not: docs/rules/user/final-root.md.
export const finalRoot: Rule = {
  id: "user/final-root",
  summary: "The Dockerfile does not end as root",
  severity: "error",
  scope: "run",

  *check(run, context) {
    const { policy, fleet } = context;
    const { containerUser: user } = run;
    yield* bySetId(run, context);
    if (!run.userIsSet || !user.known || !user.value.root) return;
    if (startsNothing(run) && fleet.links.isBase(run.image)) return;
    const keeper = keepsRoot(run, policy);
    if (keeper?.sure !== true) return;
    yield {
      key: "user root",
      at: user.at,
      message: `the last USER is root, and ${keeper.program} ${keeper.how}`,
      help: "name a non-root user in the last USER line, or remove the line if an earlier one names one",
      related: [{ at: keeper.at, note: `${keeper.program} is started here` }],
      fix: fixOf(run, context),
    };
  },
};

/** The user that the Dockerfile ends with is not the one that counts where the program's file says root. */
function* bySetId(run: Run, { policy }: Context): Generator<Problem> {
  const found = setIdRoot(run, policy);
  if (found === undefined || !run.containerUser.known) return;
  const { program, at, startedAt } = found;
  const { name, uid } = run.containerUser.value;
  yield {
    key: `set-id ${program}`,
    at,
    message: `${program} runs as root: its set-user-id bit overrides the user "${name ?? uid}"`,
    help: `remove the bit: chmod u-s on the file of ${program}`,
    related: [
      { at: run.containerUser.at, note: "the user is set here" },
      { at: startedAt, note: `${program} is started here` },
    ],
  };
}

/** Who was the user before it became root, or is there to be it; what it cannot do shows only when it runs. */
function fixOf(run: Run, { policy }: Context): Fix | undefined {
  const { image, containerUser } = run;
  if (containerUser.at.file.path !== image.file.path || !mayRunAsAnother(run, policy)) return undefined;
  const line = uselessUser(image);
  if (line !== undefined) {
    const title = `remove "USER ${line.words[0]?.raw}"`;
    return { title, safe: false, edits: [removeInstruction(image.dockerfile, line)] };
  }
  const name = earlierUser(image) ?? onlyMadeUser(image)?.name ?? baseUser(image);
  const edit = name === undefined ? undefined : endAsUser(image, name);
  return edit && { title: `run as ${name}`, safe: false, edits: [edit] };
}

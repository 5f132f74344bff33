import type { Problem } from "../../finding.ts";
import { closedScript, unrunnableScripts } from "../../model/layout/scripts.ts";
import type { Fleet, ImageFolder } from "../../model/model.ts";
import { runsIn } from "../../model/runs/by-folder.ts";
import type { Rule } from "../../rule.ts";

export const fileMode: Rule = {
  id: "layout/file-mode",
  summary: "A script that is run by its path is executable, also for who runs it",
  severity: "error",
  scope: "folder",

  *check(folder, { fleet }) {
    yield* closedToUser(folder, fleet);
    for (const image of folder.images) {
      for (const { at, container, source, copiedAt } of unrunnableScripts(image)) {
        yield {
          key: `mode ${container}`,
          at,
          message: `${container} is run by its path, but ${source} is not executable`,
          help: `run git update-index --chmod=+x ${source}, or copy it with --chmod=755`,
          related: [{ at: copiedAt, note: "it is copied here with the mode that git has" }],
          fix: {
            title: `make ${source} executable`,
            safe: true,
            edits: [{ chmod: source, executable: true }],
          },
        };
      }
    }
  },
};

/** What somebody may run, and the container user may not: the container does not start. */
function* closedToUser(folder: ImageFolder, { runs }: Fleet): Generator<Problem> {
  for (const run of runsIn(folder, runs)) {
    // A service may start something else.
    const isOwn = run.service === undefined && folder.images.includes(run.image);
    const script = isOwn ? closedScript(run) : undefined;
    if (script === undefined) continue;
    const { at, container, user, why, related } = script;
    yield {
      key: `closed ${container} ${user}`,
      at,
      message: `${user} cannot run ${container}: ${why}`,
      help: `let every user run it, as chmod 755 does, or give it to this user with --chown`,
      related,
    };
  }
}

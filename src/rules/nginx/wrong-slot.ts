import { copyTargetFix } from "../../edits/copies.ts";
import { SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// A file's kind is known by what is in it, not by its name: docs/rules/nginx/wrong-slot.md.
export const wrongSlot: Rule = {
  id: "nginx/wrong-slot",
  summary: "Every configuration file is loaded where its kind belongs",
  severity: "error",
  scope: "server",

  *check(server, run, context) {
    for (const unloaded of server.unloaded) {
      const { why, source, container, at, what, slot, wanted, related } = unloaded;
      if (why !== "wrong-slot") continue;
      yield {
        key: container.path,
        at,
        message: `${source} ${what}, but ${SERVER_NAMES[server.kind]} loads ${container.path}${slot ?? ""}`,
        help: `move it to ${wanted}; ${SERVER_NAMES[server.kind]} will not start with it here`,
        related,
        fix: finishFix(copyTargetFix(run, server, unloaded), run, context),
      };
    }
  },
};

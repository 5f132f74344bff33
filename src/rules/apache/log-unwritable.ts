import { apacheUnwritable } from "../../model/apache-start/unwritable.ts";
import { isStream } from "../../model/permissions/writability.ts";
import type { Rule } from "../../rule.ts";

// Which logs Apache opens before it serves: docs/rules/apache/log-unwritable.md.
export const logUnwritable: Rule = {
  id: "apache/log-unwritable",
  summary: "The user that Apache is started as can open its logs",
  severity: "error",
  scope: "apache",

  *check({ streams, master }, run, around) {
    // Only root and the user that the container is started as can open its output.
    const isForeign = streams?.known === true && master.known && streams.value.root && !master.value.root;
    for (const one of apacheUnwritable(run, around)) {
      const { kind, path, at, who, owner, why, blocked, missing, isFolder, others, related } = one;
      if (kind !== "log") continue;
      const more = others === 0 ? "" : ` and ${others} more`;
      const output = /^errorlog$/i.test(one.directive) ? "/dev/stderr" : "/dev/stdout";
      yield {
        key: `log ${path}`,
        at,
        message: `${who} cannot open log ${path}${more}, so Apache will not start: ${why}`,
        help: isStream(blocked)
          ? "log to a file that the user can write, or start Apache as root with a User line"
          : `${isForeign ? "" : `log to ${output}, or `}${isFolder ? "name a file in it" : `add RUN ${missing ? `mkdir -p ${blocked}` : `chown -R ${owner} ${blocked}`}`}`,
        related,
      };
    }
  },
};

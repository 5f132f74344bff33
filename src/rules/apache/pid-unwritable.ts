import { apacheUnwritable } from "../../model/apache-start/unwritable.ts";
import type { Rule } from "../../rule.ts";

// Where each build of Apache writes its pid, and who may: docs/rules/apache/pid-unwritable.md.
export const pidUnwritable: Rule = {
  id: "apache/pid-unwritable",
  summary: "The user that Apache is started as can write its pid file",
  severity: "error",
  scope: "apache",

  *check(_, run, around) {
    for (const one of apacheUnwritable(run, around)) {
      const { kind, path, at, who, owner, why, blocked, missing, isFolder, related } = one;
      if (kind === "log") continue;
      if (kind === "temp") {
        yield {
          key: `folder ${path}`,
          at,
          message: `${who} cannot create ${path}, so apachectl will not start Apache: ${why}`,
          help: `add RUN mkdir -p ${path} && chown -R ${owner} ${path}, or start apache2 itself`,
          related,
        };
        continue;
      }
      yield {
        key: `pid ${path}`,
        at,
        message: `${who} cannot write pid file ${path}, so Apache will not start: ${why}`,
        help: isFolder
          ? "name a file in it"
          : missing
            ? `add RUN mkdir -p ${blocked}, or name a file in a folder that exists`
            : `set a file that the user can write, such as "PidFile /tmp/httpd.pid", or add RUN chown ${owner} to its folder`,
        related,
      };
    }
  },
};

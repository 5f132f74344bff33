import { closedSockets } from "../../model/fpm/sockets.ts";
import { isStarted } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";

// Whom php-fpm gives its sockets to: docs/rules/process/php-fpm-socket.md.
export const phpFpmSocket: Rule = {
  id: "process/php-fpm-socket",
  summary: "nginx's workers can open the socket of php-fpm",
  severity: "error",
  scope: "run",

  *check(run) {
    const { nginx } = run;
    if (!isStarted(nginx)) return;
    for (const fpm of run.fpm) {
      for (const { pool, path, at, who, owner, why, related } of closedSockets(fpm, nginx, run.image.files)) {
        yield {
          key: `socket ${path}`,
          at,
          message: `${who} cannot open ${path} of pool "${pool}", so nginx answers 502: ${why}`,
          help: `set "listen.owner = ${owner}" and "listen.mode = 0660" in the pool`,
          related,
        };
      }
    }
  },
};

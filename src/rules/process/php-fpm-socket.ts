import { closedSockets, passesOf } from "../../model/fpm/sockets.ts";
import { unheardPasses } from "../../model/fpm/unheard.ts";
import { isStarted, SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";

// mod_proxy_fcgi says that the service is unavailable.
const ANSWERS = { nginx: 502, apache: 503 } as const;

// Where php-fpm listens, and whom it gives its sockets to: docs/rules/process/php-fpm-socket.md.
export const phpFpmSocket: Rule = {
  id: "process/php-fpm-socket",
  summary: "nginx and Apache reach the php-fpm that they pass requests to",
  severity: "error",
  scope: "run",

  *check(run) {
    const programs = run.processes.list.map(({ program }) => program);
    for (const server of [run.nginx, run.apache]) {
      if (server === undefined || !isStarted(server)) continue;
      const answers = `${SERVER_NAMES[server.kind]} answers ${ANSWERS[server.kind]}`;
      for (const fpm of run.fpm) {
        for (const closed of closedSockets(fpm, server, run.image.files)) {
          const { pool, path, at, who, owner, why, related } = closed;
          yield {
            key: `socket ${path}`,
            at,
            message: `${who} cannot open ${path} of pool "${pool}", so ${answers}: ${why}`,
            help: `set "listen.owner = ${owner}" and "listen.mode = 0660" in the pool`,
            related,
          };
        }
      }
      if (run.processes.others !== undefined) continue;
      for (const { at, text, listens } of unheardPasses(passesOf(server), run.fpm, programs)) {
        const where = listens.length === 0 ? "has no pool" : `listens on ${listens.join(" and ")}`;
        yield {
          key: `unheard ${text}`,
          at,
          message: `nothing listens on ${text}, so ${answers}: php-fpm ${where}`,
          help:
            listens[0] === undefined
              ? "add a pool"
              : `pass the requests to ${listens[0]}, or change "listen" of the pool`,
          related: run.fpm.map((fpm) => ({ at: fpm.at, note: "php-fpm is started here" })),
        };
      }
    }
  },
};

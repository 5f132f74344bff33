import { isPrepared } from "../../model/nginx-start/unwritable.ts";
import { supervisorUnwritable } from "../../model/supervisor-start/unwritable.ts";
import type { Rule } from "../../rule.ts";

// What supervisord stops at before it starts anything: docs/rules/process/supervisor-syntax.md.
export const supervisorSyntax: Rule = {
  id: "process/supervisor-syntax",
  summary: "supervisord starts with its configuration, and can start each program",
  severity: "error",
  scope: "run",

  *check(run, around) {
    for (const { at: startedAt, problems } of run.supervisors) {
      for (const { key, at, message, stops, about, folder } of problems) {
        // user/undefined speaks of names that the image does not have.
        if (about !== undefined) continue;
        if (folder !== undefined && isPrepared(run, around, { blocked: folder, path: folder })) continue;
        const isWhole = stops === "supervisord";
        yield {
          key,
          at,
          message: isWhole ? `${message}: supervisord will not start` : message,
          help:
            folder !== undefined
              ? `add RUN mkdir -p ${folder}`
              : isWhole
                ? "supervisord ends at this error, before it starts any program: fix it"
                : "fix the line, or leave out the user and set USER in the Dockerfile",
          related: [{ at: startedAt, note: "supervisord is started here" }],
        };
      }
    }
    for (const { supervisor, what, path, at, program, who, why } of supervisorUnwritable(run, around)) {
      yield {
        key: `${what} ${path}`,
        at,
        message: `${who} cannot open ${what} ${path}, so supervisord will not start${program === undefined ? "" : ` "${program.program}"`}: ${why}`,
        help:
          program !== undefined
            ? "log to /dev/stdout with stdout_logfile_maxbytes=0, or name a file that the user can write"
            : what === "log"
              ? "add logfile=/dev/null and logfile_maxbytes=0 below [supervisord], or name a file that the user can write"
              : "name a path in a folder that the user can write, such as file=/tmp/supervisor.sock",
        related: [{ at: supervisor.at, note: "supervisord is started here" }],
      };
    }
  },
};

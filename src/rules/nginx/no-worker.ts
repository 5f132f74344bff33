import { workerCount } from "../../model/nginx/users.ts";
import type { Rule } from "../../rule.ts";

// nginx takes it, binds its ports, and nobody answers: docs/rules/nginx/no-worker.md.
export const noWorker: Rule = {
  id: "nginx/no-worker",
  summary: "nginx starts at least one worker",
  severity: "error",
  scope: "nginx",

  *check(nginx) {
    const count = workerCount(nginx);
    if (count?.value !== 0 || !nginx.masterProcess) return;
    yield {
      key: "worker_processes 0",
      at: count.at,
      message: '"worker_processes 0" starts no worker: ports are bound, but nobody answers',
      help: 'write "worker_processes auto;"',
      related: count.because,
      fix: undefined,
    };
  },
};

import { expect, test } from "vitest";
import { noWorker } from "../../../src/rules/nginx/no-worker.ts";
import { checkRule } from "../check-rule.ts";

const FOLDER = "deployment/images/web";
const MESSAGE = '"worker_processes 0" starts no worker: ports are bound, but nobody answers';

const TUNE = "ENV NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE=1\n";

const cases: readonly (readonly [about: string, cmd: string, conf: string, expected: readonly string[]])[] = [
  [
    "zero in another spelling",
    "",
    "worker_processes 00;\nevents {}",
    [`${FOLDER}/nginx.conf:1:18-20 ${MESSAGE}`],
  ],
  ["one process that serves by itself", "", "worker_processes 0;\nmaster_process off;\nevents {}", []],
  ["what is no number", "", "worker_processes none;\nevents {}", []],
  ["in another block", "", "events { worker_processes 0; }", []],
  ["a number that the entrypoint replaces", TUNE, "worker_processes 0;\nevents {}", []],
  [
    "a line that the entrypoint does not see",
    TUNE,
    "events {} worker_processes 0;",
    [`${FOLDER}/nginx.conf:1:28-29 ${MESSAGE}`],
  ],
  [
    "a main file that the entrypoint cannot change",
    `${TUNE}USER nginx\n`,
    "worker_processes 0;\nevents {}",
    [`${FOLDER}/nginx.conf:1:18-19 ${MESSAGE}`],
  ],
  [
    "the parameter of -g",
    'CMD ["nginx", "-g", "daemon off; worker_processes 0;"]\n',
    "events {}",
    [`${FOLDER}/Dockerfile:3:1-55 ${MESSAGE}`],
  ],
];

test.each(cases)("%s", (_about, cmd, conf, expected) => {
  const files = {
    [`${FOLDER}/Dockerfile`]: `FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n${cmd}`,
    [`${FOLDER}/nginx.conf`]: conf,
  };
  expect(checkRule(noWorker, files)).toEqual(expected);
});

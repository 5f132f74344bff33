import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

test.each<[string, string, string]>([
  ["rabbitmq:3.13", "docker-entrypoint.sh rabbitmq-server", "rabbitmq"],
  ["redis:7", "exec docker-entrypoint.sh redis-server /etc/redis.conf", "redis"],
  ["redis:7", "exec redis-server /etc/redis.conf", "root"],
  ["redis:7", "exec docker-entrypoint.sh sh -c 'sleep 9'", "root"],
])("the entrypoint of %s may give root up where a script calls it: %s", (base, line, user) => {
  const { policy } = loadPolicy(undefined, []);
  const workspace = memoryWorkspace({
    "deployment/images/web/Dockerfile": `FROM ${base}\nCOPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\n`,
    "deployment/images/web/start.sh": `#!/bin/sh\n${line}\n`,
  });
  const { runs } = readFleet({ workspace, policy });
  const list = runs.flatMap(({ processes }) => processes.list);
  expect(list.map((one) => (one.user.known ? one.user.value.name : "?"))).toEqual([user]);
});

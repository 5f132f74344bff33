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

test.each<[base: string, lines: string, started: readonly string[]]>([
  ["redis:7", 'CMD ["--save", "60", "1"]', ["redis-server as redis"]],
  ["postgres:16", 'CMD ["-c", "fsync=off"]', ["postgres as postgres"]],
  ["mysql:8.4", 'CMD ["--skip-name-resolve"]', ["mysqld as mysql"]],
  ["traefik:v3.5", 'CMD ["--api", "--ping"]', ["traefik as root"]],
  ["dunglas/frankenphp", "LABEL a=b", ["frankenphp as root"]],
  ["redis:7", 'CMD ["sh", "-c", "sleep 9"]', ["sleep as root"]],
  ["redis:7", 'ENTRYPOINT ["start-it"]\nCMD ["--save", "60"]', ["start-it as root"]],
  ["redis:7", 'COPY docker-entrypoint.sh /usr/local/bin/\nCMD ["--save", "60"]', ["sleep as root"]],
])("the entrypoint of %s puts its program before options: %s", (base, lines, started) => {
  const { policy } = loadPolicy(undefined, []);
  const workspace = memoryWorkspace({
    "deployment/images/web/Dockerfile": `FROM ${base}\n${lines}\n`,
    "deployment/images/web/docker-entrypoint.sh": "#!/bin/sh\nexec sleep 9\n",
  });
  const { runs } = readFleet({ workspace, policy });
  const list = runs.flatMap(({ processes }) => processes.list);
  const said = list.map(
    ({ program, user }) => `${program.split("/").at(-1)} as ${user.known ? user.value.name : "?"}`,
  );
  expect(said).toEqual(started);
});

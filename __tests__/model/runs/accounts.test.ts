import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const WEB = "deployment/images/web";

function othersAtStart(script: string, made = "RUN useradd -u 5000 web"): string | undefined {
  const lines = ["FROM debian:12", made, "COPY --chmod=755 start.sh /", `CMD ["/start.sh"]`];
  const workspace = memoryWorkspace({
    [`${WEB}/Dockerfile`]: lines.join("\n"),
    [`${WEB}/start.sh`]: `#!/bin/sh\n${script}\nexec sleep 1\n`,
  });
  const [run] = readFleet({ workspace, policy: defaultPolicy }).runs;
  return run?.accounts.others?.why;
}

// Users that a start script makes cannot be told, and those are none that the image has already.
test.each<[string, string | undefined]>([
  ["id web || useradd web", undefined],
  ["if ! getent passwd 5000; then adduser -u 5000 web; fi", undefined],
  ["userdel web; id web || useradd web", "users are created when the container starts, by useradd"],
  ["id app || useradd app", "users are created when the container starts, by useradd"],
  ["/usr/sbin/usermod -u $UID web", "users are created when the container starts, by usermod"],
  ["echo useradd app", undefined],
  ["echo app:x:1:1:::/bin/sh >> /etc/passwd", "users are created when the container starts, by /etc/passwd"],
])("%s", (script, others) => {
  expect(othersAtStart(script)).toBe(others);
});

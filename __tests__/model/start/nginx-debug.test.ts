import { describe, expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { stale } from "../../../src/rules/docs/stale.ts";
import { userRoot } from "../../../src/rules/nginx/user-root.ts";
import { conflict } from "../../../src/rules/ports/conflict.ts";
import { publishedMismatch } from "../../../src/rules/ports/published-mismatch.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { checkRule } from "../../rules/check-rule.ts";
import { summary } from "../image-facts.ts";

const WEB = "deployment/images/web";
const serves = "nginx starts, workers nginx:101, listens 0.0.0.0:80 :::80";
const official = ["user root:0", serves];

// nginx.org's packages bring nginx-debug beside nginx: the same program with another log level.
describe("what the image does", () => {
  test.each<[string, string, readonly string[]]>([
    ["exec form", 'CMD ["nginx-debug", "-g", "daemon off;"]', official],
    [
      "by its path",
      'CMD ["/usr/sbin/nginx-debug", "-g", "daemon off;"]',
      ["user root:0", "nginx starts, workers nginx:101, listens 0.0.0.0:80"],
    ],
    [
      "a check before it",
      `CMD ["sh", "-c", "nginx-debug -t && exec nginx -g 'daemon off;'"]`,
      ["user root:0", "nginx starts, workers nginx:101, listens 0.0.0.0:80"],
    ],
    [
      "two letters in one word",
      `CMD ["sh", "-c", "nginx -tq && exec nginx -g 'daemon off;'"]`,
      ["user root:0", "nginx starts, workers nginx:101, listens 0.0.0.0:80"],
    ],
    [
      "into the background",
      'CMD ["nginx-debug"]',
      ["user root:0", "nginx does not start, workers nginx:101, listens 0.0.0.0:80 :::80"],
    ],
    [
      "only a check",
      'CMD ["nginx-debug", "-t"]',
      ["user root:0", "nginx does not start, workers nginx:101, listens 0.0.0.0:80 :::80"],
    ],
    ["a check while it is built", "RUN nginx-debug -t -c /etc/nginx/nginx.conf", official],
  ])("%s", (_, line, expected) => {
    expect(summary(`FROM nginx:1.27\n${line}\n`)).toEqual(expected);
  });

  test("a fork of nginx reads a configuration of its own", () => {
    const dockerfile =
      'FROM debian:12-slim\nRUN apt-get install -y nginx angie\nCMD ["angie", "-g", "daemon off;"]\n';
    const workspace = memoryWorkspace({ [`${WEB}/Dockerfile`]: dockerfile });
    const [image] = readFleet({ workspace, policy: defaultPolicy }).images;
    expect(image?.unknowns.map(({ fact, reason }) => `${fact}: ${reason.why}`)).toContain(
      "nginx: angie is started here, but how it is installed is unknown",
    );
  });
});

describe("what rules say", () => {
  const tree = (dockerfile: string, files: Readonly<Record<string, string>> = {}) => ({
    [`${WEB}/Dockerfile`]: `FROM nginx:1.27\n${dockerfile}`,
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`${WEB}/${path}`, text])),
  });

  test("nginx/user-root", () => {
    const files = { "n.conf": "user root;\nevents {}\n" };
    const dockerfile = 'COPY n.conf /etc/nginx/nginx.conf\nCMD ["nginx-debug", "-g", "daemon off;"]\n';
    expect(checkRule(userRoot, tree(dockerfile, files))).toEqual([
      `${WEB}/n.conf:1:6-10 nginx workers run as root because of "user root"`,
    ]);
  });

  test("docs/stale", () => {
    const readme = "# web\n\n| Port | Use |\n|---|---|\n| 8081 | x |\n";
    expect(
      checkRule(stale, tree('CMD ["nginx-debug", "-g", "daemon off;"]\n', { "README.md": readme })),
    ).toEqual([`${WEB}/README.md:5:3-7 nothing in the image listens on port 8081 or exposes it`]);
  });

  test("ports/published-mismatch", () => {
    const compose = "services:\n  web:\n    build: deployment/images/web\n    ports: ['80:8081']\n";
    const files = { ...tree('CMD ["nginx-debug", "-g", "daemon off;"]\n'), "compose.yml": compose };
    expect(checkRule(publishedMismatch, files)).toHaveLength(1);
  });

  test("ports/conflict", () => {
    const start = "#!/bin/sh\napachectl start\nexec nginx-debug -g 'daemon off;'\n";
    const dockerfile =
      'FROM debian:12-slim\nRUN apt-get install -y nginx apache2\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n';
    const files = { [`${WEB}/Dockerfile`]: dockerfile, [`${WEB}/start.sh`]: start };
    expect(checkRule(conflict, files).map((text) => text.replace(/^\S+ /, ""))).toHaveLength(1);
  });
});

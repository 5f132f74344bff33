/** Inputs that grow, go round in circles or go deep end, and are read; sizes are small, and the kinds are the point. */
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { describe as describeFleet } from "../../src/engine/describe.ts";
import type { Finding } from "../../src/finding.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { rules } from "../../src/rules/index.ts";
import { rangeOf } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

type Files = Readonly<Record<string, string>>;

function read(files: Files, steps?: number) {
  const fleet = readFleet({
    workspace: memoryWorkspace(files),
    policy: defaultPolicy,
    ...(steps !== undefined && { stepsFor: () => steps }),
  });
  return { findings: check({ fleet, policy: defaultPolicy, rules }), images: describeFleet(fleet) };
}

function unreadable(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule }) => rule === "fact/unreadable")
    .map(({ at, message }) => `${rangeOf(at).start.line} ${message}`);
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

const WEB = "deployment/images/web";

function dockerfile(text: string, files: Files = {}): Files {
  return { [`${WEB}/Dockerfile`]: text, ...files };
}

function nginx(text: string, more = ""): Files {
  const main = `FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n${more}`;
  return dockerfile(main, { [`${WEB}/nginx.conf`]: text });
}

function started(script: string): Files {
  const main = `FROM debian:12\nCOPY --chmod=755 start.sh /start.sh\nCMD ["/start.sh"]\n`;
  return dockerfile(main, { [`${WEB}/start.sh`]: `#!/bin/sh\n${script}` });
}

describe("a stage that copies in a circle is read", () => {
  test.each([
    ["from itself", "FROM nginx:1.27 AS a\nRUN chmod 777 /srv\nCOPY --from=a /srv /srv\n"],
    ["from itself by number", "FROM nginx:1.27\nRUN chmod 777 /srv\nCOPY --from=0 /srv /srv\n"],
    [
      "from one below",
      "FROM nginx:1.27 AS a\nCOPY --from=b /x /y\nFROM nginx:1.27 AS b\nRUN chmod 777 /srv\nCOPY --from=a /x /y\n",
    ],
    ["FROM itself", "FROM a AS a\nRUN chmod 777 /srv\n"],
  ])("%s", (_, text) => {
    const { images, findings } = read(dockerfile(text));
    expect(images).toHaveLength(1);
    expect(findings.map(({ rule }) => rule)).toContain("files/world-writable");
  });
});

test("what stages open is told once each, however often they copy from each other", () => {
  const copies = lines(
    20,
    (i) => `FROM debian:12 AS s${i + 1}\nCOPY --from=s${i} /srv /srv\nCOPY --from=s${i} /srv /b`,
  );
  const { findings } = read(dockerfile(`FROM debian:12 AS s0\nRUN chmod -R 777 /srv/x\n${copies}`));
  expect(findings.filter(({ rule }) => rule === "files/world-writable")).toHaveLength(1);
});

describe("a long row has no depth", () => {
  test("of stages", () => {
    const stages = lines(3_000, (i) => `FROM s${i} AS s${i + 1}`);
    const { images } = read(dockerfile(`FROM nginx:1.27 AS s0\nUSER www-data\n${stages}`));
    expect(images[0]?.containerUser).toMatchObject({ name: "www-data" });
  });

  test("of stages that copy from each other", () => {
    const stages = lines(600, (i) => `FROM scratch AS s${i + 1}\nCOPY --from=s${i} /x /x`);
    expect(read(dockerfile(`FROM nginx:1.27 AS s0\nRUN touch /x\n${stages}`)).images).toHaveLength(1);
  });

  test("of stages that mount each other", () => {
    const stages = lines(
      600,
      (i) => `FROM scratch AS s${i + 1}\nRUN --mount=type=bind,from=s${i},target=/m true`,
    );
    expect(read(dockerfile(`FROM nginx:1.27 AS s0\nRUN touch /x\n${stages}`)).images).toHaveLength(1);
  });
});

describe("a value that grows by itself ends", () => {
  test.each<readonly [string, Files]>([
    ["ENV", dockerfile(`FROM nginx:1.27\nENV A=aaaaaaaa\n${lines(60, () => "ENV A=$A$A")}USER $A\n`)],
    ["ARG", dockerfile(`FROM nginx:1.27\nARG A=aaaaaaaa\n${lines(60, () => "ARG A=$A$A")}USER $A\n`)],
    ["an ARG before FROM", dockerfile(`ARG A=aaaaaaaa\n${lines(60, () => "ARG A=$A$A")}FROM $A\n`)],
    [
      "a RUN line",
      dockerfile(`FROM nginx:1.27\nRUN A=aa; ${"A=$A$A; ".repeat(60)}echo $A > /etc/x; chown $A /x\n`),
    ],
    ["a start script", started(`A=aa\n${lines(60, () => 'A="$A$A"')}exec "$A"\n`)],
    [
      "Apache's Define",
      dockerfile("FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/httpd.conf\n", {
        [`${WEB}/httpd.conf`]: `Define A aa\n${lines(60, () => "Define A ${A}${A}")}User \${A}\nListen 8080\n`,
      }),
    ],
  ])("%s", (_, files) => {
    expect(read(files).images).toHaveLength(1);
  });
});

describe("commands that call each other many times over are given up, and that is said", () => {
  test("functions of a RUN line", () => {
    const text = `FROM nginx:1.27\nRUN f() { ${"f; ".repeat(40)}touch /x; }; f\nUSER web\n`;
    const { findings, images } = read(dockerfile(text), 100_000);
    expect(JSON.stringify(images)).toContain("gave up reading this RUN");
    expect(unreadable(findings)).toEqual([
      "2 Keelcheck gave up reading this RUN: it takes more than 100000 steps",
    ]);
  });

  test("functions of a start script", () => {
    const { findings, images } = read(started(`f() { ${"f; ".repeat(20)}true; }\nf\nexec nginx\n`), 100_000);
    expect(JSON.stringify(images)).toContain("gave up following what this starts");
    expect(unreadable(findings)).toEqual([
      "1 Keelcheck gave up following what this starts: it takes more than 100000 steps",
    ]);
  });
});

describe("conditions in each other keep open what is in them, however many there are", () => {
  const nested = (depth: number, inner: string) =>
    dockerfile(
      `FROM debian:12\nRUN ${lines(depth, (i) => `if [ "$A${i}" = x ]; then`).replaceAll("\n", " ")} ${inner};${" fi;".repeat(depth)} true\nUSER web\n`,
    );
  const told = (depth: number, inner: string) => {
    const { images, findings } = read(nested(depth, inner));
    return {
      user: images[0]?.containerUser,
      found: findings.map(({ rule, message }) => [rule, message]),
    };
  };

  test.each([
    "useradd web",
    "for u in web; do useradd $u; done",
    "for u in a web; do if [ $u = web ]; then useradd $u; fi; done",
  ])("%s", (inner) => {
    const [first, ...others] = [3, 48, 49, 50, 51, 52, 53, 120].map((depth) => told(depth, inner));
    for (const other of others) expect(other).toEqual(first);
  });
});

test("what goes through a pipe is followed, and through a very long one it is not known", () => {
  const config = (pipes: number) =>
    dockerfile(
      `FROM nginx:1.27\nRUN printf 'events {}\\nhttp { server { listen 8080; } }\\n'${" | cat".repeat(pipes)} > /etc/nginx/nginx.conf\n`,
    );
  const listens = (pipes: number) =>
    read(config(pipes)).images[0]?.servers[0]?.listeners.map(({ port }) => port);
  expect(listens(50)).toEqual([8080]);
  expect(listens(150)).toEqual([]);
  expect(JSON.stringify(read(config(150)).images)).toContain("what is written to it is unknown");
});

describe("many lines of a kind are read", () => {
  test.each<readonly [string, Files]>([
    [
      "RUN",
      dockerfile(
        `FROM nginx:1.27\n${lines(400, (i) => `RUN mkdir -p /d/${i} && chown nginx /d/${i} && chmod 755 /d/${i}`)}`,
      ),
    ],
    [
      "RUN with a mount",
      dockerfile(
        `FROM nginx:1.27\n${lines(400, (i) => `RUN --mount=type=cache,target=/c mkdir -p /d/${i}`)}`,
      ),
    ],
    ["ENV", dockerfile(`FROM nginx:1.27\n${lines(1_000, (i) => `ENV V${i}=$V${i - 1}x`)}`)],
    [
      "COPY",
      dockerfile(`FROM nginx:1.27\n${lines(500, (i) => `COPY a.txt /d/${i}`)}`, { [`${WEB}/a.txt`]: "x" }),
    ],
    ["useradd", dockerfile(`FROM nginx:1.27\n${lines(400, (i) => `RUN useradd u${i}`)}`)],
    [
      "user of nginx",
      nginx(`${lines(500, () => "user nginx;")}events {}\nhttp { server { listen 8080; } }\n`),
    ],
  ])("%s", (_, files) => {
    expect(read(files).images).toHaveLength(1);
  });

  test("ports: a range of all is one listener each, and one finding", () => {
    const files = nginx("events {}\nhttp { server { listen 1-5000; } }\n", "EXPOSE 80\nUSER nginx\n");
    const { images, findings } = read(files);
    expect(images[0]?.servers[0]?.listeners).toHaveLength(5_000);
    expect(findings.filter(({ rule }) => rule === "nginx/privileged-port")).toHaveLength(1);
  });
});

import { describe, expect, test } from "vitest";
import { imageFacts, summary } from "../image-facts.ts";

/** What the last image of a Dockerfile says: who it runs as, what it exposes, and its variables. */
function facts(lines: readonly string[]): Record<string, unknown> {
  const image = imageFacts({ Dockerfile: `${lines.join("\n")}\n` }).at(-1);
  if (image === undefined) throw new Error("no image");
  const { containerUser: user, exposes, environment } = image;
  return {
    user: user.known ? (user.name ?? user.uid) : "cannot tell",
    exposes,
    environment: Object.fromEntries(environment.map((variable) => [variable.name, variable.default])),
  };
}

describe("ARG behind ENV", () => {
  test.each<[string, string[], Record<string, unknown>]>([
    [
      "its default counts, and the image keeps the ENV",
      ["FROM debian:12", "ENV U=root", "ARG U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "a port",
      ["FROM debian:12", "ENV P=80", "ARG P=9090", "EXPOSE $P"],
      { exposes: [9090], environment: { P: "80" } },
    ],
    [
      "the value of an ARG before the first FROM",
      ["ARG U=www-data", "FROM debian:12", "ENV U=root", "ARG U", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "without a value it changes nothing",
      ["FROM debian:12", "ENV U=www-data", "ARG U", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
    [
      "an ENV behind it counts again",
      ["FROM debian:12", "ENV U=root", "ARG U=games", "ENV U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
    [
      "another ARG behind it, and still the ENV is kept",
      ["FROM debian:12", "ENV U=root", "ARG U=games", "ARG U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "in a stage that starts from it the ENV counts",
      ["FROM debian:12 AS a", "ENV U=www-data", "ARG U=root", "FROM a", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
  ])("%s", (_, lines, expected) => {
    expect(facts(lines)).toMatchObject(expected);
  });
});

// buildah 1.28.2, as run: whatever an ARG says, the ENV above it counts.
describe("with buildah", () => {
  const lines = ["FROM debian:12", "ENV U=www-data", "ARG U=root", "USER $U"];
  const dockerfile = `${lines.join("\n")}\n`;
  const user = (files: Parameters<typeof imageFacts>[0]) => {
    const found = imageFacts({ Dockerfile: dockerfile, ...files }).map(({ containerUser }) => containerUser);
    return found.map((one) => (one.known ? one.name : "cannot tell"));
  };
  const workflow = (...commands: readonly string[]) => ({
    "/.github/workflows/build.yml": `jobs:\n  build:\n    steps:\n${commands.map((run) => `      - run: ${run}\n`).join("")}`,
  });
  const web = "deployment/images/web";

  test.each<[string, Parameters<typeof imageFacts>[0], string]>([
    ["by the policy", { "/.github/keelcheck.yml": "builder: buildah\n" }, "www-data"],
    ["by a workflow", workflow(`buildah bud -t web ${web}`), "www-data"],
    ["by podman", workflow(`podman build -t web ${web}`), "www-data"],
    ["by a Makefile", { "/Makefile": `web:\n\tpodman build -t web ${web}\n` }, "www-data"],
    ["by docker as well", workflow(`podman build -t web ${web}`, `docker build -t web ${web}`), "root"],
    [
      "though the policy says docker",
      { ...workflow(`podman build -t web ${web}`), "/.github/keelcheck.yml": "builder: docker\n" },
      "root",
    ],
    ["by docker", workflow(`docker build -t web ${web}`), "root"],
  ])("%s", (_, files, expected) => {
    expect(user(files)).toEqual([expected]);
  });
});

describe("USER", () => {
  test.each<[string, string[], unknown]>([
    ["empty", ["FROM debian:12", "USER games", 'USER ""'], "root"],
    ["a group alone", ["FROM debian:12", "USER :101"], "root"],
    ["a number with a sign", ["FROM debian:12", "USER +0"], "root"],
    ["a number with zeros in front", ["FROM debian:12", "USER 0033:0"], "www-data"],
    ["a variable that nothing sets", ["FROM debian:12", "USER games", "USER $NOTHING"], "root"],
    ["a variable with an empty default", ["FROM debian:12", "USER games", "ARG U=", "USER $U"], "root"],
    ["a variable that a build may set", ["FROM debian:12", "ARG U", "USER $U"], "cannot tell"],
    ["a variable that the base may set", ["FROM acme/web:1", "USER $U"], "cannot tell"],
    ["nothing on scratch", ["FROM scratch", "USER 1000", "USER $U"], "root"],
  ])("%s", (_, lines, user) => {
    expect(facts(lines)).toMatchObject({ user });
  });
});

describe("ENV", () => {
  test.each<[string, string[], Record<string, string>]>([
    ["a name in quotes", ["FROM debian:12", "ENV \"A\"=1 'B'=2"], { A: "1", B: "2" }],
    ["a name by a variable", ["FROM debian:12", "ARG N=X", "ENV ${N}_Y=1"], { X_Y: "1" }],
    [
      "PATH of scratch",
      ["FROM scratch", "ENV PATH=/opt/bin:$PATH"],
      { PATH: "/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" },
    ],
  ])("%s", (_, lines, environment) => {
    expect(facts(lines)).toMatchObject({ environment });
  });
});

describe("ONBUILD of a stage", () => {
  const base = ["FROM debian:12 AS base", "ONBUILD ENV A=1", "ONBUILD EXPOSE 8080", "ONBUILD USER games"];
  test.each<[string, string[], Record<string, unknown>]>([
    ["nothing in the stage itself", base, { user: "root", exposes: [] }],
    ["before the lines of its heir", [...base, "FROM base"], { user: "games", exposes: [8080] }],
    [
      "an heir's own lines count behind it",
      [...base, "FROM base", "ENV A=2", "USER www-data"],
      { user: "www-data", environment: { A: "2" } },
    ],
    ["not in the heir of an heir", [...base, "FROM base AS b", "USER root", "FROM b"], { user: "root" }],
  ])("%s", (_, lines, expected) => {
    expect(facts(lines)).toMatchObject(expected);
  });

  test.each([
    ["ONBUILD CMD", "starts"],
    ["CMD", "does not start"],
  ])("whether an ENTRYPOINT behind it leaves the command of %s", (keyword, expected) => {
    const lines = [
      "FROM nginx:1.27 AS a",
      `${keyword} ["nginx", "-g", "daemon off;"]`,
      "FROM a",
      'ENTRYPOINT ["tini", "--"]',
    ];
    expect(summary(lines.join("\n")).join()).toContain(`nginx ${expected}`);
  });
});

describe("EXPOSE", () => {
  test.each<[words: string, exposes: number[]]>([
    ["8081:8081 9090", [8081, 9090]],
    ["127.0.0.1:8080:80", [80]],
    ["[::1]:8080:80/tcp", [80]],
    ["8081/ :80", [80, 8081]],
    ["+80", [80]],
    ["$SOME", [80, 8080]],
    ['"8080"', [8080]],
    ["9000-9002", [9000, 9001, 9002]],
    ["http", []],
  ])("%s", (words, exposes) => {
    expect(facts(["FROM debian:12", 'ENV SOME="80 8080"', `EXPOSE ${words}`])).toMatchObject({ exposes });
  });

  test("a long range is exposed to its end", () => {
    expect(facts(["FROM debian:12", "EXPOSE 30000-34000/udp"]).exposes).toHaveLength(4001);
  });
});

import { describe, expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import type { Image, Step } from "../../../src/model/model.ts";
import type { RanCommand } from "../../../src/model/shell/ran.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { sourceFile } from "../../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../../src/workspace/memory.ts";
import { placeOf } from "../../rules/check-rule.ts";

const WEB = "deployment/images/web";
type Files = Readonly<Record<string, MemoryFile>>;

function imageOf(lines: readonly string[], files: Files = {}, policy: Partial<Policy> = {}): Image {
  const rest = Object.entries(files).map(([path, file]) => [`${WEB}/${path}`, file]);
  const all = { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...Object.fromEntries(rest) };
  const fleet = readFleet({ workspace: memoryWorkspace(all), policy: { ...defaultPolicy, ...policy } });
  const image = fleet.images.find(({ name }) => name === "web");
  if (image === undefined) throw new Error("the tree of the test has no image");
  return image;
}

/** Each command of the final chain as it was read: `?` is what cannot be told, `(…)` what is not sure to run. */
function commandsOf({ final }: Image): string[] {
  return final.steps.flatMap((step) => step.commands.map(commandText));
}

function commandText({ program, args, folder, sure, mayFail }: RanCommand): string {
  const words = [program, ...args.map(({ value }) => value)].map((word) => word ?? "?").join(" ");
  const text = `${folder ?? "?"}$ ${words}${mayFail ? " || …" : ""}`;
  return sure ? text : `(${text})`;
}

function lastOf({ final }: Image): Step {
  const step = final.steps.at(-1);
  if (step === undefined) throw new Error("the Dockerfile of the test has no instruction");
  return step;
}

const recorded = {
  ref: "registry.corp/base:1",
  digests: [],
  platform: "linux/amd64",
  user: "1000",
  exposes: [],
  workdir: "/opt/app",
  volumes: [],
  environment: { SUFFIX: "-a" },
  entrypoint: [],
  cmd: [],
  at: { file: sourceFile(".github/keelcheck-bases.json", "") },
};

describe("the commands of RUN", () => {
  test.each<[string, string[], string[]]>([
    [
      "a folder of the base",
      ["FROM httpd:2.4", "RUN chmod 777 logs"],
      ["/usr/local/apache2$ chmod 777 logs"],
    ],
    [
      "WORKDIR with variables",
      ["FROM debian:12", "ENV A=/srv B=x", "WORKDIR $A/${B:-y}", "RUN ls"],
      ["/srv/x$ ls"],
    ],
    ["a relative WORKDIR", ["FROM debian:12", "WORKDIR /srv", "WORKDIR app", "RUN ls"], ["/srv/app$ ls"]],
    ["WORKDIR of another stage", ["FROM debian:12 AS a", "WORKDIR /srv", "FROM a", "RUN ls"], ["/srv$ ls"]],
    ["an unknown base", ["FROM example.com/a", "RUN chmod 777 x$Y"], ["?$ chmod 777 ?"]],
    ["WORKDIR that cannot be told", ["FROM debian:12", "ARG A", "WORKDIR $A", "RUN ls"], ["?$ ls"]],
    ["a variable that the shell sets", ["FROM debian:12", "RUN ls $HOME/x"], ["/$ ls ?"]],
    ["an ARG before FROM", ["ARG TAG=x", "FROM debian:12", "ARG TAG", "RUN ls $TAG"], ["/$ ls x"]],
    ["an ARG before FROM that is not taken up", ["ARG TAG=x", "FROM debian:12", "RUN ls a$TAG"], ["/$ ls a"]],
    ["a variable that a distribution does not set", ["FROM debian:12", "RUN ls /x${SUFFIX}"], ["/$ ls /x"]],
    ["a variable that a base may set", ["FROM caddy:2", "RUN ls /x${SUFFIX}"], ["/srv$ ls ?"]],
    ["a variable that no release of the base sets", ["FROM nginx:1.27", "RUN ls /x${SUFFIX}"], ["/$ ls /x"]],
    ["a variable that releases set otherwise", ["FROM nginx:1.27", "RUN ls /x${NJS_VERSION}"], ["/$ ls ?"]],
    [
      "an ARG without a value",
      ["FROM debian:12", "ARG X", "RUN ls a$X && ls ${X:-b}"],
      ["/$ ls ?", "/$ ls b"],
    ],
    ["an ARG again", ["FROM debian:12", "ARG X=a", "ARG X", "RUN ls $X"], ["/$ ls a"]],
    ["ARG behind ENV", ["FROM debian:12", "ENV X=e", "ARG X=a", "RUN ls $X"], ["/$ ls a"]],
    ["variables as they are at the line", ["FROM debian:12", "ENV X=a", "RUN ls $X", "ENV X=b"], ["/$ ls a"]],
    [
      "cd",
      ["FROM debian:12", "RUN cd /srv && ls; (cd x; ls); ls"],
      ["/$ cd /srv", "/srv$ ls", "/srv$ cd x", "/srv/x$ ls", "/srv$ ls"],
    ],
    ["cd ends with the RUN", ["FROM debian:12", "RUN cd /srv", "RUN ls"], ["/$ cd /srv", "/$ ls"]],
    ["sh -c", ["FROM debian:12", `RUN sh -c 'cd /x && ls'`], ["/$ cd /x", "/x$ ls"]],
    ["the exec form", ["FROM debian:12", `RUN ["ls", "$X", "a b"]`], ["/$ ls $X a b"]],
    ["sudo and env", ["FROM debian:12", "RUN sudo -E env A=b ls /x"], ["/$ ls /x"]],
    ["a loop's variable", ["FROM debian:12", "RUN for d in a b; do ls $d; done"], ["(/$ ls ?)"]],
    [
      "a variable that is set under a condition",
      ["FROM debian:12", "RUN D=/a; if test -f x; then D=/b; ls $D; fi; ls $D"],
      ["/$ test -f x || …", "(/$ ls /b)", "/$ ls ?"],
    ],
    [
      "a condition that does not hold",
      ["FROM debian:12", "ARG X=a", `RUN if [ "$X" = b ]; then ls /b; else ls /a; fi`],
      ["/$ [ a = b ] || …", "/$ ls /a"],
    ],
    [
      "a variable that is set under a condition that holds",
      ["FROM debian:12", "RUN D=/a; if [ x = x ]; then D=/b; fi; ls $D"],
      ["/$ [ x = x ] || …", "/$ ls /b"],
    ],
    [
      "a failure that is taken into account",
      ["FROM debian:12", "RUN { a && b; } || c; d"],
      ["/$ a || …", "(/$ b || …)", "(/$ c)", "/$ d"],
    ],
    [
      "a heredoc",
      ["FROM debian:12", "RUN <<EOF", "cd /srv", "ls $HOME_OF_NOBODY/x", "EOF"],
      ["/$ cd /srv", "/srv$ ls /x"],
    ],
    [
      "a heredoc that a shell reads",
      ["FROM debian:12", "RUN bash -e <<'EOF'", "cd /srv", "ls", "EOF"],
      ["/$ bash -e", "/$ cd /srv", "/srv$ ls"],
    ],
    [
      "a heredoc of another language",
      ["FROM debian:12", "RUN <<EOF", "#!/usr/bin/env python3", "import os", "EOF"],
      ["/$ ?"],
    ],
    ["a function", ["FROM debian:12", "RUN f() { ls $1; }; f /x"], ["/$ f /x", "/$ ls /x"]],
    [
      "SHELL of another language",
      ["FROM debian:12", `SHELL ["/usr/bin/python3", "-c"]`, "RUN print(1)"],
      ["/$ ?"],
    ],
    [
      "SHELL with options",
      ["FROM debian:12", `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`, "RUN ls"],
      ["/$ ls"],
    ],
    [
      "SHELL of the stage below",
      ["FROM debian:12 AS a", `SHELL ["pwsh", "-c"]`, "FROM a", "RUN ls"],
      ["/$ ?"],
    ],
  ])("%s", (_, lines, commands) => {
    expect(commandsOf(imageOf(lines))).toEqual(commands);
  });

  test("a script of the repo, with places of its own", () => {
    const script = { text: "#!/bin/sh\ncd /srv\nmkdir data\n", executable: true } as const;
    const image = imageOf(["FROM debian:12", "COPY setup.sh /opt/", "RUN /opt/setup.sh"], {
      "setup.sh": script,
    });
    expect(commandsOf(image)).toEqual(["/$ /opt/setup.sh", "/$ cd /srv", "/srv$ mkdir data"]);
    const places = lastOf(image).commands.map(({ at, inner }) => `${placeOf(at)}${inner ? " inner" : ""}`);
    expect(places).toEqual([
      `${WEB}/Dockerfile:3:5-18`,
      `${WEB}/setup.sh:2:1-8 inner`,
      `${WEB}/setup.sh:3:1-11 inner`,
    ]);
  });

  test("the words of an exec form stand where they are written", () => {
    const { commands } = lastOf(imageOf(["FROM debian:12", `RUN ["chown", "it's", "/x"]`]));
    expect(commands.flatMap(({ args }) => args.map(({ at }) => placeOf(at)))).toEqual([
      `${WEB}/Dockerfile:2:15-21`,
      `${WEB}/Dockerfile:2:23-27`,
    ]);
  });
});

describe("what is in force", () => {
  test("a mirror's base is the one that it mirrors", () => {
    const policy = { registries: { "hub.corp": "docker.io" } };
    const image = imageOf(["FROM hub.corp/library/httpd:2.4", "RUN ls $HTTPD_PREFIX"], {}, policy);
    expect(commandsOf(image)).toEqual(["/usr/local/apache2$ ls /usr/local/apache2"]);
  });

  test("a recorded base has its folder, its variables and its user", () => {
    const image = imageOf(
      ["FROM registry.corp/base:1", "RUN ls x$SUFFIX"],
      {},
      { recordedBases: [recorded] },
    );
    expect(commandsOf(image)).toEqual(["/opt/app$ ls x-a"]);
    expect(lastOf(image).before.user?.spec).toBe("1000");
  });

  test("USER, SHELL and the files are those before the line", () => {
    const image = imageOf(["FROM debian:12", "USER a", "RUN touch /x", "USER b", "RUN rm /x"]);
    const { before, files } = lastOf(image);
    expect([before.user?.spec, before.shell]).toEqual(["b", ["/bin/sh", "-c"]]);
    expect([files().lookup("/x"), image.files.lookup("/x")]).toEqual([
      expect.objectContaining({ path: "/x", kind: "file" }),
      undefined,
    ]);
  });
});

describe("--mount", () => {
  test.each<[string, string]>([
    ["target", "--mount=type=cache,target=/srv"],
    ["dst", "--mount=type=tmpfs,dst=/srv"],
    ["in any case and order", "--mount=Target=/srv,type=bind,rw"],
    ["quoted", `--mount="type=cache","target=/srv"`],
    ["a variable", "--mount=type=cache,target=$S"],
    ["behind another", "--mount=type=ssh --mount=type=cache,destination=/srv"],
  ])("%s", (_, flags) => {
    const image = imageOf(["FROM debian:12", "ENV S=/srv", `RUN ${flags} mkdir /srv/x && mkdir /opt/x`]);
    expect(lastOf(image).mounted).toEqual(["/srv"]);
    expect(image.files.lookup("/srv/x")).toBeUndefined();
    expect(image.files.lookup("/opt/x")).toMatchObject({ kind: "directory" });
  });

  test("a relative target and the name of a secret", () => {
    const flags = "--mount=type=secret,id=key --mount=type=cache,target=cache";
    expect(lastOf(imageOf(["FROM debian:12", "WORKDIR /app", `RUN ${flags} ls`])).mounted).toEqual([
      "/run/secrets/key",
      "/app/cache",
    ]);
  });

  test("a bind mount's files are known while the RUN runs, and gone behind it", () => {
    const lines = [
      "FROM debian:12",
      "RUN --mount=type=bind,source=.,target=/src cp /src/a.conf /etc/a.conf && sh /src/s.sh",
    ];
    const image = imageOf(lines, { "a.conf": "a\n", "s.sh": "mkdir /srv/made\n" });
    const copied = image.files.lookup("/etc/a.conf");
    const text =
      copied !== undefined && "content" in copied && copied.content.known
        ? copied.content.value.file.text
        : "";
    expect(text).toBe("a\n");
    expect(image.files.lookup("/srv/made")).toMatchObject({ kind: "directory" });
    expect(image.files.all.filter(({ path }) => path.startsWith("/src"))).toEqual([]);
  });

  test("a mount from another stage", () => {
    const lines = [
      "FROM debian:12 AS build",
      "RUN mkdir /out && echo hi > /out/a.txt",
      "FROM debian:12",
      "RUN --mount=from=build,source=/out,target=/in cp /in/a.txt /srv/a.txt",
    ];
    const copied = imageOf(lines).files.lookup("/srv/a.txt");
    expect(copied).toMatchObject({ content: { known: true } });
  });
});

test("what ONBUILD of a stage copies comes from a stage that only it names", () => {
  const lines = [
    "FROM debian:12 AS made",
    "RUN echo hi > /a.txt",
    "FROM debian:12 AS base",
    "ONBUILD COPY --from=made /a.txt /opt/a.txt",
    "FROM base",
  ];
  expect(imageOf(lines).files.lookup("/opt/a.txt")).toMatchObject({ content: { known: true } });
});

test("a folder whose path no file can have cannot be told", () => {
  const deep = Array.from({ length: 41 }, () => `WORKDIR ${"a".repeat(100)}`);
  const shown = (lines: readonly string[]) =>
    commandsOf(imageOf(["FROM debian:12", ...lines, "RUN touch x"]));
  expect(shown(deep.slice(1))).toEqual([`${`/${"a".repeat(100)}`.repeat(40)}$ touch x`]);
  expect(shown(deep)).toEqual(["?$ touch x"]);
});

describe("what stages hand on from one to the next", () => {
  const kinds = (line: (index: number) => string, steps: number) => {
    const row = Array.from({ length: 100 }, (_, i) => `FROM s${i} AS s${i + 1}\n${line(i)}`);
    const workspace = memoryWorkspace({ [`${WEB}/Dockerfile`]: `FROM debian:12 AS s0\n${row.join("\n")}\n` });
    const fleet = readFleet({ workspace, policy: defaultPolicy, stepsFor: () => steps });
    return fleet.failures.list.map(({ kind }) => kind);
  };

  test("costs nothing where they share it", () => {
    expect(kinds((i) => `ENV A${i}=b`, 10_000)).toEqual([]);
  });

  test("is part of the budget where each has a copy", () => {
    expect(kinds((i) => `RUN useradd u${i}`, 5_000_000)).toEqual([]);
    expect(kinds((i) => `RUN useradd u${i}`, 100_000)).toContain("spent");
    expect(kinds((i) => `RUN true u${i}`, 100_000)).toEqual([]);
  });
});

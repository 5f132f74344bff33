import { expect, test } from "vitest";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";

function told(text: string): readonly string[] {
  const file = sourceFile("Dockerfile", text);
  return parseDockerfile(file).problems.map(({ message, span }) => {
    const { start, end } = rangeOf({ file, span });
    return `${start.line}:${start.column}-${end.column} ${message}`;
  });
}

test.each([
  ["COPY --form=a x /y", "2:6-14 the build stops here: COPY takes no flag --form"],
  ["CMD --all", "2:5-10 the build stops here: CMD takes no flag --all"],
  ["COPY --chown x /y", '2:6-13 the build stops here: --chown takes its value behind a "="'],
  [
    "COPY --from build /x /y",
    '2:6-12 the build stops here: --from takes its value behind a "=": --from=build',
  ],
  ["COPY --link=yes x /y", '2:6-16 the build stops here: --link is true or false, not "yes"'],
  ["COPY --chmod=755 --chmod=644 x /y", "2:18-29 the build stops here: --chmod stands twice"],
  ["COPY --chmod=999 x /y", "2:14-17 the build stops here: 999 is no mode: it is octal, up to 7777"],
  ["COPY --from=7 /x /y", "2:13-14 the build stops here: no stage has the number 7"],
  [
    "HEALTHCHECK curl -f http://x/",
    '2:13-17 the build stops here: HEALTHCHECK takes CMD or NONE, not "curl"',
  ],
  ["HEALTHCHECK CMD", "2:1-12 the build stops here: HEALTHCHECK CMD lacks its command"],
  ["HEALTHCHECK NONE x", "2:18-19 the build stops here: HEALTHCHECK NONE takes nothing behind it"],
  [
    "HEALTHCHECK --interval=30 CMD x",
    '2:13-26 the build stops here: --interval takes a time such as 30s, not "30"',
  ],
  ["HEALTHCHECK --retries=x CMD x", '2:13-24 the build stops here: --retries takes a number, not "x"'],
  ["ENV A=it's", "2:7-11 the build stops here: in it's a single quote is not closed"],
  ['LABEL a="b', '2:9-11 the build stops here: in "b a double quote is not closed'],
  ["ENV S=${V:0:3}", "2:7-15 the build stops here: in ${V:0:3} the variable's modifier is unknown"],
  ["USER ${A", "2:6-9 the build stops here: in ${A } is missing"],
  ["STOPSIGNAL QUITT", '2:12-17 the build stops here: "QUITT" is no signal'],
  ["STOPSIGNAL 0", '2:12-13 the build stops here: "0" is no signal'],
  ["RUN --mount=type=volume,target=/x ls", '2:5-34 the build stops here: "volume" is no type of a mount'],
  ["RUN --mount=from=$X,target=/x ls", "2:5-30 the build stops here: from= of a mount takes no variable"],
  ["RUN --mount=type=secret ls", "2:5-24 the build stops here: a secret lacks its id"],
  ["RUN --network=web ls", '2:5-18 the build stops here: --network is default, none or host, not "web"'],
  ["FROM acme/Web:1", "2:6-16 the build stops here: acme/Web:1 is no image: the name of one has no capitals"],
  ["FROM debian@sha256:abc", "2:6-23 the build stops here: the digest sha256:abc does not have 64 digits"],
  ["FROM debian AS $N", '2:16-18 "$N" cannot name a stage'],
  ["FROM a.example/x:Tag", undefined],
])("%s", (line, expected) => {
  expect(told(`FROM debian:12\n${line}\n`)).toEqual(expected === undefined ? [] : [expected]);
});

test.each([
  "COPY --link --parents --exclude=a --exclude=b --chmod=0755 --chown=$U x /y",
  "COPY --chmod=u+x,go= x /y",
  "COPY --from=0 /x /y",
  "ADD --keep-git-dir=true --checksum=sha256:0 --unpack https://a/b /c",
  "RUN --mount=type=cache,target=/x --mount=type=secret,id=a --network=none --security=insecure ls",
  'HEALTHCHECK --interval=1m30s --timeout=.5s --start-period=0 --retries=3 CMD ["x"]',
  "HEALTHCHECK --whatever NONE",
  "ENV A=\"it's\" B=${V:-'x}'} C=${V%.*}",
  "STOPSIGNAL sigrtmin+3",
  "STOPSIGNAL $S",
  "ONBUILD COPY --form=a x /y",
  "ONBUILD EXPOSE http",
  "RUN echo it's ${V:0:3}",
])("%s is taken", (line) => {
  expect(told(`FROM debian:12\n${line}\n`)).toEqual([]);
});

test("FROM finds no stage by a name with capitals", () => {
  expect(told("FROM debian:12 AS Build\nFROM Build\n")).toEqual([
    "2:6-11 the build stops here: Build is no image: the name of one has no capitals",
  ]);
  expect(told("FROM debian:12 AS Build\nFROM build\n")).toEqual([]);
});

test("a line has at most 65,535 bytes", () => {
  const line = (count: number) => `FROM debian:12\nRUN ${"é".repeat(count)}\n`;
  expect(told(line(32_765))).toEqual([]);
  expect(told(line(32_766))).toHaveLength(1);
});

test("another frontend refuses what it likes", () => {
  expect(told("# syntax=acme/frontend\nFROM debian:12\nCOPY --form=a x /y\n")).toEqual([]);
});

import { expect, test } from "vitest";
import { refusalsIn } from "./refusals.ts";

// Each was held against BuildKit v0.34.2 (parser, instructions and dockerfile2llb), which stops at it: npm run oracle.
const HEAD = 'FROM scratch AS a\nFROM debian:12\nENV V=web TWO="80 81"\n';

test.each<[string, string | readonly string[]]>([
  ["COPY --form=a x /y", "4:6-14 the build stops here: COPY has no flag --form"],
  ["CMD --all", "4:5-10 the build stops here: CMD has no flag --all"],
  ["COPY --chown x /y", "4:6-13 the build stops here: --chown needs a value: --chown=…"],
  ["COPY --from build /x /y", '4:6-12 the build stops here: --from needs "=": --from=build'],
  ["COPY --link=yes x /y", '4:6-16 the build stops here: --link must be true or false, not "yes"'],
  ["COPY --chmod=755 --chmod=644 x /y", "4:18-29 the build stops here: --chmod is given twice"],
  ["COPY --chmod=999 x /y", '4:14-17 the build stops here: "999" is not a valid mode: use octal, up to 7777'],
  ["COPY --chmod=0o7 x /y", '4:14-17 the build stops here: "0o7" is not a valid mode: use octal, up to 7777'],
  [
    "COPY --chmod=rwx x /y",
    '4:14-17 the build stops here: "rwx" is not a valid mode: write it like 0755 or u+x',
  ],
  ["COPY --chmod=u x /y", '4:14-15 the build stops here: "u" is not a valid mode: write it like 0755 or u+x'],
  ["COPY --from=7 /x /y", "4:13-14 the build stops here: there is no stage 7"],
  ["COPY --from=-1 /x /y", "4:13-15 the build stops here: there is no stage -1"],
  [
    "COPY --from=$V /x /y",
    "4:13-15 the build stops here: --from cannot contain a variable: name a stage instead",
  ],
  [
    "COPY --from=acme/Web /x /y",
    '4:13-21 the build stops here: "acme/Web" is not a valid image reference: names are lower case',
  ],
  [
    "COPY --link --chown=web x /y",
    '4:21-24 the build stops here: --link needs numbers in --chown: "web" cannot be looked up',
  ],
  [
    "COPY --link --chown=5:web x /y",
    '4:21-26 the build stops here: --link needs numbers in --chown: "web" cannot be looked up',
  ],
  [
    "COPY https://a.example/x /y",
    "4:6-25 the build stops here: COPY cannot fetch https://a.example/x: use ADD",
  ],
  [
    "COPY git@a.example:x/y.git /y",
    "4:6-27 the build stops here: COPY cannot fetch git@a.example:x/y.git: use ADD",
  ],
  ["COPY 'x /y", "4:6-8 the build stops here: a single quote is not closed in 'x"],
  ["COPY ${V:0:3} /y", "4:6-14 the build stops here: unknown variable modifier in ${V:0:3}"],
  ["COPY x <<EOF\nx\nEOF", "4:8-13 the build stops here: COPY needs a path to write <<EOF to"],
  ["COPY <<EOF /y\n${NONE:?no}\nEOF", "5:1-1 the build stops here: NONE is not set in this text"],
  ["COPY <<EOF /y\n${V:0:3}\nEOF", "5:1-1 the build stops here: unknown variable modifier in this text"],
  ["COPY <<'E F' /y\nx\nE F", "4:6-10 the build stops here: a single quote is not closed in <<'E"],
  [
    "ADD --checksum=sha256:0 https://a.example/x /y",
    '4:16-24 the build stops here: "sha256:0" is not a checksum such as sha256:…',
  ],
  [
    "ADD --checksum=sha256:0 x /y",
    "4:16-24 the build stops here: --checksum works only with URLs and git addresses",
  ],
  [
    "ADD --checksum=sha256:0 https://a.example/x https://a.example/z /y/",
    "4:16-24 the build stops here: --checksum needs exactly one source",
  ],
  [
    "ADD https://a.example/x.git?foo=1 /y",
    '4:5-34 the build stops here: unknown option "foo" in the git address',
  ],
  [
    "HEALTHCHECK curl -f http://x/",
    '4:13-17 the build stops here: HEALTHCHECK must be CMD or NONE, not "curl"',
  ],
  ["HEALTHCHECK CMD", "4:1-12 the build stops here: HEALTHCHECK CMD needs a command"],
  ["HEALTHCHECK NONE x", "4:18-19 the build stops here: HEALTHCHECK NONE takes no arguments"],
  [
    "HEALTHCHECK --interval=30 CMD x",
    '4:13-26 the build stops here: --interval must be a time such as 30s, not "30"',
  ],
  [
    "HEALTHCHECK --timeout=1us CMD x",
    '4:13-26 the build stops here: --timeout must be at least 1ms, not "1us"',
  ],
  [
    "HEALTHCHECK --interval=9999999h CMD x",
    '4:13-32 the build stops here: --interval must be shorter than "9999999h"',
  ],
  ["HEALTHCHECK --retries=x CMD x", '4:13-24 the build stops here: --retries must be a number, not "x"'],
  [
    "HEALTHCHECK --retries=99999999999 CMD x",
    '4:13-34 the build stops here: --retries must be a number, not "99999999999"',
  ],
  ["ENV A=it's", "4:7-11 the build stops here: a single quote is not closed in it's"],
  ['LABEL a="b', '4:9-11 the build stops here: a double quote is not closed in "b'],
  ["ENV S=${V:0:3}", "4:7-15 the build stops here: unknown variable modifier in ${V:0:3}"],
  ["ENV S=${V#\\w}", "4:7-14 the build stops here: unknown escape \\w in ${V#\\w}"],
  ["ENV S=${NONE:?no}", "4:7-18 the build stops here: NONE is not set in ${NONE:?no}"],
  ["ENV =1", '4:5-7 the build stops here: ENV needs a name before "="'],
  ["ARG A = 1", '4:7-8 the build stops here: ARG needs a name before "="'],
  ["LABEL =b", '4:7-9 the build stops here: LABEL needs a name before "="'],
  ["USER ${A", "4:6-9 the build stops here: } is missing in ${A"],
  ['VOLUME [""]', "4:9-11 the build stops here: VOLUME needs a path"],
  ["VOLUME $NONE", "4:8-13 the build stops here: VOLUME needs a path"],
  ["STOPSIGNAL QUITT", '4:12-17 the build stops here: unknown signal "QUITT"'],
  ["STOPSIGNAL 0", '4:12-13 the build stops here: unknown signal "0"'],
  ["STOPSIGNAL $V", '4:12-14 the build stops here: unknown signal "web"'],
  ["EXPOSE $TWO http", '4:13-17 the build stops here: "http" is not a port'],
  ["EXPOSE 1:2:3:4:5", '4:8-17 the build stops here: "1:2:3" is not an IP address'],
  ["EXPOSE 01.2.3.4:80:80", '4:8-22 the build stops here: "01.2.3.4" is not an IP address'],
  ['EXPOSE "$TWO"', '4:8-14 the build stops here: "80 81" is not a port'],
  ["RUN --mount=type=volume,target=/x ls", '4:13-24 the build stops here: unknown mount type "volume"'],
  [
    "RUN --mount=from=$X,target=/x ls",
    '4:5-30 the build stops here: "from" of a mount cannot contain a variable',
  ],
  [
    "RUN --mount=from=acme/Web,target=/x ls",
    '4:13-26 the build stops here: "acme/Web" is not a valid image reference: names are lower case',
  ],
  ["RUN --mount=type=secret ls", "4:5-24 the build stops here: a secret mount needs an id"],
  [
    "RUN --mount=type=secret,id=a,source=b ls",
    "4:5-38 the build stops here: a secret mount takes source or id, not both",
  ],
  ["RUN --mount=type=cache ls", "4:5-23 the build stops here: the mount needs a target other than /"],
  ["RUN --mount=target=/ ls", "4:5-21 the build stops here: the mount needs a target other than /"],
  [
    "RUN --mount=type=cache,sharing=x,target=/x ls",
    '4:24-33 the build stops here: sharing of a mount must be shared, private or locked, not "x"',
  ],
  [
    "RUN --mount=type=bind,sharing=locked,target=/x ls",
    "4:5-47 the build stops here: only a cache mount has sharing",
  ],
  [
    "RUN --mount=type=bind,size=1,target=/x ls",
    "4:23-29 the build stops here: only a tmpfs mount has a size",
  ],
  [
    "RUN --mount=type=cache,mode=9,target=/x ls",
    '4:24-30 the build stops here: mode of a mount must be octal, not "9"',
  ],
  ["RUN --mount=type=bind,uid=1,target=/x ls", "4:5-38 the build stops here: a bind mount has no uid"],
  ["RUN --mount=type=cache,foo=1,target=/x ls", '4:24-29 the build stops here: unknown mount option "foo"'],
  [
    "RUN --mount=type=cache,target=/x,foo ls",
    '4:34-37 the build stops here: mount option "foo" needs a value: foo=…',
  ],
  [
    "RUN --mount=type=cache,target=/x,required ls",
    '4:34-42 the build stops here: "required" is only for secret and ssh mounts',
  ],
  [
    "RUN --mount=type=cache,target=/x,ro=maybe ls",
    '4:34-42 the build stops here: ro of a mount must be true or false, not "maybe"',
  ],
  ["RUN --mount=type=ssh,source=x ls", "4:5-30 the build stops here: an ssh mount has no source"],
  [
    "RUN --mount= ls",
    [
      "4:5-13 the build stops here: --mount must be a list such as type=cache,target=/x",
      "4:5-13 the build stops here: the mount needs a target other than /",
    ],
  ],
  [
    "RUN --network=web ls",
    '4:5-18 the build stops here: --network must be default, none, or host, not "web"',
  ],
  ["RUN --security=x ls", '4:5-17 the build stops here: --security must be sandbox or insecure, not "x"'],
  ["RUN --device=a,b ls", '4:5-17 the build stops here: unknown device option "b"'],
  ["RUN echo $((1 << 2))", '4:15-21 heredoc "2))" is not closed: a line with 2)) alone is missing'],
  ["RUN cat <<EOF 'x\nx\nEOF", ['5:1-2 unknown instruction "X"', '6:1-4 unknown instruction "EOF"']],
  ["\\\n", "4:1-2 no instruction begins here: \\ only continues one"],
  [
    "FROM acme/Web:1",
    '4:6-16 the build stops here: "acme/Web:1" is not a valid image reference: names are lower case',
  ],
  [
    "FROM debian@sha256:abc",
    '4:6-23 the build stops here: "debian@sha256:abc" is not a valid image reference: sha256 has 64 hex digits',
  ],
  ["FROM debian:", '4:6-13 the build stops here: "debian:" is not a valid image reference'],
  ["FROM a//b", '4:6-10 the build stops here: "a//b" is not a valid image reference'],
  ["FROM -a", '4:6-8 the build stops here: "-a" is not a valid image reference'],
  ["FROM a___b", '4:6-11 the build stops here: "a___b" is not a valid image reference'],
  ["FROM $NONE", "4:6-11 the build stops here: $NONE is empty: there is no ARG NONE above the first FROM"],
  [
    "FROM debian:$NONE",
    '4:6-18 the build stops here: "debian:" is not a valid image reference: there is no ARG NONE above the first FROM',
  ],
  ["FROM ${V:0:3}", "4:6-14 the build stops here: unknown variable modifier in ${V:0:3}"],
  ["FROM debian AS $N", '4:16-18 "$N" cannot name a stage'],
  ["FROM --platform=x/y/z/w debian", '4:17-24 the build stops here: unknown platform "x/y/z/w"'],
  ["FROM --platform=foo debian", '4:17-20 the build stops here: unknown platform "foo"'],
  ["FROM --platform=$NONE debian", "4:17-22 the build stops here: $NONE is empty"],
  [
    "FROM aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    '4:6-70 the build stops here: "aaaaaaaaaaaa…" is an image id, not a name',
  ],
  ["FROM debian AS b\nONBUILD FOO a\nFROM b", '6:6-7 the build stops here: unknown instruction "FOO"'],
])("%j", (line, expected) => {
  expect(refusalsIn(`${HEAD}${line}\n`)).toEqual([expected].flat());
});

test.each([
  "COPY --link --parents --exclude=a --exclude=b --chmod=0755 --chown=5:root x /y",
  "COPY --link=false --chown=web x /y",
  "COPY --chmod=u+x,go= x /y",
  "COPY --chmod=+x x /y",
  "COPY --from=0 /x /y",
  "COPY --from='a' /x /y",
  "COPY --from=debian:12 /x /y",
  "COPY <<\\EOF /y\n$V\nEOF",
  "COPY <<'EOF' /y\n${V:0:3}\nEOF",
  `ADD --keep-git-dir=true --checksum=sha256:${"0".repeat(64)} --unpack https://a/b /c`,
  "ADD https://a.example/x.git?ref=main#main:docs /y",
  "RUN --mount=type=cache,target=/x --mount=type=secret,id=a --network=none --security=insecure ls",
  'RUN --mount="type=cache,target=/x" ls',
  "RUN --mount=type=secret,id=a,required,env=A --mount=type=ssh ls",
  "RUN --mount=type=tmpfs,size=64m,target=/x --device=a,required ls",
  "RUN cat << EOF > /x\nhi\nEOF",
  "RUN echo $((1<<2))",
  'HEALTHCHECK --interval=1m30s --timeout=.5s --start-period=0 --retries=3 CMD ["x"]',
  "HEALTHCHECK --whatever NONE",
  "ENV A=\"it's\" B=${V:-'x}'} C=${V%.*}",
  "STOPSIGNAL sigrtmin+3",
  "ARG S\nSTOPSIGNAL $S",
  "ARG S\nENV A=${S:?}",
  "EXPOSE $TWO",
  "EXPOSE []:80:80 [::1]:80:80 1.2.3.4:80:80",
  "ONBUILD COPY --form=a x /y",
  "ONBUILD EXPOSE http",
  "ONBUILD FOO x",
  "RUN echo it's ${V:0:3}",
  "FROM a.example/x:Tag",
  "FROM [::1]:5000/x",
  "FROM HOST/x",
  "FROM --platform=linux/arm64/v8 debian",
])("%j is taken", (line) => {
  expect(refusalsIn(`${HEAD}${line}\n`)).toEqual([]);
});

test("buildah takes any EXPOSE, and stops at values that it cannot expand", () => {
  const policy = { ".github/keelcheck.yml": "builder: buildah\n" };
  expect(refusalsIn("FROM debian:12\nEXPOSE http\n", policy)).toEqual([]);
  expect(refusalsIn("FROM debian:12\nSTOPSIGNAL QUITT\n", policy)).toHaveLength(1);
});

test("a name of several stages means the last", () => {
  expect(refusalsIn("FROM debian:12 AS a\nFROM debian:12 AS a\nCOPY --from=a /x /y\n")).toEqual([
    '3:13-14 the build stops here: stage "a" is this stage itself, so it is not built yet',
  ]);
});

test("an ARG above the first FROM may get its value from the build", () => {
  expect(refusalsIn("ARG TAG\nFROM debian:$TAG\n")).toEqual([]);
  expect(refusalsIn("FROM debian:$TAG\n")).toHaveLength(1);
});

test("FROM finds no stage by a name with capitals", () => {
  expect(refusalsIn("FROM debian:12 AS Build\nFROM Build\n")).toEqual([
    '2:6-11 the build stops here: FROM Build does not find stage "build": write it in lower case',
  ]);
  expect(refusalsIn("FROM debian:12 AS Build\nFROM build\n")).toEqual([]);
});

test("values count where their stage is built, names everywhere", () => {
  const file = (line: string) => `FROM debian:12 AS unused\n${line}\nFROM debian:12\n`;
  expect(refusalsIn(file("EXPOSE http"))).toEqual([]);
  expect(refusalsIn(file("ENV A=${B:?}"))).toEqual([]);
  expect(refusalsIn(file("COPY --from=acme/Web /x /y"))).toHaveLength(1);
  expect(refusalsIn(file("COPY --form=a /x /y"))).toHaveLength(1);
});

test("a stage further down is not built yet", () => {
  expect(refusalsIn("FROM debian:12\nCOPY --from=b /x /y\nFROM debian:12 AS b\n")).toEqual([]);
  expect(refusalsIn("FROM debian:12 AS a\nCOPY --from=b /x /y\nFROM debian:12 AS b\nFROM a\n")).toEqual([
    '2:13-14 the build stops here: stage "b" is defined further down, so it is not built yet',
  ]);
});

test("a line has at most 65,535 bytes", () => {
  const line = (count: number) => `FROM debian:12\nRUN ${"é".repeat(count)}\n`;
  expect(refusalsIn(line(32_765))).toEqual([]);
  expect(refusalsIn(line(32_766))).toHaveLength(1);
});

test("another frontend refuses what it likes", () => {
  expect(refusalsIn("# syntax=acme/frontend\nFROM debian:12\nCOPY --form=a x /y\n")).toEqual([]);
});

test("what a build leaves empty is given where it is called", () => {
  const dockerfile = "ARG TAG=12\nARG IMAGE=debian:${TAG}\nFROM ${IMAGE}\n";
  const built = (tag: string) => ({ "docker-bake.hcl": `target "a" {\n  args = { TAG = "${tag}" }\n}\n` });
  expect(refusalsIn(dockerfile, built(""))).toEqual([]);
  expect(refusalsIn(dockerfile, built("a b"))).toHaveLength(1);
  expect(refusalsIn("ARG TAG=\nFROM debian:${TAG}\n")).toHaveLength(1);
});

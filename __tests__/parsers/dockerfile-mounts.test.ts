import { expect, test } from "vitest";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { sourceFile, textOf } from "../../src/source.ts";

/** Each mount as its words, with the text that they stand in. */
function mountsOf(line: string): unknown {
  const file = sourceFile("Dockerfile", `FROM debian:12\n${line}\n`);
  const [instruction] = parseDockerfile(file).stages[0]?.instructions ?? [];
  return instruction?.mounts?.map(({ type, target, source, from, id }) => ({
    type,
    ...Object.fromEntries(
      Object.entries({ target, source, from, id }).flatMap(([name, word]) =>
        word === undefined ? [] : [[name, `${word.raw} in ${textOf(file, word.span)}`]],
      ),
    ),
  }));
}

test.each<[string, unknown]>([
  ["RUN --mount=target=/x ls", [{ type: "bind", target: "/x in target=/x" }]],
  [
    "RUN --mount=type=cache,id=a,dst=/x,sharing=locked ls",
    [{ type: "cache", target: "/x in dst=/x", id: "a in id=a" }],
  ],
  [
    "RUN --mount=type=bind,from=build,src=/out,destination=/in,rw ls",
    [
      {
        type: "bind",
        target: "/in in destination=/in",
        source: "/out in src=/out",
        from: "build in from=build",
      },
    ],
  ],
  [
    "RUN --mount=type=ssh --network=none --mount=Type=TMPFS,Target=/t ls",
    [{ type: "ssh" }, { type: "tmpfs", target: "/t in Target=/t" }],
  ],
  // The builder takes the quotes off before it looks for commas.
  [
    'RUN --mount="type=cache,target=/a" ls',
    [{ type: "cache", target: '/a in --mount="type=cache,target=/a"' }],
  ],
  ["RUN --mount=type=cache,target=$X/y ls", [{ type: "cache", target: "$X/y in target=$X/y" }]],
  ["RUN --network=none ls", []],
  ["RUN ls --mount=target=/x", undefined],
])("%s", (line, mounts) => {
  expect(mountsOf(line)).toEqual(mounts);
});

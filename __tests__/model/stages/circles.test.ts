import { expect, test } from "vitest";
import { stageCircles } from "../../../src/model/stages/circles.ts";
import { parseDockerfile } from "../../../src/parsers/dockerfile/parse.ts";
import { rangeOf, sourceFile } from "../../../src/source.ts";

function told(lines: readonly string[], replaced?: string): readonly string[] {
  const file = sourceFile("Dockerfile", `${lines.join("\n")}\n`);
  return stageCircles(parseDockerfile(file), (name) => name === replaced).map(({ span, message }) => {
    const { start, end } = rangeOf({ file, span });
    return `${start.line}:${start.column}-${end.column} ${message}`;
  });
}

test.each<readonly [what: string, lines: readonly string[], expected: readonly string[]]>([
  [
    "itself by name",
    ["FROM debian AS a", "COPY --from=A /x /y"],
    ['2:13-14 stage "a" takes files from itself, so it cannot be built'],
  ],
  [
    "itself by number",
    ["FROM debian", "COPY --from=0 /x /y"],
    ["2:13-14 stage 0 takes files from itself, so it cannot be built"],
  ],
  [
    "itself by a mount",
    ["FROM debian AS a", "RUN --mount=type=bind,from=a,target=/m true"],
    ['2:13-39 stage "a" takes files from itself, so it cannot be built'],
  ],
  [
    "two that copy from each other",
    ["FROM debian AS a", "COPY --from=b /x /y", "FROM debian AS b", "COPY --from=a /x /y"],
    ['2:13-14 stage "a" takes files from stage "b", which needs it first, so neither can be built'],
  ],
  [
    "three, one of them by its FROM",
    ["FROM debian AS a", "COPY --from=c /x /y", "FROM a AS b", "FROM debian AS c", "COPY --from=b /x /y"],
    ['2:13-14 stage "a" takes files from stage "c", which needs it first, so neither can be built'],
  ],
  ["a stage above", ["FROM debian AS a", "FROM debian AS b", "COPY --from=a /x /y"], []],
  [
    "an image of the stage's own name below",
    ["FROM nginx AS nginx", "FROM nginx AS b", "COPY --from=0 / /x"],
    [],
  ],
  ["FROM by the stage's own name", ["FROM debian AS debian", "COPY x /y"], []],
  ["a stage behind that needs nothing", ["FROM debian AS a", "COPY --from=b /x /y", "FROM debian AS b"], []],
  ["a number that no stage has", ["FROM debian", "COPY --from=7 /x /y"], []],
])("%s", (_, lines, expected) => {
  expect(told(lines)).toEqual(expected);
});

test("a named context stands in the place of the stage", () => {
  expect(told(["FROM debian AS a", "COPY --from=a /x /y"], "a")).toEqual([]);
});

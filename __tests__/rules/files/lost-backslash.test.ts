import { expect, test } from "vitest";
import { lostBackslash } from "../../../src/rules/files/lost-backslash.ts";
import { checkRule } from "../check-rule.ts";

const DOCKERFILE = "deployment/images/web/Dockerfile";
const said = (place: string, what: string) => [`${DOCKERFILE}:${place} ${what}`];

// What BuildKit v0.34.2 writes, seen with its parser and planner.
const cases: readonly (readonly [about: string, lines: readonly string[], expected: readonly string[]])[] = [
  [
    "several",
    ["COPY <<-EOT /x", "\ta\\.b \\d", "\tEOT"],
    said("3:3-5", 'the file gets "." instead of "\\." (and 1 more here)'),
  ],
  [
    "a word with a backslash",
    ["COPY <<\\EOF /x", "a\\w", "EOF"],
    said("3:2-4", 'the file gets "w" instead of "\\w"'),
  ],
  ["ADD", ["ADD <<EOF /x", "\\t", "EOF"], said("3:1-3", 'the file gets "t" instead of "\\t"')],
  ["a doubled one", ["COPY <<EOF /x", 'a\\\\.b \\$c \\"', "EOF"], []],
  ["a quoted word", ['COPY <<"EOF" /x', "a\\.b", "EOF"], []],
  ["RUN", ["RUN cat <<EOF > /x", "a\\.b", "EOF"], []],
  ["a line that goes on", ["COPY <<EOF /x", "a \\", "b", "EOF"], []],
];

test.each(cases)("%s", (_about, lines, expected) => {
  expect(checkRule(lostBackslash, { [DOCKERFILE]: `${["FROM debian:12", ...lines].join("\n")}\n` })).toEqual(
    expected,
  );
});

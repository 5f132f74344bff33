import { expect, test } from "vitest";
import { colors } from "../../src/report/colors.ts";
import { codeFrame } from "../../src/report/frame.ts";
import { sourceFile } from "../../src/source.ts";

const style = { colors: colors(false), paint: (text: string) => text, columns: 40, around: 1 };

/** The frame of the text between `<<` and `>>`. */
function frame(marked: string, columns = 40): readonly string[] {
  const start = marked.indexOf("<<");
  const end = marked.indexOf(">>") - 2;
  const file = sourceFile("a", marked.replace("<<", "").replace(">>", ""));
  return codeFrame({ file, span: { start, end } }, { ...style, columns });
}

test.each<[what: string, marked: string, expected: readonly string[]]>([
  ["in the middle", "a\nuser <<root>>;\nb\n", ["  1 │ a", "> 2 │ user root;", "    │      ^^^^", "  3 │ b"]],
  ["on the first line", "<<a>>\nb\n", ["> 1 │ a", "    │ ^", "  2 │ b"]],
  ["on the last line, which has no end", "a\n<<b>>", ["  1 │ a", "> 2 │ b", "    │ ^"]],
  ["of an empty file", "<<>>", ["> 1 │", "    │ ^"]],
  ["that is empty is one mark", "ab<<>>c\n", ["> 1 │ abc", "    │   ^"]],
  ["behind tabs", "\tlisten\t<<80>>;\n", ["> 1 │     listen  80;", "    │             ^^"]],
  ["behind and over wide letters", "日本 <<語é>>;\n", ["> 1 │ 日本 語é;", "    │      ^^^"]],
  ["behind what is shown as an escape", "\u202e <<x>>\n", ["> 1 │ \\u{202e} x", "    │          ^"]],
  ["with Windows' line ends", "a\r\n<<b>>\r\nc\r\n", ["  1 │ a", "> 2 │ b", "    │ ^", "  3 │ c"]],
  ["over two lines", "RUN <<a \\\n  b>>\nc\n", ["> 1 │ RUN a \\", "    │     ^^^", "> 2 │   b", "  3 │ c"]],
  ["that takes its line's end along", "<<a\n>>b\n", ["> 1 │ a", "    │ ^", "  2 │ b"]],
  [
    "over many lines",
    "0\n<<1\n2\n3\n4\n5\n6>>\n7\n",
    ["  1 │ 0", "> 2 │ 1", "    │ ^", "> 3 │ 2", "> 4 │ 3", "> 5 │ 4", "  · │ and 2 more lines"],
  ],
  [
    "whose numbers grow a digit",
    `${"x\n".repeat(8)}<<nine>>\nten\n`,
    ["   8 │ x", ">  9 │ nine", "     │ ^^^^", "  10 │ ten"],
  ],
])("a span %s", (_what, marked, expected) => {
  expect(frame(marked)).toEqual(expected);
});

test("none of the lines around it are shown where nobody asks for them", () => {
  const span = { start: 2, end: 9 };
  expect(codeFrame({ file: sourceFile("a", "0\none\ntwo\n3\n"), span }, { ...style, around: 0 })).toEqual([
    "> 2 │ one",
    "    │ ^^^",
    "> 3 │ two",
  ]);
});

test("a file as a whole has no frame", () => {
  expect(codeFrame({ file: sourceFile("a", "b") }, style)).toEqual([]);
});

test("a long line is cut at its end, its mark too", () => {
  expect(frame(`ab<<${"c".repeat(60)}>>\n`, 26)).toEqual([
    `> 1 │ ab${"c".repeat(17)}…`,
    `    │   ${"^".repeat(18)}`,
  ]);
});

test("a mark far to the right is brought into sight", () => {
  const lines = frame(`${"a".repeat(50)}<<bad>>${"c".repeat(50)}\nshort\n`, 26);
  expect(lines).toEqual([`> 1 │ …aaaaabad${"c".repeat(10)}…`, "    │       ^^^", "  2 │"]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { cutMarkdown, cutText } from "../../src/github/check-run/text.ts";

test.each([
  ["short", 5, "short"],
  ["0123456789", 8, "0123 …"],
  ["äääää", 8, "ää …"],
  ["🐳🐳🐳", 10, "🐳 …"],
])("%j in %i bytes is %j", (text, limit, expected) => {
  expect(cutText(text, limit)).toBe(expected);
});

test("a text that is cut is within the limit and whole to its last character", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.integer({ min: 8, max: 60 }),
      (text, limit) => {
        const cut = cutText(text, limit);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/\p{Cs}|\ufffd/u);
        expect(text.startsWith(cut.replace(/ …$/, ""))).toBe(true);
      },
    ),
  );
});

const filler = (line: string) => `${`${line}\n`.repeat(400)}`;

test("Markdown that fits is left alone", () => {
  expect(cutMarkdown("# a\n", 1000, "more")).toBe("# a\n");
});

test.each([
  ["prose", filler("words"), "words\n\nmore\n"],
  ["a code fence", `\`\`\`\`diff\n${filler("+ b")}`, "+ b\n````\n\nmore\n"],
  ["a fence that was closed", `~~~\na\n~~~\n${filler("words")}`, "words\n\nmore\n"],
  [
    "folds",
    `<details><summary>a</summary>\n<details>\n${filler("words")}`,
    "words\n\n</details>\n\n</details>\n\nmore\n",
  ],
  ["folds in a fence", `\`\`\`\n<details>\n\`\`\`\n${filler("words")}`, "words\n\nmore\n"],
])("%s is closed where it is cut", (_what, markdown, end) => {
  const cut = cutMarkdown(markdown, 1000, "more");
  expect(cut.slice(-end.length)).toBe(end);
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(1000);
});

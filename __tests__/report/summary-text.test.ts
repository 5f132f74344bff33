import fc from "fast-check";
import { expect, test } from "vitest";
import { code, plain, prose } from "../../src/escape/markdown-text.ts";
import { safe } from "../../src/escape/safe.ts";
import { htmlOf, textNodesOf } from "./markdown-html.ts";

const hostile = [
  "@keelcheck/owners",
  "mail me@example.org",
  "#12 and owner/repo#34 and GH-56",
  "owner/repo@0123456789abcdef0123456789abcdef01234567",
  "fixed in 0123456789abcdef0123456789abcdef01234567, 0123abc and DEADBEEF",
  "https://example.org/x http://a.b www.example.org ftp://x",
  "![x](https://example.org/x.png) [x](y) [x]: y",
  "<img src=x> <script>x</script> <!-- x --> </td></tr></table>",
  "a | b || c \\| d",
  "```sh x ``` ~~~ `` ` ``",
  "**a** __b__ *c* _d_ ~~e~~",
  "# a",
  "- a",
  "+ a",
  "1. a",
  "23) a",
  "> a",
  "    a",
  "---",
  "===",
  "| a |",
  ":+1: :100: a:b:c",
  "$HOME/$PATH and $$x$$",
  "&lt; &#60; &amp;",
  "a\nb\r\n\n# c",
  "\\",
  "[^1] [x] - [ ] a",
];

function textOf(html: string): string {
  return textNodesOf(html).join("").trim();
}

// What GitHub's own filters look for, each within one text node.
const LIVE = /@[\w]|#\d|GH-\d|(?<!\w)[0-9a-f]{7,40}(?!\w)|:\/\/|www\.|:[\w+-]+:|\$.+\$/iu;

test.each(hostile)("%j is shown and does nothing", (text) => {
  const paragraph = htmlOf(`${plain(text)}\n`);
  const cell = htmlOf(`| a | b |\n| - | - |\n| ${plain(text)} | x |\n`);
  for (const html of [paragraph, cell, htmlOf(`${code(text)}\n`), htmlOf(`- ${plain(text)}\n`)]) {
    expect(html.replace(/<\/?(?:p|table|thead|tbody|tr|th|td|span|code|ul|li)>/g, "")).not.toMatch(
      /<[a-z!/]/i,
    );
    expect(textNodesOf(html).filter((node) => LIVE.test(node))).toEqual([]);
  }
  expect(textOf(paragraph)).toBe(safe(text).trim());
  expect(cell.match(/<td>/g)).toHaveLength(2);
});

test("any text is shown exactly, in one paragraph", () => {
  const hard = fc.constantFrom(..."#@|`*_~<>[]()!\\:/.-+=&;$ \n\t019afx");
  const texts = fc.oneof(
    fc.string(),
    fc.array(hard, { maxLength: 40 }).map((characters) => characters.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const html = htmlOf(`x ${plain(text)} y\n`);
      const words = (shown: string) => shown.replace(/\s+/g, " ").trim();
      expect(words(textNodesOf(html).join(""))).toBe(words(`x ${safe(text)} y`));
      expect(html.match(/<p>/g)).toHaveLength(1);
      expect(html).not.toMatch(/<a |<img|<em|<strong|<code|<del/);
    }),
    { numRuns: 500 },
  );
});

const backticks: readonly [string, string][] = [
  ["port `80` is closed to `web`", "port <code>80</code> is closed to <code>web</code>"],
  ["an odd ` stays", "an odd &#96; stays"],
  ["`` is nothing", "&#96;&#96; is nothing"],
  ["`a|b`", "<code>a&#124;b</code>"],
];

test.each(backticks)("%j keeps its code", (text, expected) => {
  expect(prose(text)).toBe(expected);
});

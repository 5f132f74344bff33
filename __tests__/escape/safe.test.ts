import { expect, test } from "vitest";
import { safe } from "../../src/escape/safe.ts";

test.each<[what: string, text: string, expected: string]>([
  ["plain text", "user web; # é 日本語 😀 ~", "user web; # é 日本語 😀 ~"],
  ["a terminal's escape", "\u001b[31mred", "\\x1b[31mred"],
  ["line ends and tabs", "a\nb\r\tc", "a\\nb\\r\\tc"],
  ["a C1 control", "a\u009b31m", "a\\x9b31m"],
  ["delete and nul", "\u007f\0", "\\x7f\\x00"],
  ["right-to-left override", "x\u202ecod.exe", "x\\u{202e}cod.exe"],
  ["isolates and marks", "\u2066\u2069\u200f\u061c", "\\u{2066}\\u{2069}\\u{200f}\\u{61c}"],
  ["zero width", "a\u200bb\u200d\ufeff\u2060", "a\\u{200b}b\\u{200d}\\u{feff}\\u{2060}"],
  ["soft hyphen", "a\u00adb", "a\\xadb"],
  ["line separators", "a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
  ["tags", "a\u{e0041}", "a\\u{e0041}"],
  ["half a pair", "a\ud800b", "a\\u{d800}b"],
  ["fillers", "\u3164\u115f", "\\u{3164}\\u{115f}"],
  ["combining marks stay", "e\u0301", "e\u0301"],
])("%s", (_what, text, expected) => {
  expect(safe(text)).toBe(expected);
});

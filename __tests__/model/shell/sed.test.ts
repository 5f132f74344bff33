import { expect, test } from "vitest";
import { applySed } from "../../../src/model/shell/sed/apply.ts";
import { newBudget } from "../../../src/model/shell/sed/cost.ts";
import { parseSed } from "../../../src/model/shell/sed/parse.ts";
import { summary } from "../image-facts.ts";

/** What a script makes of a text; `undefined` where it is not read. */
function edited(before: string, script: string, extended: boolean, quiet = false): string | undefined {
  const commands = parseSed(script, extended);
  return commands && applySed(before, { commands, quiet })?.text;
}

// What GNU sed 4.9 printed for the same script and text.
test.each([
  ["s/80/8080/", "listen 80; # 80\n", "listen 8080; # 80\n"],
  ["s/80/8080/g", "listen 80; # 80\n", "listen 8080; # 8080\n"],
  ["s|/var/www|/srv|", "root /var/www;\n", "root /srv;\n"],
  ["s/^user .*;/user web;/", "user nginx;\nhttp {}\n", "user web;\nhttp {}\n"],
  ["s/listen\\s\\+80;/listen 8080;/", "  listen  80;\n", "  listen 8080;\n"],
  ["s/a+b/x/", "a+b aab\n", "x aab\n"],
  ["s/\\(user\\) nginx/\\1 web/", "user nginx;\n", "user web;\n"],
  ["s/web/[&]/", "web\n", "[web]\n"],
  ["s/[[:space:]]*$//", "a  \nb\n", "a\nb\n"],
  ["/^user/d", "user a;\nevents {}\n", "events {}\n"],
  ["/listen/!d", "a\nlisten 1\n", "listen 1\n"],
  ["2d", "a\nb\nc\n", "a\nc\n"],
  ["$d", "a\nb", "a\n"],
  ["/user/s/a/b/", "a\nuser a\n", "a\nuser b\n"],
  ["s/a/b/;s/b/c/", "a\n", "c\n"],
  ["s/A/b/I", "a\n", "b\n"],
  ["s/x/1\\n2/", "x\n", "1\n2\n"],
  ["s/a\\/b/c/", "a/b\n", "c\n"],
  ["s/\\./-/", "a.b\n", "a-b\n"],
  ["s/*/x/", "a*b\n", "axb\n"],
  ["s/a$b/x/", "a$b\n", "x\n"],
  ["s/a*/-/g", "baaac\n", "-b-c-\n"],
  ["s/a*/-/2", "baaac\n", "b-c\n"],
  ["s/b*/x/g", "baaac\n", "xaxaxaxcx\n"],
  ["s/x*/-/", "baaac\n", "-baaac\n"],
  ["s/[0-9]*/N/g", "baaac\n", "NbNaNaNaNcN\n"],
  ["s/a*$/Z/g", "baaac\n", "baaacZ\n"],
])("sed %s", (script, before, after) => {
  expect(edited(before, script, false)).toBe(after);
});

// What GNU sed 4.9 and BusyBox 1.37 both printed.
test.each<readonly [string, string, string]>([
  [
    "",
    "a hello\\tworld",
    "one\nhello\tworld\ntwo\nhello\tworld\n  three\nhello\tworld\nfour\nhello\tworld\nfive\nhello\tworld\n",
  ],
  ["", "2a\\  spaced", "one\ntwo\n  spaced\n  three\nfour\nfive\n"],
  ["", "2a\\\nline1\\\nline2", "one\ntwo\nline1\nline2\n  three\nfour\nfive\n"],
  ["", "2i text", "one\ntext\ntwo\n  three\nfour\nfive\n"],
  ["", "2,4c CHANGED", "one\nCHANGED\nfive\n"],
  ["", "2!d", "two\n"],
  ["", "2,4!d", "two\n  three\nfour\n"],
  ["", "/two/,/four/d", "one\nfive\n"],
  ["", "/two/,+1d", "one\nfour\nfive\n"],
  ["", "/two/{s/t/T/;s/o/0/}", "one\nTw0\n  three\nfour\nfive\n"],
  ["", "/two/{a added\n}", "one\ntwo\nadded\n  three\nfour\nfive\n"],
  ["", "/two/p", "one\ntwo\ntwo\n  three\nfour\nfive\n"],
  ["", "s/o/0/2", "one\ntwo\n  three\nfour\nfive\n"],
  ["", "s/e/E/p", "onE\nonE\ntwo\n  thrEe\n  thrEe\nfour\nfivE\nfivE\n"],
  ["", "2q", "one\ntwo\n"],
  ["", "$!d", "five\n"],
  ["", "$a last", "one\ntwo\n  three\nfour\nfive\nlast\n"],
  ["", "/nosuch/d", "one\ntwo\n  three\nfour\nfive\n"],
  ["", "2,1d", "one\n  three\nfour\nfive\n"],
  ["", "/two/,1d", "one\n  three\nfour\nfive\n"],
  ["", "2d\n3a x", "one\n  three\nx\nfour\nfive\n"],
  ["", "a foo\ns/one/1/", "1\nfoo\ntwo\nfoo\n  three\nfoo\nfour\nfoo\nfive\nfoo\n"],
  ["", "1i\\ttab", "ttab\none\ntwo\n  three\nfour\nfive\n"],
  ["", "1ihello", "hello\none\ntwo\n  three\nfour\nfive\n"],
  ["", "s/x*/-/g", "-o-n-e-\n-t-w-o-\n- - -t-h-r-e-e-\n-f-o-u-r-\n-f-i-v-e-\n"],
  ["", "/two/d;a z", "one\nz\n  three\nz\nfour\nz\nfive\nz\n"],
  ["", "2{d}", "one\n  three\nfour\nfive\n"],
  ["", "2{d;}", "one\n  three\nfour\nfive\n"],
  ["", "3,$d", "one\ntwo\n"],
  ["", "/three/,$d", "one\ntwo\n"],
  ["", "s/two/&&/; # comment", "one\ntwotwo\n  three\nfour\nfive\n"],
  ["", "/^[[:space:]]*three/s/^/#/", "one\ntwo\n#  three\nfour\nfive\n"],
  ["", "/four/i\\    before four", "one\ntwo\n  three\n    before four\nfour\nfive\n"],
  ["", "\\,two,d", "one\n  three\nfour\nfive\n"],
  ["", "2d # x", "one\n  three\nfour\nfive\n"],
  ["", "2a foo\\nbar", "one\ntwo\nfoo\nbar\n  three\nfour\nfive\n"],
  ["", "2a foo\\\\nbar", "one\ntwo\nfoo\\nbar\n  three\nfour\nfive\n"],
  ["", '2a foo\\$x \\"q\\" \\/z', 'one\ntwo\nfoo$x "q" /z\n  three\nfour\nfive\n'],
  ["", "2i\\foo", "one\nfoo\ntwo\n  three\nfour\nfive\n"],
  ["", "2c\\\nx", "one\nx\n  three\nfour\nfive\n"],
  ["", "2a foo ; s/o/0/", "one\ntwo\nfoo ; s/o/0/\n  three\nfour\nfive\n"],
  ["", "1d;2i x", "x\ntwo\n  three\nfour\nfive\n"],
  ["", "1,2{s/o/0/;s/t/T/}", "0ne\nTw0\n  three\nfour\nfive\n"],
  ["", "1,2{\ns/o/0/\n2d\n}", "0ne\n  three\nfour\nfive\n"],
  ["", "/one/,/one/d", ""],
  ["", "/e/,/e/d", "four\n"],
  ["", "1,/e/d", "four\nfive\n"],
  ["", "2,/one/d", "one\n"],
  ["", "$i x", "one\ntwo\n  three\nfour\nx\nfive\n"],
  ["", "s/./X/3", "onX\ntwX\n  Xhree\nfoXr\nfiXe\n"],
  ["", "s/two/\\\\/", "one\n\\\n  three\nfour\nfive\n"],
  ["", "s/two/\\&/", "one\n&\n  three\nfour\nfive\n"],
  ["", "/o/!s/e/E/", "one\ntwo\n  thrEe\nfour\nfivE\n"],
  ["", "2,3!{s/e/E/}", "onE\ntwo\n  three\nfour\nfivE\n"],
  ["", "$!{2d}", "one\n  three\nfour\nfive\n"],
  ["", "/four/,$s/$/;/", "one\ntwo\n  three\nfour;\nfive;\n"],
  ["", "2,3c\\\na\\\nb", "one\na\nb\nfour\nfive\n"],
  ["", "s/[aeiou]/<&>/3", "one\ntwo\n  three\nfour\nfive\n"],
  ["", "/two/a\\\n    x;\\\n    y;", "one\ntwo\n    x;\n    y;\n  three\nfour\nfive\n"],
  ["-n", "/two/p", "two\n"],
  ["-n", "s/o/0/p", "0ne\ntw0\nf0ur\n"],
  ["-n", "2,$p", "two\n  three\nfour\nfive\n"],
  ["-n", "/two/,/four/p", "two\n  three\nfour\n"],
  ["-n", "/two/{p;d}", "two\n"],
  ["-n", "1!p", "two\n  three\nfour\nfive\n"],
])("sed %s %j", (flag, script, after) => {
  expect(edited("one\ntwo\n  three\nfour\nfive\n", script, false, flag === "-n")).toBe(after);
});

test.each([
  ["s/(a|b)+/x/", "abc\n", "xc\n"],
  ["s/a{2}/x/", "aab\n", "xb\n"],
])("sed -E %s", (script, before, after) => {
  expect(edited(before, script, true)).toBe(after);
});

test.each([
  "0,/a/d",
  "1~2d",
  "1 , 5d",
  "/a/Id",
  "//d",
  "a",
  "y/a/b/",
  "s/a/b/2g",
  "s//b/",
  "2{d",
  "2d}",
  "=",
  "2q1",
  ":a;N;ba",
  "s/a/\\U&/",
  "s/a/b/e",
  "s/a/b/w f",
  "s/a",
  "s/\\<a/b/",
  "N;s/a/b/",
])("%s is not read", (script) => {
  expect(parseSed(script, false)).toBeUndefined();
});

test("an edit in place changes what is listened on, and one that finds nothing does not", () => {
  expect(
    summary("FROM nginx\nRUN sed -i -e 's/listen 80;/listen 8081;/' /etc/nginx/conf.d/default.conf\n"),
  ).toEqual(["user root:0", "nginx starts, workers nginx:101, listens 0.0.0.0:80 :::80"]);
  const site = { "site.conf": "server { listen 80; }\n" };
  const copy = "FROM nginx\nCOPY site.conf /etc/nginx/conf.d/default.conf\n";
  expect(
    summary(`${copy}RUN sed -i 's/listen 80/listen 8081/' /etc/nginx/conf.d/default.conf\n`, site),
  ).toEqual(["user root:0", "nginx starts, workers nginx:101, listens 0.0.0.0:8081"]);
});

test.each([
  "s/(a+)+$/x/",
  "s/((a*)b?)*c/x/",
  "s/(a|a)*b/x/",
  "s/(a|ab|b)+$/x/",
  "s/(x(a{1,9}))+b/x/",
])("sed -E %s could take for ever, and is not read", (script) =>
  expect(parseSed(script, true)).toBeUndefined());

test("what a script would take too long for is not followed", () => {
  const slow = { commands: parseSed("s/a.*a.*a.*a.*b/x/", false) ?? [], quiet: false };
  expect(applySed(`${"a".repeat(40)}b\n`, slow)?.text).toBe("x\n");
  expect(applySed(`${"a".repeat(5_000)}\n`, slow)).toBeUndefined();
  const doubling = Array.from({ length: 40 }, () => parseSed("s/a/aa/g", false) ?? []).flat();
  const growing = { commands: doubling, quiet: false };
  expect(applySed("a\n", growing, { ...newBudget(), length: 4_000 })).toBeUndefined();
  expect(
    applySed("a\n", { ...growing, commands: doubling.slice(0, 10) }, { ...newBudget(), length: 4_000 })?.text,
  ).toHaveLength(1_025);
});

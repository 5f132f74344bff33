import { expect, test } from "vitest";
import { applySed, parseSed } from "../../../src/model/shell/sed.ts";
import { newBudget } from "../../../src/model/shell/sed-cost.ts";
import { summary } from "../image-facts.ts";

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
])("sed %s", (script, before, after) => {
  expect(applySed(before, parseSed(script, false) ?? [])?.text).toBe(after);
});

test.each([
  ["s/(a|b)+/x/", "abc\n", "xc\n"],
  ["s/a{2}/x/", "aab\n", "xb\n"],
])("sed -E %s", (script, before, after) => {
  expect(applySed(before, parseSed(script, true) ?? [])?.text).toBe(after);
});

test.each([
  "1,5d",
  "/a/,/b/d",
  "i\\text",
  "a text",
  "y/a/b/",
  "s/a/\\U&/",
  "s/a/b/e",
  "s/a/b/w f",
  "p",
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
  const slow = parseSed("s/a.*a.*a.*a.*b/x/", false) ?? [];
  expect(applySed(`${"a".repeat(40)}b\n`, slow)?.text).toBe("x\n");
  expect(applySed(`${"a".repeat(5_000)}\n`, slow)).toBeUndefined();
  const growing = Array.from({ length: 40 }, () => parseSed("s/a/aa/g", false) ?? []).flat();
  expect(applySed("a\n", growing, { ...newBudget(), length: 4_000 })).toBeUndefined();
  expect(applySed("a\n", growing.slice(0, 10), { ...newBudget(), length: 4_000 })?.text).toHaveLength(1_025);
});

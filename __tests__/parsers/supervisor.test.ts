import { expect, test } from "vitest";
import { parseSupervisor } from "../../src/parsers/supervisor.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

/** Sections with their values, as Python's own parser gives them. */
const values = (text: string) =>
  parseSupervisor(sourceFile("s.conf", text)).sections.map(({ name, values: found }) => [
    name,
    Object.fromEntries([...found].map(([key, { raw }]) => [key, raw])),
  ]);

test("sections, values, comments and places", () => {
  const text = `; head
[supervisord]
nodaemon=true
user=root ; only to silence it

[program:nginx]
command = nginx -g "daemon off;"
    -c /etc/nginx.conf
user: web
# autostart=false
[include]
files = conf.d/*.conf
  more/*.ini
`;
  const file = sourceFile("supervisord.conf", text);
  const found = parseSupervisor(file);
  expect(found.problems).toEqual([]);
  expect(values(text)).toEqual([
    ["supervisord", { nodaemon: "true", user: "root" }],
    ["program:nginx", { command: 'nginx -g "daemon off;"\n-c /etc/nginx.conf', user: "web" }],
    ["include", { files: "conf.d/*.conf\nmore/*.ini" }],
  ]);
  expect(found.comments.map((comment) => comment.text)).toEqual([
    "head",
    "only to silence it",
    "autostart=false",
  ]);
  const [, nginx] = found.sections;
  const user = nginx?.values.get("user");
  expect(nginx && textOf(file, nginx.span)).toBe("program:nginx");
  expect(user && [textOf(file, user.span), positionAt(file, user.span.start)]).toEqual([
    "web",
    { line: 9, column: 7 },
  ]);
});

// Compared with RawConfigParser of Python 3.11, set up as supervisor 4.3.0 does it.
test.each<readonly [string, readonly (readonly [string, Readonly<Record<string, string>>])[]]>([
  ["[a]\n  x=1\n  y=2\n", [["a", { x: "1", y: "2" }]]],
  ["[a]\nx=1\n\n  y=2\n", [["a", { x: "1\n\ny=2" }]]],
  ["[a]\nx=1\n# c\n  y\n", [["a", { x: "1\ny" }]]],
  ["[a]\nx=a;b #c\n", [["a", { x: "a;b" }]]],
  ["[a]\nx=a #b ;c\n", [["a", { x: "a" }]]],
  ["[a]\nx=1\n  [b]\ny=2", [["a", { x: "1\n[b]", y: "2" }]]],
  [
    "[a]\n  [b]\nx=1\n",
    [
      ["a", {}],
      ["b", { x: "1" }],
    ],
  ],
  ["  [a]\n  x=1\n y=2\n   z=3", [["a", { x: "1", y: "2\nz=3" }]]],
  ["[a]\nX Y : 1 = 2\nx y=3\n", [["a", { "x y": "3" }]]],
  ["[ a ] b\nx=\n  1\n", [[" a ", { x: "\n1" }]]],
])("%j", (text, expected) => {
  expect(values(text)).toEqual(expected);
});

test.each([
  ["user=a\n", '"user=a" stands before the first [section]'],
  ["[program:x]\nnothing\n", '"nothing" is neither a [section] nor name=value'],
  ["[program:x]\n= 1\n", '"= 1" is neither a [section] nor name=value'],
])("%j", (text, message) => {
  expect(parseSupervisor(sourceFile("s.conf", text)).problems.map((problem) => problem.message)).toEqual([
    message,
  ]);
});

test("line ends of Windows, a key without a value", () => {
  expect(values("[program:a]\r\nuser=\r\ncommand=x y\r\n")).toEqual([
    ["program:a", { user: "", command: "x y" }],
  ]);
});

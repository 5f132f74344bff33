import { expect, test } from "vitest";
import { parseSupervisor } from "../../src/parsers/supervisor.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

test("programs, their users, comments and places", () => {
  const text = `; head
[supervisord]
nodaemon=true
user=root ; only to silence it

[program:nginx]
command = nginx -g "daemon off;"
    -c /etc/nginx.conf
user: web
# autostart=false
[program:job]
command=%(ENV_JOB)s --rate 5%%
autostart = No
[include]
files = conf.d/*.conf
  more/*.ini
`;
  const file = sourceFile("supervisord.conf", text);
  const found = parseSupervisor(file);
  expect(found.problems).toEqual([]);
  expect(found.user && [found.user.text, textOf(file, found.user.span)]).toEqual(["root", "root"]);
  expect(found.programs).toMatchObject([
    {
      name: "nginx",
      command: { text: 'nginx -g "daemon off;"\n-c /etc/nginx.conf' },
      user: { text: "web" },
      autostart: true,
    },
    { name: "job", command: { text: null, raw: "%(ENV_JOB)s --rate 5%%" }, autostart: false },
  ]);
  expect(found.programs[1]?.user).toBeUndefined();
  expect(found.includes).toEqual(["conf.d/*.conf", "more/*.ini"]);
  expect(found.comments.map((comment) => comment.text)).toEqual([
    "head",
    "only to silence it",
    "autostart=false",
  ]);
  const user = found.programs[0]?.user;
  expect(user && positionAt(file, user.span.start)).toEqual({ line: 9, column: 7 });
});

test.each([
  ["user=a\n", '"user" stands before the first [section]'],
  ["[program:x]\nnothing\n", '"nothing" is neither a [section] nor name=value'],
])("%j", (text, message) => {
  expect(parseSupervisor(sourceFile("s.conf", text)).problems.map((problem) => problem.message)).toEqual([
    message,
  ]);
});

test("line ends of Windows, a key without a value", () => {
  const { programs } = parseSupervisor(sourceFile("s.conf", "[program:a]\r\nuser=\r\ncommand=x y\r\n"));
  expect(programs).toMatchObject([{ user: { text: "" }, command: { text: "x y" } }]);
});

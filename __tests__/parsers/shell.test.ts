import fc from "fast-check";
import { expect, test } from "vitest";
import {
  commandName,
  literalWords,
  parseShell,
  type ShellCommand,
  shellVariables,
} from "../../src/parsers/shell/parse.ts";

const first = (text: string): ShellCommand => {
  const command = parseShell(text).commands[0];
  if (command === undefined) throw new Error(`no command in ${text}`);
  return command;
};
/** Each command's words; `?` before one that only may run, `&` background, `(` subshell. */
const flow = (text: string, use: "build" | "start" = "build") =>
  parseShell(text, use).commands.map((command) => {
    const marks = [
      command.certainty === "maybe" ? "?" : "",
      command.background ? "&" : "",
      command.subshell ? "(" : "",
    ];
    return marks.join("") + command.words.map((word) => word.raw).join(" ");
  });

test.each([
  ["set -eux; \\\n  a -y b \\\n  && c || true # d", ["set -eux", "a -y b", "?c", "?true"]],
  ["a && b && c", ["a", "b", "c"]],
  ["a || b", ["a", "?b"]],
  ["a || b && c", ["a", "?b", "c"]],
  ["[ -f x ] && rm x", ["[ -f x ]", "rm x"]],
  ["[ -f x ] && rm x; b", ["[ -f x ]", "?rm x", "b"]],
  ["a && b; c", ["a", "b", "c"]],
  ["! a && b; c", ["a", "?b", "c"]],
  ["{ a && b; } || c", ["a", "?b", "?c"]],
  ["if a && b; then c; elif d; then e; else f; fi; g", ["a", "?b", "?c", "?d", "?e", "?f", "g"]],
  ["while a; do b; done; until c; do d; done", ["a", "?b", "c", "?d"]],
  ["for i in a b; do c $i; done", ["?c $i"]],
  ["case $1 in a|b) c;; *) d;; esac", ["?c", "?d"]],
  ["(a; b) && { c; }", ["(a", "(b", "c"]],
  ["a & b", ["&a", "b"]],
  ["a | b", ["(a", "(b"]],
  ["[[ -f x && $A == b* ]] && c; ((i++)); d", ["?c", "d"]],
  ["time a", ["a"]],
  ["A=(1 2) B=3", [""]],
  ["diff <(a) >(b)", ["diff <(a) >(b)"]],
  ["a\r\nb 'c'\r\n", ["a", "b 'c'"]],
])("commands of %j", (text, expected) => {
  const { problems } = parseShell(text);
  expect(flow(text)).toEqual(expected);
  expect(problems).toEqual([]);
});

test("a failing last question is no failure at start", () => {
  expect(flow('[ -n "$X" ] && exec a', "start")).toEqual(['[ -n "$X" ]', "?exec a"]);
});

test.each([
  ["a b", ["a", "b"]],
  ['a \'b c\' "d\\"" e\\ f \\*', ["a", "b c", 'd"', "e f", "*"]],
  ['echo $X ${Y:-z} "$W"', ["echo", "x", "z", "w w"]],
  ["echo $E \"$E\" ''", ["echo", "", ""]],
  ["export A=$X", ["export", "A=x"]],
  ["env A=1 b", ["env", "A=1", "b"]],
  ["echo ${E:+a}${X:+b}", ["echo", "b"]],
  ["echo $W", null],
  ["echo $U", null],
  ["echo ${U:-a}", null],
  ["echo ${X%y} ${X#x}. ${X:0:1}", ["echo", "x", ".", "x"]],
  ["echo ${X%[y]}", null],
  ["echo ${X:-1:1}", ["echo", "x"]],
  ["echo ${X: -1}", null],
  ["echo *.conf", null],
  ["echo ~/x", null],
  ["echo {a,b}", null],
  ["echo $(a)", null],
  ["echo `a`", null],
  ["echo $((1 + 2))", null],
])("literal words of %s", (text, expected) => {
  const values: Record<string, string> = { X: "x", Y: "", W: "w w", E: "" };
  expect(literalWords(first(text), (name) => values[name])).toEqual(expected);
});

test("words know their patterns and variables, and are literal only without either", () => {
  const words = first('rm "$A/${B:-$C}" *.x d').words;
  expect(words.map(({ text, glob, variables }) => [text, glob, variables])).toEqual([
    ["rm", false, []],
    [null, false, ["A", "B", "C"]],
    [null, true, []],
    ["d", false, []],
  ]);
});

test.each([
  ["A=1 /usr/sbin/nginx -g x", "nginx"],
  ["A=1", null],
  ["$X a", null],
])("the name of %s is %s", (text, name) => {
  expect(commandName(first(text))).toBe(name);
});

test.each([
  [
    "a > /x 2>&1",
    [
      [">", undefined, "/x"],
      [">&", 2, "1"],
    ],
  ],
  [
    "a &>> /x <<< word",
    [
      ["&>>", undefined, "/x"],
      ["<<<", undefined, "word"],
    ],
  ],
  ["> /x", [[">", undefined, "/x"]]],
])("redirections of %s", (text, expected) => {
  expect(first(text).redirects.map(({ operator, fd, target }) => [operator, fd, target.text])).toEqual(
    expected,
  );
});

test.each([
  ["cat <<EOF\na \\$x \\\\\nEOF", "a $x \\\n", false],
  ["cat <<'EOF'\n$x \\$\nEOF", "$x \\$\n", true],
  ["cat <<-EOF\n\ta\n\t\tb\n\tEOF", "a\nb\n", false],
  ["cat <<EOF\n$x\nEOF", null, false],
  ["cat <<'EOF'\r\na\r\nEOF\r\n", "a\n", true],
])("the heredoc of %j", (text, body, quoted) => {
  expect(first(text).redirects[0]?.heredoc).toMatchObject({ text: body, quoted });
});

test("a heredoc's variables can be put in", () => {
  expect(first("cat <<EOF\nlisten $P;\nEOF").redirects[0]?.heredoc?.expand(() => "80")).toBe("listen 80;\n");
});

test("a group's redirection is inherited by its commands", () => {
  const commands = parseShell("{ a; b > y; } > x").commands;
  expect(
    commands.map(({ redirects, inherited }) =>
      [redirects, inherited].map((l) => l.map((r) => r.target.text)),
    ),
  ).toEqual([
    [[], ["x"]],
    [["y"], ["x"]],
  ]);
});

test("pipelines, assignments, functions, substitutions, shebang, comments", () => {
  const text = '#!/bin/sh -e\n# one\nf() { a; [ b ] && c; } # two\nX=1 Y="a#b" d "$(e `g`)" | h # three\n';
  const { commands, functions, shebang, comments } = parseShell(text);
  expect(shebang).toBe("/bin/sh -e");
  expect(comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)])).toEqual(
    [
      ["one", "# one"],
      ["two", "# two"],
      ["three", "# three"],
    ],
  );
  expect(functions.map(({ name, commands: body }) => [name, body.map(({ certainty }) => certainty)])).toEqual(
    [["f", ["always", "always", "maybe"]]],
  );
  expect(commands[0]?.assignments.map(({ name, value }) => [name, value.text])).toEqual([
    ["X", "1"],
    ["Y", "a#b"],
  ]);
  expect(commands.map(({ pipe }) => [pipe?.index, pipe?.length])).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(commands[0]?.substitutions.map(commandName)).toEqual(["e"]);
  expect(commands[0]?.substitutions[0]?.substitutions.map(commandName)).toEqual(["g"]);
});

test.each([
  ["echo 'a", ["unterminated single quote"], ["echo 'a"]],
  ["a &&", ["expected command after '&&'"], ["a"]],
  ["if a; then b", ["expected 'fi' to close 'if'"], ["a", "?b"]],
])("problems of %j", (text, messages, expected) => {
  expect(parseShell(text).problems.map(({ message }) => message)).toEqual(messages);
  expect(flow(text)).toEqual(expected);
});

test.each([
  ["echo $A ${B:-b} \"${C}\" '$D' $1 $@ $(x $F)", [["A"], ["B", "b"], ["C"], ["F"]]],
  ["A=1; echo $A $B", [["B"]]],
  [
    'A=${A:-80}; : "${B:=c d}"; echo $A',
    [
      ["A", "80"],
      ["B", "c d"],
    ],
  ],
  ["if x; then A=1; fi; echo $A", [["A"]]],
  ["for i in $L; do echo $i; done; read -r x; echo $x", [["L"]]],
  ["export A=1; f() { local b=1; echo $b $A; }", []],
  ["cat <<EOF\n$A\nEOF\ncat <<'EOF'\n$B\nEOF", [["A"]]],
  ["echo $((N + 1))", [["N"]]],
  ["A=1 env; echo $A", [["A"]]],
])("variables of %j", (text, expected) => {
  expect(
    shellVariables(text).map((found) => [
      found.name,
      ...(found.default === undefined ? [] : [found.default]),
    ]),
  ).toEqual(expected);
});

const token = fc.constantFrom(
  "a",
  "'",
  '"',
  "$(",
  ")",
  "`",
  "${",
  "}",
  "$X",
  "<<E\n",
  "\nE\n",
  "<<-",
  "|",
  "&&",
  "||",
  ";",
  "&",
  "if ",
  "then ",
  "fi",
  "case ",
  " in ",
  "esac",
  "(",
  "{ ",
  "\n",
  "\r\n",
  "#",
  "\\",
  "\\`",
  ">",
  "[[",
  "]]",
  "((",
  "))",
  "*",
  "=",
  " ",
  "😀",
);

test("a backslash at the very end stays in the text", () => {
  for (const { span } of parseShell("${`\\").commands) expect(span.end).toBeLessThanOrEqual(4);
});

test("never throws, spans stay in the text, and a word is the text at its span", () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      const text = tokens.join("");
      const script = parseShell(text);
      shellVariables(text);
      expect(script.problems.map(({ message }) => message)).not.toContain("the shell text cannot be read");
      const commands = [...script.commands, ...script.functions.flatMap((found) => found.commands)];
      const words = commands.flatMap((command) => command.words);
      for (const { span } of [...commands, ...words, ...script.comments, ...script.problems]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const { raw, span } of text.includes("\r") ? [] : words)
        expect(text.slice(span.start, span.end)).toBe(raw);
    }),
    { numRuns: 500 },
  );
});

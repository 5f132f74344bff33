import fc from "fast-check";
import type { NginxParseTreeNode } from "nginx-conf/dist/src/parser.js";
import { NginxParser } from "nginx-conf/dist/src/parser.js";
import { expect, test } from "vitest";
import type { NginxDirective, NginxWord } from "../../src/parsers/nginx/parse.ts";
import { parseNginx, walk } from "../../src/parsers/nginx/parse.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

const read = (text: string) => parseNginx(sourceFile("nginx.conf", text));

/** The tree as arrays: `name arg` of a simple directive, `[name arg, ...children]` of a block. */
type Tree = string | readonly Tree[];
const tree = (directives: readonly NginxDirective[]): readonly Tree[] =>
  directives.map(({ name, args, block }) => {
    const words = [name, ...args].map(({ value }) => JSON.stringify(value)).join(" ");
    return block ? [words, ...tree(block)] : words;
  });

const accepted: readonly (readonly [sentence: string, text: string, expected: readonly Tree[]])[] = [
  ["words are separated by blanks", "a\tb \r\n c;", ['"a" "b" "c"']],
  ["an empty file is fine", "", []],
  ["a file of comments is fine", "# a\n#b", []],
  ["blocks nest", "a { b { c; } d; }", [['"a"', ['"b"', '"c"'], '"d"']]],
  ["a block may be empty", "a{}b;", [['"a"'], '"b"']],
  ["a quote at the start of a word joins it", `a "b c" 'd;{}#e';`, ['"a" "b c" "d;{}#e"']],
  ["a quote inside a word is a letter", `a b"c d'e;`, ['"a" "b\\"c" "d\'e"']],
  ["an empty quoted word is a word", 'a "";', ['"a" ""']],
  ["a name may be quoted", '"a" b;', ['"a" "b"']],
  ["a quoted word may hold line ends", 'a "b\nc";', ['"a" "b\\nc"']],
  ["behind a quote may stand ;", 'a "b";', ['"a" "b"']],
  ["behind a quote may stand {", 'a "b"{}', [['"a" "b"']]],
  ["behind a quote may stand ), which begins a word", 'if "b") {}', [['"if" "b" ")"']]],
  ["a backslash takes a blank with it", "a b\\ c;", ['"a" "b\\\\ c"']],
  ["a backslash takes ; with it", "a b\\;c;", ['"a" "b\\\\;c"']],
  ["a backslash takes { and } with it", "a \\{b\\};", ['"a" "\\\\{b\\\\}"']],
  ["a backslash takes # with it", "a \\#b;", ['"a" "\\\\#b"']],
  ["a backslash takes a quote with it", `a "b\\"c" 'd\\'e';`, ['"a" "b\\"c" "d\'e"']],
  ["two backslashes are one", "a b\\\\;", ['"a" "b\\\\"']],
  ["t, r and n after a backslash are blanks", "a b\\tc\\rd\\ne;", ['"a" "b\\tc\\rd\\ne"']],
  ["another letter keeps its backslash", "a \\.php$ \\d;", ['"a" "\\\\.php$" "\\\\d"']],
  ["a comment begins where a word could", "a # b;\nc;#d\n", ['"a" "c"']],
  ["# inside a word is part of it", "a b#c;", ['"a" "b#c"']],
  ["${ does not open a block", "a ${b}c x${{d};", ['"a" "${b}c" "x${{d}"']],
  ["{ after a variable opens a block", "a $b{c;}", [['"a" "$b"', '"c"']]],
  ["} inside a bare word is part of it", "a b}c};", ['"a" "b}c}"']],
  ["a comment ends at a line feed only", "# a\rb;\nc;", ['"c"']],
];

test.each(accepted)("%s: %j", (_, text, expected) => {
  const { directives, error } = read(text);
  expect(error).toBeUndefined();
  expect(tree(directives)).toEqual(expected);
});

const long = "x".repeat(4095);

// With directives that it knows in place of a and b, nginx -t (1.22.1) says the same up to the colon that begins our hint.
const refused: readonly (readonly [text: string, line: number, message: string])[] = [
  ["server { listen 80 }", 1, 'unexpected "}": a ";" is missing after "80"'],
  ["server {\n listen 80\n}\n", 3, 'unexpected "}": a ";" is missing after "80"'],
  ["a;\n}", 2, 'unexpected "}": no block is open'],
  ["a;\n;", 2, 'unexpected ";": a directive\'s name must stand before it'],
  ["{}", 1, 'unexpected "{": a directive\'s name must stand before it'],
  ["a;\nb c", 2, 'unexpected end of file, expecting ";" or "}": a ";" is missing after "c"'],
  ["a;\nb c\n", 3, 'unexpected end of file, expecting ";" or "}": a ";" is missing after "c"'],
  ['a "b', 1, 'unexpected end of file, expecting ";" or "}": the quote of line 1 is not closed'],
  ["a b\\", 1, 'unexpected end of file, expecting ";" or "}": a ";" is missing after "b\\"'],
  ["a {\nb;\n", 3, 'unexpected end of file, expecting "}": the "a" block of line 1 is not closed'],
  [
    "x_by_lua_block {\nb = {}\n",
    3,
    'unexpected end of file, expecting "}": the "x_by_lua_block" block of line 1 is not closed',
  ],
  ['a "b"c;', 1, 'unexpected "c": a blank or a ";" must follow the closing quote'],
  ['a "b"}', 1, 'unexpected "}": a blank or a ";" must follow the closing quote'],
  ['a "b"#c', 1, 'unexpected "#": a blank or a ";" must follow the closing quote'],
  ['a "b"\u{1f6a2};', 1, 'unexpected "\u{1f6a2}": a blank or a ";" must follow the closing quote'],
  [`a;\nb ${long}x;`, 2, 'too long parameter "xxxxxxxxxx..." started'],
  [`a;\nb ${long} ;`, 2, 'too long parameter "xxxxxxxxxx..." started'],
  [`a;\nb "${long}x" ;`, 2, 'too long parameter, probably missing terminating """ character'],
  [`a;\nb '${long}x;\n\n`, 2, 'too long parameter, probably missing terminating "\'" character'],
  [`a;\n#${long}\n\n`, 2, 'too long parameter "#xxxxxxxxx..." started'],
  [`a;\n#${"é".repeat(2048)}\n`, 2, 'too long parameter "#ééééééééé..." started'],
];

test.each(refused)("refused: %j", (text, line, message) => {
  const { error, file } = read(text);
  expect(error?.message).toBe(message);
  expect(positionAt(file, error?.span.start ?? -1).line).toBe(line);
});

test.each([
  [`b ${long};`],
  [`b ${long.slice(1)} ;`],
  [`#${long.slice(1)}\n`],
  [`#${long}`],
])("a word or comment that just fits nginx's buffer", (text) => {
  expect(read(text).error).toBeUndefined();
});

test("what stands before an error is kept, open blocks included", () => {
  const { directives, file } = read("a; b { c { d; e }");
  expect(tree(directives)).toEqual(['"a"', ['"b"', ['"c"', '"d"']]]);
  expect(directives.at(-1)?.end).toBe(file.text.length);
});

test("blocks that nobody would nest so deep are refused, not followed", () => {
  expect(read("a{".repeat(100_000)).error?.message).toBe("blocks are nested more than 500 deep");
});

test("spans and ends are exact", () => {
  const text = `http { # top\n  listen "80" ssl ;\r\n  # inner \r\n} x 'y';`;
  const { directives, comments, file } = read(text);
  const places = [...walk(directives)].map(({ directive: { name, args, span, end } }) => ({
    words: [name, ...args].map((word) => textOf(file, word.span)),
    quoted: args.map(({ quoted }) => quoted),
    startsLine: [name, ...args].map((word) => word.startsLine),
    head: textOf(file, span),
    whole: text.slice(span.start, end),
  }));
  expect(places).toEqual([
    {
      words: ["http"],
      quoted: [],
      startsLine: [true],
      head: "http {",
      whole: text.slice(0, text.indexOf("}") + 1),
    },
    {
      words: ["listen", '"80"', "ssl"],
      quoted: [true, false],
      startsLine: [true, false, false],
      head: 'listen "80" ssl ;',
      whole: 'listen "80" ssl ;',
    },
    { words: ["x", "'y'"], quoted: [true], startsLine: [false, false], head: "x 'y';", whole: "x 'y';" },
  ]);
  expect(comments.map(({ text, span }) => [text, textOf(file, span)])).toEqual([
    ["top", "# top"],
    ["inner", "# inner"],
  ]);
});

const lua: readonly (readonly [why: string, code: string])[] = [
  ["braces", "a = { 1, { 2 } }"],
  ["a brace in a string", `say("}", '{', "\\"}")`],
  ["a brace in a comment", "-- it's a }\n"],
  ["a brace in a long comment", "--[==[ } ]] } ]==]"],
  ["a brace in a long string", "a = [[ } ]]"],
  ["an index in brackets", "a = b[c[1]]"],
];

test.each(lua)("lua may hold %s", (_, code) => {
  const text = `set_by_lua_block $a {${code}} b;`;
  const { directives, error, file } = read(text);
  expect(error).toBeUndefined();
  expect(tree(directives)).toEqual([['"set_by_lua_block" "$a"'], '"b"']);
  expect(directives[0]?.lua && textOf(file, directives[0].lua)).toBe(code);
});

test("walk names the blocks that a directive stands in, outermost first", () => {
  const steps = [...walk(read("a { b { c; } } d;").directives)];
  expect(
    steps.map(({ directive, parents }) => [...parents, directive].map(({ name }) => name.value).join(" ")),
  ).toEqual(["a", "a b", "a b c", "d"]);
});

const piece = fc.constantFrom(
  ..."abc{};#\"'\\$ \t\r\n()é".split(""),
  "\u{1f6a2}",
  "${",
  "_by_lua_block",
  "[[",
  "--",
  "a b;",
  "c {",
  "}",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(piece).map((pieces) => pieces.join("")),
);

test("any text is read without throwing, and every span lies in the text, in order", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { directives, comments, error } = read(text);
      for (const { directive, parents } of walk(directives)) {
        const { name, args, span, end } = directive;
        const offsets = [
          span.start,
          ...[name, ...args].flatMap((word) => [word.span.start, word.span.end]),
          span.end,
          end,
        ];
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        expect(span.start).toBeGreaterThanOrEqual(parents.at(-1)?.span.end ?? 0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      for (const { span } of [...comments, ...(error ? [error] : [])]) {
        expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

const wordsOf = ({ name, args }: NginxDirective): readonly NginxWord[] => [name, ...args];

test("the text under a word's span is read as the same word", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { directives, file } = read(text);
      const words = [...walk(directives)].flatMap(({ directive }) => wordsOf(directive));
      for (const { span, value, quoted } of words) {
        const again = read(`x ${textOf(file, span)};`).directives[0]?.args;
        expect(again?.map((word) => [word.value, word.quoted])).toEqual([[value, quoted]]);
      }
    }),
    { numRuns: 1000 },
  );
});

test("a text printed again from its words, with other blanks, is read as the same", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { directives, file } = read(text);
      const print = (list: readonly NginxDirective[]): string => list.map(one).join("\n");
      const one = (directive: NginxDirective): string => {
        const head = wordsOf(directive)
          .map(({ span }) => textOf(file, span))
          .join("\t ");
        if (directive.lua) return `${head} {${textOf(file, directive.lua)}}`;
        return directive.block ? `${head} {\n${print(directive.block)}\n}` : `${head} ;`;
      };
      // An unclosed Lua block swallows the rest of the text, so that nothing it holds can be printed again.
      fc.pre([...walk(directives)].every(({ directive }) => !directive.lua || directive.end < text.length));
      expect(tree(read(print(directives)).directives)).toEqual(tree(directives));
    }),
    { numRuns: 1000 },
  );
});

// nginx-conf is trusted only where it was found to read right: no comments, no nested quotes, every statement ended.
const simple = [
  "user www-data;\nworker_processes auto;\nevents { worker_connections 512; }\n",
  "server { listen 8080; listen [::]:8080 ipv6only=on; server_name a.example b.example; }",
  "upstream app { server 10.0.0.1:80 weight=2; }\nserver { location /api { proxy_pass http://app; } }",
];

test.each(simple)("nginx-conf reads the same: %j", (text) => {
  const seen: Tree[][] = [];
  new NginxParser().parse(text, (_, root) => seen.push((root?.children ?? []).map(theirs)));
  const ours = (directive: NginxDirective): Tree => {
    const words = wordsOf(directive).map(({ value }) => value);
    return directive.block ? [words.join(" "), ...directive.block.map(ours)] : words.join(" ");
  };
  expect(seen).toEqual([read(text).directives.map(ours)]);
});

function theirs({ name, value, children, isBlock }: NginxParseTreeNode): Tree {
  const words = value === "" ? name : `${name} ${value}`;
  return isBlock ? [words, ...(children ?? []).map(theirs)] : words;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import type { ApacheDirective } from "../../src/parsers/apache/parse.ts";
import { looksLikeApache, lowerName, parseApache, startsLikeApache } from "../../src/parsers/apache/parse.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

const read = (text: string) => parseApache(sourceFile("httpd.conf", text));

type Tree = string | readonly Tree[];
const tree = (directives: readonly ApacheDirective[]): readonly Tree[] =>
  directives.map(({ name, args, block }) => {
    const words = [name, ...args].map(({ value }) => JSON.stringify(value)).join(" ");
    return block ? [words, ...tree(block)] : words;
  });

const accepted: readonly (readonly [what: string, text: string, expected: readonly Tree[]])[] = [
  ["a directive is a line", "Listen 80\r\n\n  User\twww-data  \n", ['"Listen" "80"', '"User" "www-data"']],
  [
    "# is a comment only at the start of a line",
    " # Listen 80\nListen 80 # web",
    ['"Listen" "80" "#" "web"'],
  ],
  ["\\ joins lines", "Listen \\\n  80 \\\r\n https", ['"Listen" "80" "https"']],
  ["\\ joins the parts of a word", "Lis\\\nten 8\\\n0", ['"Listen" "80"']],
  ["\\ joins a comment with the next line", "# off \\\nUser root\nListen 80", ['"Listen" "80"']],
  ["the first of two \\ stays", "Listen 8\\\\\n0", ['"Listen" "8\\\\0"']],
  ["\\ before a blank joins nothing", "Listen 80 \\ \nUser a", ['"Listen" "80" "\\\\"', '"User" "a"']],
  ["\\ at the end of the file is a word", "ServerAdmin x \\", ['"ServerAdmin" "x" "\\\\"']],
  ["quotes join words", `A "b c" 'd e'`, ['"A" "b c" "d e"']],
  ["an escaped quote stays in its word", `A "b \\"c\\" 'd'" 'e "f"'`, [`"A" "b \\"c\\" 'd'" "e \\"f\\""`]],
  ["other escapes keep their \\", `A "\\.php$" \\.html$ "\\\\x"`, ['"A" "\\\\.php$" "\\\\.html$" "\\\\x"']],
  ["a quote that is not closed ends with the line", 'A "b c\nD', ['"A" "b c"', '"D"']],
  ["a name may be quoted", '"Listen" "80"', ['"Listen" "80"']],
  ["words may touch", 'A "b""c"', ['"A" "b" "c"']],
  [
    "sections nest",
    "<IfModule a>\n<Directory />\nB c\n</Directory>\n</IfModule>\nD",
    [['"IfModule" "a"', ['"Directory" "/"', '"B" "c"']], '"D"'],
  ],
  ["section names have no case", "<virtualHost *:80>\n</VIRTUALHOST>", [['"virtualHost" "*:80"']]],
  ["a section without arguments", "<RequireAll>\n</RequireAll>", [['"RequireAll"']]],
  [
    "> inside a section's arguments",
    '<If "%{X} -gt 3">\n</If>\n<IfVersion >= 2.4>\n</IfVersion>',
    [['"If" "%{X} -gt 3"'], ['"IfVersion" ">=" "2.4"']],
  ],
  [
    "text behind a section's > is ignored",
    "<VirtualHost *:80> # web\n</VirtualHost> # web",
    [['"VirtualHost" "*:80"']],
  ],
  [
    "a section over two lines",
    "<VirtualHost *:80 \\\n *:81>\n</VirtualHost>",
    [['"VirtualHost" "*:80" "*:81"']],
  ],
  ["Perl is not read", "<Perl>\nif ($a <b) {\n</Directory>\n</Perl>\nA", [['"Perl"'], '"A"']],
];

test.each(accepted)("%s: %j", (_, text, expected) => {
  const { directives, error } = read(text);
  expect(error).toBeUndefined();
  expect(tree(directives)).toEqual(expected);
});

const refused: readonly (readonly [text: string, line: number, message: string])[] = [
  ["Listen 80\n<VirtualHost *:80>\nA\n", 2, "<VirtualHost> was not closed"],
  ["<A>\n<B>\n", 2, "<B> was not closed"],
  ["A\n</VirtualHost>\n", 2, "</VirtualHost> without matching <VirtualHost> section"],
  ["<A>\n\n</B>\n", 3, "expected </A> for the section of line 1 but saw </B>"],
  ["<A>\n</A\n", 2, '</A> directive missing closing ">"'],
  ["<A>\n</A   >\n", 2, '</A> directive missing closing ">"'],
  ["B\n<VirtualHost *:80\n</VirtualHost>\n", 2, '<VirtualHost> directive missing closing ">"'],
  ["<a>b c\n", 1, '<a>b> directive missing closing ">"'],
  ["< A>\n</A>\n", 1, "a section's name must stand right behind the <"],
  ["<>\n", 1, "a section's name must stand right behind the <"],
  ["<Perl>\n</Directory>\n", 1, "<Perl> was not closed"],
];

test.each(refused)("refused: %j", (text, line, message) => {
  const { error, file } = read(text);
  expect(error?.message).toBe(message);
  expect(positionAt(file, error?.span.start ?? -1).line).toBe(line);
});

test("what stands before an error is kept, open sections included", () => {
  expect(tree(read("A\n<B>\nC\n</D>\nE").directives)).toEqual(['"A"', ['"B"', '"C"']]);
});

test("sections that nobody would nest so deep are refused, not followed", () => {
  expect(read("<A>\n".repeat(100_000)).error?.message).toBe("sections are nested more than 500 deep");
});

test("spans and ends are exact", () => {
  const text = `  <VirtualHost "*:80" >\r\n\tListen 8\\\n0 'a' \r\n # note \\\n  more \n</virtualhost> x\nUser b`;
  const { directives, comments, file } = read(text);
  const [host, user] = directives;
  const listen = host?.block?.[0];
  const shown = [host, listen, user].map((directive) => ({
    words: directive && [directive.name, ...directive.args].map(({ span }) => textOf(file, span)),
    head: directive && textOf(file, directive.span),
    end: directive && text.slice(directive.end - 3, directive.end),
  }));
  expect(shown).toEqual([
    { words: ["VirtualHost", '"*:80"'], head: '<VirtualHost "*:80" >', end: "> x" },
    { words: ["Listen", "8\\\n0", "'a'"], head: "Listen 8\\\n0 'a'", end: "'a'" },
    { words: ["User", "b"], head: "User b", end: "r b" },
  ]);
  expect(host && lowerName(host)).toBe("virtualhost");
  expect(comments.map((comment) => [comment.text, textOf(file, comment.span)])).toEqual([
    ["note   more", "# note \\\n  more"],
  ]);
});

const piece = fc.constantFrom(
  ..."aB<>/#\"'\\ \t\r\n=é".split(""),
  "<A>\n",
  "</A>\n",
  "\\\n",
  "\\\r\n",
  "<Perl>\n",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(piece).map((pieces) => pieces.join("")),
);

test("any text is read without throwing, and every span lies in the text, in order", () => {
  const check = (list: readonly ApacheDirective[], from: number, to: number): void => {
    for (const { name, args, span, end, block } of list) {
      const words = [name, ...args].flatMap((word) => [word.span.start, word.span.end]);
      const offsets = [from, span.start, ...words, span.end, end, to];
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      check(block ?? [], span.end, end);
    }
  };
  fc.assert(
    fc.property(anyText, (text) => {
      const { directives, comments, error } = read(text);
      check(directives, 0, text.length);
      for (const { span } of [...comments, ...(error ? [error] : [])]) {
        expect(0 <= span.start && span.start < span.end && span.end <= text.length).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a site", "<VirtualHost *:80>\n  ServerName a\n  WSGIScriptAlias / /a\n</VirtualHost>"],
  ["ports.conf", "Listen 80\n<IfModule ssl_module>\n  Listen 443\n</IfModule>"],
  ["a module", "LoadModule rewrite_module modules/mod_rewrite.so"],
  [".htaccess", "RewriteEngine On\nRewriteRule ^ index.php [L]"],
  ["a main configuration", 'ServerRoot "/etc/apache2"\nUser www-data\nGroup www-data\nInclude a'],
])("%s is Apache configuration", (_, text) => {
  expect(looksLikeApache(read(text))).toBe(true);
  for (const before of ["", "\ufeff", "# a\n\n", "# a \\\nb\n"])
    expect(startsLikeApache(sourceFile("a", before + text))).toBe(looksLikeApache(read(before + text)));
});

test.each([
  ["an empty file", ""],
  ["a broken site", "<VirtualHost *:80>\nServerName a\n"],
  ["HTML", "<html>\n<body>\n</body>\n</html>\n"],
  ["XML", '<?xml version="1.0"?>\n<Directory a="b"/>\n'],
  ["YAML", "Listen: 80\nUser: a\n"],
  ["INI", "[a]\nUser = b\nListen = 80\n"],
  ["assignments", "ServerName = a\nListen = 80\n"],
  ["nginx", "server {\n  listen 80;\n}\n"],
  ["sshd", "Port 22\nListenAddress 0.0.0.0\nInclude /etc/ssh/a\n"],
  ["haproxy", "listen stats\n  bind *:80\n"],
  ["redis", "port 6379\ninclude a\ntimeout 0\n"],
  [
    "cups",
    "LogLevel warn\nListen localhost:631\nBrowsing Off\n<Location />\n  Order allow,deny\n</Location>\n",
  ],
  ["proftpd", 'ServerName "a"\nServerType standalone\n<Directory /*>\n</Directory>\n'],
  ["tinyproxy", "User nobody\nPort 8888\nListen 192.168.0.1\nTimeout 600\n"],
  ["shared words only", "User a\nGroup b\nInclude c\nTimeout 60\n"],
  ["a Dockerfile", "FROM httpd\nUSER www-data\n"],
])("%s is not Apache configuration", (_, text) => {
  expect(looksLikeApache(read(text))).toBe(false);
});

import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Instruction, parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { sourceFile, textOf } from "../../src/source.ts";

const read = (text: string) => parseDockerfile(sourceFile("Dockerfile", text));
const all = (text: string): Instruction[] => {
  const { globalArgs, stages } = read(text);
  return [...globalArgs, ...stages.flatMap((stage) => [stage.from, ...stage.instructions])];
};
const raws = (words: readonly { raw: string }[] | undefined) => words?.map((word) => word.raw);
/** The instruction behind a `FROM a` line. */
const one = (text: string): Instruction => {
  const found = read(`FROM a\n${text}`).stages[0]?.instructions[0];
  if (found === undefined) throw new Error(`no instruction in ${text}`);
  return found;
};

test.each([
  ["one a line", "FROM a\nRUN x\nUSER y\n", ["FROM a", "RUN x", "USER y"]],
  ["any case, indented, CRLF", "from a\r\n\tUser  web \r\n", ["from a", "User  web"]],
  ["a BOM", "\uFEFFFROM a\nUSER y", ["FROM a", "USER y"]],
  [
    "a continued line with comments and blank lines",
    "FROM a\nRUN b \\\n # c\n\n  d\nUSER y",
    ["FROM a", "RUN b \\\n # c\n\n  d", "USER y"],
  ],
  ["blanks behind the backslash", "FROM a\nRUN b \\  \n d\nUSER y", ["FROM a", "RUN b \\  \n d", "USER y"]],
  [
    "an escaped backslash continues nothing",
    "FROM a\nRUN echo \\\\\nUSER y",
    ["FROM a", "RUN echo \\\\", "USER y"],
  ],
  [
    "# is no comment behind a word",
    "FROM a\nRUN b # c \\\n d\nUSER y",
    ["FROM a", "RUN b # c \\\n d", "USER y"],
  ],
  [
    "escape=`",
    "# escape=`\nFROM a\nRUN dir c:\\\nRUN b `\n c\nUSER y",
    ["FROM a", "RUN dir c:\\", "RUN b `\n c", "USER y"],
  ],
  ["a continuation at the end", "FROM a\nUSER y \\\n", ["FROM a", "USER y"]],
  [
    "a heredoc",
    "FROM a\nRUN <<EOF\nUSER root\nEOF\nUSER y",
    ["FROM a", "RUN <<EOF\nUSER root\nEOF", "USER y"],
  ],
  [
    "two heredocs",
    "FROM a\nCOPY <<A <<-B /x/\n\tA\nA\n\tB\nUSER y",
    ["FROM a", "COPY <<A <<-B /x/\n\tA\nA\n\tB", "USER y"],
  ],
  [
    "a numbered heredoc",
    "FROM a\nRUN 3<<EOF cat\nUSER x\nEOF\nUSER y",
    ["FROM a", "RUN 3<<EOF cat\nUSER x\nEOF", "USER y"],
  ],
  [
    "a heredoc of ONBUILD",
    "FROM a\nONBUILD RUN <<EOF\nUSER x\nEOF\nUSER y",
    ["FROM a", "ONBUILD RUN <<EOF\nUSER x\nEOF", "USER y"],
  ],
  [
    "<< in quotes is no heredoc",
    "FROM a\nRUN echo '<<EOF' \"x <<E2 \"\nUSER y",
    ["FROM a", "RUN echo '<<EOF' \"x <<E2 \"", "USER y"],
  ],
  ["<< elsewhere is no heredoc", "FROM a\nENV A=<<EOF\nUSER y", ["FROM a", "ENV A=<<EOF", "USER y"]],
])("instructions: %s", (_, text, expected) => {
  const file = sourceFile("Dockerfile", text);
  expect(all(text).map(({ span }) => textOf(file, span))).toEqual(expected);
  expect(read(text).problems).toEqual([]);
});

test.each([
  ["USER web", ["web"]],
  ["USER  web # not a comment ", ["web # not a comment"]],
  ["WORKDIR /a b", ["/a b"]],
  ["EXPOSE 80 443/tcp", ["80", "443/tcp"]],
  ["COPY --from=b --chown=web:web a 'b c' /x", ["a", "'b", "c'", "/x"]],
  ['COPY ["a b", "/x\\u0041"]', ["a b", "/xA"]],
  ["COPY a\\\nb \\\n# c\n /x", ["ab", "/x"]],
  ["COPY <<EOF /x\nhi\nEOF", ["<<EOF", "/x"]],
  ["RUN --mount=type=cache,target=/c apt-get install -y x", ["apt-get install -y x"]],
  ['CMD ["nginx", "-g", "daemon off;"]', ["nginx", "-g", "daemon off;"]],
  ["CMD ['nginx']", ["['nginx']"]],
  ["VOLUME /a /b", ["/a", "/b"]],
  ["HEALTHCHECK --interval=5s CMD curl -f localhost", ["CMD", "curl -f localhost"]],
  ['HEALTHCHECK CMD ["curl"]', ["CMD", "curl"]],
  ["HEALTHCHECK NONE", ["NONE"]],
  ['ENV A="b c" D=e\\ f', ['A="b c"', "D=e\\ f"]],
])("words of %s", (text, expected) => {
  expect(raws(one(text).words)).toEqual(expected);
});

test.each([
  [
    'ENV A="b c" D=',
    [
      ["A", '"b c"'],
      ["D", ""],
    ],
  ],
  ["ENV A b  c", [["A", "b  c"]]],
  [
    "ENV A=1 \\\n # c\n B=2",
    [
      ["A", "1"],
      ["B", "2"],
    ],
  ],
  [
    "ARG A B=1",
    [
      ["A", undefined],
      ["B", "1"],
    ],
  ],
  ["LABEL a.b=c", [["a.b", "c"]]],
])("pairs of %s", (text, expected) => {
  expect(one(text).pairs?.map(({ name, value }) => [name.raw, value?.raw])).toEqual(expected);
});

test.each([
  [
    "COPY --link --chown=a:b --chmod=755 x /y",
    [
      ["link", undefined],
      ["chown", "a:b"],
      ["chmod", "755"],
    ],
  ],
  [
    "RUN --mount=type=secret,id=x \\\n --network=none cmd --flag",
    [
      ["mount", "type=secret,id=x"],
      ["network", "none"],
    ],
  ],
  ["RUN -- x", []],
])("flags of %s", (text, expected) => {
  expect(one(text).flags.map(({ name, value }) => [name, value?.raw])).toEqual(expected);
});

test.each([
  ["RUN a && \\\n  # why\n  b", "a &&   b"],
  ["RUN a\\\nb", "ab"],
  ["RUN <<EOF\na\nb\nEOF", "a\nb\n"],
  ["RUN <<-'EOF'\n\ta\n\t\tb\n\tEOF", "a\nb\n"],
  ["RUN cat <<EOF > /x && \\\n  b\nhi\nEOF", "cat <<EOF > /x &&   b\nhi\nEOF"],
  ["ENTRYPOINT exec x", "exec x"],
  ["HEALTHCHECK CMD curl x", "curl x"],
  ["CMD []", undefined],
  ['RUN ["a"]', undefined],
])("shell text of %s", (text, expected) => {
  const { shell } = one(text);
  expect(shell?.text).toBe(expected);
  const file = `FROM a\n${text}`;
  // Every character leads back to itself.
  for (let at = 0; at < (shell?.text.length ?? 0); at++)
    expect(file[shell?.map(at) ?? -1]).toBe(shell?.text[at]);
});

test("stages, aliases, platforms, global arguments, directives, comments", () => {
  const text =
    "# syntax=docker/dockerfile:1\n# check=skip=all\n# hello\nARG V=1\nFROM --platform=$P a:$V AS Base\nUSER x\nFROM base\n";
  const { globalArgs, stages, syntax, comments, problems } = read(text);
  expect(globalArgs.map(({ pairs }) => pairs?.[0]?.name.raw)).toEqual(["V"]);
  expect(
    stages.map(({ index, base, alias, platform }) => [index, base.raw, alias?.raw, platform?.raw]),
  ).toEqual([
    [0, "a:$V", "Base", "$P"],
    [1, "base", undefined, undefined],
  ]);
  expect(syntax).toBe("docker/dockerfile:1");
  expect(comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)])).toEqual(
    [["hello", "# hello"]],
  );
  expect(problems).toEqual([]);
});

test("heredocs have names, bodies and kinds", () => {
  const text = "COPY <<'A' <<-B /x/\na\nA\n\tb\n\tB";
  const { heredocs } = one(text);
  const body = ({ body: { start, end } }: { body: { start: number; end: number } }) =>
    `FROM a\n${text}`.slice(start, end);
  expect(heredocs.map((heredoc) => [heredoc.name, heredoc.quoted, heredoc.stripTabs, body(heredoc)])).toEqual(
    [
      ["A", true, false, "a\n"],
      ["B", false, true, "\tb\n"],
    ],
  );
});

test("ONBUILD holds the instruction it defers", () => {
  expect(one("ONBUILD COPY --chown=web a /b").onbuild).toMatchObject({
    keyword: "COPY",
    words: [{ raw: "a" }, { raw: "/b" }],
  });
});

test.each([
  ["", ["there is no FROM instruction"]],
  ["USER x\nFROM a", ["USER stands before the first FROM"]],
  ["USER x\nCMD y\nFROM a", ["USER stands before the first FROM"]],
  ["FORM a\nCOPY b c\nEXPOSE 80", ['unknown instruction "FORM"']],
  ["FROM a\nUSR x", ['unknown instruction "USR"']],
  ["FROM a\nUSER", ["USER needs an argument"]],
  ["FROM a\nCOPY x", ["COPY needs a source and a target"]],
  ["FROM a b", ["FROM takes an image, or an image, AS and a name"]],
  ["FROM a AS 1b", ['"1b" cannot name a stage']],
  ["FROM a\nRUN <<EOF\nx", ['heredoc "EOF" is not closed: a line with EOF alone is missing']],
  ["FROM a\nENV A", ["ENV A lacks its value: write NAME=value"]],
  ["FROM a\nENV A=1 B", ["ENV B lacks its value: write NAME=value"]],
  ["FROM a\nCMD [1]", ["the JSON array holds something other than strings"]],
  ["FROM a\nSHELL bash", ['SHELL needs a JSON array, like ["/bin/bash", "-c"]']],
  ["# escape=x\nFROM a", ['escape must be \\ or `, not "x"']],
  [
    "# escape=`\n# escape=`\nFROM a",
    ["the parser directive escape may stand only once: the build stops here"],
  ],
  [
    "# syntax=a/b\n# Syntax=a/c\nFROM a",
    ["the parser directive syntax may stand only once: the build stops here"],
  ],
  ["# syntax=a/b\n# escape=`\n# check=skip=all\nFROM a", []],
  ["FROM a\nONBUILD ONBUILD RUN x", ["ONBUILD cannot defer ONBUILD"]],
  ["FROM a\nCMD [nginx]", []],
  ["FROM a\nCMD\nENTRYPOINT []", []],
])("problems of %j", (text, expected) => {
  expect(read(text).problems.map(({ message }) => message)).toEqual(expected);
});

test.each([
  ["FROM {{ base }}\nUSER x", true],
  ["FROM a\n{% if x %}\nUSER x", true],
  ["FROM a\nRUN apt install {{ package }}", true],
  ["FROM a\n# {{ no }}\nRUN docker inspect -f '{{.State}} {{json .}}' x", false],
  ["FROM a\nRUN printf '<%s>' x\nCOPY <<EOF /t\n{{ x }}\nEOF", false],
])("template %j: %s", (text, expected) => {
  expect(read(text).template).toBe(expected);
});

const lines = fc.array(
  fc.oneof(
    fc.constantFrom(
      "FROM a AS b",
      "RUN x \\",
      "  y && \\",
      "# c",
      "",
      "COPY <<EOF /x",
      "EOF",
      'CMD ["a", "b\\n"]',
      "ENV A=1 'B=2",
      "\tUSER x\r",
      "ONBUILD RUN a",
      "HEALTHCHECK CMD x",
      "RUN <<-A <<B",
      "\\",
    ),
    fc.string({ unit: "binary" }),
  ),
);

test("never throws, and every span stays in the text and in order", () => {
  fc.assert(
    fc.property(lines, (written) => {
      const text = written.join("\n");
      const { comments, problems } = read(text);
      const instructions = all(text);
      const words = instructions.flatMap((i) => [...i.words, ...(i.json ?? []), ...i.flags, ...i.heredocs]);
      for (const { span } of [...instructions, ...words, ...comments, ...problems]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      for (const { json, words: plain, span } of instructions) {
        if (json !== undefined || text.slice(span.start, span.end).includes("\n")) continue;
        for (const word of plain) expect(text.slice(word.span.start, word.span.end)).toBe(word.raw);
      }
    }),
  );
});

// Another reader: on plain text both must see the same.
test("agrees with dockerfile-ast on plain files", () => {
  const plain = fc.array(
    fc.constantFrom(
      "RUN x && \\\n  y",
      "# c",
      "",
      "COPY --chown=a b /c",
      "ENV A=1",
      'CMD ["a"]',
      "USER web",
      "RUN <<EOF\nUSER root\nEOF",
    ),
  );
  fc.assert(
    fc.property(plain, (written) => {
      const text = ["FROM a", ...written, ""].join("\n");
      const theirs = DockerfileParser.parse(text).getInstructions();
      expect(all(text).map(({ keyword }) => keyword)).toEqual(
        theirs.map((instruction) => instruction.getKeyword()),
      );
    }),
  );
});

test.each<[text: string, syntax: string | undefined]>([
  ["# syntax=a/b\nFROM a", "a/b"],
  ["#SYNTAX = a/b \nFROM a", "a/b"],
  ["# escape=`\n# syntax=a/b\nFROM a", "a/b"],
  ["#!/usr/bin/env docker\n# syntax=a/b\nFROM a", "a/b"],
  [" # syntax=a/b\nFROM a", undefined],
  [" # escape=`\n# syntax=a/b\nFROM a", undefined],
  ["\n# syntax=a/b\nFROM a", undefined],
  ["# a comment\n# syntax=a/b\nFROM a", undefined],
])("the frontend of %j is %s", (text, syntax) => {
  expect(read(text).syntax).toBe(syntax);
});

test("an indented escape directive counts", () => {
  expect(read(" # escape=`\nFROM a").escape).toBe("`");
});

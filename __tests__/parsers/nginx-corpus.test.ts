import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { NginxFile } from "../../src/parsers/nginx/parse.ts";
import { parseNginx, walk } from "../../src/parsers/nginx/parse.ts";
import { sourceFile } from "../../src/source.ts";

type Row = readonly [
  depth: number,
  name: string,
  args: readonly string[],
  isBlock: number,
  line: number,
  column: number,
  places: readonly (readonly [number, number])[],
];

interface Expected {
  readonly file: string;
  readonly error: { readonly message: string; readonly line: number } | null;
  readonly directives: readonly Row[];
}

const folder = process.env.KEELCHECK_CORPUS;

if (folder === undefined) {
  console.warn("the nginx corpus was left out: KEELCHECK_CORPUS is not set");
  test("left out: the nginx corpus, because KEELCHECK_CORPUS is not set", () => {
    expect(folder).toBeUndefined();
  });
} else {
  const expected = readExpected(folder);

  test("the corpus holds 316 files", () => {
    expect(expected).toHaveLength(316);
    expect(expected.filter(({ file }) => !existsSync(join(folder, "nginx", file)))).toEqual([]);
  });

  test.each(expected)("nginx reads $file so", ({ file, error, directives }) => {
    const text = readFileSync(join(folder, "nginx", file), "utf8");
    const read = parseNginx(sourceFile(file, text));
    expect(rows(read)).toEqual(directives);
    if (error === null) {
      expect(read.error).toBeUndefined();
      return;
    }
    expect(read.error?.message.startsWith(error.message)).toBe(true);
    expect(place(text, read.error?.span.start ?? 0)[0]).toBe(error.line);
  });
}

function readExpected(corpus: string): readonly Expected[] {
  const packed = readFileSync(join(corpus, "nginx-expected.ndjson.gz"));
  const lines = gunzipSync(packed).toString("utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Expected);
}

function rows({ file, directives }: NginxFile): readonly Row[] {
  return [...walk(directives)].map(({ directive: { name, args, block }, parents }) => [
    parents.length,
    name.value,
    args.map(({ value }) => value),
    block ? 1 : 0,
    ...place(file.text, name.span.start),
    args.map(({ span }) => place(file.text, span.start)),
  ]);
}

// The expected lines end at a line feed only.
function place(text: string, offset: number): [line: number, column: number] {
  const before = text.slice(0, offset).split("\n");
  return [before.length, (before.at(-1) ?? "").length + 1];
}

import { expect, test } from "vitest";
import { readMarkdown } from "../../src/app/markdown.ts";
import { MARKDOWN_LIMITS, parseMarkdown, SMALL_MARKDOWN } from "../../src/parsers/markdown/parse.ts";
import { sourceFile } from "../../src/source.ts";

const good = sourceFile("good/README.md", "# Web\n\n| Port | Use |\n| --- | --- |\n| `8080` | http |\n");
// Nothing but long: reading it takes longer than a millisecond on any machine.
const long = sourceFile("long/README.md", "# Title\n\nSome words of a `README`.\n\n".repeat(3_000));
const deep = sourceFile("deep/README.md", "> > > x\n");

const more = sourceFile("more/README.md", `${good.text}${" text".repeat(SMALL_MARKDOWN / 4)}\n`);

test.each([
  ["in a worker", [good, more]],
  ["in place, where it is small", [good]],
])("%s is read what a direct call reads, and the file stays the caller's", async (_, files) => {
  const read = await readMarkdown(files);
  expect(read.get(good.path)).toEqual(parseMarkdown(good));
  expect(read.get(good.path)?.file).toBe(good);
});

test("a file that takes too long is given up, and the next is tried", async () => {
  const other = sourceFile("other/README.md", long.text);
  const read = await readMarkdown([long, other], { budget: 1 });
  expect([...read.keys()]).toEqual([long.path, other.path]);
  for (const file of [long, other]) {
    expect(read.get(file.path)).toMatchObject({ givenUp: "it took longer than 0.001 s to read", blocks: [] });
    expect(read.get(file.path)?.threw).toBeUndefined();
  }
});

test("one that is too heavy is not tried, and the next is read", async () => {
  const read = await readMarkdown([deep, more], { limits: { ...MARKDOWN_LIMITS, depth: 2 } });
  expect(read.get(deep.path)).toMatchObject({
    givenUp: "line 1 has more than 2 levels of quotes and lists",
  });
  expect(read.get(more.path)?.tables).toHaveLength(1);
});

test("the team's configuration reaches the worker", async () => {
  const file = sourceFile("README.md", "# A\n\n# B\n");
  const read = await readMarkdown([file], { lint: { default: false, "single-h1": true } });
  expect(read.get("README.md")?.lint.map((said) => said.rule)).toEqual(["MD025"]);
});

test("many files are shared among workers and keep their order", async () => {
  const files = Array.from({ length: 60 }, (_, index) =>
    sourceFile(`${index}/README.md`, `# Image ${index}\n`),
  );
  const read = await readMarkdown(files);
  expect([...read.values()].map((file) => file.headings[0]?.text)).toEqual(
    files.map((_, index) => `Image ${index}`),
  );
});

test("a worker that cannot start is an error, not an empty README", async () => {
  const worker = new URL("./no-such-worker.ts", import.meta.url);
  await expect(readMarkdown([good], { worker })).rejects.toThrow("the Markdown reader did not start");
});

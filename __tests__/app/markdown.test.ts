import { expect, test } from "vitest";
import { readMarkdown } from "../../src/app/markdown.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { sourceFile } from "../../src/source.ts";

const good = sourceFile("good/README.md", "# Web\n\n| Port | Use |\n| --- | --- |\n| `8080` | http |\n");
// Each reads the rest of the file anew for its end: the cube of the length, and no limit of the screen stops it.
const slow = sourceFile("slow/README.md", "<?\n".repeat(30_000));
const deep = sourceFile("deep/README.md", `${"> ".repeat(5_000)}x\n`);

test("a worker reads what a direct call reads, and the file stays the caller's", async () => {
  const read = await readMarkdown([good]);
  expect(read.get(good.path)).toEqual(parseMarkdown(good));
  expect(read.get(good.path)?.file).toBe(good);
});

test("a file that takes too long is given up, one that is too heavy is not tried, and the next is read", async () => {
  const read = await readMarkdown([slow, deep, good], { budget: 700 });
  expect([...read.keys()]).toEqual([slow.path, deep.path, good.path]);
  expect(read.get(slow.path)).toMatchObject({ givenUp: "it took longer than 0.7 s to read", blocks: [] });
  expect(read.get(deep.path)).toMatchObject({
    givenUp: "line 1 has more than 32 levels of quotes and lists",
  });
  expect(read.get(good.path)?.tables).toHaveLength(1);
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

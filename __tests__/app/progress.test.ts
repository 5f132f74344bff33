import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { progressLine } from "../../src/app/cli/progress.ts";

const ERASE = "\r\u001b[2K";

/** What a line writes to a terminal while this thread is blocked, as it is while a fleet is read, and what erases it. */
async function shownDuring(patience: number, steps: readonly (readonly [doing: string, until: string])[]) {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-progress-"));
  const path = join(folder, "terminal");
  const terminal = openSync(path, "w");
  let erased = "";
  try {
    const line = progressLine(
      terminal,
      (text) => {
        erased += text;
      },
      patience,
    );
    for (const [doing, until] of steps) {
      line.say(doing);
      while (!readFileSync(path, "utf8").endsWith(until)) block(10);
    }
    await line.done();
    return { shown: readFileSync(path, "utf8"), erased };
  } finally {
    closeSync(terminal);
    rmSync(folder, { recursive: true });
  }
}

function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

test("nothing is shown of short work", async () => {
  expect(await shownDuring(900_000, [["reading", ""]])).toEqual({ shown: "", erased: "" });
});

test("work that blocks the thread is named, and the line is erased", async () => {
  expect(await shownDuring(1, [["reading", "reading ..."]])).toEqual({
    shown: `${ERASE}keelcheck: reading ...`,
    erased: ERASE,
  });
});

test("what comes next replaces it", async () => {
  const { shown } = await shownDuring(1, [
    ["reading", "reading ..."],
    ["checking", "checking ..."],
  ]);
  expect(shown).toBe(`${ERASE}keelcheck: reading ...${ERASE}keelcheck: checking ...`);
});

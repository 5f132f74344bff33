import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { progressLine } from "../../src/app/cli/progress.ts";

/** Blocks this thread, as reading a fleet does. */
function work(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What a line with a patience of 100 ms writes to a terminal, and what is written to erase it. */
async function shownDuring(steps: readonly (readonly [doing: string, milliseconds: number])[]) {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-progress-"));
  const terminal = openSync(join(folder, "terminal"), "w");
  let erased = "";
  try {
    const line = progressLine(
      terminal,
      (text) => {
        erased += text;
      },
      100,
    );
    for (const [doing, milliseconds] of steps) {
      line.say(doing);
      work(milliseconds);
    }
    await line.done();
    return { shown: readFileSync(join(folder, "terminal"), "utf8"), erased };
  } finally {
    closeSync(terminal);
    rmSync(folder, { recursive: true });
  }
}

const ERASE = "\r\u001b[2K";

test("nothing is shown of short work", async () => {
  expect(await shownDuring([["reading", 1]])).toEqual({ shown: "", erased: "" });
});

test("work that blocks the thread is named, and the line is erased", async () => {
  expect(await shownDuring([["reading", 2_000]])).toEqual({
    shown: `${ERASE}keelcheck: reading ...`,
    erased: ERASE,
  });
});

test("what comes next replaces it", async () => {
  const { shown } = await shownDuring([
    ["reading", 2_000],
    ["checking", 1_000],
  ]);
  expect(shown).toBe(`${ERASE}keelcheck: reading ...${ERASE}keelcheck: checking ...`);
});

import { expect, test } from "vitest";
import { patienceOf } from "../../src/app/patience.ts";

test.each<readonly [given: string | undefined, times: number]>([
  [undefined, 1],
  ["", 1],
  ["1", 1],
  ["2.5", 2.5],
  ["100", 100],
  // Neither so little that healthy files are given up, nor so much that a hang is one.
  ["0", 1],
  ["0.5", 1],
  ["-3", 1],
  ["101", 1],
  ["Infinity", 1],
  ["much", 1],
])("KEELCHECK_PATIENCE=%s makes limits %d times as long", (given, times) => {
  expect(patienceOf({ KEELCHECK_PATIENCE: given })).toBe(times);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comparedForm, RECORDED_TOOLS, type SeenForm } from "../../oracle/tools/oracle.ts";

// What GNU's tools of Debian 12 and BusyBox 1.37 made of command lines that were composed by chance.
const recorded = readFileSync(RECORDED_TOOLS, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line): SeenForm => JSON.parse(line));

test("there are command lines of both systems", () => {
  const of = (system: string) => recorded.filter(({ form }) => form.system === system).length;
  expect(Math.min(of("debian"), of("busybox"))).toBeGreaterThan(50);
});

test.each(recorded.map((one) => [`${one.form.system}: ${one.form.text}`, one] as const))("%s", (_text, {
  form,
  seen,
}) => {
  const { different, agree } = comparedForm(form, seen);
  expect(different).toEqual([]);
  expect(agree).toBeGreaterThan(0);
});

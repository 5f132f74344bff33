import { expect, test } from "vitest";
import { differences, seenDaemons } from "../../oracle/daemons/oracle.ts";

const seen = seenDaemons();

test("daemons were seen", () => {
  expect(seen.filter(({ processes }) => processes.length > 0).length).toBeGreaterThan(20);
});

test.each(
  seen.map((one) => [`${one.command} of ${one.package} ${one.version}`, one] as const),
)("%s", (_text, one) => {
  expect(differences(one)).toEqual([]);
});

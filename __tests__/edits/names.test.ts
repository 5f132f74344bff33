import { expect, test } from "vitest";
import { nearestName, slipsBetween } from "../../src/edits/names.ts";

test.each([
  ["web", "web", 0],
  ["web", "wbe", 1],
  ["web", "we", 1],
  ["web", "webb", 1],
  ["web", "wob", 1],
  ["nginx", "apache", 6],
  ["", "web", 3],
])("between %j and %j lie %d slips, in either direction", (one, other, slips) => {
  expect([slipsBetween(one, other), slipsBetween(other, one)]).toEqual([slips, slips]);
});

test.each<readonly [word: string, names: readonly string[], near: string | undefined]>([
  ["wbe", ["web", "root"], "web"],
  ["Web", ["web", "wab"], "web"],
  ["we", ["web", "ww"], undefined],
  ["app", ["web"], undefined],
  ["wab", ["web", "wub"], undefined],
  ["wab", ["web", "web"], "web"],
  ["nginx.cnf", ["nginx.conf", "nginx.conf.old"], "nginx.conf"],
  ["server.conf", ["sever.cnof", "service.conf"], "sever.cnof"],
  ["web", ["web"], undefined],
])("the nearest to %j of %j is %j", (word, names, near) => {
  expect(nearestName(word, names)).toBe(near);
});

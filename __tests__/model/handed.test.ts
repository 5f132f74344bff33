import fc from "fast-check";
import { expect, test } from "vitest";
import { allOf, HandedList, type HandedMaps, handedOn, handedValue } from "../../src/model/handed.ts";
import { AccountList } from "../../src/model/stages/account-list.ts";

const names = fc.constantFrom("a", "b", "c", "d", "constructor");

test("what a row of stages sets is what one map would hold", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.tuple(names, fc.nat()))), (stages) => {
      const plain = new Map<string, number>();
      let maps: HandedMaps<number> = [];
      for (const stage of stages) {
        for (const [name, value] of stage) plain.set(name, value);
        maps = handedOn(maps, new Map(stage));
        for (const name of ["a", "b", "c", "d", "constructor"])
          expect(handedValue(maps, name)).toBe(plain.get(name));
      }
      expect(maps.length).toBeLessThan(5);
    }),
  );
});

test("a list goes on behind what it was handed, and what two share comes once", () => {
  const base = new HandedList<number>();
  base.push(1);
  const [one, other] = [new HandedList(base), new HandedList(base)];
  one.push(2);
  other.push(3);
  expect([one.all, other.all, base.all, one.own]).toEqual([[1, 2], [1, 3], [1], [2]]);
  expect(allOf([one, other, base])).toEqual([1, 2, 3]);
  expect(one.some((each) => each === 3)).toBe(false);
  other.clear();
  expect([other.all, base.all]).toEqual([[], [1]]);
});

test("accounts of a copy change without those that it was copied from, and the other way round", () => {
  const list = new AccountList<{ name: string; uid?: number; group?: string }>();
  for (const name of ["a", "b", "c"]) list.add({ name, uid: name.charCodeAt(0), group: "g" });
  let copied = 0;
  const copy = list.copy((accounts) => {
    copied += accounts;
  });
  expect(copied).toBe(0);
  copy.remove("a");
  copy.replace("b", { name: "x", uid: 97 });
  list.replaceAll("group", "g", ({ group: _, ...rest }) => rest);
  list.add({ name: "d", uid: 97 });
  expect(copy.list).toEqual([
    { name: "x", uid: 97 },
    { name: "c", uid: 99, group: "g" },
  ]);
  expect([copy.find("id", 97)?.name, list.find("id", 97)?.name, copied]).toEqual(["x", "a", 3]);
  expect([copy.has("group", "g"), list.has("group", "g"), list.find("name", "b")?.uid]).toEqual([
    true,
    false,
    98,
  ]);
  list.keep(({ name }) => name === "d");
  expect(list.list).toEqual([{ name: "d", uid: 97 }]);
});

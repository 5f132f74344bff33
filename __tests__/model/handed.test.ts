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

type Plain = {
  readonly name: string;
  readonly uid?: number;
  readonly group?: string;
  readonly groups?: string[];
};

const account = fc.record(
  { name: names, uid: fc.nat(3), group: names, groups: fc.array(names, { maxLength: 2 }) },
  { requiredKeys: ["name"] },
);
const change = fc.oneof(
  fc.record({ do: fc.constant("add"), account }),
  fc.record({ do: fc.constant("remove"), account }),
  fc.record({ do: fc.constant("replace"), account, name: names }),
  fc.record({ do: fc.constant("leave"), account }),
  fc.record({ do: fc.constant("keep"), account }),
  fc.record({ do: fc.constant("copy"), account }),
);

function changed(
  list: readonly Plain[],
  { do: what, account: one, name }: { do: string; account: Plain; name?: string },
) {
  const at = list.findIndex((each) => each.name === (name ?? one.name));
  switch (what) {
    case "add":
      return [...list, one];
    case "remove":
      return list.filter((_, index) => index !== at);
    case "replace":
      return list.map((each, index) => (index === at ? one : each));
    case "leave":
      return list.map(({ group, ...rest }) =>
        group === one.name ? rest : { ...rest, ...(group && { group }) },
      );
    default:
      return what === "keep" ? list.filter((each) => each.uid !== one.uid) : list;
  }
}

function apply(
  list: AccountList<Plain>,
  { do: what, account: one, name }: { do: string; account: Plain; name?: string },
) {
  if (what === "add") list.add(one);
  if (what === "remove") list.remove(one.name);
  if (what === "replace") list.replace(name ?? "", one);
  if (what === "leave") list.replaceAll("group", one.name, ({ group: _, ...rest }) => rest);
  if (what === "keep") list.keep((each) => each.uid !== one.uid);
}

test("accounts of stages that start from each other are what plain lists would hold", () => {
  const which = fc.nat(5);
  fc.assert(
    fc.property(fc.array(fc.record({ which, change }), { maxLength: 40 }), (all) => {
      const stages = [{ plain: [] as readonly Plain[], list: new AccountList<Plain>() }];
      for (const { which: index, change: one } of all) {
        const stage = stages[index % stages.length];
        if (stage === undefined) continue;
        if (one.do === "copy") stages.push({ plain: stage.plain, list: stage.list.copy(() => {}) });
        stage.plain = changed(stage.plain, one);
        apply(stage.list, one);
      }
      for (const { plain, list } of stages) {
        expect(list.list).toEqual(plain);
        for (const name of ["a", "b", "c"]) {
          expect(list.find("name", name)).toEqual(plain.find((each) => each.name === name));
          expect(list.find("id", 1)).toEqual(plain.find(({ uid }) => uid === 1));
          expect(list.has("group", name)).toBe(plain.some(({ group }) => group === name));
          expect(list.has("member", name)).toBe(plain.some(({ groups = [] }) => groups.includes(name)));
        }
      }
    }),
  );
});

test("a row of stages that add an account each copies each of them a few times", () => {
  const stages = 1000;
  let copied = 0;
  let list = new AccountList<Plain>();
  for (let stage = 0; stage < stages; stage++) {
    list = list.copy((accounts) => {
      copied += accounts;
    });
    list.add({ name: `u${stage}` });
  }
  expect(list.list.length).toBe(stages);
  expect(copied).toBeLessThan(2 * stages * Math.log2(stages));
});

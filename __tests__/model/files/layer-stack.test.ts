import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globExpression, isBelow, isWithin } from "../../../src/model/container-path.ts";
import { known, unknown } from "../../../src/model/fact.ts";
import {
  type Answer,
  changeLayer,
  containerFiles,
  type FileLayer,
  isFile,
  Layers,
  opaqueLayer,
  putLayer,
  removeLayer,
  removeMatchingLayer,
} from "../../../src/model/files/layers.ts";
import type { ContainerFile } from "../../../src/model/model.ts";
import { sourceFile } from "../../../src/source.ts";

const at = { file: sourceFile("Dockerfile", "") };

function file(path: string, note: string): ContainerFile {
  return {
    path,
    kind: "file",
    content: unknown({ key: "content", why: "it is not read" }, at),
    owner: known({ user: note }, at),
    mode: known(0o644, at),
    at,
    from: "run",
    because: [],
  };
}

const PATHS = ["/a", "/a/b", "/a/b/c", "/a/x", "/d", "/d/x"];
const path = fc.constantFrom(...PATHS);

const layer: fc.Arbitrary<FileLayer> = fc.oneof(
  fc
    .uniqueArray(path, { minLength: 1, maxLength: 2 })
    .map((paths) => putLayer(paths.map((one) => file(one, one)))),
  path.map((one) => removeLayer(one)),
  path.map((one) => opaqueLayer(one, unknown({ key: one, why: `unknown ${one}` }, at))),
  fc.constantFrom("/a/*", "/a/b/*", "/*/x").map((glob) => {
    const expression = globExpression(glob);
    return removeMatchingLayer(glob.startsWith("/*") ? "/" : glob.slice(0, -2), (one) =>
      expression.test(one),
    );
  }),
  fc.tuple(path, fc.boolean(), fc.constantFrom("x", "y")).map(([one, deep, user]) =>
    changeLayer(
      deep ? { within: one } : { paths: [one] },
      (asked) => (deep ? isWithin(asked, one) : asked === one),
      (found) => ({
        ...found,
        owner: known({ user: `${found.owner.known && found.owner.value.user}${user}` }, at),
      }),
    ),
  ),
);

/** What the layers say of a path, each asked in turn. */
function plainly(layers: readonly FileLayer[], asked: string): Answer {
  const changes: FileLayer[] = [];
  for (const one of layers.toReversed()) {
    const answer = one.at(asked);
    if (isFile(answer)) return changes.reduceRight((found, { change }) => change?.(found) ?? found, answer);
    if (answer !== undefined) return answer;
    changes.push(one);
  }
  return undefined;
}

/** The same with folders in which something lies. */
function plainEntry(layers: readonly FileLayer[], asked: string): string {
  const answer = plainly(layers, asked);
  if (answer !== undefined) return told(answer);
  for (const one of layers.toReversed())
    for (const below of one.lists?.(asked) ?? []) {
      const held = plainly(layers, below);
      if (!isFile(held)) continue;
      const folder: ContainerFile = { ...held, path: asked, kind: "directory" };
      return told(layers.reduce((found, { change }) => change?.(found) ?? found, folder));
    }
  return "-";
}

function told(answer: Answer): string {
  if (answer === undefined || answer === "absent") return "-";
  if (!isFile(answer)) return answer.why;
  return `${answer.path} ${answer.kind} ${answer.owner.known && answer.owner.value.user}`;
}

test("an index over layers says what the layers say, at every length and in every copy", () => {
  fc.assert(
    fc.property(fc.array(layer, { maxLength: 8 }), fc.array(layer, { maxLength: 4 }), (first, second) => {
      const layers = new Layers();
      const copies: [Layers, FileLayer[]][] = [];
      for (const [index, one] of first.entries()) {
        layers.push(one);
        copies.push([layers.copy(), first.slice(0, index + 1)]);
        for (const asked of [...PATHS, ...PATHS])
          expect(told(layers.entry(asked))).toBe(plainEntry(first.slice(0, index + 1), asked));
      }
      for (const [copy, before] of copies.reverse()) {
        for (const one of second) copy.push(one);
        const all = [...before, ...second];
        expect([...copy]).toEqual(all);
        for (const asked of PATHS) expect(told(copy.entry(asked))).toBe(plainEntry(all, asked));
        const below = containerFiles(copy).all.map((found) => found.path);
        expect(below).toEqual(
          PATHS.filter(
            (asked) =>
              all.some((one) => [...(one.lists?.("/") ?? [])].includes(asked)) && isFile(plainly(all, asked)),
          ),
        );
      }
    }),
    { numRuns: 500 },
  );
});

describe("looking paths up does not grow with the layers that are about others", () => {
  const asksOf = (count: number) => {
    let asks = 0;
    const counted = (one: FileLayer): FileLayer => ({
      ...one,
      at: (asked) => {
        asks++;
        return one.at(asked);
      },
    });
    const layers = new Layers();
    for (let index = 0; index < count; index++) {
      layers.push(counted(putLayer([file(`/d/${index}`, "x")])), counted(removeLayer(`/e/${index}`)));
      layers.entry(`/d/${index}`);
      layers.entry(`/new/${index}`);
      layers.entry("/d");
      layers.others("/d");
    }
    return asks;
  };

  test("four times the layers, four times the questions", () => {
    expect(asksOf(400)).toBeLessThanOrEqual(4 * asksOf(100) + 8);
    expect(asksOf(100)).toBeGreaterThanOrEqual(100);
  });

  test("a folder whose files come and go", () => {
    let asks = 0;
    const counted = (put: FileLayer) => (folder: string) => {
      asks++;
      return put.lists?.(folder) ?? [];
    };
    const layers = new Layers();
    for (let index = 0; index < 400; index++) {
      const put = putLayer([file(`/d/${index}`, "x")]);
      layers.push({ ...put, lists: counted(put) }, removeLayer(`/d/${index}`));
      expect(layers.entry("/d")).toBeUndefined();
    }
    expect(asks).toBeLessThanOrEqual(800);
  });

  test("a chain of copies shares what it has in common", () => {
    let layers = new Layers();
    for (let index = 0; index < 2_000; index++) {
      layers = layers.copy();
      layers.push(putLayer([file(`/d/${index}`, "x")]));
      expect(isFile(layers.entry(`/d/${index}`))).toBe(true);
    }
    expect(containerFiles(layers).all.filter((found) => isBelow(found.path, "/d"))).toHaveLength(2_000);
  });
});

test("a path without links is not resolved again for layers that hold nothing", () => {
  const layers = new Layers([putLayer([file("/a/b/c", "made")])]);
  expect(layers.real("/a/b/c", true)).toBe("/a/b/c");
  let asked = 0;
  const removal = removeLayer("/a/b");
  layers.push({
    ...removal,
    at: (path) => {
      asked++;
      return removal.at(path);
    },
  });
  expect(layers.real("/a/b/c", true)).toBe("/a/b/c");
  expect(asked).toBe(0);
  layers.push(putLayer([{ ...file("/a/b", "link"), kind: "link", target: "/d" }]));
  expect(layers.real("/a/b/c", true)).toBe("/d/c");
});

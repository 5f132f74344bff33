import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../.github/scripts/repo.ts";
import { amount, everyOf } from "../amount.ts";
import { broken, type Fault } from "../variants/fault.ts";
import { FAULTS } from "../variants/faults.ts";
import { healthyVariant } from "../variants/healthy.ts";
import { randomFrom } from "../variants/random.ts";
import type { Files } from "./changes-between.ts";
import { changedRepo } from "./generated-changes.ts";
import { generatedRepo } from "./generated-repos.ts";
import { type BothWays, bothWays } from "./scoped-law.ts";

// The law: of the images that a change touches, the scoped run says what the run over both whole trees says, and of the
// others there is nothing to say. The exceptions, each a statement about the whole repo that a change elsewhere turns:
// - layout/unbuilt-image: whether anything in the repo is built at all;
// - layout/unreferenced-config: whether a Makefile or a script anywhere names the file;
// - user/missing and user/created-unused of a base: whether its heirs, which the change touches, still use its user;
// - user/created-unused of a script that images share: nothing is said unless the script itself changed;
// - docs/broken-link to a heading of another folder's README, and links that the change mends;
// - docs/markdown when the team's markdownlint configuration changes.
const OF_THE_WHOLE = /^[+-] (layout\/(unbuilt-image|unreferenced-config)|user\/(missing|created-unused)) /;
const MENDED_LINK = /^- docs\/broken-link /;
const SHARED_USER = /^[+-] user\/created-unused shared\//;
const RUNS = amount({ ordinary: 10, long: 200 });

const trees = ["examples/incident", "examples/fixed", ...repos()].map(read);

test("what a change brings to a generated repo is the same in its scope and in the whole", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, search) => {
      const random = randomFrom(`repo ${seed}`);
      const base = generatedRepo(random);
      expectLaw(bothWays(base, changedRepo(base, random), search));
    }),
    { numRuns: RUNS },
  );
});

test("and to trees in the manner of public repos", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, search) => {
      const random = randomFrom(`tree ${seed}`);
      const base = random.chance(0.5) ? random.pick(trees) : healthyVariant(random.between(0, 400)).files;
      expectLaw(bothWays(base, changedRepo(base, random), search));
    }),
    { numRuns: RUNS / 2 },
  );
});

describe("a fault in a healthy image", () => {
  const some = everyOf(8, FAULTS);
  const faults = some.flatMap((fault) => {
    const found = faultOf(fault);
    return found === undefined ? [] : [{ name: fault.name, ...found }];
  });

  test("there are enough that no policy makes", () => {
    expect(faults.length).toBeGreaterThanOrEqual(some.length - 9);
    expect(faults.length).toBeGreaterThan(0);
  });

  test.each(faults)("$name", ({ healthy, faulty, accused }) => {
    const there = bothWays(healthy, faulty, true);
    expectLaw(there);
    expect(there?.scoped.some((line) => isOf(line, accused))).toBe(true);
    const back = bothWays(faulty, healthy, true);
    expect(back?.scoped).toEqual(there?.scoped.map(reversed).sort());
  });
});

/** A fault that is in the files and not in what the policy says of them, for the policy of both ends is the base's. */
function faultOf(
  fault: Fault,
): { readonly healthy: Files; readonly faulty: Files; readonly accused: string } | undefined {
  for (let number = 0; number < 35; number++) {
    const one = broken(fault, number);
    const { change: _, ...unchanged } = fault;
    const same = one && broken({ ...unchanged, edit: ({ files }) => files, at: () => one.at }, number);
    if (one === undefined || same === undefined) continue;
    const { files: faulty } = one.variant;
    const healthy = withPolicyOf(faulty, same.variant.files);
    const accused = `${fault.rule} ${one.at.path}:${one.at.line} `;
    const isSaid = bothWays({}, faulty, false)?.full.some((line) => isOf(line, accused)) === true;
    const isNew = bothWays({}, healthy, false)?.full.some((line) => isOf(line, accused)) === false;
    if (isSaid && isNew) return { healthy, faulty, accused };
  }
  return undefined;
}

/** What is wrong with a whole file stands at its first line. */
function isOf(line: string, accused: string): boolean {
  return line.replace(/:0 /, ":1 ").startsWith(`+ ${accused}`);
}

const POLICY = ".github/keelcheck.yml";

function withPolicyOf({ [POLICY]: policy }: Files, { [POLICY]: _, ...files }: Files): Files {
  return policy === undefined ? files : { ...files, [POLICY]: policy };
}

function reversed(line: string): string {
  return line.replace(/^[+-]/, (sign) => (sign === "+" ? "-" : "+"));
}

function expectLaw(both: BothWays | undefined): void {
  if (both === undefined) return;
  const told = (lines: readonly string[]) => lines.filter((line) => !SHARED_USER.test(line));
  expect(told(both.scoped)).toEqual(told(both.full));
  expect(both.outside.filter((line) => !OF_THE_WHOLE.test(line) && !MENDED_LINK.test(line))).toEqual([]);
}

function repos(): readonly string[] {
  return readdirSync(join(ROOT, "__tests__/repos"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `__tests__/repos/${name}`);
}

function read(folder: string): Files {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const full = join(entry.parentPath, entry.name);
        return [full.slice(join(ROOT, folder).length + 1), readFileSync(full, "utf8")];
      }),
  );
}

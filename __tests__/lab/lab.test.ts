import { describe, expect, test } from "vitest";
import { themes } from "./cases/index.ts";
import { readObservations } from "./observation.ts";
import { verdictOf } from "./verdicts.ts";

const MOST_UNKNOWN = 0.03;

const judged = themes.flatMap(({ name: theme, cases }) => {
  const observed = readObservations(theme);
  return cases.map((one) => ({ theme, name: one.name, verdict: verdictOf(one, observed[one.name]) }));
});

describe("what inspect says is what real containers did", () => {
  test.each(judged)("$theme: $name", ({ verdict }) => {
    expect(verdict.disagreements).toEqual([]);
  });

  test("there are at least 120 cases, no two of one name", () => {
    const names = judged.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(120);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("each theme records its own cases and no others", () => {
    const stale = themes.flatMap(({ name, cases }) =>
      Object.keys(readObservations(name)).filter((recorded) => !cases.some((one) => one.name === recorded)),
    );
    expect(stale).toEqual([]);
  });

  test(`at most ${MOST_UNKNOWN * 100} % of the facts cannot be determined, each with its reason`, () => {
    const asked = judged.reduce((sum, { verdict }) => sum + verdict.asked, 0);
    const unknown = judged.flatMap(({ name, verdict }) => verdict.unknown.map((line) => `${name}: ${line}`));
    const disagreements = judged.flatMap(({ verdict }) => verdict.disagreements);
    console.log(
      `lab: ${judged.length} cases, ${asked} facts, ${disagreements.length} disagreements, ${unknown.length} cannot be told`,
    );
    expect(unknown.filter((line) => /: $/.test(line))).toEqual([]);
    expect(unknown.length <= asked * MOST_UNKNOWN ? [] : unknown).toEqual([]);
  });
});

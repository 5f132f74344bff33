import { describe, expect, test } from "vitest";
import { fleetFiles, SHAPES } from "../../bench/fleets/shapes.ts";
import { runCheck } from "../../src/app/check.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const COUNT = 24;

async function checked(shape: string) {
  const workspace = memoryWorkspace(Object.fromEntries(fleetFiles({ shape, count: COUNT })));
  const outcome = await runCheck({ workspace, rules });
  if (!outcome.ok) throw new Error(`${shape} cannot be checked`);
  return outcome.report;
}

describe.each([...SHAPES.keys()])("a fleet of the shape %s", (shape) => {
  test("is the same for the same seed, and another for another", () => {
    const files = (seed: number) => JSON.stringify([...fleetFiles({ shape, count: COUNT, seed })]);
    expect(files(3)).toBe(files(3));
    if (shape !== "folder") expect(files(4)).not.toBe(files(3));
  });

  test("has nothing wrong but the faults of the incident", async () => {
    const { findings, images } = await checked(shape);
    expect(images.length).toBeGreaterThanOrEqual(COUNT);
    const errors = findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    const isFaulty = errors.includes("nginx/user-root");
    expect(isFaulty || errors.length === 0, errors.join(", ")).toBe(true);
    expect(isFaulty).toBe(shape === "incident");
    expect(findings.filter(({ rule }) => rule === "fact/unknown").map(({ message }) => message)).toEqual([]);
  });
});

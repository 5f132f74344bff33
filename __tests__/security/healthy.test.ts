import { describe, expect, test } from "vitest";
import { everyOf } from "../amount.ts";
import { judged } from "./change.ts";
import { healthyArchives } from "./healthy/archives.ts";
import { healthyBesideBuilds } from "./healthy/beside-builds.ts";
import { healthyChecks } from "./healthy/health.ts";
import { healthyLines, healthyTexts } from "./healthy/lines.ts";
import { healthyNumbers } from "./healthy/numbers.ts";
import { healthyOtherRuns } from "./healthy/other-runs.ts";
import { healthyOtherStarts } from "./healthy/other-starts.ts";
import { healthyPlaces } from "./healthy/places.ts";
import { healthyServerSettings } from "./healthy/server-settings.ts";
import { healthySettings } from "./healthy/settings.ts";
import { healthyStandIns } from "./healthy/stand-ins.ts";
import { healthySteps } from "./healthy/steps.ts";

const all = [
  ...healthyLines,
  ...healthyTexts,
  ...healthyPlaces,
  ...healthyBesideBuilds,
  ...healthySettings,
  ...healthyChecks,
  ...healthyServerSettings,
  ...healthySteps,
  ...healthyNumbers,
  ...healthyStandIns,
  ...healthyArchives,
  ...healthyOtherStarts,
  ...healthyOtherRuns,
];

test("there are 400 and more, each with a name of its own", () => {
  expect(all.length).toBeGreaterThanOrEqual(400);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe("a healthy change of the same places brings no error and no warning", () => {
  test.each(everyOf(8, all).map((change) => [change.name, change] as const))("%s", async (_, change) => {
    const { exitCode, loud } = await judged(change);
    expect(loud).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

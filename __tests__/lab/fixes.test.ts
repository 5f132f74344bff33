import { describe, expect, test } from "vitest";
import { fixes } from "./cases/fixes.ts";
import { readObservations } from "./observation.ts";

const recorded = readObservations(fixes.name);

describe.each(fixes.cases)("$name", ({ name }) => {
  const seen = recorded[name];

  test("the image is built, and its container stays", () => {
    expect(seen?.entry).toBeDefined();
    expect(seen?.exit).toBeUndefined();
  });

  test("every server of it starts", () => {
    expect(seen?.servers.filter(({ starts }) => !starts)).toEqual([]);
  });
});

test("what supervisord was told to run as root does not", () => {
  const listed = Object.entries(recorded).flatMap(([name, { listing }]) =>
    name.startsWith("process/supervisor-root") ? (listing?.processes ?? []) : [],
  );
  const users = listed.filter(({ command }) => command === "sleep 60").map(({ user }) => user);
  expect(users).toEqual(["web", "web"]);
});

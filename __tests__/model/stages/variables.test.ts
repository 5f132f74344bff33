import { describe, expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

/** What the last image of a Dockerfile says: who it runs as, what it exposes, and its variables. */
function facts(lines: readonly string[]): Record<string, unknown> {
  const image = imageFacts({ Dockerfile: `${lines.join("\n")}\n` }).at(-1);
  if (image === undefined) throw new Error("no image");
  const { containerUser: user, exposes, environment } = image;
  return {
    user: user.known ? (user.name ?? user.uid) : "cannot tell",
    exposes,
    environment: Object.fromEntries(environment.map((variable) => [variable.name, variable.default])),
  };
}

describe("ARG behind ENV", () => {
  test.each<[string, string[], Record<string, unknown>]>([
    [
      "its default counts, and the image keeps the ENV",
      ["FROM debian:12", "ENV U=root", "ARG U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "a port",
      ["FROM debian:12", "ENV P=80", "ARG P=9090", "EXPOSE $P"],
      { exposes: [9090], environment: { P: "80" } },
    ],
    [
      "the value of an ARG before the first FROM",
      ["ARG U=www-data", "FROM debian:12", "ENV U=root", "ARG U", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "without a value it changes nothing",
      ["FROM debian:12", "ENV U=www-data", "ARG U", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
    [
      "an ENV behind it counts again",
      ["FROM debian:12", "ENV U=root", "ARG U=games", "ENV U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
    [
      "another ARG behind it, and still the ENV is kept",
      ["FROM debian:12", "ENV U=root", "ARG U=games", "ARG U=www-data", "USER $U"],
      { user: "www-data", environment: { U: "root" } },
    ],
    [
      "in a stage that starts from it the ENV counts",
      ["FROM debian:12 AS a", "ENV U=www-data", "ARG U=root", "FROM a", "USER $U"],
      { user: "www-data", environment: { U: "www-data" } },
    ],
  ])("%s", (_, lines, expected) => {
    expect(facts(lines)).toMatchObject(expected);
  });
});

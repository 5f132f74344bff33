import { expect, test } from "vitest";
import { majorTag, notesOf, releasedChangelog, versionProblem } from "../../.github/scripts/release-notes.ts";

const CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- a\n\n## 0.1.0 (2026-01-01)\n\n- old\n";

test("unreleased changes get a version and a day, and Unreleased is empty again", () => {
  const text = releasedChangelog(CHANGELOG, "0.2.0", "2026-12-01");
  expect(text).toBe(
    "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n### Added\n\n- a\n\n## 0.1.0 (2026-01-01)\n\n- old\n",
  );
  expect(notesOf(String(text), "0.2.0")).toBe("### Added\n\n- a");
  expect(notesOf(String(text), "0.1.0")).toBe("- old");
  expect(notesOf(String(text), "0.3.0")).toBe("");
  expect(releasedChangelog(String(text), "0.3.0", "2026-12-02")).toEqual({
    why: "CHANGELOG.md has nothing under Unreleased",
  });
});

test.each([
  ["0.2.0", "0.1.0", false, undefined],
  ["0.10.0", "0.9.9", false, undefined],
  ["1.0.0", "0.9.9", false, undefined],
  ["0.1.0", "0.1.0", true, undefined],
  ["0.1.0", "0.1.0", false, "0.1.0 does not follow 0.1.0"],
  ["0.9.0", "0.10.0", true, "0.9.0 does not follow 0.10.0"],
  ["v1.0.0", "0.1.0", false, "v1.0.0 is no version such as 1.2.3"],
  ["1.0", "0.1.0", false, "1.0 is no version such as 1.2.3"],
])("%s after %s, first: %s", (version, current, isFirst, problem) => {
  expect(versionProblem(version, current, isFirst)).toBe(problem);
});

test("the tag of the major version", () => {
  expect([majorTag("0.1.0"), majorTag("12.3.4")]).toEqual(["v0", "v12"]);
});

import { describe, expect, test } from "vitest";
import { git } from "../checkouts/git.ts";
import { ask, comment, reviewOf, useGitHubs } from "./github.ts";
import { applySuggestions, commitSuggestions, suggestionOf } from "./suggestions.ts";

const { pullRequest, start } = useGitHubs();

describe("suggestions", () => {
  const at = (line: number | null, body: string, start_line: number | null = null) =>
    ({ path: "a", side: "RIGHT", line, start_line, body }) as const;

  test.each<
    readonly [what: string, text: string, comments: readonly ReturnType<typeof at>[], expected: string]
  >([
    ["one line", "1\n2\n3\n", [at(2, "why\n```suggestion\ntwo\n```\n")], "1\ntwo\n3\n"],
    ["several lines", "1\n2\n3\n", [at(3, "```suggestion\nx\n```", 2)], "1\nx\n"],
    ["nothing in its place", "1\n2\n3\n", [at(2, "```suggestion\n```")], "1\n3\n"],
    ["an empty line", "1\n2\n3\n", [at(2, "```suggestion\n\n```")], "1\n\n3\n"],
    [
      "two of them",
      "1\n2\n3\n",
      [at(1, "```suggestion\na\nb\n```"), at(3, "```suggestion\nc\n```")],
      "a\nb\n2\nc\n",
    ],
    ["a longer fence", "1\n", [at(1, "````suggestion\n```\n````")], "```\n"],
    ["a file's own line ends", "1\r\n2\r\n", [at(1, "```suggestion\none\n```")], "one\r\n2\r\n"],
    ["a comment without one", "1\n", [at(1, "```\nx\n```")], "1\n"],
    ["an outdated one", "1\n", [at(null, "```suggestion\nx\n```")], "1\n"],
    ["the last line without an end", "1\n2", [at(2, "```suggestion\ntwo\n```")], "1\ntwo"],
  ])("%s", (_, text, comments, expected) => {
    expect(applySuggestions(text, comments)).toBe(expected);
  });

  test("that overlap cannot be applied together", () => {
    const two = [at(3, "```suggestion\nx\n```", 1), at(2, "```suggestion\ny\n```")];
    expect(() => applySuggestions("1\n2\n3\n", two)).toThrow(/overlap at line/);
    expect(suggestionOf(at(1, "none"))).toBeUndefined();
  });

  test("become a commit on the head's branch", async () => {
    const pull = pullRequest();
    const github = await start(pull);
    await ask(github, "POST /pulls/7/reviews", reviewOf(pull, comment));
    const moved = commitSuggestions(pull, github.state.comments);
    github.setPull(moved);
    const show = (path: string) => git(moved.upstream.path, "show", `${moved.head}:${path}`);
    expect(show("web/nginx.conf")).toContain("line 9\nline 10\nline 11\n");
    expect(git(moved.upstream.path, "rev-parse", "refs/heads/change", "refs/pull/7/head")).toBe(
      `${moved.head}\n${moved.head}`,
    );
    expect(git(moved.upstream.path, "rev-parse", `${moved.merge}^2`)).toBe(moved.head);
  });
});

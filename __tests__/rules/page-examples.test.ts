import { expect, test } from "vitest";
import { readPage } from "./page-examples.ts";
import { expectationLine, readMarkers } from "./page-markers.ts";

const markers: readonly (readonly [path: string, lines: readonly string[], read: readonly string[]])[] = [
  ["a.conf", ["listen 80;", "#> `80` port 80 is low"], ["a.conf:1:8-10 port 80 is low"]],
  [
    "a.conf",
    ["  listen 80;", "  #> `80` one", "  #> `listen` two"],
    ["a.conf:1:10-12 one", "a.conf:1:3-9 two"],
  ],
  [
    "Dockerfile",
    ["FROM a", "EXPOSE 80 8080", "#> `80` whole word first"],
    ["Dockerfile:2:8-10 whole word first"],
  ],
  ["README.md", ["Runs as `web`.", "<!--> `` `web` `` no such user -->"], ["README.md:1:9-14 no such user"]],
  ["README.md", ["text ", "<!--> ` ` trailing blank -->"], ["README.md:1:5-6 trailing blank"]],
  ["README.md", ["#> `x` no marker in Markdown"], []],
  ["a.conf", ["# `80` an ordinary comment", "#no marker"], []],
  ["a.conf", ["listen 81;", "#> `80` not there"], ["line 2: `80` is not in the line above: listen 81;"]],
  [
    "a.conf",
    ["user user;", "#> `user` which"],
    ["line 2: `user` is 2 times in the line above: list the finding in a findings fence"],
  ],
  ["a.conf", ["listen 80;", "#> 80 no backticks"], ["line 2: a marker is `marked text` and the message"]],
];

test.each(markers)("%s %j", (path, lines, expected) => {
  const { expectations, problems } = readMarkers(path, lines);
  const said = problems.map(({ line, message }) => `line ${line}: ${message}`);
  expect([...expectations.map(expectationLine), ...said]).toEqual(expected);
});

const PAGE = [
  "# nginx/user-root",
  "",
  "Nginx has no root workers",
  "even so.",
  "",
  "## Reported",
  "",
  "```dockerfile file=Dockerfile",
  "FROM nginx",
  "#> `nginx` told",
  "```",
  "",
  "````markdown file=README.md",
  "```sh",
  "make",
  "```",
  "````",
  "```findings",
  "README.md a whole file",
  "/Makefile:1:1-2 at the top",
  "```",
  "",
  "Another one, with its date:",
  "",
  '```sh file="copy of start.sh" executable today=2027-01-01',
  "exit",
  "```",
  "```text file=/link link=../x",
  "```",
  "",
  "## Accepted",
  "",
  "```sh",
  "only shown",
  "```",
  "",
].join("\n");

test("a page is read into its examples", () => {
  const page = readPage(PAGE);
  expect({
    title: page.title,
    summary: page.summary,
    sections: page.sections,
    problems: page.problems,
  }).toEqual({
    title: "nginx/user-root",
    summary: "Nginx has no root workers even so.",
    sections: ["Reported", "Accepted"],
    problems: [],
  });
  expect(page.accepted).toEqual([]);
  expect(page.reported).toEqual([
    {
      line: 8,
      files: {
        "deployment/images/example/Dockerfile": "FROM nginx\n#> `nginx` told\n",
        "deployment/images/example/README.md": "```sh\nmake\n```\n",
      },
      markers: [
        { path: "deployment/images/example/Dockerfile", line: 1, start: 6, end: 11, message: "told" },
      ],
      listed: ["deployment/images/example/README.md a whole file", "Makefile:1:1-2 at the top"],
    },
    {
      line: 25,
      files: {
        "deployment/images/example/copy of start.sh": { text: "exit\n", kind: "executable" },
        link: { kind: "link", target: "../x" },
      },
      markers: [],
      listed: [],
      today: "2027-01-01",
    },
  ]);
});

test("a `base` fence is a file of the base, with its own markers", () => {
  const page = readPage(
    "# a\n\n## Reported\n```yaml file=/a.yml base today=2027-01-01\nx: 1\n```\n```yaml file=/a.yml\nx: 2\n#> `2` less\n```\n",
  );
  expect(page.problems).toEqual([]);
  expect(page.reported).toEqual([
    {
      line: 4,
      files: { "a.yml": "x: 2\n#> `2` less\n" },
      base: { "a.yml": "x: 1\n" },
      markers: [{ path: "a.yml", line: 1, start: 4, end: 5, message: "less" }],
      listed: [],
      today: "2027-01-01",
    },
  ]);
});

const mistakes: readonly (readonly [page: string, problem: string])[] = [
  ["no title", "the page has 0 titles (# ...), one is wanted"],
  ["# a\n\n## Reported\n```sh file=a fil=b\n```", "line 4: a fence takes no fil"],
  [
    "# a\n\n## Reported\n```sh file=a\n```\n```sh file=a\n```",
    "line 6: deployment/images/example/a is in this example twice",
  ],
  [
    "# a\n\n## Reported\n```sh file=a base\n```\n```sh file=a base\n```",
    "line 6: deployment/images/example/a is in this example twice",
  ],
  ["# a\n\n## Reported\n```sh file=a\nx\n#> `y` z\n```", "line 6: `y` is not in the line above: x"],
];

test.each(mistakes)("%j is a mistake of the page", (page, problem) => {
  expect(readPage(page).problems).toEqual([problem]);
});

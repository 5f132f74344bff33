import { describe, expect, test } from "vitest";
import { outOfDate } from "../../../src/rules/docs/out-of-date.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;

const web = (
  readme: string,
  dockerfile = "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
) => ({
  [`${WEB}/Dockerfile`]: dockerfile,
  [`${WEB}/site.conf`]: "server {\n    # the shop\n    listen 8080;\n    listen 127.0.0.1:9000;\n}\n",
  [README]: readme,
});

const region = (words: string, ...lines: readonly string[]) =>
  [`<!-- keelcheck:begin${words} -->`, "", ...lines, "", "<!-- keelcheck:end -->", ""].join("\n");

const PORTS = ["| Port | Served by | Description |", "| --- | --- | --- |", "| 8080 | nginx | the shop |"];

describe("a region", () => {
  test.each<readonly [about: string, readme: string]>([
    ["that says what is", region(" ports", ...PORTS)],
    [
      "in other blanks",
      region(
        " ports",
        "| Port | Served by | Description |",
        "|:--|---|---|",
        "|8080|nginx|the shop|",
      ).replace(":--", "---"),
    ],
    ["with CRLF", region(" ports", ...PORTS).replaceAll("\n", "\r\n")],
    ["without blank lines", `<!-- keelcheck:begin ports -->\n${PORTS.join("\n")}\n<!-- keelcheck:end -->`],
    ["that is code", "```\n<!-- keelcheck:begin ports -->\n```\n"],
    ["in a comment", "<!-- <!-- keelcheck:begin ports -->\n"],
  ])("%s is left alone", (_about, readme) => {
    expect(checkRule(outOfDate, web(readme))).toEqual([]);
  });

  test.each<readonly [about: string, readme: string, expected: string]>([
    [
      "a port that is gone keeps its words",
      region(" ports", ...PORTS.slice(0, 2), "| 80 | nginx | old |"),
      region(" ports", ...PORTS),
    ],
    [
      "columns and rows of a table that people wrote",
      region(
        " ports keep",
        "| Port | Protocol | Team |",
        "|------|----------|------|",
        "| 81   | TCP      | web  |",
      ),
      region(
        " ports keep",
        "| Port | Protocol | Team |",
        "|------|----------|------|",
        "| 8080 | TCP      | web  |",
      ),
    ],
    [
      "a column of the team's own",
      region(" ports", "| Port | Team |", "| --- | --- |", "| 8080 | web |"),
      region(
        " ports",
        "| Port | Served by | Description | Team |",
        "| --- | --- | --- | --- |",
        "| 8080 | nginx | the shop | web |",
      ),
    ],
    ["nothing", region(" volumes"), region(" volumes", "It declares no volume.")],
    [
      "all that nothing else tells of",
      `| Port | Use |\n| --- | --- |\n| 8080 | x |\n\n${region("", "### Who runs", "", "x")}`,
      `| Port | Use |\n| --- | --- |\n| 8080 | x |\n\n${region(
        "",
        "### Users",
        "",
        "| Process | User |",
        "| --- | --- |",
        "| Container | `root` |",
        "| nginx workers | `nginx` (101) |",
        "",
        "### Configuration files",
        "",
        "| File | In the image |",
        "| --- | --- |",
        "| [site.conf](site.conf) | `/etc/nginx/conf.d/default.conf` |",
      )}`,
    ],
  ])("that is not: %s", (_about, readme, expected) => {
    expect(fixed(outOfDate, web(`Before\n\n${readme}\nBehind`))).toEqual({
      [README]: `Before\n\n${expected}\nBehind`,
    });
    expect(fixTitles(outOfDate, web(readme))).toEqual(["[safe] bring README.md up to date"]);
    expect(checkRule(outOfDate, web(expected))).toEqual([]);
  });

  test("shows the lines that go and come", () => {
    const [finding] = findingsOf(
      outOfDate,
      web(region(" ports", ...PORTS.slice(0, 2), "| 80 | nginx | old |")),
    );
    expect(finding?.helpLines).toEqual(["- | 80 | nginx | old |", "+ | 8080 | nginx | the shop |"]);
  });
});

test.each<readonly [readme: string, expected: readonly string[]]>([
  ["<!-- keelcheck:begin -->", [`${README}:1:1-25 this marker has no keelcheck:end`]],
  ["<!-- keelcheck:end -->", [`${README}:1:1-23 no keelcheck:begin stands above this marker`]],
  [
    "> <!-- keelcheck:begin -->\n",
    [`${README}:1:3-27 this marker is not alone at the beginning of its line`],
  ],
  [
    "<!-- keelcheck:begin port -->\n<!-- keelcheck:end -->",
    [
      `${README}:1:1-30 "port" is nothing that a region tells of: users, ports, environment, volumes, configuration, images`,
    ],
  ],
  [
    `${region(" ports", ...PORTS)}\n${region(" ports", ...PORTS)}`,
    [`${README}:9:1-31 a second region of ports`],
  ],
])("a marker that cannot be followed: %j", (readme, expected) => {
  expect(checkRule(outOfDate, web(readme))).toEqual(expected);
  expect(fixed(outOfDate, web(readme))).toEqual({});
});

test("what is not known is said to be so, and no fact is made of it", () => {
  const dockerfile =
    "FROM registry.example.org/base:1\nARG HOST\nENV HOST=$HOST LIMIT='a|`b' TEXT='<b>@x</b>'\nEXPOSE 53/udp\n";
  const after = fixed(outOfDate, web(region(" users ports environment"), dockerfile))[README];
  expect(after?.split("\n").filter((line) => line.startsWith("| ") || /^[A-Z]/.test(line))).toEqual([
    "| Process | User |",
    "| --- | --- |",
    "| Container | Unknown: unknown base image registry.example.org/base<span>&#58;</span>1 |",
    "Other processes are unknown: unknown base image",
    "| Port | Served by | Description |",
    "| --- | --- | --- |",
    "| 53/udp | Declared with `EXPOSE` | |",
    "| Variable | Default | Description |",
    "| --- | --- | --- |",
    "| `HOST` | Unknown | |",
    "| `LIMIT` | <code>a&#124;&#96;b</code> | |",
    "| `TEXT` | `<b>@x</b>` | |",
  ]);
});

test("a range of ports is one row, and keeps its words", () => {
  const dockerfile = 'FROM alpine:3.20\nEXPOSE 10000-20000/udp 80 81\nCMD ["/srv/rtp"]\n';
  const row = "| 10000-20000/udp | Declared with `EXPOSE` | media |";
  const readme = region(" ports", ...PORTS.slice(0, 2), row);
  const after = fixed(outOfDate, web(readme, dockerfile))[README];
  expect(after?.split("\n").filter((line) => line.includes("EXPOSE"))).toEqual([
    "| 80 | Declared with `EXPOSE` | |",
    "| 81 | Declared with `EXPOSE` | |",
    row,
  ]);
});

test("images that share a README have a column where they differ", () => {
  const files = {
    ...web(region(" environment"), "FROM nginx:1.27\nENV A=1 B=2\n"),
    [`${WEB}/Dockerfile.debug`]: "FROM nginx:1.27\nENV A=1 B=3\n",
  };
  expect(
    fixed(outOfDate, files)
      [README]?.split("\n")
      .filter((line) => line.startsWith("| `")),
  ).toEqual([
    "| `A` | `1` | `web` and `web/debug` | |",
    "| `B` | `2` | `web` | |",
    "| `B` | `3` | `web/debug` | |",
  ]);
});

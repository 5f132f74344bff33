import { expect, test } from "vitest";
import { emptyDescription } from "../../../src/rules/docs/empty-description.ts";
import { outOfDate } from "../../../src/rules/docs/out-of-date.ts";
import { fixed } from "../apply-fix.ts";
import { checkRule } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const MARKERS = "<!-- keelcheck:begin environment -->\n\n<!-- keelcheck:end -->\n";

const web = (dockerfile: string, readme = MARKERS) => ({
  [`${WEB}/Dockerfile`]: `FROM alpine:3.20\n${dockerfile}`,
  [README]: readme,
});

test.each<readonly [dockerfile: string, description: string]>([
  ["# How much\nENV LIMIT=1", "How much"],
  ["# How much\n# is taken\nENV LIMIT=1", "How much is taken"],
  ["#\n# ---- How much ----\nENV LIMIT=1", "How much"],
  ["ENV OTHER=1 \\\n    # How much\n    LIMIT=1", "How much"],
  [
    "# How `much`: 5 <b>@me</b>\nENV LIMIT=1",
    "How `much`<span>&#58;</span> 5 &#60;b&#62;<span>&#64;</span>me&#60;/b&#62;",
  ],
  ["# How much\n\nENV LIMIT=1", ""],
  ["# of both\nENV LIMIT=1 OTHER=2", ""],
  ["# hadolint ignore=DL3007\nENV LIMIT=1", ""],
  ["# keelcheck-ignore docs/stale -- x\nENV LIMIT=1", ""],
  ["# ENV LIMIT=2\nENV LIMIT=1", ""],
  ["# LIMIT=2\nENV LIMIT=1", ""],
  ["# TODO say what it is\nENV LIMIT=1", ""],
  ["# Copyright 2026\nENV LIMIT=1", ""],
  ["# ------------\nENV LIMIT=1", ""],
])("%j is described by %j", (dockerfile, description) => {
  const after = fixed(outOfDate, web(dockerfile))[README];
  const row = after?.split("\n").find((line) => line.includes("`LIMIT`"));
  expect(row).toBe(`| \`LIMIT\` | \`1\` |${description === "" ? " " : ` ${description} `}|`);
  const said = checkRule(emptyDescription, web(dockerfile, after));
  expect(said.some((line) => line.includes("variable LIMIT"))).toBe(description === "");
});

test.each<readonly [what: string, listen: string, expose: string, description: string]>([
  ["above EXPOSE", "listen 80;", "# The shop\nEXPOSE 80", "The shop"],
  ["above the listener first", "# By nginx\nlisten 80;", "# The shop\nEXPOSE 80", "By nginx"],
  ["above a line of several ports", "listen 80;", "# All\nEXPOSE 80 443", ""],
  ["above another port", "listen 80;", "EXPOSE 80\n# Metrics\nEXPOSE 9090", ""],
])("a port that a server listens on is described by the comment %s", (_, listen, expose, description) => {
  const files = {
    [`${WEB}/Dockerfile`]: `FROM nginx:1.28\nCOPY nginx.conf /etc/nginx/nginx.conf\n${expose}\n`,
    [`${WEB}/nginx.conf`]: `events {}\nhttp {\n  server {\n${listen}\n  }\n}\n`,
    [README]: MARKERS.replace("environment", "ports"),
  };
  const row = fixed(outOfDate, files)
    [README]?.split("\n")
    .find((line) => line.startsWith("| 80 "));
  expect(row).toBe(`| 80 | nginx |${description === "" ? " " : ` ${description} `}|`);
});

test("what the table says stays where no comment says more", () => {
  const row = (text: string) =>
    MARKERS.replace(
      "\n\n",
      `\n\n| Variable | Default | Description |\n| --- | --- | --- |\n| \`LIMIT\` | \`1\` | ${text} |\n\n`,
    );
  expect(fixed(outOfDate, web("ENV LIMIT=1", row("**mine**")))).toEqual({});
  expect(fixed(outOfDate, web("ENV LIMIT=2", row("**mine**")))[README]).toContain(
    "| `LIMIT` | `2` | **mine** |",
  );
  expect(fixed(outOfDate, web("# theirs\nENV LIMIT=1", row("mine")))[README]).toContain("| theirs |");
});

test("a table that people wrote is asked where it has a place for it", () => {
  const readme = (head: string, cell: string) =>
    `<!-- keelcheck:begin environment keep -->\n\n| Variable | ${head} |\n| --- | --- |\n| \`LIMIT\` | ${cell} |\n\n<!-- keelcheck:end -->\n`;
  expect(checkRule(emptyDescription, web("ENV LIMIT=1", readme("Default", "1")))).toEqual([]);
  expect(checkRule(emptyDescription, web("ENV LIMIT=1", readme("Use", "")))).toEqual([
    `${README}:1:1-42 README.md does not say what variable LIMIT is for`,
  ]);
});

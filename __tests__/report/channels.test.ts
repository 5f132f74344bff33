import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandFailureText } from "../../src/app/failure.ts";
import type { Comparison, ImageFacts, Report } from "../../src/facts.ts";
import { changesText } from "../../src/report/changes/text.ts";
import { colors } from "../../src/report/colors.ts";
import { screened } from "../../src/report/commands.ts";
import { compactReport } from "../../src/report/compact.ts";
import { githubCommands } from "../../src/report/github.ts";
import { jsonBases } from "../../src/report/json/bases.ts";
import { rdjsonReport } from "../../src/report/json/rdjson.ts";
import { jsonChanges, jsonFacts, jsonReport } from "../../src/report/json/report.ts";
import { mermaid, mermaidOfChange } from "../../src/report/mermaid.ts";
import { sarifReport } from "../../src/report/sarif/report.ts";
import { markdownReport } from "../../src/report/summary/markdown.ts";
import { failureSummary } from "../../src/report/summary/summary.ts";
import { basesText } from "../../src/report/text/bases.ts";
import { fixText } from "../../src/report/text/fix.ts";
import { inspectText } from "../../src/report/text/inspect.ts";
import { textReport } from "../../src/report/text/report.ts";
import { amount } from "../amount.ts";
import { readStep } from "../e2e/runner-commands.ts";
import { nginx } from "./change-of.ts";
import { htmlOf, textNodesOf } from "./markdown-html.ts";
import { findingOf, imageOf, placeOf, reportOf } from "./report-of.ts";

// Every channel with any text in every place that a repo fills, read as its consumer reads it.

const HARD = [
  "::error title=x::y",
  "##[error]x",
  "::",
  "##[",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\u001b[31m",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u2028",
  "\ufeff",
  "\ud800",
  "\u3164",
  "@octocat",
  "#1",
  "GH-2",
  "owner/repo#3",
  "0123456789abcdef",
  "https://example.org",
  "www.example.org",
  "[a](b)",
  "![a](b)",
  "<img src=x>",
  "<!-- x",
  "</td>",
  "```",
  "~~~",
  "`",
  "|",
  "# a",
  "- a",
  "1. a",
  "> a",
  "&lt;",
  "$x$",
  ":+1:",
  '"',
  "'",
  "\\",
  "%0A",
  ";",
  "]",
  "]:::wrong",
  "-->",
  "fa:fa-x",
  "a",
  " ",
  "日本",
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...HARD), { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);

/** What is not seen as itself; line ends are the channel's own. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/u;

const at = (file: string) => ({ file, line: 1, column: 1 });

function imageWith(text: string): ImageFacts {
  const unknown = { known: false, why: text, settle: `${text}\n${text}`, at: at(text) } as const;
  return imageOf(text, {
    path: text,
    dockerfile: text,
    target: text,
    context: text,
    base: text,
    args: { [text]: text },
    containerUser: {
      known: true,
      name: text,
      root: false,
      at: at(text),
      because: [{ ...at(text), note: text }],
    },
    servers: [
      { ...nginx, mainConfig: text, files: [text], workers: unknown },
      { ...nginx, kind: "apache", starts: unknown, mainConfig: unknown },
    ],
    environment: [{ name: text, default: text, at: at(text) }],
    unknown: [{ fact: text, why: text, settle: `${text}\n${text}`, at: at(text) }],
    runs: [{ service: text, containerUser: unknown, servers: [] }],
  });
}

function reportWith(text: string, comparison?: Comparison): Report {
  const place = placeOf(text, `a\n${text}\nb`, text);
  const finding = findingOf({
    at: place,
    key: text,
    message: text,
    help: text,
    helpLines: [text],
    images: [text, `${text}2`],
    related: [{ at: place, note: text }],
    fix: { title: text, safe: true, edits: [{ replace: place, text }] },
  });
  const several = Array.from({ length: 6 }, (_, index) =>
    findingOf({
      rule: "docs/readme-missing",
      at: place,
      key: `${index}`,
      message: text,
      images: [text],
      several: { what: "folders lack it", name: `${text}/${index}`, help: text },
    }),
  );
  const waiver = { rule: "nginx/user-root", reason: text, at: place, added: true } as const;
  return reportOf({
    findings: [finding, { ...finding, at: { file: place.file }, severity: "notice" }, ...several],
    images: [imageWith(text)],
    remarks: [text, `warning: ${text}`],
    waived: [{ finding, waiver }],
    ...(comparison && { comparison }),
  });
}

function comparisonWith(text: string): Comparison {
  const image = imageWith(text);
  return {
    base: text,
    scope: "changed",
    fixed: reportWith(text).findings,
    images: [{ before: imageOf(text), after: image }, { after: image, inherits: text }, { before: image }],
  };
}

function basesWith(text: string) {
  const base = {
    ref: text,
    why: text,
    recorded: false,
    images: [text],
    at: [at(text)],
    unknown: [text],
    command: text,
    policy: `${text}\n${text}`,
    advice: text,
  };
  return { bases: [base], imageCount: 1, policyFile: text, remarks: [text] };
}

function fixWith(text: string, dryRun: boolean) {
  const { findings } = reportWith(text);
  const executable = { before: false, after: true };
  const change = { path: text, from: `${text}2`, before: `a\n${text}\n`, after: `${text}\nb\n`, executable };
  const plan = {
    changes: [change],
    applied: findings,
    refused: findings.map((finding) => ({ finding, why: text })),
    followed: findings,
    remaining: findings,
  };
  return { plan, dryRun, unsafe: false, remarks: [text] };
}

const style = { colors: colors(false) };
const narrow = { colors: colors(false), columns: 30 };

const printed: readonly (readonly [channel: string, write: (text: string) => string])[] = [
  ["text", (text) => textReport(reportWith(text), style)],
  ["text on a narrow terminal", (text) => textReport(reportWith(text), narrow)],
  ["compact", (text) => compactReport(reportWith(text), text)],
  ["text of a change", (text) => textReport(reportWith(text, comparisonWith(text)), style)],
  ["inspect", (text) => inspectText([imageWith(text)], style)],
  ["inspect of a change", (text) => changesText(comparisonWith(text).images, text, narrow)],
  ["bases", (text) => basesText(basesWith(text), style)],
  ["fix", (text) => fixText(fixWith(text, false), colors(false))],
  ["fix --dry-run", (text) => fixText(fixWith(text, true), colors(false))],
  ["a refused call", (text) => commandFailureText({ kind: "usage", message: text }, colors(false))],
  [
    "a policy with errors",
    (text) =>
      commandFailureText(
        { kind: "policy", problems: [{ at: placeOf(text, text, text), message: text }] },
        colors(false),
      ),
  ],
];

describe("what a person reads in a terminal or a log", () => {
  test.each(printed)("%s shows what there is, and commands nothing", (_channel, write) => {
    fc.assert(
      fc.property(texts, (text) => {
        const out = screened(write(text));
        expect(readStep(out)).toMatchObject({ annotations: [], others: [] });
        expect(out).not.toContain("##[");
        expect(out).not.toMatch(/^[ \t]*::/m);
        expect(out.replaceAll("\n", "")).not.toMatch(UNSEEN);
      }),
      { numRuns: amount({ ordinary: 60, long: 2_000 }) },
    );
  });

  test("colours hide no command", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const out = screened(textReport(reportWith(text), { colors: colors(true), columns: 30 }));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
        expect(out.replace(/\u001b\[[\d;]*m/g, "")).not.toMatch(/^[ \t]*::|##\[/m);
      }),
      { numRuns: amount({ ordinary: 60, long: 2_000 }) },
    );
  });
});

describe("what a program reads", () => {
  const json: readonly (readonly [channel: string, write: (text: string) => string])[] = [
    ["check", (text) => jsonReport(reportWith(text, comparisonWith(text)), "failure")],
    ["inspect", (text) => jsonFacts([imageWith(text)])],
    ["inspect of a change", (text) => jsonChanges(comparisonWith(text))],
    ["bases", (text) => jsonBases(basesWith(text))],
    ["reviewdog", (text) => rdjsonReport(reportWith(text), { homepage: "https://example.org" })],
    ["SARIF", (text) => sarifReport(reportWith(text), { version: "0.0.0", homepage: "https://example.org" })],
  ];

  test.each(json)("JSON of %s is JSON, and commands nothing", (_channel, write) => {
    fc.assert(
      fc.property(texts, (text) => {
        const out = write(text);
        expect(JSON.stringify(JSON.parse(out))).toContain(JSON.stringify(text).slice(1, -1));
        expect(readStep(out)).toMatchObject({ annotations: [], others: [] });
        expect(out).not.toContain("##[");
        expect(out.replaceAll("\n", "")).not.toMatch(UNSEEN);
      }),
      { numRuns: amount({ ordinary: 60, long: 2_000 }) },
    );
  });

  test("annotations are those that are meant, and no others", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const step = readStep(githubCommands(reportWith(`a${text}`)));
        expect(step.others).toEqual([]);
        expect(step.annotations.map(({ level }) => level)).toEqual(["warning", "error", "error", "notice"]);
        expect(step.log.join("")).not.toMatch(/##\[|^\s*::/);
      }),
      { numRuns: amount({ ordinary: 100, long: 3_000 }) },
    );
  });

  test("Mermaid finds labels in quotes, and nothing of a name outside of them", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const picture of [mermaid([imageWith(text)]), mermaidOfChange(comparisonWith(text).images)]) {
          const bare = picture.replace(/"[^"\n]*"/g, '""');
          expect(bare).toMatch(
            /^%%\{init: [^\n]*\}%%\nflowchart LR\n(?: {2}(?:[bim]\d+(?:\(\[""\]\)|\[""\])?(?::::\w+)?|\w+ --> \w+(?:\[""\])?|classDef [^\n]*)\n)*$/,
          );
          for (const [label = ""] of picture.matchAll(/"[^"\n]*"/g))
            expect(label.slice(1, -1).replaceAll("<br/>", "").replace(/#\d+;/g, "")).not.toMatch(/[#<>`"$]/);
          expect(picture.replaceAll("\n", "")).not.toMatch(UNSEEN);
        }
      }),
      { numRuns: amount({ ordinary: 100, long: 3_000 }) },
    );
  });
});

describe("what GitHub renders", () => {
  // What GitHub's own filters look for, each within one text node.
  const LIVE = /@[\w]|#\d|GH-\d|(?<!\w)[0-9a-f]{7,40}(?!\w)|:\/\/|www\.|:[\w+-]+:|\$.+\$/iu;
  const OURS =
    /<\/?(?:p|table|thead|tbody|tr|th|td|span|code|ul|ol|li|h2|h3|b|i|br|strong|em|details|summary|sub|pre)(?: [^>]*)?\s*\/?>/g;
  const pages: readonly (readonly [page: string, write: (text: string) => string])[] = [
    ["a check", (text) => markdownReport(reportWith(text), { failed: true })],
    ["a change", (text) => markdownReport(reportWith(text, comparisonWith(text)), { failed: true })],
    ["a check that could not be made", (text) => failureSummary([text, text])],
  ];

  test.each(
    pages,
  )("the summary of %s holds no link, picture, mention or markup of the repo", (_page, write) => {
    fc.assert(
      fc.property(texts, (text) => {
        const page = write(text);
        const html = htmlOf(page.replace(/```mermaid\n[\s\S]*?```\n/g, ""));
        expect(html).not.toMatch(/<img|<script|<!--|<input|<del/i);
        const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
        expect(links.filter((href) => !href?.startsWith("https://example.org/docs/"))).toEqual([]);
        const rest = html
          .replace(/<a href="https:\/\/example\.org\/docs\/[^"]*">/g, "")
          .replace(/<\/a>/g, "");
        expect(rest.replace(OURS, "")).not.toMatch(/<[a-z!/]/i);
        expect(textNodesOf(html).filter((node) => LIVE.test(node))).toEqual([]);
        expect(page.replaceAll("\n", "")).not.toMatch(UNSEEN);
        expect(readStep(screened(page))).toMatchObject({ annotations: [], others: [] });
      }),
      { numRuns: amount({ ordinary: 40, long: 1_500 }) },
    );
  });
});

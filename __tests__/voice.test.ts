import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readRepo } from "../.github/scripts/repo.ts";
import { loadRule, ruleIds } from "../.github/scripts/rule-files.ts";
import { subjectOf } from "./fixes/planned.ts";
import { pageTrees } from "./fixes/trees.ts";
import { type Example, readPage } from "./rules/page-examples.ts";

const MOST_WORDS = 11;

// What a reader stumbles over, and what to write instead.
const BANNED: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\b(is|are) wanted\b|\bwanted (is|are)\b/i, "name the defect, and leave the wish to the help"],
  [/\bcannot be told\b|\bno longer be told\b|\b(is|are) told\b/i, "is unknown, is reported"],
  [/\bgoes? before\b/i, "overrides"],
  [/\bof (its|their) own\b/i, "leave it out"],
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\bstep(s|ped|ping)? down\b/i, "drop root"],
  [/\b(is|are) made (here|and)\b|\bput there here\b/i, "is created, is copied"],
  [/\bbeside\b/i, "next to"],
  [/\bNginx\b/, "nginx"],
];

// On top of those, outside of rules and their pages.
const BANNED_ELSEWHERE: typeof BANNED = [
  ...BANNED,
  [/\b(is|are) not known\b(?! to)|\bnothing is known of\b/i, "is unknown"],
  [/\bcannot be had\b/i, "is not available"],
  [/(?<!\bthere )\bis no (path|file|folder|image|commit|address|checkout|regular)\b/i, "is not a"],
  [/\b(is|are) there already\b/i, "already exists"],
  [/\b\w+ wants (a|an|one of|true or)\b/i, "must be"],
];

/** Functions and files of the tests that a document names. */
const NAMES = /\bmended(?=\(|\.ts)/g;

const DOCUMENTS = [
  "README.md",
  "action.yml",
  "examples/README.md",
  ".github/CONTRIBUTING.md",
  ".github/SECURITY.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => /\.(md|json|yml)$/.test(name) && name !== "development.md")
    .map((name) => `docs/${name}`),
];

const pages = ruleIds().map((id) => ({ id, path: `docs/rules/${id}.md` }));

describe("a message", () => {
  test(`has at most ${MOST_WORDS} words, in the middle of all on the rule pages`, () => {
    const lengths = pages
      .flatMap(({ path }) => readPage(readRepo(path)).reported.flatMap(messagesOf))
      .map((message) => message.split(/\s+/).length)
      .sort((a, b) => a - b);
    expect(lengths.length).toBeGreaterThan(100);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(MOST_WORDS);
  });

  test("is never its finding's key, so that it can be worded anew", () => {
    const findings = pageTrees().flatMap((tree) => subjectOf(tree).findings);
    expect(findings.filter(({ key, message }) => key === message)).toEqual([]);
  });
});

describe("no phrase that a reader stumbles over", () => {
  test("stands in what the examples of the pages report", () => {
    const said = pageTrees().flatMap((tree) =>
      subjectOf(tree).findings.flatMap(({ rule, message, help = "", related = [], fix }) =>
        [message, help, fix?.title ?? "", ...related.map(({ note }) => note)].map(
          (text) => `${rule}: ${text}`,
        ),
      ),
    );
    expect(stumblesIn([...new Set(said)])).toEqual([]);
  });

  test("stands in a summary or on a rule's page", async () => {
    const summaries = await Promise.all(
      ruleIds().map(async (id) => `${id}: ${(await loadRule(id)).summary}`),
    );
    const lines = pages.flatMap(({ path }) =>
      readRepo(path)
        .split("\n")
        .map((line) => `${path}: ${line}`),
    );
    expect(stumblesIn([...summaries, ...lines])).toEqual([]);
  });

  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}`);

  test.each(folders)("stands in a text of %s", (folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
    const texts = files
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        textsIn(readFileSync(join(ROOT, folder, file), "utf8")).map((text) => ({ file, text })),
      );
    expect(texts.length).toBeGreaterThan(0);
    const banned = isOfRules(folder) ? BANNED : BANNED_ELSEWHERE;
    expect(
      texts.flatMap(({ file, text }) => stumblesIn([text], banned).map((found) => `${file}: ${found}`)),
    ).toEqual([]);
  });

  test.each(DOCUMENTS)("stands in %s", (path) => {
    expect(stumblesIn(readRepo(path).replaceAll(NAMES, "").split("\n"), BANNED_ELSEWHERE)).toEqual([]);
  });
});

function messagesOf({ markers, listed }: Example): readonly string[] {
  return [...markers.map(({ message }) => message), ...listed.map((line) => line.replace(/^\S+ /, ""))];
}

/** The texts of a source: no comments, no names of files, and of templates only what stands in them as it is. */
function textsIn(source: string): readonly string[] {
  const code = source.replace(/^\s*(\/\/|\/?\*).*$|\bfrom ".*"/gm, "");
  const texts = code.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
  return texts.map((text) => text.replace(/\$\{[^}]*\}/g, "…"));
}

function isOfRules(folder: string): boolean {
  return folder === "src/rules" || folder === "src/edits";
}

function stumblesIn(lines: readonly string[], banned = BANNED): readonly string[] {
  return lines.flatMap((line) =>
    banned.filter(([phrase]) => phrase.test(line)).map(([, instead]) => `${line} -> ${instead}`),
  );
}

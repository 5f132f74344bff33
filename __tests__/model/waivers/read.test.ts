import fc from "fast-check";
import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { addedWaivers } from "../../../src/model/waivers/added.ts";
import { readWaivers } from "../../../src/model/waivers/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { positionAt, sourceFile, textOf } from "../../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../../src/workspace/memory.ts";
import "../../properties.ts";

const RULES = [
  "nginx/user-root",
  "nginx/ipv6-missing",
  "user/final-root",
  "apache/user-root",
  "docs/stale",
].map((id) => ({ id }));
const ruleIds = RULES.map(({ id }) => id);

function waiversOf(files: Readonly<Record<string, MemoryFile>>, policyText?: string) {
  const workspace = memoryWorkspace(files);
  const { policy, problems } =
    policyText === undefined
      ? { policy: defaultPolicy, problems: [] }
      : loadPolicy(sourceFile(".github/keelcheck.yml", policyText), RULES);
  expect(problems).toEqual([]);
  return readWaivers({ fleet: readFleet({ workspace, policy }), policy, ruleIds });
}

/** A waiver in one line: its line, rule, end, reason, what is wrong with it, and the text that it speaks for. */
function shown(files: Readonly<Record<string, MemoryFile>>): string[] {
  return waiversOf(files).map(({ rule, reason, until, problem, at, covers }) => {
    const { line } = positionAt(at.file, at.span?.start ?? 0);
    const covered = covers === undefined ? "everything" : JSON.stringify(textOf(at.file, covers));
    const end = until === undefined ? "" : ` until ${until}`;
    const said = problem === undefined ? `"${reason}"` : `! ${problem.message}`;
    return `${line} ${rule}${end} ${said} on ${covered}`;
  });
}

const web = "deployment/images/web";
const one = (name: string, text: string) => ({
  [`${web}/Dockerfile`]: "FROM nginx\n",
  [`${web}/${name}`]: text,
});
const IGNORE = "keelcheck-ignore nginx/user-root -- why";

test.each<[what: string, files: Readonly<Record<string, MemoryFile>>, expected: readonly string[]]>([
  [
    "nginx: the line below",
    one("a.conf", `# ${IGNORE}\nuser root;\nlisten 1;\n`),
    ['1 nginx/user-root "why" on "user root;"'],
  ],
  [
    "nginx: its own line",
    one("a.conf", `user root; # ${IGNORE}\nlisten 1;\n`),
    [`1 nginx/user-root "why" on "user root; # ${IGNORE}"`],
  ],
  [
    "nginx: all of a directive over several lines",
    one("a.conf", `# ${IGNORE}\nlog_format a\n 'b'\n 'c';\n`),
    [`1 nginx/user-root "why" on "log_format a\\n 'b'\\n 'c';"`],
  ],
  [
    "nginx: of a block its head",
    one("a.conf", `# ${IGNORE}\nserver {\n  listen 1;\n}\n`),
    ['1 nginx/user-root "why" on "server {"'],
  ],
  ["nginx: a # inside a text is no comment", one("a.conf", `add_header X "# ${IGNORE}";\n`), []],
  ["nginx: nothing below", one("a.conf", `# ${IGNORE}\n\nuser root;\n`), ['1 nginx/user-root "why" on ""']],
  [
    "nginx: at the end of the file",
    one("a.conf", `user root;\n# ${IGNORE}`),
    ['2 nginx/user-root "why" on ""'],
  ],
  [
    "two waivers above one line",
    one("a.conf", `# ${IGNORE}\n# keelcheck-ignore nginx/* -- too\nuser root;\n`),
    ['1 nginx/user-root "why" on "user root;"', '2 nginx/* "too" on "user root;"'],
  ],
  [
    "Windows line ends",
    one("a.conf", `# ${IGNORE}\r\nuser root;\r\n`),
    ['1 nginx/user-root "why" on "user root;"'],
  ],
  [
    "Dockerfile: the whole instruction, comments in between",
    {
      [`${web}/Dockerfile`]: `FROM nginx\n# ${IGNORE}\n# another word\nRUN a \\\n  # and one\n  && b\nUSER root\n`,
    },
    ['2 nginx/user-root "why" on "RUN a \\\\\\n  # and one\\n  && b"'],
  ],
  [
    "Dockerfile: within an instruction only the next line",
    { [`${web}/Dockerfile`]: `FROM nginx\nRUN a \\\n  # ${IGNORE}\n  && b \\\n  && c\n` },
    ['3 nginx/user-root "why" on "  && b \\\\"'],
  ],
  ["Dockerfile: no trailing comment", { [`${web}/Dockerfile`]: `FROM nginx\nUSER root # ${IGNORE}\n` }, []],
  [
    "Dockerfile: not in a heredoc",
    { [`${web}/Dockerfile`]: `FROM nginx\nCOPY <<EOF /a\n# ${IGNORE}\nEOF\n` },
    [],
  ],
  [
    "Apache, known by what loads it",
    {
      [`${web}/Dockerfile`]: "FROM httpd\nCOPY own.conf /usr/local/apache2/conf/httpd.conf\n",
      [`${web}/own.conf`]: `# ${IGNORE}\nUser \\\n  root\nGroup a # ${IGNORE}\n`,
    },
    ['1 nginx/user-root "why" on "User \\\\\\n  root"'],
  ],
  [
    "supervisor",
    one("supervisord.conf", `[program:a]\ncommand=a ; ${IGNORE}\n`),
    [`2 nginx/user-root "why" on "command=a ; ${IGNORE}"`],
  ],
  [
    "shell: line above, through a continued command",
    one("start.sh", `#!/bin/sh\n# ${IGNORE}\nnginx -g \\\n  'x'\ntrue\n`),
    [`2 nginx/user-root "why" on "nginx -g \\\\\\n  'x'"`],
  ],
  [
    "shell: its own line",
    one("start.sh", `nginx # ${IGNORE}\n`),
    [`1 nginx/user-root "why" on "nginx # ${IGNORE}"`],
  ],
  [
    "a script without an extension",
    {
      ...one("a", ""),
      [`${web}/entrypoint`]: { text: `#!/bin/sh\n# ${IGNORE}\nnginx\n`, kind: "executable" },
    },
    ['2 nginx/user-root "why" on "nginx"'],
  ],
  [
    "compose",
    {
      ...one("a", ""),
      "compose.yaml": `services:\n  web:\n    build: ${web}\n    # ${IGNORE}\n    user: root\n    command: "a # ${IGNORE}"\n`,
    },
    ['4 nginx/user-root "why" on "    user: root"'],
  ],
  [
    "bake",
    { ...one("a", ""), "docker-bake.hcl": `target "web" {\n  // ${IGNORE}\n  context = "${web}"\n}\n` },
    [`2 nginx/user-root "why" on "  context = \\"${web}\\""`],
  ],
  [
    "workflow",
    { ...one("a", ""), ".github/workflows/a.yml": `on: push # ${IGNORE}\n` },
    [`1 nginx/user-root "why" on "on: push # ${IGNORE}"`],
  ],
  ["other YAML outside of the image folders", { ...one("a", ""), "k8s/a.yml": `a: 1 # ${IGNORE}\n` }, []],
  [
    "Markdown: below, over a blank line",
    one("README.md", `# Web\n\n<!-- ${IGNORE} -->\n\nRuns as root.\n`),
    ['3 nginx/user-root "why" on "Runs as root."'],
  ],
  [
    "Markdown: a table's row",
    one("README.md", `| a | b |\n|---|---|\n| c | d <!-- ${IGNORE} --> |\n| e | f |\n`),
    [`3 nginx/user-root "why" on "| c | d <!-- ${IGNORE} --> |"`],
  ],
  ["Markdown: code is no comment", one("README.md", `\`\`\`html\n<!-- ${IGNORE} -->\n\`\`\`\n`), []],
])("%s", (_what, files, expected) => {
  expect(shown(files)).toEqual(expected);
});

test.each<[text: string, expected: readonly string[]]>([
  [
    "keelcheck-ignore nginx/user-root until 2027-01-31 -- TICKET-1: goes",
    ['nginx/user-root until 2027-01-31 "TICKET-1: goes"'],
  ],
  [
    "keelcheck-ignore nginx/user-root, user/* until 2027-01-31 -- both",
    ['nginx/user-root until 2027-01-31 "both"', 'user/* until 2027-01-31 "both"'],
  ],
  ["keelcheck-ignore nginx/user-root \u2014 an editor's dash", ['nginx/user-root "an editor\'s dash"']],
  ["keelcheck-ignore nginx/user-root -- a -- b", ['nginx/user-root "a -- b"']],
  ["keelcheck-ignore nginx/user-root", ['nginx/user-root ""']],
  ["keelcheck-ignore nginx/user-root --", ['nginx/user-root ""']],
  [
    "keelcheck-ignore -- why",
    ['! this waiver names no rule: write "keelcheck-ignore nginx/user-root -- why it may be so"'],
  ],
  [
    "keelcheck-ignore",
    ['! this waiver names no rule: write "keelcheck-ignore nginx/user-root -- why it may be so"'],
  ],
  [
    "keelcheck-ignore nginx/user-rot -- why",
    ['nginx/user-rot ! unknown rule "nginx/user-rot": did you mean "nginx/user-root"?'],
  ],
  [
    "keelcheck-ignore nginx/user-root, stale -- why",
    ['nginx/user-root "why"', 'stale ! unknown rule "stale": did you mean "docs/stale"?'],
  ],
  [
    "keelcheck-ignore nginx/user-root until 2027-02-30 -- why",
    ['nginx/user-root ! "until" takes a day as YYYY-MM-DD, not "2027-02-30"'],
  ],
  [
    "keelcheck-ignore nginx/user-root until -- why",
    ['nginx/user-root ! "until" takes a day as YYYY-MM-DD, not nothing'],
  ],
  [
    "keelcheck-ignore policy/changed -- why",
    ["policy/changed ! policy/changed cannot be waived: what it says about policy and waivers must be seen"],
  ],
  [
    "keelcheck-ignore-file nginx/user-root -- why",
    [
      '! unknown word "keelcheck-ignore-file": write "keelcheck-ignore nginx/user-root -- why it may be so"; waive a whole file in the policy',
    ],
  ],
  ["see keelcheck-ignore in the docs", []],
])("the words %j", (text, expected) => {
  const said = waiversOf(one("a.conf", `# ${text}\nuser root;\n`)).map(({ rule, until, reason, problem }) =>
    [rule, until && `until ${until}`, problem === undefined ? `"${reason}"` : `! ${problem.message}`]
      .filter(Boolean)
      .join(" "),
  );
  expect(said).toEqual(expected);
});

test("a file that the change leaves alone adds none, though only the head reads it", () => {
  const files = conf(`# ${IGNORE}\nuser root;\n`);
  const head = revision(files);
  const base = { ...head, waivers: [] };
  expect([...addedWaivers({ base, head, headPathOf: (path) => path })]).toEqual([]);
});

test("each line of a file of comments alone is read", () => {
  const lines = 20_000;
  const waivers = waiversOf(one("a.conf", `# ${IGNORE}\n`.repeat(lines)));
  expect(waivers).toHaveLength(lines);
});

test("the policy's waivers come with their places", () => {
  const waivers = waiversOf(
    one("a", ""),
    "waivers:\n  - { rule: nginx/*, path: deployment/**, reason: old, until: 2027-01-31 }\n",
  );
  expect(
    waivers.map(({ at, ...waiver }) => ({ ...waiver, at: at.span && textOf(at.file, at.span) })),
  ).toEqual([
    {
      from: "policy",
      rule: "nginx/*",
      path: "deployment/**",
      reason: "old",
      until: "2027-01-31",
      at: "nginx/*",
    },
  ]);
});

test.each<[what: string, text: string, expected: string]>([
  ["alone on its line", `a 1;\n  # ${IGNORE}\nuser root;\n`, "a 1;\nuser root;\n"],
  ["behind something", `user root;  # ${IGNORE}\na 1;\n`, "user root;\na 1;\n"],
  ["on the last line", `user root;\n# ${IGNORE}`, "user root;\n"],
])("removed: %s", (_what, text, expected) => {
  const [waiver] = waiversOf(one("a.conf", text));
  const { start, end } = waiver?.removal ?? { start: 0, end: 0 };
  expect(text.slice(0, start) + text.slice(end)).toBe(expected);
});

const conf = (text: string) => one("a.conf", text);
const revision = (files: Readonly<Record<string, MemoryFile>>) => ({
  fleet: readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy }),
  waivers: waiversOf(files),
  policyProblems: [],
});
const IGNORE_DATED = "keelcheck-ignore nginx/user-root until 2027-01-31 -- why";

test.each<
  [
    what: string,
    base: Readonly<Record<string, MemoryFile>>,
    head: Readonly<Record<string, MemoryFile>>,
    added: readonly string[],
  ]
>([
  ["nothing changes", conf(`# ${IGNORE}\nuser root;\n`), conf(`# ${IGNORE}\nuser root;\n`), []],
  [
    "it is moved with its line",
    conf(`# ${IGNORE}\nuser root;\n`),
    conf(`a 1;\nb 2;\n# ${IGNORE}\nuser  root;\n`),
    [],
  ],
  ["a new one", conf("user root;\n"), conf(`# ${IGNORE}\nuser root;\n`), ["1 why"]],
  [
    "a second one beside",
    conf(`# ${IGNORE}\nuser root;\n`),
    conf(`# ${IGNORE}\nuser root;\n# ${IGNORE}\nuser a;\n`),
    ["3 why"],
  ],
  ["its line is written anew", conf(`# ${IGNORE}\nuser root;\n`), conf(`# ${IGNORE}\nuser root root;\n`), []],
  [
    "it moves to another line with another reason",
    conf(`# ${IGNORE}\nuser root;\n`),
    conf(`# ${IGNORE} not\nuser a;\n`),
    ["1 why not"],
  ],
  [
    "the reason is written better",
    conf(`# ${IGNORE}\nuser root;\n`),
    conf(`# ${IGNORE} not\nuser root;\n`),
    [],
  ],
  [
    "it holds longer",
    conf(`# ${IGNORE_DATED}\nuser root;\n`),
    conf(`# ${IGNORE_DATED.replace("01", "02")}\nuser root;\n`),
    ["1 why"],
  ],
  [
    "it holds for good now",
    conf(`# ${IGNORE_DATED}\nuser root;\n`),
    conf(`# ${IGNORE}\nuser root;\n`),
    ["1 why"],
  ],
  ["it ends earlier", conf(`# ${IGNORE}\nuser root;\n`), conf(`# ${IGNORE_DATED}\nuser root;\n`), []],
  [
    "the file is renamed",
    conf(`# ${IGNORE}\nuser root;\n`),
    one("renamed.conf", `# ${IGNORE}\nuser root;\n`),
    [],
  ],
])("added: %s", (_what, base, head, expected) => {
  const added = addedWaivers({
    base: revision(base),
    head: revision(head),
    headPathOf: (path) => (head[path] === undefined ? path.replace("a.conf", "renamed.conf") : path),
  });
  const lines = [...added].map(
    ({ at, reason }) => `${positionAt(at.file, at.span?.start ?? 0).line} ${reason}`,
  );
  expect(lines).toEqual(expected);
});

test("whatever stands around it, a waiver speaks for lines of its own file and can be taken out", () => {
  const piece = fc.constantFrom(
    `# ${IGNORE}`,
    `; ${IGNORE}`,
    `<!-- ${IGNORE} -->`,
    "\n",
    "\n",
    "\r\n",
    "\\",
    '"',
    "'",
    "{",
    "}",
    ";",
    " ",
    "user root",
    "RUN a",
    "<<EOF",
    "EOF",
    "$(",
    "| a |",
    "[a]",
  );
  const names = ["a.conf", "a.yml", "a.sh", "a.hcl", "supervisord.ini", "README.md", "b.Dockerfile"];
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.constantFrom(...names), text, (name, content) => {
      for (const { at, covers, removal, problem } of waiversOf(one(name, content))) {
        expect(problem).toBeUndefined();
        expect(at.file.text).toBe(content);
        for (const span of [at.span, covers, removal]) {
          expect(span && 0 <= span.start && span.start <= span.end && span.end <= content.length).toBe(true);
        }
        const left = content.slice(0, removal?.start) + content.slice(removal?.end);
        expect(left.split("keelcheck-ignore").length).toBeLessThan(content.split("keelcheck-ignore").length);
      }
    }),
    { numRuns: 300 },
  );
});

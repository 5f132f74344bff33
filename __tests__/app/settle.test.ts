import { expect, test } from "vitest";
import { type CheckAnswer, runCheck } from "../../src/app/check.ts";
import type { Finding } from "../../src/finding.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Files } from "./changes-between.ts";
import { directReadmes } from "./direct-readmes.ts";

const POLICY = ".github/keelcheck.yml";
const README = { "images/app/README.md": "# app\n\nIt runs as `web`.\n" };
const script = (text: string) => ({
  "images/app/Dockerfile":
    'FROM debian:12\nRUN useradd -r web && useradd -r shop\nCOPY --chmod=755 run.sh /\nUSER web\nENTRYPOINT ["/run.sh"]\n',
  "images/app/run.sh": { text, executable: true },
  ...README,
});
const service = (lines: string, conf = "events {}\nhttp {}\n"): Files => ({
  "compose.yaml": `services:\n  web:\n    image: nginx:1.27\n${lines}`,
  "web.conf": conf,
});

async function checked(files: Files): Promise<CheckAnswer> {
  const answer = await runCheck({ workspace: memoryWorkspace(files), rules, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

async function unknowns(files: Files): Promise<readonly Finding[]> {
  const { report } = await checked(files);
  return report.findings.filter(({ rule }) => rule === "fact/unknown");
}

/** The files with the lines that a finding's help ends with, where it says that they belong. */
function written(files: Files, { at, help = "", helpLines = [] }: Finding): Files {
  const [, ...lines] = helpLines;
  if (helpLines[0]?.includes(POLICY)) return { ...files, [POLICY]: `${lines.join("\n")}\n` };
  expect(`${help} ${helpLines[0]}`).toMatch(/above the (line|instruction):$/);
  const { path } = at.file;
  const before = files[path];
  const rows = at.file.text.split("\n");
  rows.splice(positionAt(at.file, at.span?.start ?? 0).line - 1, 0, ...lines);
  const text = rows.join("\n");
  return { ...files, [path]: typeof before === "object" ? { ...before, text } : text };
}

test.each<[what: string, files: Files]>([
  [
    "a program of the image",
    {
      "images/app/Dockerfile":
        'FROM debian:12\nRUN useradd -r web && useradd -r shop\nUSER web\nENTRYPOINT ["/opt/app/run"]\n',
      ...README,
    },
  ],
  [
    "a line within an instruction",
    {
      "images/app/Dockerfile":
        "FROM debian:12\nRUN useradd -r web && useradd -r shop \\\n  && wget -O a.zip http://a.example/a.zip \\\n  && unzip -j a.zip -d /usr/bin\nUSER web\nCMD bash -c date\n",
      ...README,
    },
  ],
  ["a script", script("#!/bin/sh\nset -e\nexec /opt/app/run serve\n")],
  ["a line that a script goes on with", script("#!/bin/sh\ntrue && \\\n  exec /opt/app/run serve\n")],
  [
    "a service's command",
    service('    command: ["/opt/app/run"]\n    volumes: ["./web.conf:/etc/nginx/nginx.conf"]\n'),
  ],
])("what only a person can look into is settled by the lines that are printed: %s", async (_what, files) => {
  const [first, ...others] = await unknowns(files);
  expect(others).toEqual([]);
  expect(first).toBeDefined();
  if (first === undefined) return;
  const { report } = await checked(written(files, first));
  expect(report.findings.filter(({ rule }) => /^(fact|policy)\//.test(rule))).toEqual([]);
  expect(report.waived?.map(({ finding }) => finding.rule)).toEqual(["fact/unknown"]);
});

test.each<[what: string, files: Files, settle: string, settled: Files]>([
  [
    "a mount from outside",
    service('    volumes: ["${CONF}:/etc/nginx/nginx.conf"]\n'),
    "keep it in the repo, where git does not ignore it, and mount it from there",
    service('    volumes: ["./web.conf:/etc/nginx/nginx.conf"]\n'),
  ],
  [
    "a mount of what is missing",
    service('    volumes: ["./shop.conf:/etc/nginx/nginx.conf"]\n'),
    "add ./shop.conf to the repo",
    { ...service('    volumes: ["./shop.conf:/etc/nginx/nginx.conf"]\n'), "shop.conf": "events {}\n" },
  ],
  [
    "a word of a command",
    service('    command: nginx -g "$MORE"\n'),
    "give the variable a default, as in ${NAME:-value}, or a value in the .env of the compose project",
    service('    command: nginx -g "${MORE:-daemon off;}"\n'),
  ],
])("a cause with a way out of its own names it: %s", async (_what, files, settle, settled) => {
  const [first] = await unknowns(files);
  expect(first?.cause?.settle).toBe(settle);
  expect(await unknowns(settled)).toEqual([]);
});

test.each<[what: string, files: Files, said: RegExp, unsaid: RegExp]>([
  [
    "a tag that ends in a variable: no command that names half of it",
    { "images/app/Dockerfile": "ARG V\nFROM corp/php:latest-${V}\n", ...README },
    /^give V a default above the FROM/,
    /latest-|bases add/,
  ],
  [
    "a name of the base's ENV: no default of an ARG",
    { "images/app/Dockerfile": "FROM corp/php:8\nRUN chmod 777 ${HOME_OF_APP}/x\n", ...README },
    /bases add corp\/php:8/,
    /default|ARG/,
  ],
  [
    "a base that the repo seems to build: the line of policy, and no record of it",
    {
      "images/php/Dockerfile": "FROM debian:12\n",
      "images/php/README.md": "# php\n",
      "images/app/Dockerfile": "FROM corp/php:8\n",
      ...README,
    },
    /^if corp\/ holds images of this repo, add to .github\/keelcheck.yml:\nregistries:\n {2}corp: \.$/,
    /bases add/,
  ],
  [
    "a script that is read by a path from the folder: its whole path first",
    {
      "images/app/Dockerfile":
        'FROM nginx:1.27\nCOPY --chmod=755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
      "images/app/start.sh": "#!/bin/sh\ncd \"$APP\"\n. ./defaults\nexec nginx -g 'daemon off;'\n",
      ...README,
    },
    /^write the whole path in place of \.\/defaults, and add a COPY of the file to it/m,
    /add a COPY of the file to \.\//,
  ],
])("what settles it fits the cause: %s", async (_what, files, said, unsaid) => {
  const all = await unknowns(files);
  expect(all).not.toEqual([]);
  for (const { cause } of all) expect(cause?.settle).not.toMatch(unsaid);
  expect(all.map(({ cause }) => cause?.settle ?? "").join("\n\n")).toMatch(said);
});

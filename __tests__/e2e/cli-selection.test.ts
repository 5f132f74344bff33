import { describe, expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const FILES = {
  "deployment/images/web/Dockerfile": "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 9090\n",
  "deployment/images/web/nginx.conf": "user root;\nevents {}\nhttp { server { listen 8080; } }\n",
  "deployment/images/app/Dockerfile": 'FROM python:3.12\nCMD ["python3", "x.py"]\n',
  "deployment/images/app/é.conf.bak": "x\n",
};

/** The findings of a call, as `rule path`, and its exit code. */
async function found(argv: readonly string[], files: Readonly<Record<string, string>> = FILES) {
  return await inFolder(files, async (cwd) => {
    const { code, out, err } = await run(["check", "--format", "compact", ...argv], { cwd });
    const lines = out.split("\n").filter((line) => line !== "");
    const shown = lines.map((line) => {
      const [, path = "", rule = ""] = /^(.*?):\d+:\d+: .* \[(.*)\]$/.exec(line) ?? [];
      return `${rule} ${path.replace("deployment/images/", "")}`;
    });
    return { code, shown, err };
  });
}

const ALL = [
  "nginx/user-root web/nginx.conf",
  "docs/readme-missing app/Dockerfile",
  "docs/readme-missing web/Dockerfile",
  "user/missing app/Dockerfile",
  "ports/expose-mismatch web/Dockerfile",
  "layout/backup-file app/é.conf.bak",
];

describe("what check shows", () => {
  test.each<readonly [argv: readonly string[], shown: readonly string[], code: number]>([
    [[], ALL, 1],
    [["--rule", "nginx/user-root"], ALL.slice(0, 1), 1],
    [["--rule", "user-root", "missing"], [ALL[0] ?? "", ALL[3] ?? ""], 1],
    [["--rule", "docs/*"], ALL.slice(1, 3), 1],
    [["--rule", "layout/*"], ALL.slice(5), 0],
    [["--severity", "error"], ALL.slice(0, 3), 1],
    [["--quiet"], ALL.slice(0, 3), 1],
    [["--severity", "warning"], ALL, 1],
    [["--exclude", "web"], [ALL[1] ?? "", ALL[3] ?? "", ALL[5] ?? ""], 1],
    [["--exclude", "deployment/images/web/**", "deployment/images/app"], [], 0],
    [["--exclude", "**/*.bak"], ALL.slice(0, 5), 1],
    [["--fail-on", "never"], ALL, 0],
    [["--rule", "layout/*", "--fail-on", "warning"], ALL.slice(5), 1],
    [["--max", "2"], ALL.slice(0, 2), 1],
    [["--max", "0"], [], 1],
    [
      ["--images", "deployment/images/*", "!deployment/images/web"],
      [ALL[1] ?? "", ALL[3] ?? "", ALL[5] ?? ""],
      1,
    ],
    [["--images", "deployment/images/app/"], [ALL[1] ?? "", ALL[3] ?? "", ALL[5] ?? ""], 1],
  ])("%j", async (argv, shown, code) => {
    const answer = await found(argv);
    expect(answer.shown).toEqual(shown);
    expect(answer.code).toBe(code);
  });

  test.each<readonly [word: string, said: string]>([
    ["wbe", 'keelcheck: --exclude: neither an image nor a path matches "wbe": did you mean "web"?\n'],
    ["images/**", 'keelcheck: --exclude: neither an image nor a path matches "images/**"\n'],
    ["web", ""],
    ["deployment/", ""],
    ["**/*.bak", ""],
  ])("--exclude %j says where it leaves nothing out", async (word, said) => {
    const { err } = await found(["--exclude", word]);
    expect(
      err
        .split("\n")
        .filter((line) => line.includes("--exclude"))
        .join("\n"),
    ).toBe(said.trimEnd());
  });

  test("--max says how much more there is", async () => {
    expect((await found(["--max", "2"])).err).toContain("4 more findings not shown: --max is 2");
  });

  test.each<readonly [argv: readonly string[], said: string]>([
    [["check", "--rule", "user-rot"], '--rule: there is no rule "user-rot": did you mean "user-root"?'],
    [
      ["check", "--rule", "nginx/user-rot"],
      'there is no rule "nginx/user-rot": did you mean "nginx/user-root"?',
    ],
    [["check", "--rule", "xyz"], '--rule: there is no rule "xyz"\n'],
    [["check", "--format", "jsn"], 'Did you mean "json"?'],
    [
      ["check", "--format", "zzz"],
      "Allowed choices are text, compact, json, sarif, rdjson, markdown, github.",
    ],
    [["check", "--severity", "eror"], 'Did you mean "error"?'],
    [["check", "--fail-on", "nevr"], 'Did you mean "never"?'],
    [["check", "--max", "ten"], "It must be a whole number."],
    [["chek"], "(Did you mean check?)"],
  ])("%j is refused, with what is meant", async (argv, said) => {
    await inFolder(FILES, async (cwd) => {
      const { code, err } = await run(argv, { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    });
  });

  test("a folder in place of the policy is named as one", async () => {
    await inFolder({ ...FILES, ".github/keelcheck.yml/a.yml": "" }, async (cwd) => {
      const { code, err } = await run(["check"], { cwd });
      expect([code, err]).toEqual([2, "keelcheck: .github/keelcheck.yml is a folder, not a policy file\n"]);
    });
  });

  test("two policy files are one too many", async () => {
    const policies = { ".github/keelcheck.yml": "", ".github/keelcheck.yaml": "" };
    await inFolder({ ...FILES, ...policies }, async (cwd) => {
      const { code, err } = await run(["check"], { cwd });
      expect([code, err]).toEqual([
        2,
        "keelcheck: there are two policy files, .github/keelcheck.yml and .github/keelcheck.yaml: keep one\n",
      ]);
    });
  });
});

test("-h, -v and help say what --help and --version do", async () => {
  const help = async (...argv: readonly string[]) => await run(argv);
  expect(await help("-h")).toEqual(await help("--help"));
  expect(await help("-v")).toEqual(await help("--version"));
  expect(await help("help", "check")).toEqual(await help("check", "--help"));
});

test("reviewdog gets bytes of UTF-8, and the one replacement of a safe fix", async () => {
  const files = {
    "deployment/images/web/Dockerfile":
      "FROM nginx:1.27\nCOPY s.conf /etc/nginx/conf.d/default.conf\nEXPOSE 8080 9090\n",
    "deployment/images/web/s.conf": 'server { add_header a "é"; listen 8080; }\n',
    "deployment/images/web/README.md":
      "# web\n\n| Ünused | Port |\n| --- | --- |\n| é | 8080 `s.conf` |\n| é | [x]() |\n",
  };
  await inFolder(files, async (cwd) => {
    const { out } = await run(["check", "--format", "rdjson"], { cwd });
    const { source, diagnostics } = JSON.parse(out);
    expect(source).toEqual({ name: "keelcheck", url: expect.stringMatching(/^https:/) });
    const by = (rule: string) =>
      diagnostics.filter(({ code }: { code: { value: string } }) => code.value === rule);
    expect(by("ports/expose-mismatch")).toMatchObject([
      {
        severity: "WARNING",
        location: {
          path: "deployment/images/web/Dockerfile",
          range: { start: { line: 3, column: 13 }, end: { line: 3, column: 17 } },
        },
        suggestions: [{ range: { start: { line: 3, column: 12 }, end: { line: 3, column: 17 } }, text: "" }],
      },
    ]);
    expect(by("docs/markdown")).toMatchObject([{ location: { range: { start: { line: 6, column: 8 } } } }]);
  });
});

import { describe, expect, test } from "vitest";
import { type ChangeAnswer, type ChangeOptions, runChange } from "../../src/app/change.ts";
import type { Finding } from "../../src/finding.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import { changesBetween, type Files } from "./changes-between.ts";
import { directReadmes } from "./direct-readmes.ts";

const POLICY = ".github/keelcheck.yml";
const WEB = "images/web/nginx.conf";

const conf = (user: string, port = 8080) =>
  `user ${user};\nevents {}\nhttp {\n    server {\n        listen ${port};\n    }\n}\n`;

/** An image that is in order, and one that is not. */
const repo: Files = {
  "images/web/Dockerfile":
    "FROM nginx:1.27\nRUN useradd --system web\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  [WEB]: conf("web"),
  "images/web/README.md": "# web\n\nPort 8080, user `web`, file `/etc/nginx/nginx.conf`.\n",
  "images/old/Dockerfile": "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  "images/old/nginx.conf": conf("root"),
  "images/old/README.md": "# old\n\nPort 8080, user `root`, file `/etc/nginx/nginx.conf`.\n",
};

interface Told {
  readonly introduced: readonly string[];
  readonly existing: readonly string[];
  readonly fixed: readonly string[];
  readonly waived: readonly string[];
  readonly exitCode: number;
  readonly remarks: readonly string[];
}

async function answerOf(base: Files, head: Files, more: Partial<ChangeOptions> = {}): Promise<ChangeAnswer> {
  const answer = await runChange({
    base: memoryWorkspace(base),
    workspace: memoryWorkspace(head),
    changes: changesBetween(base, head),
    baseName: "main",
    rules,
    readmes: directReadmes,
    ...more,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer;
}

async function told(base: Files, head: Files, more: Partial<ChangeOptions> = {}): Promise<Told> {
  const { report, exitCode, remarks } = await answerOf(base, head, more);
  const said = (novelty: string) => report.findings.filter((each) => each.novelty === novelty).map(lineOf);
  return {
    introduced: said("introduced"),
    existing: said("existing"),
    fixed: report.comparison.fixed.map(lineOf),
    waived: (report.waived ?? []).map(({ finding, waiver }) => `${lineOf(finding)}: ${waiver.reason}`),
    exitCode,
    remarks,
  };
}

function lineOf({ rule, at: { file, span } }: Finding): string {
  return `${rule} ${file.path}:${positionAt(file, span?.start ?? 0).line}`;
}

const rooted: Files = { ...repo, [WEB]: conf("root") };
const rootFinding = `nginx/user-root ${WEB}:1`;

describe("what a change brings", () => {
  test("nothing: passes, whatever else is wrong in the repo", async () => {
    const { introduced, existing, exitCode, remarks } = await told(repo, { ...repo, "docs/x.md": "x" });
    expect({ introduced, existing, exitCode }).toEqual({ introduced: [], existing: [], exitCode: 0 });
    expect(remarks).toEqual(["compared with main: the change touches none of 2 image folders"]);
  });

  test("a fault: fails", async () => {
    const { introduced, exitCode } = await told(repo, rooted);
    expect(introduced).toContain(rootFinding);
    expect(exitCode).toBe(1);
  });

  test("the other way round it is fixed", async () => {
    const { introduced, fixed, exitCode } = await told(rooted, repo);
    expect({ introduced, exitCode }).toEqual({ introduced: [], exitCode: 0 });
    expect(fixed).toContain(rootFinding);
  });

  test("a touched image that was wrong before: it is existing, and passes", async () => {
    const head = { ...repo, "images/old/nginx.conf": `# more\n${conf("root")}` };
    const { introduced, existing, exitCode } = await told(repo, head);
    expect({ introduced, exitCode }).toEqual({ introduced: [], exitCode: 0 });
    expect(existing).toContain("nginx/user-root images/old/nginx.conf:2");
  });

  test("the same with scope all: fails", async () => {
    const head = { ...repo, "images/old/nginx.conf": `# more\n${conf("root")}` };
    expect((await told(repo, head, { scope: "all" })).exitCode).toBe(1);
    const policy = { [POLICY]: "scope: all\n" };
    expect((await told({ ...repo, ...policy }, { ...head, ...policy })).exitCode).toBe(1);
  });

  test("fail-on decides, and what the caller says goes before the policy", async () => {
    const policy = { [POLICY]: "rules: { nginx/user-root: warning, nginx/*: warning }\nfail-on: warning\n" };
    const [base, head] = [
      { ...repo, ...policy },
      { ...rooted, ...policy },
    ];
    expect((await told(base, head)).exitCode).toBe(1);
    expect((await told(base, head, { failOn: "never" })).exitCode).toBe(0);
  });

  test("an image that goes: what was wrong with it is fixed", async () => {
    const head = Object.fromEntries(Object.entries(repo).filter(([path]) => !path.startsWith("images/old/")));
    const { introduced, fixed, remarks } = await told(repo, head);
    expect(introduced).toEqual([]);
    expect(fixed).toContain("nginx/user-root images/old/nginx.conf:1");
    expect(remarks).toEqual(["compared with main: the change removes 1 of 2 image folders"]);
  });

  test("the images before and after, and who inherits", async () => {
    const registries = { [POLICY]: "registries: { reg.example.com: . }\n" };
    const base = { ...repo, ...registries, "images/child/Dockerfile": "FROM reg.example.com/web\n" };
    const { report } = await answerOf(base, { ...base, [WEB]: conf("root") });
    expect(
      report.comparison.images.map(({ before, after, inherits }) => [before?.name, after?.name, inherits]),
    ).toEqual([
      ["child", "child", "web"],
      ["web", "web", undefined],
    ]);
  });
});

describe("the policy in force", () => {
  const strict = { [POLICY]: "rules: { nginx/user-root: error }\n" };
  const lax = { [POLICY]: "rules: { nginx/*: off, docs/*: off }\n" };

  test("is the base's: a head that loosens it changes nothing but what policy/* says", async () => {
    const before = await told({ ...repo, ...strict }, { ...rooted, ...strict });
    const after = await told({ ...repo, ...strict }, { ...rooted, ...lax });
    const others = (lines: readonly string[]) => lines.filter((line) => !line.startsWith("policy/"));
    expect(others(after.introduced)).toEqual(before.introduced);
    expect(after.introduced.filter((line) => line.startsWith("policy/")).length).toBeGreaterThan(0);
    expect(after.exitCode).toBe(1);
  });

  test("is the base's too where the head has none any more", async () => {
    const { introduced } = await told({ ...rooted, ...lax }, { ...rooted, "images/web/x": "" });
    expect(introduced.filter((line) => !line.startsWith("policy/"))).toEqual([]);
  });

  test("is the head's where the base has none, and that is said", async () => {
    const { introduced, remarks } = await told(repo, { ...rooted, ...lax });
    expect(introduced).not.toContain(rootFinding);
    expect(remarks[0]).toBe("main has no policy yet, so the change's own is used");
  });

  test("is the head's where the base's cannot be used, with a warning", async () => {
    const { introduced, remarks } = await told({ ...repo, [POLICY]: "rulez: {}\n" }, { ...rooted, ...lax });
    expect(introduced).not.toContain(rootFinding);
    expect(remarks[0]).toBe("warning: the policy of main cannot be used, so the change's own is");
  });

  test("stays the base's where the head's is broken, which is an error at its line", async () => {
    const { introduced, exitCode } = await told(
      { ...repo, ...strict },
      { ...rooted, [POLICY]: "runtime: docker\nrulez: {}\n" },
    );
    expect(introduced).toContain(rootFinding);
    expect(introduced.filter((line) => line.startsWith("policy/"))).toEqual([`policy/weakened ${POLICY}:2`]);
    expect(exitCode).toBe(1);
  });

  test("both broken: the check ends with the head's problems", async () => {
    const broken = { ...repo, [POLICY]: "rulez: {}\n" };
    const answer = await runChange({
      base: memoryWorkspace(broken),
      workspace: memoryWorkspace({ ...broken, "images/web/x": "" }),
      changes: changesBetween(broken, { ...broken, "images/web/x": "" }),
      baseName: "main",
      rules,
    });
    expect(answer.ok ? undefined : answer.failure.kind).toBe("policy");
  });

  test("a policy that is handed in is in force at both ends, and nothing is said of the tree's", async () => {
    const { introduced } = await told({ ...repo, ...strict }, { ...rooted, ...lax }, { policyFile: null });
    expect(introduced).toContain(rootFinding);
    expect(introduced.filter((line) => line.startsWith("policy/"))).toEqual([]);
  });

  test("the head's is in force where the caller says so", async () => {
    const { introduced } = await told({ ...repo, ...strict }, { ...rooted, ...lax }, { policyFrom: "head" });
    expect(introduced).not.toContain(rootFinding);
  });

  test("its images may move with the tree; what is right may not", async () => {
    const move = (files: Files, from: string, to: string): Files =>
      Object.fromEntries(Object.entries(files).map(([path, file]) => [path.replace(from, to), file]));
    const base = { ...repo, [POLICY]: 'images: ["images/*"]\nruntime: kubernetes\n' };
    const head = {
      ...move(base, "images/", "docker/"),
      [POLICY]: 'images: ["docker/*"]\nrules: { nginx/*: off }\n',
      "docker/web/nginx.conf": conf("web", 80),
    };
    const { introduced, remarks, fixed } = await told(base, head, {
      changes: changesBetween(base, head, { [WEB]: "docker/web/nginx.conf" }),
    });
    expect(remarks[0]).toContain("the images named by the policy of main are gone");
    expect(introduced.filter((line) => line.startsWith("nginx/"))).toEqual([]);
    expect(introduced.filter((line) => line.startsWith("docs/")).length).toBeGreaterThan(0);
    expect(fixed).toEqual([]);
  });
});

describe("waivers", () => {
  const waiver = "# keelcheck-ignore nginx/user-root -- the vendor wants it\n";
  const waived: Files = { ...repo, [WEB]: `${waiver}${conf("root")}` };

  test("one that the change adds with the fault counts, and is told", async () => {
    const { introduced, waived: excused } = await told(repo, waived);
    expect(excused).toEqual([`nginx/user-root ${WEB}:2: the vendor wants it`]);
    expect(introduced.filter((line) => line.startsWith("nginx/user-root"))).toEqual([]);
    expect(introduced).toContain(`policy/waiver-added ${WEB}:1`);
  });

  test("one that the change adds to an old fault does not fix it", async () => {
    const { fixed, waived: excused } = await told(rooted, waived);
    expect(fixed).not.toContain(rootFinding);
    expect(excused).toEqual([`nginx/user-root ${WEB}:2: the vendor wants it`]);
  });

  test("one that is refused because the base's policy forbids new ones lets the fault count", async () => {
    const policy = { [POLICY]: "waivers: { new: forbid }\n" };
    const { introduced, waived: excused } = await told({ ...repo, ...policy }, { ...waived, ...policy });
    expect(introduced).toContain(`nginx/user-root ${WEB}:2`);
    expect(excused).toEqual([]);
  });

  test("one that the change takes away: the fault is brought by the change", async () => {
    const { introduced, exitCode } = await told(waived, rooted);
    expect(introduced).toContain(rootFinding);
    expect(exitCode).toBe(1);
  });

  test("one that ran out at both ends: the fault was there before", async () => {
    const dated = conf("root").replace(/^/, "# keelcheck-ignore nginx/user-root until 2026-01-31 -- soon\n");
    const base = { ...repo, [WEB]: dated };
    const { introduced, existing } = await told(
      base,
      { ...base, "images/web/x": "" },
      { today: "2026-11-23" },
    );
    expect(introduced.filter((line) => line.startsWith("nginx/"))).toEqual([]);
    expect(existing).toContain(`nginx/user-root ${WEB}:2`);
    expect(existing).toContain(`policy/waiver-expired ${WEB}:1`);
  });

  test("one whose day the change sets back lets the fault be as it is waived", async () => {
    const until = (day: string) => `# keelcheck-ignore nginx/user-root until ${day} -- soon\n${conf("root")}`;
    const { waived: excused, fixed } = await told(
      { ...repo, [WEB]: until("2026-01-31") },
      { ...repo, [WEB]: until("2027-01-31") },
      { today: "2026-11-23" },
    );
    expect(excused.length).toBe(1);
    expect(fixed).not.toContain(`nginx/user-root ${WEB}:2`);
  });
});

describe("a rule that throws", () => {
  const throwing = (end: "base" | "head"): ChangeOptions["rules"] => [
    ...rules,
    {
      id: "layout/throws",
      summary: "Throws where it sees a text",
      severity: "error",
      scope: "run",
      check(_, { fleet }) {
        const file = fleet.read(WEB);
        const isHead = file !== undefined && "text" in file && file.text.includes("user root");
        if (isHead === (end === "head")) throw new Error("it broke");
        return [];
      },
    },
  ];

  test.each([
    ["base", 1, []],
    ["head", 3, ["checking layout/throws"]],
  ] as const)("on the %s only: exit code %i, the rest is told", async (end, code, expected) => {
    const { bugs, exitCode, report } = await answerOf(repo, rooted, { rules: throwing(end) });
    expect(bugs.map(({ doing }) => doing)).toEqual(expected);
    expect(exitCode).toBe(code);
    expect(report.findings.map(lineOf)).toContain(rootFinding);
  });
});

describe("the recheck of a patched tree", () => {
  test("says what is left in the touched images", async () => {
    const answer = await answerOf(repo, rooted);
    const text = { content: { text: conf("web") }, kind: "file" as const };
    const mended = overlayWorkspace(memoryWorkspace(rooted), new Map([[WEB, text]]));
    const left = await answer.recheck(mended);
    const before = answer.report.findings.filter(({ rule }) => !rule.startsWith("policy/"));
    if ("unreadable" in left) throw new Error(left.unreadable);
    expect(before.length).toBeGreaterThan(0);
    expect(left.map(lineOf)).toEqual([]);
  });

  test("does not pass a rule that throws on the patched tree only", async () => {
    const picky: ChangeOptions["rules"] = [
      {
        id: "layout/throws",
        summary: "Throws where nothing is wrong",
        severity: "error",
        scope: "run",
        check(_, { fleet }) {
          const file = fleet.read(WEB);
          if (file !== undefined && "text" in file && file.text.includes("user web;"))
            throw new Error("it broke");
          return [];
        },
      },
    ];
    const answer = await answerOf(rooted, { ...rooted, "images/web/x": "" }, { rules: picky });
    const text = { content: { text: conf("web") }, kind: "file" as const };
    const mended = overlayWorkspace(memoryWorkspace(rooted), new Map([[WEB, text]]));
    expect(await answer.recheck(mended)).toEqual({
      unreadable: "Keelcheck failed while checking layout/throws, at images/web/Dockerfile (web): it broke",
    });
  });
});

describe("a shared file that was wrong already", () => {
  const copying = (file: string) =>
    `FROM nginx:1.27\nRUN useradd --system web\nCOPY shared/${file} /etc/nginx/nginx.conf\n`;
  const readme = (user: string) => `Port 8080, user \`${user}\`, file \`/etc/nginx/nginx.conf\`.\n`;
  const base: Files = {
    [POLICY]: 'rules: { "docs/*": off, user/created-unused: off }\n',
    "images/a/Dockerfile": copying("root.conf"),
    "images/a/README.md": readme("root"),
    "images/b/Dockerfile": copying("web.conf"),
    "images/b/README.md": readme("web"),
    "shared/root.conf": conf("root"),
    "shared/web.conf": conf("web"),
  };
  const root = "nginx/user-root shared/root.conf:1";
  const rulesOf = (lines: readonly string[]) => lines.filter((line) => line.includes("user-root"));

  test("is introduced where an image that was in order comes under it", async () => {
    const head = {
      ...base,
      "images/b/Dockerfile": copying("root.conf"),
      "shared/root.conf": `${conf("root")}# touched\n`,
    };
    const answer = await told(base, head);
    expect(rulesOf(answer.introduced)).toHaveLength(1);
    expect([rulesOf(answer.existing), rulesOf(answer.fixed), answer.exitCode]).toEqual([[], [], 1]);
  });

  test("tells the way into each of the images, so that the line of the change is among them", async () => {
    const head = {
      ...base,
      "images/b/Dockerfile": copying("root.conf"),
      "shared/root.conf": `${conf("root")}# touched\n`,
    };
    const { report } = await answerOf(base, head);
    const finding = report.findings.find(({ rule }) => rule === "nginx/user-root");
    const ways = finding?.related?.map(({ at }) => at.file.path);
    expect(ways).toEqual(expect.arrayContaining(["images/a/Dockerfile", "images/b/Dockerfile"]));
  });

  test("exists where the same images are under it", async () => {
    const answer = await told(base, { ...base, "shared/root.conf": `${conf("root")}# touched\n` });
    expect([rulesOf(answer.existing).length, rulesOf(answer.introduced)]).toEqual([1, []]);
    expect(rulesOf(answer.existing)[0]).toContain(root);
  });

  test("exists where the image under it is renamed", async () => {
    const head = Object.fromEntries(
      Object.entries({ ...base, "shared/root.conf": `${conf("root")}# touched\n` }).map(([path, text]) => [
        path.replace("images/a/", "images/c/"),
        text,
      ]),
    );
    const answer = await told(base, head);
    expect([rulesOf(answer.existing).length, rulesOf(answer.introduced)]).toEqual([1, []]);
  });
});

describe("what a change says of itself", () => {
  const untidy = {
    ...repo,
    "images/web/README.md": "# web\n\nPort 8080, user `web`, file `/etc/nginx/nginx.conf`, [more]().\n",
  };

  test("its own markdownlint configuration counts from its merge on", async () => {
    const head = { ...untidy, ".markdownlint.json": '{ "default": false }\n' };
    const { introduced } = await told(
      { [POLICY]: "ipv6: optional\n", ...repo },
      { [POLICY]: "ipv6: optional\n", ...head },
    );
    expect(introduced.filter((line) => line.startsWith("docs/markdown"))).toHaveLength(1);
  });

  test("where an error says what became unknown, no notice says it again", async () => {
    const dockerfile =
      "FROM reg.corp/own:1\nRUN useradd --system web\nCOPY nginx.conf /etc/nginx/nginx.conf\n";
    const { introduced } = await told(repo, { ...repo, "images/web/Dockerfile": dockerfile });
    const places = (rule: string) =>
      introduced.filter((line) => line.startsWith(rule)).map((line) => line.split(" ")[1]);
    const errors = places("policy/became-unknown");
    expect(errors.length).toBeGreaterThan(0);
    expect(places("fact/unknown").filter((place) => errors.includes(place))).toEqual([]);
  });
});

describe("a README that lacks several things", () => {
  const lacking: Files = {
    "images/web/Dockerfile":
      "FROM nginx:1.27\nRUN useradd --system web\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
    [WEB]: conf("web"),
    "images/web/README.md": "# web\n",
  };
  const docs = (lines: readonly string[]) => lines.filter((line) => line.startsWith("docs/undocumented"));

  test("brings nothing where it names one of them", async () => {
    const { introduced, existing, fixed } = await told(lacking, {
      ...lacking,
      "images/web/README.md": "# web\n\nPort 8080.\n",
    });
    expect([docs(introduced), docs(existing).length, docs(fixed)]).toEqual([[], 1, []]);
  });

  test("brings something where there is one more to name", async () => {
    const more = conf("web").replace("listen 8080;", "listen 8080;\n        listen 8443;");
    const { introduced, fixed } = await told(lacking, { ...lacking, [WEB]: more });
    expect([docs(introduced).length, docs(fixed)]).toEqual([1, []]);
  });

  test("is mended where it names all of them", async () => {
    const readme = "# web\n\nPort 8080, user `web`, file `/etc/nginx/nginx.conf`.\n";
    const { introduced, fixed } = await told(lacking, { ...lacking, "images/web/README.md": readme });
    expect([docs(introduced), docs(fixed).length]).toEqual([[], 1]);
  });
});

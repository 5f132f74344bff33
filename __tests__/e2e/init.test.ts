import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { terminalPrompts } from "../../src/app/cli/prompts.ts";
import { inFolder, run } from "./cli-io.ts";

const POLICY = ".github/keelcheck.yml";
const BASELINE = ".github/keelcheck-baseline.json";
const WORKFLOW = ".github/workflows/keelcheck.yml";
const SCRIPT = ".github/keelcheck-bases.sh";

const image = (name: string): Readonly<Record<string, string>> => ({
  [`deployment/images/${name}/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  [`deployment/images/${name}/nginx.conf`]:
    "user nginx;\nevents {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
});
const repo = {
  ...image("web"),
  ...image("shop"),
  ...image("blog"),
  "deployment/images/own/Dockerfile": "FROM harbor.corp/base/app:1\n",
};

const text = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
const there = (folder: string) =>
  [POLICY, BASELINE, WORKFLOW, SCRIPT].filter((path) => existsSync(join(folder, path)));

test("--yes writes policy, baseline, workflow and the script for bases, and check is green", async () => {
  await inFolder(repo, async (cwd) => {
    const done = await run(["init", "--yes"], { cwd });
    expect([done.code, done.err]).toEqual([0, ""]);
    expect(done.out).toBe(`4 images in 4 folders of deployment/images

conventions:
  ports.nginx: 8080, as in 3 of 3 images with nginx
  nginx.user: nginx, as in 3 of 3 images with nginx
  layout.names: kebab-case, as in 4 of 4 image folders

5 findings for the baseline:
  findings  images  fixable  severity  rule
         4       4        4  error     docs/readme-missing
         1       1        0  notice    fact/unknown

wrote ${BASELINE}
wrote ${SCRIPT}
wrote ${POLICY}
wrote ${WORKFLOW}

run sh ${SCRIPT} where Docker is: it records 1 base image
commit what was written: keelcheck check now reports only what is new
`);
    expect(text(cwd, POLICY).split("\n").slice(1)).toEqual([
      'images: "deployment/images/**"',
      "ports:",
      "  # 3 of 3 images with nginx",
      "  nginx: 8080",
      "nginx:",
      "  # 3 of 3 images with nginx",
      "  user: nginx",
      "layout:",
      "  # 4 of 4 image folders",
      "  names: kebab-case",
      "",
    ]);
    expect(text(cwd, SCRIPT)).toContain("\nrecord harbor.corp/base/app:1\n");
    expect(text(cwd, WORKFLOW)).toContain("- uses: keelcheck/keelcheck@");
    const checked = await run(["check"], { cwd });
    expect([checked.code, checked.out]).toEqual([
      0,
      "5 findings held by the baseline\nnothing to report in 4 images\n",
    ]);

    const again = await run(["init", "--yes"], { cwd });
    expect(again.out).toContain(`${POLICY} already exists and stays as it is\n`);
    expect(again.out).not.toContain("wrote");
  });
});

test("--dry-run shows it and writes nothing", async () => {
  await inFolder(repo, async (cwd) => {
    const { code, out } = await run(["init", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain(`would write ${POLICY}\n    # yaml-language-server`);
    expect(out).toContain("      nginx: 8080\n");
    expect(there(cwd)).toEqual([]);
  });
});

test("what stands is left alone, and is told what it could ask for", async () => {
  const own = "layout: { names: kebab-case }\n";
  const workflow =
    "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: keelcheck/keelcheck@v0\n";
  const files = { ...repo, [POLICY]: own, ".github/workflows/ci.yml": workflow };
  await inFolder(files, async (cwd) => {
    const { code, out } = await run(["init", "--yes"], { cwd });
    expect(code).toBe(0);
    expect(text(cwd, POLICY)).toBe(own);
    expect(there(cwd)).toEqual([POLICY, BASELINE, SCRIPT]);
    expect(out).toContain(`.github/workflows/ci.yml already exists and stays as it is

what ${POLICY} could also ask for:
    ports:
      # 3 of 3 images with nginx
      nginx: 8080
`);
    expect((await run(["check"], { cwd })).code).toBe(0);
  });
});

test("a repo without a Dockerfile is told so, and not what is wrong with a policy that nobody wrote", async () => {
  await inFolder({ "README.md": "# Ours\n" }, async (cwd) => {
    expect(await run(["init", "--yes"], { cwd })).toEqual({
      code: 2,
      out: "",
      err: "keelcheck: init found no Dockerfile: run it in a repo that has one; keelcheck new IMAGE writes the folder of a first image\n",
    });
    expect(there(cwd)).toEqual([]);
  });
});

test("without a terminal it does not wait for answers", async () => {
  await inFolder(repo, async (cwd) => {
    expect(await run(["init"], { cwd })).toEqual({
      code: 2,
      out: "",
      err: "keelcheck: init asks questions, and there is no terminal: use --yes, or --dry-run to see what it would write\n",
    });
  });
});

/** Real prompts, with keys for each of their questions once it is shown. */
function answering(keys: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  const shown = { text: "" };
  const left = [...keys];
  const questions = ["conventions?", "run?", "Write "];
  let asked = 0;
  output.on("data", (chunk: Buffer) => {
    shown.text += chunk.toString("utf8");
    const question = questions[asked];
    if (question === undefined || !shown.text.includes(question)) return;
    asked += 1;
    const next = left.shift() ?? "";
    setImmediate(() => {
      for (const key of next) input.write(key === "v" ? "\u001b[B" : key);
    });
  });
  return { prompts: terminalPrompts(input, output), shown };
}

test("at a terminal one convention is left out, and the runtime is said", async () => {
  await inFolder(repo, async (cwd) => {
    // Blank takes the first one out; three times down is Kubernetes.
    const { prompts, shown } = answering([" \r", "vvv\r", "\r"]);
    const { code, out } = await run(["init"], { cwd, prompts });
    expect(code).toBe(0);
    expect(shown.text).toContain("ports.nginx: 8080, as in 3 of 3 images with nginx");
    expect(text(cwd, POLICY)).toContain("runtime: kubernetes\n");
    expect(text(cwd, POLICY)).not.toContain("8080");
    expect(out).toContain(`wrote ${POLICY}\n`);
    expect((await run(["check"], { cwd })).code).toBe(0);
  });
});

test.each([
  ["at the first question", ["\u0003"]],
  ["at the last one", ["\r", "\r", "\u0003"]],
])("whoever gives up %s gets nothing written", async (_, keys) => {
  await inFolder(repo, async (cwd) => {
    const { code, out } = await run(["init"], { cwd, prompts: answering(keys).prompts });
    expect([code, out, there(cwd)]).toEqual([0, "nothing was written\n", []]);
  });
});

test("Dockerfiles outside of the folder that is taken are named, with the line that reads them all", async () => {
  const files = {
    "images/web/Dockerfile": "FROM debian:12\nUSER 1000\n",
    "services/api/Dockerfile": "FROM debian:12\nUSER 1000\n",
    "docker/cron.Dockerfile": "FROM debian:12\nUSER 1000\n",
    "tests/Dockerfile": "FROM debian:12\n",
    ".devcontainer/Dockerfile": "FROM debian:12\n",
  };
  const said =
    '2 Dockerfiles, such as docker/cron.Dockerfile, outside of images are not read; to read all: images: ["images/**", "docker/**", "services/**"]';
  await inFolder(files, async (cwd) => {
    expect((await run(["check"], { cwd })).out).toContain(said);
    expect((await run(["init", "--dry-run"], { cwd })).out).toContain(said);
    const named = ["--images", "images/**", "docker/**", "services/**"];
    expect((await run(["init", "--yes", ...named], { cwd })).out).not.toContain("not read");
  });
});

// Commands that write files of the repo: what they print commands nothing, and what they write holds no markup of a value.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { htmlOf } from "../report/markdown-html.ts";
import { inFolder, run } from "./cli-io.ts";
import { readStep } from "./runner-commands.ts";

const VALUE =
  "::error title=forged::x ##[add-mask] \u202e\u200b @victim #1 https://evil.example [a](https://evil.example) ![i](//evil) <img src=x onerror=y> <!-- keelcheck:end --> ``` ` | </details> *b* _c_";
const NAME = "d\n::error title=forged::x ##[add-mask]\u202e @victim <b>x [a](b) |";
const FILE = VALUE.replaceAll("/", "_");

function image(name: string, readme?: string): Readonly<Record<string, string>> {
  const folder = `deployment/images/${name}`;
  return {
    [`${folder}/Dockerfile`]: [
      "FROM nginx:1.27",
      `LABEL a="${VALUE}"`,
      `ENV PORT="${VALUE}" MODE="${VALUE}"`,
      `RUN useradd 'web${VALUE}'`,
      "EXPOSE 8080",
      `VOLUME ["/data ${VALUE}"]`,
      "COPY nginx.conf /etc/nginx/nginx.conf",
      `COPY ["${FILE}.conf", "/etc/nginx/conf.d/${FILE}.conf"]`,
      `USER "${VALUE}"`,
      `HEALTHCHECK CMD curl "${VALUE}"`,
      "",
    ].join("\n"),
    [`${folder}/nginx.conf`]: `user "${VALUE}";\nevents {}\nhttp { include "/etc/nginx/conf.d/*.conf"; server { listen 8080; server_name "${VALUE}"; root "/srv ${VALUE}"; } }\n`,
    [`${folder}/${FILE}.conf`]: "# x\n",
    ...(readme !== undefined && { [`${folder}/README.md`]: readme }),
  };
}

const FILES = {
  ...image(NAME, `# d\n\n${VALUE}\n`),
  ...image("told", "# told\n\n## Ports\n\n| Port | Use |\n| --- | --- |\n| 80 | x |\n"),
  ...image("untold"),
  "compose.yaml": `services:\n  ${JSON.stringify(`s ${VALUE}`)}:\n    build: ./deployment/images/told\n    user: ${JSON.stringify(`root ${VALUE}`)}\n    ports: ["8080:81"]\n`,
};

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]/u;

async function inRepo<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return await inFolder(FILES, async (folder) => {
    const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: folder });
    git("init", "-q");
    git("add", "-A");
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "a");
    return await work(folder);
  });
}

function isHarmless(...streams: readonly string[]): void {
  const text = streams.join("");
  expect(readStep(...streams)).toMatchObject({ annotations: [], others: [] });
  expect(text).not.toMatch(/^[ \t]*::|##\[/m);
  expect(text.replaceAll("\n", "")).not.toMatch(UNSEEN);
}

describe("what is printed commands nothing", () => {
  test.each([
    ["docs"],
    ["docs", "--check"],
    ["docs", "--adopt"],
    ["init", "--yes"],
    ["init", "--yes", "--dry-run"],
    ["tidy"],
    ["tidy", "--dry-run"],
    ["tidy", "--patch"],
    ["tidy", "--dry-run", "--rename-images"],
    ["new", "fine"],
    ["new", NAME],
    ["new", "fine", "--base", VALUE],
    ["baseline", "--rewrite"],
    ["baseline"],
    ["check", "--format", "rdjson"],
    ["check", "--format", "compact"],
    ["check", "--since", VALUE],
    ["check", "--rule", VALUE],
    ["explain", VALUE],
    ["completion", VALUE],
  ])("%s %s %s", async (...argv) => {
    await inRepo(async (folder) => {
      const { code, out, err } = await run(argv, { cwd: folder });
      expect(code).toBeLessThan(3);
      expect(out + err).not.toBe("");
      isHarmless(out, err);
    });
  });
});

test("an error of the policy's commands nothing", async () => {
  const policy = `${JSON.stringify(VALUE)}: 1\nrules:\n  ${JSON.stringify(VALUE)}: off\nports:\n  ${JSON.stringify(VALUE)}: ${JSON.stringify(VALUE)}\n`;
  await inFolder({ ...FILES, ".github/keelcheck.yml": policy }, async (folder) => {
    const { code, out, err } = await run(["check"], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain("forged");
    isHarmless(out, err);
  });
});

describe("what is written in a README", () => {
  const written = async (path: string) =>
    await inRepo(async (folder) => {
      await run(["docs"], { cwd: folder });
      const again = await run(["docs", "--check"], { cwd: folder });
      const file = join(folder, path);
      return { text: existsSync(file) ? readFileSync(file, "utf8") : "", again: again.out, folder };
    });

  test.each([
    "deployment/images/untold/README.md",
    "deployment/images/told/README.md",
    "deployment/images/README.md",
  ])("holds no markup of a value: %s", async (path) => {
    const { text } = await written(path);
    expect(text).toContain("keelcheck:");
    const html = await htmlOf(text);
    expect(html).not.toMatch(/<img|<a [^>]*evil|<script|onerror=y>|<em>c|<strong>b/);
    expect(text.match(/^<!-- keelcheck:\w+.*-->$/gm)?.length).toBe(
      2 * (text.match(/^<!-- keelcheck:(?!end)\w+.*-->$/gm)?.length ?? 0),
    );
    expect(text.replaceAll("\n", "")).not.toMatch(UNSEEN);
  });

  test("stays as it is by a second run", async () => {
    const { again } = await written("deployment/images/untold/README.md");
    expect(again).not.toContain("untold/README.md (");
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const WEB = "deployment/images/web";
const FILES = {
  [`${WEB}/Dockerfile`]:
    "FROM nginx:1.27-alpine\nCOPY site.conf /etc/nginx/conf.d/default.conf\nENV LIMIT=10\nUSER nginx\n",
  [`${WEB}/site.conf`]: "server {\n    listen 8080;\n    listen [::]:8080;\n}\n",
  [`${WEB}/README.md`]: "# web\n\n| Port | Use |\n| ---- | --- |\n| 8080 | HTTP |\n",
};

test("docs --check shows what docs then writes, and exits with 1 until it is written", async () => {
  await inFolder(FILES, async (cwd) => {
    const read = () => readFileSync(join(cwd, WEB, "README.md"), "utf8");
    const shown = await run(["docs", "--check"], { cwd });
    expect(shown.code).toBe(1);
    expect(shown.out).toContain("+| `LIMIT` | `10` | |\n");
    expect(shown.out).toContain("1 README would be written");
    expect(read()).toBe(FILES[`${WEB}/README.md`]);
    const done = await run(["docs"], { cwd });
    expect(done).toMatchObject({ code: 0, err: "" });
    expect(done.out).toContain(`${WEB}/README.md has tables outside of the markers: ports`);
    expect(read().startsWith(`${FILES[`${WEB}/README.md`]?.trimEnd()}\n\n<!-- keelcheck:begin -->\n`)).toBe(
      true,
    );
    expect(await run(["docs", "--check"], { cwd })).toMatchObject({ code: 0 });
  });
});

test("docs --adopt, a comment in the Dockerfile and fix keep a table that people wrote up to date", async () => {
  await inFolder(FILES, async (cwd) => {
    const path = (name: string) => join(cwd, WEB, name);
    expect((await run(["docs", "--adopt"], { cwd })).out).toContain("1 README given markers");
    await run(["docs"], { cwd });
    expect((await run(["check", "--rule", "docs/*", "--format", "compact"], { cwd })).out).toContain(
      "what variable LIMIT is for",
    );
    writeFileSync(
      path("Dockerfile"),
      FILES[`${WEB}/Dockerfile`]?.replace("ENV", "# how many at once\nENV") ?? "",
    );
    writeFileSync(path("site.conf"), FILES[`${WEB}/site.conf`]?.replaceAll("8080", "8081") ?? "");
    const found = await run(["check", "--rule", "docs/out-of-date"], { cwd });
    expect(found.code).toBe(1);
    expect(found.out).toContain("+ | `LIMIT` | `10` | how many at once |");
    expect((await run(["fix"], { cwd })).code).toBe(0);
    const readme = readFileSync(path("README.md"), "utf8");
    expect(readme).toContain("| `LIMIT` | `10` | how many at once |");
    expect(readme).toContain("| 8081 | HTTP |");
    expect(await run(["check", "--rule", "docs/*"], { cwd })).toMatchObject({ code: 0 });
  });
});

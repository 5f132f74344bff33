import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, run } from "./cli-io.ts";

const POLICY = { ".github/keelcheck.yml": "images: deployment/images/*\nlayout: { names: kebab-case }\n" };
const PLACE = "deployment/images/shop";

test("the folder is written, and check has nothing to say of it", async () => {
  await inFolder(POLICY, async (cwd) => {
    expect(await run(["new", "shop"], { cwd })).toEqual({
      code: 0,
      err: "",
      out: `wrote ${PLACE}/Dockerfile
wrote ${PLACE}/README.md
wrote ${PLACE}/config/nginx.conf
wrote ${PLACE}/html/index.html

${PLACE} passes keelcheck check
`,
    });
    const checked = await run(["check", "--fail-on", "notice"], { cwd });
    expect([checked.code, checked.out]).toEqual([0, "nothing to report in 1 image\n"]);
    expect((await run(["docs", "--check"], { cwd })).code).toBe(0);
  });
});

test("--dry-run shows the files and writes none", async () => {
  await inFolder(POLICY, async (cwd) => {
    const { code, out } = await run(["new", "shop", "--server", "apache", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("+Listen 8080\n");
    expect(out).toMatch(/\ndeployment\/images\/shop would pass keelcheck check\n$/);
    expect(readdirSync(cwd)).toEqual([".github"]);
  });
});

test("what exists is left alone, empty folders and what git ignores too", async () => {
  await inFolder({ ...POLICY, "deployment/images/web/Dockerfile": "FROM debian:12\n" }, async (cwd) => {
    mkdirSync(join(cwd, PLACE));
    for (const name of ["web", "shop"]) {
      const { code, err } = await run(["new", name], { cwd });
      expect([code, err]).toEqual([2, `keelcheck: deployment/images/${name} already exists\n`]);
    }
    expect(readFileSync(join(cwd, "deployment/images/web/Dockerfile"), "utf8")).toBe("FROM debian:12\n");
    expect(readdirSync(join(cwd, PLACE))).toEqual([]);
  });
});

test.each([
  [["new", "Shop_Front"], /the policy asks for kebab-case; did you mean "shop-front"\?/],
  [["new", "shop", "--server", "ngnix"], /Did you mean "nginx"\?/],
  [["new", "shop", "--port", "99999"], /--port must be a port from 1 to 65535/],
  [["new", "shop", "--base", "nginx latest"], /--base: "nginx latest" is not a valid image reference/],
  [["new"], /missing required argument 'image'/],
])("%j is refused, and nothing is written", async (argv, why) => {
  await inFolder(POLICY, async (cwd) => {
    const { code, err } = await run(argv, { cwd });
    expect([code, err]).toEqual([2, expect.stringMatching(why)]);
    expect(existsSync(join(cwd, "deployment"))).toBe(false);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conf, introduced, twoImages, useRepos } from "./since-repos.ts";

// One of each kind; the odd cases are in since.long.test.ts.
useRepos();

describe("what counts", () => {
  test("what is not committed, staged or not", async () => {
    const repo = twoImages();
    repo.write("images/web/nginx.conf", conf("root"));
    expect(await introduced(repo, "--since", "main")).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
    repo.git("add", "--all");
    expect(await introduced(repo, "--since", "HEAD")).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
  });
});

test("a revision that is not there: exit 2, and what to run", async () => {
  const { code, err, out } = await twoImages().keelcheck("check", "--since", "nowhere");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("there is no commit nowhere in");
  expect(err).toContain("fetch it first (git fetch origin nowhere)");
});

describe("inspect --since", () => {
  const registries = { ".github/keelcheck.yml": "registries: { reg.example.com: . }\n" };

  test("shows before -> after, and every image that inherits it", async () => {
    const repo = twoImages({ ...registries, "images/child/Dockerfile": "FROM reg.example.com/web\n" });
    repo.write("images/web/nginx.conf", conf("root"));
    const { out, code } = await repo.keelcheck("inspect", "--since", "main");
    expect(code).toBe(0);
    expect(out).toMatch(/worker user.*web.* -> .*root/);
    expect(out).toContain("child");
    expect(out).not.toContain("images/old");
  });
});

describe("fix --since", () => {
  const port = (text: string) => text.replace("8080", "80");

  test("mends only what was brought", async () => {
    const strict = { ".github/keelcheck.yml": "runtime: kubernetes\nports: { nginx: 8080 }\n" };
    const repo = twoImages({ ...strict, "images/old/nginx.conf": port(conf("web")) });
    repo.write("images/web/nginx.conf", port(conf("web")));
    repo.write("images/old/html/index.html", "touched");
    await repo.keelcheck("fix", "--since", "main", "--unsafe");
    expect(readFileSync(join(repo.folder, "images/web/nginx.conf"), "utf8")).toBe(conf("web"));
    expect(readFileSync(join(repo.folder, "images/old/nginx.conf"), "utf8")).toBe(port(conf("web")));
  });
});

import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import {
  conf,
  dockerfile,
  emptyFolder,
  image,
  introduced,
  type Repo,
  repoIn,
  twoImages,
  useRepos,
} from "./since-repos.ts";

useRepos();

describe("what counts", () => {
  test("nothing changed: passes", async () => {
    const { code, out } = await twoImages().keelcheck("check", "--since", "main");
    expect(out).toContain("touches none of 2 image folders");
    expect(code).toBe(0);
  });

  test("files that git does not know yet, and not those that it ignores", async () => {
    const repo = twoImages({ ".gitignore": "images/ignored/\n" });
    for (const [path, text] of Object.entries({ ...image("new", "root"), ...image("ignored", "root") }))
      repo.write(path, text);
    expect(await introduced(repo, "--since", "main")).toEqual(["nginx/user-root images/new/nginx.conf:1"]);
  });

  test("not what others brought to main meanwhile", async () => {
    const repo = twoImages();
    repo.git("checkout", "--quiet", "-b", "mine");
    repo.commit("mine", { "images/web/html/index.html": "x" });
    repo.git("checkout", "--quiet", "main");
    repo.commit("others", { "images/old/nginx.conf": conf("web"), ...image("theirs", "root") });
    repo.git("checkout", "--quiet", "mine");
    const { out, code } = await repo.keelcheck("check", "--since", "main");
    expect(out).toContain("touches 1 of 2 image folders");
    expect(out).not.toContain("images/old");
    expect(code).toBe(0);
  });

  test("a renamed folder brings nothing", async () => {
    const repo = twoImages();
    repo.git("mv", "images/old", "images/renamed");
    expect(await introduced(repo, "--since", "main")).toEqual([]);
  });

  test("in a sub-folder of a checkout, what lies below it", async () => {
    const repo = repoIn(emptyFolder());
    repo.git("init", "--quiet", "--initial-branch=main");
    const below = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`deploy/${path}`, text]));
    repo.commit("first", { ...below(image("web", "web")), ...image("web", "web") });
    repo.write("deploy/images/web/nginx.conf", conf("root"));
    repo.write("images/web/nginx.conf", conf("root"));
    const found = await introduced(repo, "--since", "main", "deploy");
    expect(found).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
  });

  test("a submodule that moved on", async () => {
    const other = twoImages();
    const repo = twoImages();
    repo.git("submodule", "add", "--quiet", pathToFileURL(other.folder).href, "images/sub");
    repo.commit("with a submodule");
    other.commit("more", { "images/web/x": "x" });
    repo.git("-C", "images/sub", "pull", "--quiet");
    const { code, err } = await repo.keelcheck("check", "--since", "main");
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});

describe("what cannot be compared", () => {
  const usage = async (repo: Repo, ...argv: readonly string[]) => {
    const { code, err, out } = await repo.keelcheck(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    return err;
  };

  test("no git", async () => {
    const repo = repoIn(emptyFolder());
    for (const [path, text] of Object.entries(image("web", "web"))) repo.write(path, text);
    expect(await usage(repo, "check", "--since", "main")).toContain(
      `--since needs git, but ${repo.folder} is not in a git repository`,
    );
  });

  test.each(["check", "inspect", "fix"])("%s: a revision that looks like an option", async (command) => {
    expect(await usage(twoImages(), command, "--since=-x")).toContain("there is no commit -x in");
  });

  test("a revision that is a file or a tree", async () => {
    expect(await usage(twoImages(), "check", "--since", "HEAD:images")).toContain(
      "there is no commit HEAD:images",
    );
  });

  test("a revision with a line break", async () => {
    expect(await usage(twoImages(), "check", "--since", "main\n::error::x")).not.toMatch(/^::error/m);
  });

  test("a branch without a commit", async () => {
    const repo = repoIn(emptyFolder());
    repo.git("init", "--quiet", "--initial-branch=main");
    repo.write("images/web/Dockerfile", dockerfile);
    expect(await usage(repo, "check", "--since", "HEAD")).toContain("there is no commit HEAD in");
  });

  test("a branch without a commit yet is compared with another one by its files", async () => {
    const repo = twoImages();
    repo.git("checkout", "--quiet", "--orphan", "fresh");
    repo.write("images/web/nginx.conf", conf("root"));
    expect(await introduced(repo, "--since", "main")).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
    const { out } = await repo.keelcheck("check", "--since", "main");
    expect(out).not.toContain("in common");
  });

  test("a shallow clone without the commit; once it is fetched, it is compared", async () => {
    const origin = twoImages();
    const first = origin.git("rev-parse", "HEAD").trim();
    origin.commit("second", { "images/web/nginx.conf": conf("root") });
    const folder = emptyFolder();
    const clone = repoIn(folder);
    clone.git("clone", "--quiet", "--depth=1", pathToFileURL(origin.folder).href, ".");
    expect(await usage(clone, "check", "--since", first)).toContain(`there is no commit ${first}`);
    clone.git("fetch", "--quiet", "--depth=1", "origin", first);
    expect(await introduced(clone, "--since", first)).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
    const { out } = await clone.keelcheck("check", "--since", first);
    expect(out).toContain("because it has no common ancestor with HEAD in this clone");
  });

  test("a partial clone without the files of the commit; once they are fetched, it is compared", async () => {
    const origin = twoImages();
    origin.git("config", "uploadpack.allowFilter", "true");
    const first = origin.git("rev-parse", "HEAD").trim();
    origin.commit("second", { "images/web/nginx.conf": conf("root") });
    const clone = repoIn(emptyFolder());
    clone.git("clone", "--quiet", "--filter=blob:none", pathToFileURL(origin.folder).href, ".");
    expect(await usage(clone, "check", "--since", first)).toContain(
      `this partial clone lacks 1 file of ${first}: fetch it with git fetch --refetch --no-filter origin`,
    );
    clone.git("fetch", "--quiet", "--refetch", "--no-filter", "origin");
    expect(await introduced(clone, "--since", first)).toEqual(["nginx/user-root images/web/nginx.conf:1"]);
  });
});

describe("inspect --since", () => {
  test("of one image only", async () => {
    const repo = twoImages();
    for (const name of ["web", "old"]) repo.write(`images/${name}/nginx.conf`, conf("nobody"));
    const { out } = await repo.keelcheck("inspect", "--since", "main", "--image", "web");
    expect(out).toContain("web");
    expect(out).not.toContain("images/old");
  });

  test("as JSON, for programs", async () => {
    const repo = twoImages();
    repo.write("images/web/nginx.conf", conf("root"));
    const { out } = await repo.keelcheck("inspect", "--since", "main", "--format", "json");
    expect(JSON.stringify(JSON.parse(out))).toContain('"name":"root"');
  });
});

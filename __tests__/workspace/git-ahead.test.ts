import { chmodSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commitWorkspace } from "../../src/workspace/git.ts";
import { blobsAhead } from "../../src/workspace/git-ahead.ts";
import { commitChanges, gitChanges } from "../../src/workspace/git-changes.ts";
import { gitObjects } from "../../src/workspace/git-objects.ts";
import { listCommit, treeBefore } from "../../src/workspace/git-tree.ts";
import { commit, git, lines, repo, ten, useRepos } from "./changed-repos.ts";

useRepos();

const odd = (root: string, byte: number) => Buffer.concat([Buffer.from(`${root}/odd-`), Buffer.from([byte])]);

/** A repo, and a change of it that does to a file all that can be done. */
function changed() {
  const { root } = repo({
    "a/x": ten,
    "a/y": `${ten}y`,
    gone: "g\n",
    mode: "m\n",
    kind: "k\n",
    "b ü\n": "1\n",
  });
  writeFileSync(odd(root, 0xff), "1\n");
  writeFileSync(odd(root, 0xfe), "2\n");
  const base = commit(root, {});
  renameSync(join(root, "a"), join(root, "c"));
  chmodSync(join(root, "mode"), 0o755);
  rmSync(join(root, "kind"));
  symlinkSync("mode", join(root, "kind"));
  rmSync(odd(root, 0xfe));
  writeFileSync(odd(root, 0xfd), "3\n");
  const head = commit(root, { "c/y": `${ten}z`, gone: null, "new/a": "n\n", "b ü\n": "1\n2\n" });
  return { root, base, head };
}

test("the tree before a change is the one that git lists, and the change is the same in one answer", () => {
  const { root, base, head } = changed();
  const { changes, differences } = commitChanges(root, base, head);
  expect(lines(changes)).toEqual(lines(gitChanges(root, base, head)));
  expect(treeBefore(listCommit(root, head), differences)).toEqual(listCommit(root, base));
  expect(treeBefore(listCommit(root, head), commitChanges(root, head, head).differences)).toEqual(
    listCommit(root, head),
  );
});

test("what is read ahead is read and found as git reads and finds it", async () => {
  const { root, base } = repo({
    "a/Dockerfile": "FROM app-1\n",
    "b/web.dockerfile": "FROM app-10\n",
    c: "app-1\n",
  });
  const tree = listCommit(root, base);
  const objects = gitObjects(root);
  const bytes = await blobsAhead(
    objects,
    tree.entries.map(({ id }) => id),
  );
  objects.close();
  const ahead = commitWorkspace({ repo: root, commit: base, tree, bytes, prefix: "" });
  const late = commitWorkspace({ repo: root, commit: base, tree, bytes: new Map() });
  expect(bytes.size).toBe(3);
  for (const { path } of tree.entries) expect(ahead.read(path)).toEqual(late.read(path));
  for (const words of [{}, { words: true } as const])
    for (const names of [["*dockerfile*"], ["c", "*file"], ["none"]])
      for (const strings of [["app-1"], ["p-1"], ["FROM", "x"], ["nothing"], [""]])
        expect(ahead.search?.(strings, { names, ...words })).toEqual(
          late.search?.(strings, { names, ...words }),
        );
});

test("objects are told and read in the order in which they are asked, and what is not there is left out", async () => {
  const { root, base } = repo({ a: "one\n", b: "" });
  const objects = gitObjects(root);
  const asked = objects.infos([base, "HEAD:a", "0".repeat(40), "HEAD:b", `${base}^{tree}`]);
  const again = objects.infos(["HEAD"]);
  const [itself, a, none, b, tree] = (await asked) ?? [];
  expect([itself?.id, a?.size, none, b?.size, tree?.type]).toEqual([base, 4, undefined, 0, "tree"]);
  expect((await again)?.[0]?.id).toBe(git(root, "rev-parse", "HEAD"));
  const read = await objects.read([b, a].flatMap((one) => one ?? []));
  expect(read?.get(a?.id ?? "")?.toString()).toBe("one\n");
  objects.close();
  expect(await objects.infos(["HEAD"])).toBeUndefined();
});

test("where git cannot answer nothing is known, and nobody waits", async () => {
  const { root } = repo({ HEAD: "", "objects/x": "", "refs/x": "" });
  for (const folder of [join(root, "nowhere"), "/"]) {
    const objects = gitObjects(folder);
    expect(await objects.infos(["HEAD"])).toSatisfy(
      (answer) => answer === undefined || answer[0] === undefined,
    );
    objects.close();
  }
});

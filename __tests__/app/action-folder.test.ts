import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folderWhy } from "../../src/app/action/folder.ts";

const root = mkdtempSync(join(tmpdir(), "keelcheck-folder-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const folder of ["full/deploy", "full/hollow", "empty"])
  mkdirSync(join(root, folder), { recursive: true });
writeFileSync(join(root, "full/deploy/Dockerfile"), "FROM nginx\n");
symlinkSync("deploy", join(root, "full/link"));

const nothing = "nothing is checked out: the job needs a step with actions/checkout before this one";

test.each<[workspace: string, inside: string, why: string | undefined]>([
  ["full", "", undefined],
  ["full", "deploy", undefined],
  ["full", "depoly", "there is no folder depoly in the checkout: see the input working-directory"],
  [
    "full",
    "deploy/Dockerfile",
    "there is no folder deploy/Dockerfile in the checkout: see the input working-directory",
  ],
  ["full", "hollow", "the folder hollow is empty"],
  ["full", "link", "link is a link, which is not followed for the working directory: name the folder itself"],
  ["empty", "", nothing],
  ["gone", "", nothing],
])("%s, working directory %j: %s", (workspace, inside, why) => {
  expect(folderWhy(join(root, workspace), inside)).toBe(why);
});

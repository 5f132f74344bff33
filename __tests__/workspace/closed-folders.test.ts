/** Folders that may not be opened; a superuser opens all of them, so that part is left out there. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { unreadable } from "../../src/rules/fact/unreadable.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";

function told(workspace: Workspace): readonly string[] {
  const fleet = readFleet({ workspace, policy: defaultPolicy });
  const findings = check({ fleet, policy: defaultPolicy, rules: [unreadable] });
  return findings.map(({ at, message }) => `${at.file.path} ${message}`);
}

test("a folder that may not be opened is told", () => {
  const files = memoryWorkspace({ "deployment/images/web/Dockerfile": "FROM nginx:1.27\n" });
  expect(told({ ...files, closedFolders: ["deployment/images/web/secret"] })).toEqual([
    "deployment/images/web/secret this folder may not be opened, so nothing in it was read",
  ]);
});

test.skipIf(process.getuid?.() === 0)("outside of git, the rest is read", () => {
  const root = mkdtempSync(join(tmpdir(), "closed-"));
  const closed = join(root, "closed");
  try {
    mkdirSync(closed);
    writeFileSync(join(root, "Dockerfile"), "FROM nginx:1.27\n");
    chmodSync(closed, 0o000);
    const workspace = diskWorkspace(root);
    expect(workspace.closedFolders).toEqual(["closed"]);
    expect(workspace.list().map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      "Dockerfile file",
      "closed submodule",
    ]);
  } finally {
    chmodSync(closed, 0o755);
    rmSync(root, { recursive: true });
  }
});

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { ROOT, readRepo } from "../.github/scripts/repo.ts";
import type { ImageFacts } from "../src/facts.ts";
import { run } from "./e2e/cli-io.ts";

const STEP = /^```(sh|diff|text)(?: exit=(\d))?\n([\s\S]*?)^```$/gm;
const PERSON = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com" };
const COMMITTER = { GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };

/** A folder, and what the last commands printed there. */
interface Place {
  readonly cwd: string;
  readonly printed: string;
}

/** Runs the lines of a block in order; each is one command, and only the last may end as the page says. */
async function runLines(cwd: string, lines: readonly string[], exit: number): Promise<Place> {
  let folder = cwd;
  let printed = "";
  for (const [index, line] of lines.entries()) {
    const [program = "", ...words] = line.split(" ");
    if (program === "cd") folder = resolve(folder, words[0] ?? "");
    else if (program === "keelcheck") {
      const { code, out, err } = await run(words, { cwd: folder });
      printed += out + err;
      expect({ line, code, printed }).toEqual({ line, code: index === lines.length - 1 ? exit : 0, printed });
    } else {
      const env = { ...process.env, ...PERSON, ...COMMITTER };
      printed += execFileSync("sh", ["-c", line], { cwd: folder, env, encoding: "utf8" });
    }
  }
  return { cwd: folder, printed };
}

/** Does what the page says, from a clone of this repo; hands back the folder where it ends. */
async function follow(page: string, clone: string): Promise<string> {
  let place: Place = { cwd: clone, printed: "" };
  for (const [, kind, exit = "0", text = ""] of page.matchAll(STEP)) {
    const lines = text.trimEnd().split("\n");
    if (kind === "sh") place = await runLines(place.cwd, lines, Number(exit));
    else if (kind === "diff") execFileSync("git", ["apply", "-"], { cwd: place.cwd, input: text });
    else for (const line of lines) expect(place.printed).toContain(line);
  }
  return place.cwd;
}

/** Whom each container and server runs as, and where it listens. */
async function usersAndListeners(cwd: string): Promise<unknown> {
  const { out } = await run(["inspect", "--format", "json"], { cwd });
  const { images } = JSON.parse(out) as { readonly images: readonly ImageFacts[] };
  const nameOf = (user: ImageFacts["containerUser"]) => ("name" in user ? (user.name ?? user.uid) : user);
  return images.map(({ name, containerUser, servers }) => ({
    name,
    user: nameOf(containerUser),
    servers: servers.map(({ kind, master, workers, listeners }) => ({
      kind,
      master: nameOf(master),
      workers: nameOf(workers),
      listeners: listeners.map(({ address, port }) => `${address} ${port}`),
    })),
  }));
}

test("the tutorial leads from the incident to a clean check, an empty baseline and the facts of the fixed example", async () => {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-tutorial-"));
  try {
    const clone = join(folder, "keelcheck");
    mkdirSync(clone);
    cpSync(join(ROOT, "examples"), join(clone, "examples"), { recursive: true });
    const end = await follow(readRepo("docs/tutorial.md"), clone);
    const baseline = JSON.parse(readFileSync(join(end, ".github/keelcheck-baseline.json"), "utf8"));
    expect(baseline.findings).toEqual([]);
    expect(await run(["check", "--no-baseline", "--fail-on", "notice"], { cwd: end })).toMatchObject({
      code: 0,
      err: "",
    });
    expect(await usersAndListeners(end)).toEqual(await usersAndListeners(join(ROOT, "examples/fixed")));
    expect(await run(["tidy", "--dry-run"], { cwd: end })).toMatchObject({ code: 0, err: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

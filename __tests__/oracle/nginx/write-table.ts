/** Writes src/parsers/nginx/table.ts and variables.ts from a git clone of nginx, over all of its releases since 1.14. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { compareReleases } from "../../../src/parsers/nginx/releases.ts";
import type { DirectiveEntry } from "../../../src/parsers/nginx/table.ts";
import { type Declared, deriveRelease, type Release } from "./derive.ts";

interface Named {
  readonly version: string;
  readonly read: Release;
}

/** Reads every release of the clone and writes the two tables. */
export function writeTables(clone: string): void {
  const releases = releasesOf(clone);
  const [oldest, newest] = [releases.at(0)?.version ?? "", releases.at(-1)?.version ?? ""];
  const folder = join(ROOT, "src/parsers/nginx");
  const head = readFileSync(join(folder, "table.ts"), "utf8").split("/** The directives of")[0] ?? "";
  const rows = [...directiveRuns(releases)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entries]) => `  ${name}: ${JSON.stringify(entries)},`);
  writeFileSync(
    join(folder, "table.ts"),
    `${head}/** The directives of nginx ${oldest} to ${newest}, read out of the command tables of its sources by \`npm run oracle -- nginx --derive\`. */
export const nginxTable: Readonly<Record<string, readonly DirectiveEntry[]>> = {
${rows.join("\n")}
};
`,
  );
  writeFileSync(
    join(folder, "variables.ts"),
    withVariables(readFileSync(join(folder, "variables.ts"), "utf8"), releases),
  );
  execFileSync(process.execPath, [
    join(ROOT, "node_modules/@biomejs/biome/bin/biome"),
    "format",
    "--write",
    folder,
  ]);
  console.log(`${rows.length} directives of ${releases.length} releases, ${oldest} to ${newest}`);
}

function releasesOf(clone: string): readonly Named[] {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", clone, ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
  const tags = git("tag", "--list", "release-*")
    .split("\n")
    .map((tag) => tag.slice("release-".length))
    .filter((version) => compareReleases(version, "1.14.0") >= 0)
    .sort(compareReleases);
  const read = tags.map((version) => ({ version, read: releaseAt(clone, `release-${version}`) }));
  const head = /NGINX_VERSION\s+"([^"]+)"/.exec(git("show", "HEAD:src/core/nginx.h"))?.[1] ?? "";
  const newer = head !== "" && compareReleases(head, tags.at(-1) ?? "") > 0;
  return newer ? [...read, { version: head, read: releaseAt(clone, "HEAD") }] : read;
}

function releaseAt(clone: string, commit: string): Release {
  const folder = mkdtempSync(join(tmpdir(), "keelcheck-nginx-"));
  try {
    execFileSync("git", ["-C", clone, "archive", "-o", join(folder, "src.tar"), commit, "src"]);
    execFileSync("tar", ["-xf", join(folder, "src.tar"), "-C", folder]);
    return deriveRelease(join(folder, "src"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each directive of each module as it was, with the releases that had it so. */
function directiveRuns(releases: readonly Named[]): ReadonlyMap<string, readonly DirectiveEntry[]> {
  const byName = new Map<string, DirectiveEntry[]>();
  const keys = new Set(releases.flatMap(({ read }) => read.directives.map(keyOf)));
  for (const key of [...keys].sort()) {
    const [name = ""] = key.split(" ");
    const entries = byName.get(name) ?? [];
    byName.set(name, entries);
    for (const run of runsOf(releases.map((release) => textOf(release, key)))) {
      const since = run.from === 0 ? {} : { since: releases[run.from]?.version ?? "" };
      const until = run.to === releases.length - 1 ? {} : { until: releases[run.to]?.version ?? "" };
      entries.push({ ...(JSON.parse(run.text) as DirectiveEntry), ...since, ...until });
    }
  }
  return byName;
}

function keyOf({ name, module }: Declared): string {
  return `${name} ${module}`;
}

/** The declaration in one release; several of one module, of which a build has one, as one that takes what either does. */
function textOf({ read }: Named, key: string): string | undefined {
  const [first, ...others] = read.directives.filter((one) => keyOf(one) === key);
  if (first === undefined) return undefined;
  const all = [first, ...others];
  const counts = all.flatMap(({ args }) => ("atLeast" in args ? [] : args));
  const open = all.find(({ args }) => "atLeast" in args)?.args;
  const merged: Declared = {
    ...first,
    in: [...new Set(all.flatMap((one) => one.in))],
    args: open ?? [...new Set(counts)].sort((left, right) => left - right),
  };
  const { name: _, ...entry } = merged;
  return JSON.stringify(entry);
}

function runsOf(
  texts: readonly (string | undefined)[],
): readonly { text: string; from: number; to: number }[] {
  const runs: { text: string; from: number; to: number }[] = [];
  for (const [index, text] of texts.entries()) {
    const last = runs.at(-1);
    if (text === undefined) continue;
    if (last?.text === text && last.to === index - 1) last.to = index;
    else runs.push({ text, from: index, to: index });
  }
  return runs;
}

const VARIABLES = /(const NEW\b[^=]*= )\{\n.*?\n\};/s;
const FIXED = /(const FIXED\b[^=]*= )\{\n.*?\n\};/s;

/** The text of variables.ts with its table anew. */
function withVariables(text: string, releases: readonly Named[]): string {
  const room = (name: "http" | "stream") => {
    const variables = Object.entries(variablesOf(releases, name));
    const lists = [...new Set(variables.map(([, since]) => since))]
      .sort((left, right) => compareReleases(left || "0", right || "0"))
      .map((since) => {
        const names = variables.filter(([, one]) => one === since).map(([one]) => one);
        return `{ since: "${since}", names: \`${wrapped(names)}\` }`;
      });
    return `${name}: [${lists.join(",\n")}]`;
  };
  const fixed = (name: "http" | "stream") => {
    // The module geoip is loaded, where anybody has it.
    const names = [...new Set(releases.flatMap(({ read }) => read.fixed[name]))]
      .filter((one) => !one.startsWith("geoip_"))
      .sort();
    return `${name}: \`${wrapped(names)}\``;
  };
  return text
    .replace(VARIABLES, (_, head: string) => `${head}{\n${room("http")},\n${room("stream")},\n};`)
    .replace(FIXED, (_, head: string) => `${head}{\n${fixed("http")},\n${fixed("stream")},\n};`);
}

/** Words in lines of at most a hundred characters; few of them in none of their own. */
function wrapped(words: readonly string[]): string {
  const lines = [""];
  for (const word of words) {
    const last = lines.at(-1) ?? "";
    if (last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`.trim();
    else lines.push(word);
  }
  return lines.length === 1 ? (lines[0] ?? "") : `\n        ${lines.join("\n        ")}\n      `;
}

function variablesOf(releases: readonly Named[], room: "http" | "stream"): Readonly<Record<string, string>> {
  const since = new Map<string, string>();
  for (const [index, { version, read }] of releases.entries())
    for (const name of read.variables[room])
      if (!since.has(name)) since.set(name, index === 0 ? "" : version);
  return Object.fromEntries([...since].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * What Keelcheck says on checkouts of public repos, as the tables of docs/real-repos.md:
 * `node bench/real-repos.ts FOLDER…`. Each is read without a policy, and with the lines of policy that the notices of
 * the first reading propose and nothing else.
 */
import { execFileSync } from "node:child_process";
import { basename, resolve } from "node:path";
import { runCheck } from "../src/app/check.ts";
import type { ImageFacts, Report, ServerJson } from "../src/facts.ts";
import type { Finding } from "../src/finding.ts";
import { colors } from "../src/report/colors.ts";
import { isOfDocumentation } from "../src/report/order.ts";
import { textReport } from "../src/report/text/report.ts";
import { rules } from "../src/rules/index.ts";
import { sourceFile } from "../src/source.ts";
import { diskWorkspace } from "../src/workspace/disk.ts";

/** Some of all: facts that cannot be told of those that are asked. */
interface Share {
  readonly open: number;
  readonly all: number;
}

interface Row {
  readonly name: string;
  readonly images: number;
  readonly users: Share;
  readonly servers: Share;
  /** Images of which nobody can tell whether they have a server. */
  readonly open: number;
  readonly errors: number;
  readonly warnings: number;
  readonly documentation: number;
  readonly notices: number;
  /** Lines of the text report that only documentation brings, of all that are not blank. */
  readonly lines: Share;
}

/** Of a server it is asked whether it starts, whom its workers run as, and whether all its listeners are known. */
const openFacts: readonly ((server: ServerJson) => boolean)[] = [
  ({ starts }) => starts !== true,
  ({ workers }) => !workers.known,
  ({ listenersComplete }) => listenersComplete === false,
];
const FACTS_OF_A_SERVER = openFacts.length;

async function read(folder: string, policy: string): Promise<Report> {
  const outcome = await runCheck({
    workspace: diskWorkspace(folder),
    rules,
    policyFile: policy === "" ? null : sourceFile(".github/keelcheck.yml", policy),
  });
  if (!outcome.ok) throw new Error(`${folder} cannot be checked`);
  return outcome.report;
}

/** The keys of `registries` that notices propose. */
function proposed({ findings }: Report): string {
  const lines = findings.flatMap(
    ({ cause }) => /^registries:\n( +\S.*)$/m.exec(cause?.settle ?? "")?.[1] ?? [],
  );
  return lines.length === 0 ? "" : `registries:\n${[...new Set(lines)].sort().join("\n")}\n`;
}

function rowOf(folder: string, report: Report): Row {
  const { findings, images } = report;
  const outside = findings.filter((finding) => !isOfDocumentation(finding));
  const count = (severity: Finding["severity"]) => outside.filter((one) => one.severity === severity).length;
  return {
    name: basename(folder),
    images: images.length,
    users: { open: images.filter(({ containerUser }) => !containerUser.known).length, all: images.length },
    servers: sum(images.map(serverFacts)),
    open: images.filter(mayHoldServer).length,
    errors: count("error"),
    warnings: count("warning"),
    documentation: findings.length - outside.length,
    notices: count("notice"),
    lines: linesOfDocumentation(textReport(report, { colors: colors(false) })),
  };
}

/** Of what a first `check` prints: the findings of documentation, their code and titles, their rows in the closing table. */
function linesOfDocumentation(text: string): Share {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  let open = 0;
  let isOfPage = false;
  let titles = 0;
  for (const line of lines) {
    const [, group = ROW.exec(line)?.[1]] = HEAD.exec(line) ?? [];
    if (group !== undefined) isOfPage = group === "docs";
    if (!line.startsWith(" ")) {
      // A path stands above its findings.
      titles = 1;
      isOfPage = false;
    } else if (isOfPage) {
      open += 1 + titles;
      titles = 0;
    } else titles = 0;
  }
  return { open, all: lines.length };
}

// `  3:6  error  the message  group/rule`, and `     7      13        7  error     group/rule`.
const HEAD = /^ {2}(?:\d+:\d+ {2})?(?:error|warning|notice) {2}.* {2}([a-z]+)\/[\w-]+$/;
const ROW = /^ *\d+ +\d+ +\d+ {2}(?:error|warning|notice) +([a-z]+)\/[\w-]+$/;

/**
 * A server counts once for an image, as people run it: as the services of compose start it, a fact being open where it is
 * so in one of them, and by itself where none does. One that something starts, and of which nothing else can be told,
 * counts with all its facts.
 */
function serverFacts({ servers, runs, unknown }: ImageFacts): Share {
  const isRunning = ({ starts }: ServerJson) => starts !== false;
  const inServices = runs.flatMap((run) => run.servers.filter(isRunning));
  const running = servers.filter(isRunning).map((own) => {
    const same = inServices.filter(({ kind }) => kind === own.kind);
    return same.length === 0 ? [own] : same;
  });
  const open = running.map((all) => openFacts.filter((isOpen) => all.some(isOpen)).length);
  const unread = unknown.filter(({ fact }) => fact === "nginx" || fact === "apache").length;
  return {
    open: sumOf(open) + unread * FACTS_OF_A_SERVER,
    all: (running.length + unread) * FACTS_OF_A_SERVER,
  };
}

/** Nobody knows whether it has a server: it may have none. */
function mayHoldServer({ servers, unknown }: ImageFacts): boolean {
  return servers.length === 0 && unknown.some(({ fact }) => fact === "servers");
}

function sum(shares: readonly Share[]): Share {
  return shares.reduce((one, other) => ({ open: one.open + other.open, all: one.all + other.all }), {
    open: 0,
    all: 0,
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function shown({ open, all }: Share): string {
  return all === 0 ? "none" : `${open} of ${all} (${((100 * open) / all).toFixed(1)}%)`;
}

function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n`);
  console.log(
    "| repo | images | users unknown | server facts unknown | images that may have one | errors | warnings | notices | docs/* | lines of docs/* |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  const total: Row = rows.reduce((one, other) => ({
    name: "all",
    images: one.images + other.images,
    users: sum([one.users, other.users]),
    servers: sum([one.servers, other.servers]),
    open: one.open + other.open,
    errors: one.errors + other.errors,
    warnings: one.warnings + other.warnings,
    documentation: one.documentation + other.documentation,
    notices: one.notices + other.notices,
    lines: sum([one.lines, other.lines]),
  }));
  for (const row of [...rows, total]) {
    const { name, images, users, servers, open, errors, warnings, notices, documentation, lines } = row;
    const cells = [
      name,
      images,
      shown(users),
      shown(servers),
      open,
      errors,
      warnings,
      notices,
      documentation,
      shown(lines),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

function commitOf(folder: string): string {
  return execFileSync("git", ["-C", folder, "log", "-1", "--format=%h of %cs"], { encoding: "utf8" }).trim();
}

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) {
  console.error("usage: node bench/real-repos.ts FOLDER…");
  process.exit(2);
}
const without: Row[] = [];
const withLines: Row[] = [];
for (const folder of folders) {
  const report = await read(folder, "");
  const policy = proposed(report);
  without.push(rowOf(folder, report));
  withLines.push(rowOf(folder, policy === "" ? report : await read(folder, policy)));
  console.log(
    `- ${basename(folder)} at ${commitOf(folder)}${policy && `, with ${policy.trim().replaceAll(/\s+/g, " ")}`}`,
  );
}
printTable("Without a policy", without);
printTable("With the lines that it proposes", withLines);

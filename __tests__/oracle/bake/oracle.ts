/** `npm run oracle -- bake [--files FOLDER] [--verbose] [--write]`: Keelcheck against buildx's own evaluation of bake files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { readTargets } from "../../../src/model/bake/targets.ts";
import { bakeSets } from "../../../src/model/builds/bake-sets.ts";
import { parseBake } from "../../../src/parsers/builds/bake.ts";
import { sourceFile } from "../../../src/source.ts";
import { askGo, buildGo } from "../go.ts";
import type { Oracle } from "../oracle.ts";
import { bakeCases } from "./cases.ts";
import { type BakeSet, type BuildxResult, compareBake } from "./compare.ts";

export const bakeOracle: Oracle = {
  name: "bake",
  summary:
    "bake files, against buildx; --files FOLDER reads those of a folder too, --verbose lists what is unknown",
  run,
};

const isBakeFile = /(?:^|[.-])bake(?:[.-].+)?[.](?:hcl|json)$/;

function run(options: readonly string[]): number {
  const folder = options.includes("--files") ? options[options.indexOf("--files") + 1] : undefined;
  const program = buildGo(join(ROOT, "__tests__/oracle/bake"), "bake");
  if (program === undefined) return 2;
  const sets = [
    ...bakeCases,
    ...setsOf(join(ROOT, "__tests__/repos")),
    ...(folder === undefined ? [] : setsOf(folder)),
  ];
  // The shape is main.go's.
  const results = askGo(program, sets) as readonly BuildxResult[];
  if (options.includes("--write")) record(results.slice(0, bakeCases.length));
  const refused = results.filter(({ error }) => error !== undefined);
  const taken = results.flatMap((result, index) => {
    const set = sets[index];
    return set === undefined || result.error !== undefined ? [] : [compareBake(result, keelcheck(set))];
  });
  const different = taken.flatMap((each) => each.different);
  const unknown = taken.flatMap((each) => each.unknown);
  const sum = (count: (each: (typeof taken)[number]) => number) =>
    taken.reduce((all, each) => all + count(each), 0);
  for (const line of different) console.log(`different  ${line}`);
  if (options.includes("--verbose")) {
    for (const line of unknown) console.log(`unknown    ${line}`);
    for (const { name, error } of refused) console.log(`refused    ${name}: ${error}`);
  }
  console.log(
    `${sets.length} sets of files, ${refused.length} refused by buildx, ${sum((each) => each.targets)} targets: ` +
      `${sum((each) => each.same)} facts are the same, ${unknown.length} are unknown, ${different.length} differ`,
  );
  return different.length > 0 ? 1 : 0;
}

/** What `npm test` holds the same cases against where there is no Go; of the moment there is nothing to record. */
function record(results: readonly BuildxResult[]): void {
  const lines = results
    .filter(({ name }) => !name.includes("of the moment"))
    .map((result) => `${JSON.stringify(result)}\n`);
  writeFileSync(join(ROOT, "__tests__/oracle/bake/recorded.ndjson"), lines.join(""));
}

function keelcheck({ files }: BakeSet) {
  return readTargets(files.map(({ name, text }) => parseBake(sourceFile(name, text))));
}

/** The sets of bake files below a folder. */
function setsOf(folder: string): readonly BakeSet[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isBakeFile.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = paths.map((path) =>
    parseBake(sourceFile(relative(folder, path), readFileSync(path, "utf8"))),
  );
  return bakeSets(files).map((set) => ({
    name: set[0]?.file.path ?? "",
    files: set.map(({ file }) => ({ name: file.path, text: file.text })),
  }));
}

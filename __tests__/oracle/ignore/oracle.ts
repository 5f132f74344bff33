/** `npm run oracle -- ignore [--files FOLDER] [--pairs N] [--seed TEXT]`: Keelcheck against moby's patternmatcher. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { dockerignore } from "../../../src/parsers/dockerfile/ignore/dockerignore.ts";
import { ask } from "../dockerfile/asked.ts";
import { buildGo } from "../go.ts";
import type { Oracle } from "../oracle.ts";
import { composedSets, type IgnoreSet, pathsFor } from "./composed.ts";

export const ignoreOracle: Oracle = {
  name: "ignore",
  summary:
    ".dockerignore files, against patternmatcher: --pairs N of a composed file and a path, and those of --files FOLDER",
  run(options) {
    // One program has both judges, since BuildKit brings the matcher.
    const program = buildGo(join(import.meta.dirname, "../dockerfile"), "dockerfile");
    if (program === undefined) return 2;
    const after = (name: string) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
    const folder = after("--files");
    const sets = [
      ...composedSets(Number(after("--pairs") ?? 4000), after("--seed") ?? ""),
      ...(folder === undefined ? [] : filesIn(folder)),
    ];
    const answers = ask(
      program,
      sets.map(({ name, text, paths }) => ({ name, ignore: text, paths: [ALWAYS, ...paths] })),
    );
    const different: string[] = [];
    const count = { pairs: 0, refused: 0, untold: 0 };
    for (const [index, { name, text, paths }] of sets.entries()) {
      const answer = answers[index];
      const { ignores, problems } = dockerignore(text);
      const [problem] = problems;
      if (answer?.refused != null || answer?.ignored?.[0] === null) {
        count.refused++;
        if (problem === undefined)
          different.push(`${name}: taken here; moby: ${answer.refused?.message ?? "it cannot be matched"}`);
      } else if (problem !== undefined) different.push(`${name}: refused here only: ${problem.message}`);
      else
        for (const [at, path] of paths.entries()) {
          count.pairs++;
          const [found, wanted] = [ignores(path), answer?.ignored?.[at + 1]];
          // A pattern that cannot be matched is asked of some paths only.
          if (wanted === null) count.untold++;
          else if (found !== wanted) different.push(`${name}: ${path}: ${found}; moby: ${wanted}`);
        }
    }
    for (const line of different) console.log(`different  ${line}`);
    console.log(
      `${sets.length} files, ${count.refused} refused, ${count.pairs} pairs with a path: ${different.length} differ, ${count.untold} stop the build`,
    );
    return different.length === 0 ? 0 : 1;
  },
};

/** A path that each context has. */
const ALWAYS = ".dockerignore";

/** The `.dockerignore` files below a folder, with paths that their own patterns suggest. */
function filesIn(folder: string): readonly IgnoreSet[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?:^|\.)dockerignore$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/node_modules/"))
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      return { name: relative(folder, path), text, paths: pathsFor(text) };
    });
}

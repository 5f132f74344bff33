/** Compares what Keelcheck reads of compose files with what compose-go makes of them. */

import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { sourceFile } from "../../../src/source.ts";
import { buildGo } from "../go.ts";
import type { Oracle } from "../oracle.ts";
import { composeCases } from "./cases.ts";
import { differences, type Tally } from "./compare.ts";
import { started } from "./says.ts";
import { type Services, told } from "./told.ts";

export const composeOracle: Oracle = {
  name: "compose",
  summary: "what compose loads: the project's own sets of files, or those of --files FOLDER",
  run(options) {
    const program = buildGo(import.meta.dirname, "compose");
    if (program === undefined) return 2;
    const folder = options[0] === "--files" ? options[1] : undefined;
    if (folder === undefined && options.length > 0) {
      console.error("npm run oracle -- compose [--files FOLDER]");
      return 2;
    }
    const scratch = realpathSync(mkdtempSync(join(tmpdir(), "compose-")));
    try {
      const sets = folder === undefined ? ownSets(scratch) : foundSets(realpathSync(folder));
      return compareAll(sets, program);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

interface Asked {
  readonly name: string;
  readonly root: string;
  readonly dir: string;
  readonly files: readonly string[];
}

function ownSets(scratch: string): readonly Asked[] {
  return composeCases.map(([name, files], index) => {
    const root = join(scratch, String(index));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return { name, root, dir: root, files: [] };
  });
}

/** Every file of a folder that has services, each by itself. */
function foundSets(folder: string): readonly Asked[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.ya?ml$/i.test(path) && !path.split(sep).includes("node_modules"))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && isCompose(path))
    .map((path) => ({ name: relative(folder, path), root: folder, dir: dirname(path), files: [path] }));
}

function isCompose(path: string): boolean {
  return /^(?:services|include)\s*:/m.test(readFileSync(path, "utf8"));
}

interface Answer {
  readonly error?: string;
  readonly services: Services | null;
}

function compareAll(sets: readonly Asked[], program: string): number {
  const asked = sets.map(({ root, dir, files }) => JSON.stringify({ root, dir, files })).join("\n");
  const ran = spawnSync(program, { input: asked, encoding: "utf8", maxBuffer: 1 << 28 });
  if (ran.status !== 0) {
    console.error(`the Go program ended with ${ran.status}: ${ran.stderr}`);
    return 2;
  }
  const lines = ran.stdout.trim().split("\n");
  const tally: Tally = { agree: 0, untold: 0, refused: 0, accepted: 0, different: [] };
  for (const [index, set] of sets.entries()) {
    // The program writes one answer of this form a line.
    const answer = JSON.parse(lines[index] ?? "{}") as Answer;
    compareOne(set, answer, tally);
  }
  for (const line of tally.different) console.log(line);
  console.log(
    `${sets.length} sets: ${tally.agree} facts agree, ${tally.untold} cannot be told, ${tally.different.length} differ; compose refuses ${tally.refused + tally.accepted} sets, of which ${tally.refused} are refused here too`,
  );
  return tally.different.length === 0 ? 0 : 1;
}

function compareOne({ name, root, dir, files }: Asked, answer: Answer, tally: Tally): void {
  const read = (path: string) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    return stat?.isFile() === true ? sourceFile(path, readFileSync(join(root, path), "utf8")) : undefined;
  };
  const named =
    files.length > 0
      ? files
      : readdirSync(dir)
          .filter((path) => /compose.*\.ya?ml$/.test(path))
          .map((path) => join(dir, path));
  const paths = named.map((path) => relative(root, path).replaceAll(sep, "/"));
  const { projects, refusals } = told({ paths, read });
  if (answer.error !== undefined) {
    if (refusals.length > 0) tally.refused++;
    else tally.accepted++;
    return;
  }
  for (const refusal of refusals)
    tally.different.push(`${name}: refused here and not by compose: ${refusal}`);
  // Compose loads the override along, and what COMPOSE_FILE says.
  const byItself = projects.find(
    ({ project }) => project.files.length === 1 && project.files[0] === paths[0],
  );
  const loaded = files.length > 0 ? byItself : started(projects, paths);
  // What another file of the folder includes is no project by itself.
  if (loaded === undefined) tally.untold++;
  else differences(name, loaded.services, answer.services ?? {}, tally);
}

import { draftTidy } from "../../src/app/tidy/tidy.ts";
import { describe } from "../../src/engine/describe.ts";
import type { FileChange } from "../../src/facts.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { rules } from "../../src/rules/index.ts";
import { rangeOf, sourceFile } from "../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";

/** What tidy makes of a table of files. */
export interface Tidied {
  /** `from -> to` of each move. */
  readonly made: readonly string[];
  /** `from: path:line: why` of each move that is not made. */
  readonly refused: readonly string[];
  /** What lies beside the image folders, and only a person can say whose it is. */
  readonly strays: readonly string[];
  readonly changes: readonly FileChange[];
  readonly files: Files;
}

/** Works out what tidy does and does it to the table. */
export async function tidied(files: Files, renameImages = false): Promise<Tidied> {
  const workspace = memoryWorkspace(files);
  const answer = await draftTidy({ workspace, rules, readmes: directReadmes, renameImages });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { changes } = answer;
  return {
    made: answer.made.map(({ from, to }) => `${from} -> ${to}`),
    refused: answer.refused.map(({ move, at, why }) => {
      const line = at.span === undefined ? "" : `${at.file.path}:${rangeOf(at).start.line}: `;
      return `${move.from}: ${line}${why}`;
    }),
    strays: answer.strays,
    changes,
    files: changed(files, changes),
  };
}

function changed(files: Files, changes: readonly FileChange[]): Files {
  const table = new Map<string, MemoryFile>(Object.entries(files));
  for (const { path, from = path } of changes) table.delete(from);
  for (const { path, from = path, after, carried } of changes) {
    const old = files[from];
    const kind = typeof old === "object" ? old : {};
    if (carried && old !== undefined) table.set(path, old);
    else if (after !== undefined) table.set(path, typeof old === "object" ? { ...kind, text: after } : after);
  }
  return Object.fromEntries(table);
}

const POLICY = ".github/keelcheck.yml";

/** Whom each image runs as, where it listens and what it loads, without any path of the repo. */
export function factsOf(files: Files): readonly unknown[] {
  const text = files[POLICY];
  const { policy } = loadPolicy(sourceFile(POLICY, typeof text === "string" ? text : ""), rules);
  const workspace = memoryWorkspace(files);
  const fleet = readFleet({ workspace, policy, markdown: (file) => parseMarkdown(file) });
  return describe(fleet)
    .map(({ base, containerUser, servers, exposes, environment, runs, target }) =>
      JSON.stringify([base, target, containerUser, servers, exposes, environment, runs], (key, value) =>
        ["at", "file", "line", "column", "because", "why", "settle"].includes(key) ? undefined : value,
      ),
    )
    .sort();
}

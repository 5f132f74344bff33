/** What a README has to tell of its images, in the words in which a README tells it. */

import { readableCode } from "../escape/markdown-text.ts";
import { safe } from "../escape/safe.ts";
import type { Documentation } from "../model/readme/read.ts";
import { readDocumentation } from "../model/readme/read.ts";
import { pathIn, type ReadmeInUse } from "../model/readme-checks/in-use.ts";
import type { UntoldFact } from "../model/readme-checks/untold.ts";
import { relativePath } from "../model/repo/path.ts";
import type { Run } from "../model/runs/types.ts";
import { isStarted } from "../model/servers/questions.ts";
import type { Image } from "../model/stages/image.ts";
import { once } from "../once.ts";
import type { DocumentedKind } from "../policy/policy.ts";
import { sourceFile } from "../source.ts";
import { listed, relativeLink } from "./markdown-table.ts";
import type { SectionColumn } from "./section/types.ts";

/** The kinds that have a table. */
export type TableKind = Exclude<DocumentedKind, "user">;

/** One row of a table. */
export interface FactRow {
  readonly kind: TableKind;
  readonly cells: Readonly<Partial<Record<SectionColumn, string>>>;
}

/** All kinds, in the order of a README's sections. */
export const ALL_KINDS: readonly DocumentedKind[] = [
  "user",
  "ports",
  "config files",
  "environment",
  "volumes",
];

/** The columns of each table, the first of which holds what is told. */
export const COLUMNS: Readonly<Record<TableKind, readonly SectionColumn[]>> = {
  ports: ["port", "use"],
  "config files": ["file", "container"],
  environment: ["variable", "default", "use"],
  volumes: ["volume", "use"],
};

/** A README that says nothing, to ask what it leaves out. */
export function emptyReadme(path: string): Documentation {
  const nothing = { headings: [], blocks: [], tables: [], codes: [], fences: [], links: [], comments: [] };
  return readDocumentation({ ...nothing, lint: [], file: sourceFile(path, "") });
}

/** The rows for facts that a README does not tell; users are told in sentences. */
export function rowsOf(facts: readonly UntoldFact[], use: ReadmeInUse): readonly FactRow[] {
  return facts.flatMap((fact): readonly FactRow[] => {
    const { kind } = fact;
    const name = fact.name.replace(/^(port|volume|variable) /, "");
    if (kind === "ports") return [{ kind, cells: { port: name, use: servedBy(Number(name), use.runs) } }];
    if (kind === "config files") return [configRow(name, use)];
    if (kind === "volumes")
      return [{ kind, cells: { volume: readableCode(name), use: "Declared with `VOLUME`" } }];
    return kind === "environment" ? [variableRow(name, use)] : [];
  });
}

function servedBy(port: number, runs: readonly Run[]): string {
  const names = [...(serversByPort(runs).get(port) ?? [])];
  return names.length === 0 ? "" : `Served by ${listed(names)}`;
}

const serversByPort = once((runs: readonly Run[]) => {
  const found = new Map<number, Set<string>>();
  for (const { kind, listeners } of runs.flatMap(({ nginx, apache }) => [nginx, apache].filter(isStarted))) {
    for (const { port } of listeners)
      found.set(port, (found.get(port) ?? new Set<string>()).add(serverTitle(kind)));
  }
  return found;
});

/** A server as people write it. */
export function serverTitle(kind: "nginx" | "apache"): string {
  return kind === "nginx" ? "nginx" : "Apache";
}

function configRow(name: string, { runs, readme }: ReadmeInUse): FactRow {
  for (const { image, nginx, apache } of runs) {
    for (const { container } of [...(nginx?.loaded ?? []), ...(apache?.loaded ?? [])]) {
      const { source, path } = container;
      if (source === undefined || pathIn(image.folder, source) !== name) continue;
      const file = relativeLink(relativePath(readme.file.path, source));
      return { kind: "config files", cells: { file, container: readableCode(path) } };
    }
  }
  return { kind: "config files", cells: { file: readableCode(name), container: "" } };
}

function variableRow(name: string, { runs, readme }: ReadmeInUse): FactRow {
  const found = runs.flatMap(({ image }) =>
    image.environment.filter((variable) => variable.name === name).map((variable) => ({ variable, image })),
  );
  const values = new Set(found.map(({ variable }) => variable.value));
  const value = values.size === 1 ? [...values][0] : undefined;
  const readers = found.flatMap(({ variable, image }) =>
    variable.readAt.map(({ file }) => readerName(file.path, image, readme)),
  );
  const unique = [...new Set(readers)].sort().slice(0, 3);
  const use = unique.length === 0 ? "" : `Read by ${listed(unique)}`;
  return { kind: "environment", cells: { variable: readableCode(name), default: shownValue(value), use } };
}

function readerName(path: string, image: Image, { file }: Documentation): string {
  return path === image.file.path ? "the start command" : readableCode(relativePath(file.path, path));
}

const LONGEST_VALUE = 200;

/** A default as a table has it; a text of several lines, or a long one, is left to the Dockerfile. */
export function shownValue(value: string | undefined): string {
  if (value === undefined) return "";
  if (value.trim() === "") return "(empty)";
  return safe(value) === value && value.length <= LONGEST_VALUE ? readableCode(value) : "see the Dockerfile";
}

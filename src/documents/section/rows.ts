/** What a README's section tells of its images, a row each. */
import { readable, readableCode } from "../../escape/markdown-text.ts";
import { isLoopback } from "../../model/ports/listening.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import { everyPortKnown } from "../../model/readme-checks/stale.ts";
import { ownVariables, ownVolumes } from "../../model/readme-checks/untold.ts";
import type { Run } from "../../model/runs/types.ts";
import { firstOfRanges, SERVER_NAMES } from "../../model/servers/questions.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import { placeKey } from "../../source.ts";
import { shownValue } from "../documented-facts.ts";
import { configRows } from "./configuration.ts";
import { commentsOf, describedBeside } from "./descriptions.ts";
import type { KindFacts, RunRow, RunRows, SectionRow } from "./types.ts";
import { userRows } from "./users.ts";

const FACTS: Readonly<Record<DocumentedKind, (run: Run, use: ReadmeInUse) => RunRows>> = {
  user: userRows,
  ports: portRows,
  environment: variableRows,
  volumes: volumeRows,
  "config files": configRows,
};

/** What the images of a README have of one kind, each fact once. */
export function kindFacts(use: ReadmeInUse, kind: DocumentedKind): KindFacts {
  const comments = commentsOf(use.runs);
  const found = new Map<string, SectionRow>();
  const unknown = new Set<string>();
  for (const run of use.runs) {
    const { name } = run.image;
    const facts = FACTS[kind](run, use);
    for (const { at, ...row } of facts.rows) {
      const id = JSON.stringify([row.key, row.cells]);
      const known = found.get(id);
      const description = known?.description ?? describedBeside(comments, at, isShared(run, at, facts.rows));
      const images = [...new Set([...(known?.images ?? []), name])];
      found.set(id, { ...row, ...(description !== undefined && { description }), images });
    }
    for (const sentence of facts.unknown) unknown.add(sentence);
  }
  // Users stand as they come into being.
  const rows = kind === "user" ? [...found.values()] : [...found.values()].sort(byKey);
  return { rows, unknown: [...unknown] };
}

/** Whether a place is one of several of its instruction, and stands on the first line of it. */
function isShared(run: Run, at: Place, rows: readonly RunRow[]): boolean {
  const span = run.image.stages
    .flatMap(({ source }) => source.instructions)
    .find((one) => at.file.path === run.image.file.path && isPart(at, one.span))?.span;
  if (span === undefined || at.span === undefined) return false;
  const firstLine = at.file.text.slice(span.start, at.span.start).includes("\n") === false;
  const others = new Set(rows.filter((row) => isPart(row.at, span)).map(({ key }) => key));
  return firstLine && others.size > 1;
}

function isPart({ span }: Place, whole: { readonly start: number; readonly end: number }): boolean {
  return span !== undefined && whole.start <= span.start && span.end <= whole.end;
}

function byKey(a: SectionRow, b: SectionRow): number {
  return compared(Number.parseInt(a.key, 10), Number.parseInt(b.key, 10)) || compared(a.key, b.key);
}

function compared<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function portRows(run: Run): RunRows {
  const rows = new Map<string, RunRow & { servers: readonly string[] }>();
  const unknown: string[] = [];
  for (const server of [run.nginx, run.apache]) {
    if (server === undefined || (server.launched.known && !server.launched.value)) continue;
    const name = SERVER_NAMES[server.kind];
    if (!server.launched.known)
      unknown.push(`Whether ${name} starts is unknown: ${readable(server.launched.why)}.`);
    if (server.listenersIncomplete !== undefined)
      unknown.push(`${name} may listen on more ports: ${readable(server.listenersIncomplete.why)}.`);
    for (const listener of firstOfRanges(server.listeners)) {
      if (isLoopback(listener)) continue;
      const { port, at } = listener;
      const key = `${port}/tcp`;
      const label = server.launched.known ? name : `${name}, if it starts`;
      const servers = [...new Set([...(rows.get(key)?.servers ?? []), label])];
      rows.set(key, { key, at: rows.get(key)?.at ?? at, servers, cells: { port: String(port) } });
    }
  }
  const served = [...rows.values()].map(({ servers, ...row }) => ({
    ...row,
    cells: { ...row.cells, server: servers.join(", ") },
  }));
  return { rows: [...served, ...exposedRows(run, new Set(rows.keys()))], unknown };
}

/** Ports of other programs: only EXPOSE speaks of them. A range of it is one row. */
function exposedRows(run: Run, served: ReadonlySet<string>): readonly RunRow[] {
  if (everyPortKnown(run)) return [];
  const words = new Map<string, (typeof run.image.exposes)[number][]>();
  for (const exposed of run.image.exposes) {
    const { own, port, protocol, at, word = "" } = exposed;
    if (!own || served.has(`${port}/${protocol}`)) continue;
    const key = `${placeKey(at)} ${word} ${protocol}`;
    words.set(key, [...(words.get(key) ?? []), exposed]);
  }
  return [...words.values()].flatMap((ports) => {
    const [first] = ports;
    const last = ports.at(-1);
    const isRange = first !== undefined && last !== undefined && last.port - first.port === ports.length - 1;
    if (!isRange || ports.length === 1) return ports.map((one) => exposedRow(String(one.port), one));
    return [exposedRow(`${first.port}-${last.port}`, first)];
  });
}

function exposedRow(ports: string, { protocol, at }: Run["image"]["exposes"][number]): RunRow {
  const port = protocol === "tcp" ? ports : `${ports}/${protocol}`;
  return { key: `${ports}/${protocol}`, at, cells: { port, server: "Declared with `EXPOSE`" } };
}

function variableRows({ image }: Run): RunRows {
  const rows = ownVariables(image).map(({ name, value, at }) => ({
    key: name,
    at,
    cells: { variable: readableCode(name), default: value === undefined ? "Unknown" : shownValue(value) },
  }));
  return { rows, unknown: [] };
}

function volumeRows({ image }: Run): RunRows {
  const rows = ownVolumes(image).map(({ value, at }) => ({
    key: value,
    at,
    cells: { volume: readableCode(value) },
  }));
  return { rows, unknown: [] };
}

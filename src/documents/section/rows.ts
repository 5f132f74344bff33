/** What a README's section tells of its images, a row each. */
import { readable, readableCode } from "../../escape/markdown-text.ts";
import { isLoopback } from "../../model/ports/listening.ts";
import type { ReadmeInUse } from "../../model/readme-checks/in-use.ts";
import { everyPortKnown } from "../../model/readme-checks/stale.ts";
import { ownVariables, ownVolumes } from "../../model/readme-checks/untold.ts";
import type { Run } from "../../model/runs/types.ts";
import { firstOfRanges, SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { DocumentedKind } from "../../policy/policy.ts";
import { lastBegun, type Place, placeKey, type SourceFile } from "../../source.ts";
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
  const found = new Map<string, { readonly row: Omit<SectionRow, "images">; readonly images: Set<string> }>();
  const unknown = new Set<string>();
  for (const run of use.runs) {
    const { name } = run.image;
    const facts = FACTS[kind](run, use);
    const isShared = sharedPlaces(run, facts.rows);
    for (const { at, again = [], ...row } of facts.rows) {
      const id = JSON.stringify([row.key, row.cells]);
      const known = found.get(id);
      const described = [at, ...again].map((place) => describedBeside(comments, place, isShared(place)));
      const description = known?.row.description ?? described.find((words) => words !== undefined);
      found.set(id, {
        row: { ...row, ...(description !== undefined && { description }) },
        images: (known?.images ?? new Set()).add(name),
      });
    }
    for (const sentence of facts.unknown) unknown.add(sentence);
  }
  const all = Array.from(found.values(), ({ row, images }): SectionRow => ({ ...row, images: [...images] }));
  // Users stand as they come into being.
  return { rows: kind === "user" ? all : all.sort(byKey), unknown: [...unknown] };
}

/** Finds the image's own instruction that a place lies in. */
function instructionFinder({ image }: Run): (place: Place) => Instruction | undefined {
  const instructions = image.stages.flatMap(({ source }) => source.instructions);
  return ({ file, span }) => {
    const last = file.path === image.file.path && span ? lastBegun(instructions, span.start) : undefined;
    return span !== undefined && last !== undefined && span.end <= last.span.end ? last : undefined;
  };
}

/** Tells whether a place is one of several of its instruction, and stands on the first line of it. */
function sharedPlaces(run: Run, rows: readonly RunRow[]): (at: Place) => boolean {
  const instructionOf = instructionFinder(run);
  const told = new Map<Instruction, { readonly keys: Set<string>; readonly firstLine: number }>();
  const places = rows.flatMap(({ key, at, again = [] }) => [at, ...again].map((one) => ({ key, at: one })));
  for (const { key, at } of places) {
    const one = instructionOf(at);
    if (one === undefined) continue;
    const before = told.get(one) ?? { keys: new Set(), firstLine: lineEnd(at.file, one.span.start) };
    before.keys.add(key);
    told.set(one, before);
  }
  return (at) => {
    const one = instructionOf(at);
    const { keys, firstLine } = (one && told.get(one)) ?? { keys: new Set(), firstLine: 0 };
    return keys.size > 1 && (at.span?.start ?? firstLine) < firstLine;
  };
}

function lineEnd({ text }: SourceFile, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
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
  const exposed = exposedAlone(run);
  const served = [...rows.values()].map(({ servers, ...row }) => ({
    ...row,
    again: exposed.get(row.key) ?? [],
    cells: { ...row.cells, server: servers.join(", ") },
  }));
  return { rows: [...served, ...exposedRows(run, new Set(rows.keys()))], unknown };
}

/** Where an EXPOSE of the image names a port, and no other, by the port with its protocol. */
function exposedAlone(run: Run): ReadonlyMap<string, readonly Place[]> {
  const instructionOf = instructionFinder(run);
  const lines = new Map<Instruction | undefined, (typeof run.image.exposes)[number][]>();
  for (const exposed of run.image.exposes.filter(({ own }) => own)) {
    const line = instructionOf(exposed.at);
    const before = lines.get(line);
    if (before === undefined) lines.set(line, [exposed]);
    else before.push(exposed);
  }
  const alone = new Map<string, readonly Place[]>();
  for (const [first, ...others] of lines.values()) {
    if (first === undefined || others.length > 0) continue;
    const key = `${first.port}/${first.protocol}`;
    alone.set(key, [...(alone.get(key) ?? []), first.at]);
  }
  return alone;
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

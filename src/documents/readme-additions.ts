/** What a README that is there lacks, written into it. */

import { rewritten } from "../edits/cells.ts";
import { lineEndOf } from "../edits/places.ts";
import type { Edit } from "../finding.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Documentation } from "../model/readme/read.ts";
import type { ReadmeInUse } from "../model/readme-checks/in-use.ts";
import { staleFacts } from "../model/readme-checks/stale.ts";
import { type UntoldFact, untoldFacts } from "../model/readme-checks/untold.ts";
import type { Run } from "../model/runs/types.ts";
import type { DocumentedKind, Policy } from "../policy/policy.ts";
import type { Place } from "../source.ts";
import { ALL_KINDS, type FactRow, rowsOf } from "./documented-facts.ts";
import { filled } from "./markdown-table.ts";
import { sectionLines, TITLES, tableLines, userSentences } from "./readme.ts";
import { coverageOf, coveredKinds } from "./section/coverage.ts";
import { addRows, fillsCells, insertions, tableOf } from "./table-edits.ts";
import { kindOfTitle } from "./titles.ts";

interface Piece {
  readonly offset: number;
  readonly text: string;
}

/**
 * The edits that let a README tell facts: in the tables that it has, else in its section about them, else in a new
 * section at its end. A number or name that is no longer true, and stands where the one new fact belongs, is replaced.
 */
export function tellFacts(
  use: ReadmeInUse,
  facts: readonly UntoldFact[],
  replaced: readonly Replaced[],
): readonly Edit[] {
  const { file } = use.readme;
  const isReplaced = (fact: UntoldFact) => replaced.some(({ name }) => name === fact.name);
  const covered = coveredKinds(coverageOf(use.readme));
  const rest = facts.filter((fact) => !isReplaced(fact) && !covered.includes(fact.kind));
  const rows = rowsOf(rest, use);
  const pieces = ALL_KINDS.flatMap((kind) => piecesOf(use.readme, kind, { rows, facts: rest }));
  // What goes to the end of a section stands before the sections that are added behind it.
  const ordered = [...pieces.filter(({ last }) => !last), ...pieces.filter(({ last }) => last)];
  const edits = replaced
    .filter(({ name }) => facts.some((fact) => fact.name === name))
    .flatMap(({ places, text }) => places.map((at) => rewritten(at, text)));
  return [...edits, ...insertions(file, ordered)];
}

/** Something that a README states and that is another thing now. */
export interface Replaced {
  /** The fact that is told instead: "port 8080". */
  readonly name: string;
  readonly places: readonly Place[];
  readonly text: string;
}

/** The one port, and the one user, of a README that is gone while one other is not told. */
export function replacedFacts(use: ReadmeInUse, fleet: Fleet, policy: Policy): readonly Replaced[] {
  const untold = untoldFacts(use, ["user", "ports"]);
  return [...replacedPort(use, untold, { fleet, policy }), ...replacedUser(use, untold)];
}

function replacedPort(
  use: ReadmeInUse,
  untold: readonly UntoldFact[],
  { fleet, policy }: { readonly fleet: Fleet; readonly policy: Policy },
): readonly Replaced[] {
  const [told, ...others] = untold.filter(({ kind }) => kind === "ports");
  const [stale, ...more] = staleFacts(use, fleet, policy).filter(({ kind }) => kind === "port");
  if (told === undefined || stale === undefined || others.length + more.length > 0) return [];
  const places = use.readme.ports
    .filter(({ value, strict }) => strict && String(value.port) === stale.value)
    .map(({ at }) => at)
    .filter(isWhole(stale.value));
  return places.length === 0 ? [] : [{ name: told.name, places, text: told.name.replace("port ", "") }];
}

/** A place that holds exactly a text; a range holds more than the port in it. */
function isWhole(text: string): (place: Place) => boolean {
  return ({ file, span }) => span !== undefined && file.text.slice(span.start, span.end) === text;
}

function replacedUser({ readme, runs }: ReadmeInUse, untold: readonly UntoldFact[]): readonly Replaced[] {
  const [told, ...others] = untold.filter(({ kind }) => kind === "user");
  const [named, ...more] = new Set(readme.users.map(({ value }) => value));
  if (told === undefined || named === undefined || others.length + more.length > 0) return [];
  if (runs.some((run) => isSomebody(run, named))) return [];
  const places = readme.users.map(({ at }) => at).filter(isWhole(named));
  const text = told.name.replace("user ", "");
  return places.length > 0 && /^[\w.-]+$/.test(text) ? [{ name: told.name, places, text }] : [];
}

/** Whether anything runs as a user, by name or number. */
function isSomebody({ containerUser, nginx, apache, processes }: Run, name: string): boolean {
  const users = [containerUser, nginx?.workers, apache?.workers, ...processes.list.map(({ user }) => user)];
  return users.some(
    (user) =>
      user?.known === false || (user?.known && [user.value.name, String(user.value.uid)].includes(name)),
  );
}

interface ToTell {
  readonly rows: readonly FactRow[];
  readonly facts: readonly UntoldFact[];
}

function piecesOf(
  readme: Documentation,
  kind: DocumentedKind,
  { rows, facts }: ToTell,
): readonly (Piece & { readonly last: boolean })[] {
  const ours = rows.filter((row) => row.kind === kind);
  const table = kind === "user" ? undefined : tableOf(readme, kind);
  if (table !== undefined && ours.length > 0) return [{ ...addRows(readme, table, ours), last: false }];
  const lines = kind === "user" ? userSentences(facts).join("\n\n").split("\n") : tableLines(kind, ours);
  if (lines.join("") === "") return [];
  const end = sectionEnd(readme, kind);
  if (end !== undefined) return [{ ...paragraph(readme, end, lines), last: false }];
  return [{ ...section(readme, TITLES[kind], lines), last: true }];
}

/** Where the text of the section about a kind ends, its sub-sections left out. */
function sectionEnd({ file, markdown }: Documentation, kind: DocumentedKind): number | undefined {
  const { headings } = markdown;
  const at = headings.findIndex(({ level, text }) => level > 1 && kindOfTitle(text) === kind);
  if (at < 0) return undefined;
  return file.text.slice(0, headings[at + 1]?.span.start ?? file.text.length).trimEnd().length;
}

function paragraph(readme: Documentation, offset: number, lines: readonly string[]): Piece {
  const end = lineEndOf(readme.file);
  const written = fillsCells(readme) ? filled(lines) : lines;
  return { offset, text: `${end}${end}${written.join(end)}` };
}

function section(readme: Documentation, title: string, lines: readonly string[]): Piece {
  return paragraph(readme, readme.file.text.trimEnd().length, [`## ${title}`, "", ...lines]);
}

/** The edits that add the sections of these titles, or the titles that no fact fills. */
export function addSections(
  use: ReadmeInUse,
  titles: readonly string[],
): readonly Edit[] | { readonly unfilled: readonly string[] } {
  // What a region tells of has its heading there.
  const covered = coveredKinds(coverageOf(use.readme));
  const isFilled = (kind: DocumentedKind | undefined) => kind !== undefined && !covered.includes(kind);
  const unfilled = titles.filter((title) => !isFilled(kindOfTitle(title)));
  if (unfilled.length > 0) return { unfilled };
  return insertions(
    use.readme.file,
    titles.map((title) => section(use.readme, title, sectionLines(kindOfTitle(title) ?? "user", use))),
  );
}

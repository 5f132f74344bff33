/** The README of an image that has none, from its facts. */

import { readableCode } from "../escape/markdown-text.ts";
import { beginMarker, END_MARKER } from "../model/readme/regions.ts";
import type { ReadmeInUse } from "../model/readme-checks/in-use.ts";
import type { UntoldFact } from "../model/readme-checks/untold.ts";
import type { Run } from "../model/runs/types.ts";
import { isStarted } from "../model/servers/questions.ts";
import { bottomOf } from "../model/stages/chain.ts";
import type { Image } from "../model/stages/image.ts";
import { isServer } from "../model/stock/programs/servers.ts";
import type { DocumentedKind } from "../policy/policy.ts";
import {
  ALL_KINDS,
  COLUMNS,
  emptyReadme,
  type FactRow,
  serverTitle,
  type TableKind,
} from "./documented-facts.ts";
import { listed, table, wrappedProse } from "./markdown-table.ts";
import { filledTemplate, titlesOf } from "./readme-template.ts";
import { HEADS, regionText } from "./section/text.ts";
import { isHelper } from "./section/users.ts";
import { kindOfTitle } from "./titles.ts";

/** Whose README it is, and what the team wants in it. */
export interface ReadmeInput {
  /** Where it will stand. */
  readonly path: string;
  /** Each of its images as it runs by itself. */
  readonly runs: readonly Run[];
  /** Titles of the sections that the policy asks for. */
  readonly sections: readonly string[];
  /** The text that the policy has new ones begin as. */
  readonly template?: string | undefined;
}

/**
 * The text of a README that tells all that `docs/undocumented` asks for, between markers, or the titles of sections that
 * the policy asks for and that no fact of the image fills.
 */
export function readmeText(input: ReadmeInput): string | { readonly unfilled: readonly string[] } {
  const { path, runs, sections, template } = input;
  const use: ReadmeInUse = { readme: emptyReadme(path), name: path, runs };
  const written = new Set(titlesOf(template ?? "").map((title) => title.toLowerCase()));
  const isFilled = (title: string) =>
    kindOfTitle(title) !== undefined || (template === undefined && isAboutAll(title));
  const unfilled = sections.filter((title) => !isFilled(title) && !written.has(title.toLowerCase()));
  if (unfilled.length > 0) return { unfilled };
  if (template !== undefined) {
    const facts = (kinds: readonly DocumentedKind[], headed: boolean) =>
      regionText({ use, sections: headed ? sections : [], kinds, headed, inside: NOWHERE }).lines;
    return filledTemplate(template, {
      name: titleOf(path, runs),
      section: (kinds) => [beginMarker(kinds), "", ...facts(kinds, false), "", END_MARKER],
      rest: (told) => {
        const kinds = ALL_KINDS.filter((kind) => !told.includes(kind));
        return [beginMarker([]), "", ...facts(kinds, true), "", END_MARKER];
      },
    });
  }
  const overview = sections.find(isAboutAll);
  const intro = wrappedProse(introOf(runs));
  const head = overview === undefined ? intro : [`## ${overview}`, "", ...intro];
  const { lines } = regionText({ use, sections, kinds: ALL_KINDS, headed: true, inside: NOWHERE });
  const region = [beginMarker([]), "", ...lines, "", END_MARKER];
  return `${[`# ${titleOf(path, runs)}`, "", ...head, "", ...region].join("\n")}\n`;
}

/** What a section about a kind says: its facts between markers, or that there are none. */
export function sectionLines(kind: DocumentedKind, use: ReadmeInUse): readonly string[] {
  const bare = { ...use, readme: emptyReadme(use.readme.file.path) };
  const { lines } = regionText({ use: bare, sections: [], kinds: [kind], headed: false, inside: NOWHERE });
  return [beginMarker([kind]), "", ...lines, "", END_MARKER];
}

const NOWHERE = { start: 0, end: 0 };

/** The titles of the sections, where the policy names none. */
export const TITLES: Readonly<Record<DocumentedKind, string>> = {
  user: "User",
  ports: "Ports",
  "config files": "Configuration",
  environment: "Environment",
  volumes: "Volumes",
};

function isAboutAll(title: string): boolean {
  return /^(about|overview|purpose|description|summary|introduction)$/i.test(title.trim());
}

/** The name of the one image that it is of, else of its folder. */
function titleOf(path: string, runs: readonly Run[]): string {
  const [only, ...others] = runs;
  const folder = path.split("/").at(-2);
  const name = only !== undefined && others.length === 0 ? only.image.name : folder;
  return (name ?? only?.image.name ?? "image").replace(/[<>`*[\]\\]/g, "\\$&");
}

function introOf(runs: readonly Run[]): string {
  if (runs.length > 1) {
    const images = listed(runs.map(({ image }) => readableCode(image.name)));
    return `This folder holds the images ${images}.`;
  }
  const [run] = runs;
  if (run === undefined) return "";
  const programs = programsOf(run);
  return `${programs.length > 0 ? `Runs ${listed(programs)}` : "Built"} on ${baseOf(run.image)}.`;
}

function programsOf(run: Run): readonly string[] {
  const servers = [run.nginx, run.apache].filter(isStarted).map(({ kind }) => serverTitle(kind));
  const others = run.processes.list
    .filter(({ program, stays }) => stays && !isHelper(program))
    .filter(({ program }) => servers.length === 0 || !isServer(program))
    .map(({ program }) => readableCode(program));
  return [...new Set([...servers, ...others])];
}

function baseOf({ final }: Image): string {
  const base = bottomOf(final);
  return base.kind === "registry"
    ? readableCode(base.ref)
    : base.kind === "scratch"
      ? "an empty base"
      : "its base";
}

/** A sentence for each user that is not told: "The workers of nginx run as `web`." */
export function userSentences(facts: readonly UntoldFact[]): readonly string[] {
  return facts
    .filter(({ kind }) => kind === "user")
    .map(({ name, note }) => {
      const program = /^(\S+) runs as it$/.exec(note)?.[1];
      const user = readableCode(name.replace(/^user /, ""));
      if (program !== undefined) return `${readableCode(program)} runs as ${user}.`;
      const who = note
        .replace(/\b(nginx|apache)\b/, (kind) => serverTitle(kind === "nginx" ? "nginx" : "apache"))
        .replace(/\bas it$/, () => `as ${user}`);
      return `${who.charAt(0).toUpperCase()}${who.slice(1)}.`;
    });
}

/** The table of one kind; nothing where it would be empty. */
export function tableLines(kind: TableKind, rows: readonly FactRow[]): readonly string[] {
  const ours = rows.filter((row) => row.kind === kind);
  if (ours.length === 0) return [];
  const columns = COLUMNS[kind].filter(
    (column, index) => index === 0 || ours.some(({ cells }) => (cells[column] ?? "") !== ""),
  );
  return table(
    columns.map((column) => (column === "use" ? "Use" : HEADS[column])),
    ours.map(({ cells }) => columns.map((column) => cells[column] ?? "")),
  );
}

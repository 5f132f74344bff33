/** The README of an image that has none, from its facts. */

import type { ReadmeInUse } from "../model/readme-checks/in-use.ts";
import type { UntoldFact } from "../model/readme-checks/untold.ts";
import type { Run } from "../model/runs/types.ts";
import { isStarted } from "../model/servers/questions.ts";
import { bottomOf } from "../model/stages/chain.ts";
import type { Image, ImageFolder } from "../model/stages/image.ts";
import { isServer } from "../model/stock/programs/servers.ts";
import { isShell } from "../model/stock/programs/shells.ts";
import { isIdle, isInit, isStepDownTool } from "../model/stock/programs/tools.ts";
import type { DocumentedKind } from "../policy/policy.ts";
import {
  ALL_KINDS,
  allFacts,
  allRows,
  COLUMNS,
  type Column,
  emptyReadme,
  type FactRow,
  serverTitle,
  type TableKind,
} from "./documented-facts.ts";
import { inlineCode, listed, table, wrappedProse } from "./markdown-table.ts";

/** Whose README it is, and what the team wants in it. */
export interface ReadmeInput {
  /** Where it will stand. */
  readonly path: string;
  readonly folder: ImageFolder;
  /** Each of its images as it runs by itself. */
  readonly runs: readonly Run[];
  /** Titles of the sections that the policy asks for. */
  readonly sections: readonly string[];
}

/**
 * The text of a README that tells all that `docs/undocumented` asks for, or the titles of sections that the policy
 * asks for and that no fact of the image fills.
 */
export function readmeText(input: ReadmeInput): string | { readonly unfilled: readonly string[] } {
  const { path, folder, runs, sections } = input;
  const use: ReadmeInUse = { readme: emptyReadme(path), name: path, runs };
  const unfilled = sections.filter((title) => kindOfTitle(title) === undefined && !isAboutAll(title));
  if (unfilled.length > 0) return { unfilled };
  const overview = sections.find(isAboutAll);
  const parts = ALL_KINDS.map((kind) => {
    const title = sections.find((one) => kindOfTitle(one) === kind);
    const lines = factLines(kind, use);
    if (lines.length === 0 && title === undefined) return [];
    return ["", `## ${title ?? TITLES[kind]}`, "", ...(lines.length > 0 ? lines : [NOTHING[kind]])];
  });
  const intro = wrappedProse(introOf(runs));
  const head = overview === undefined ? intro : [`## ${overview}`, "", ...intro];
  return `${[`# ${titleOf(folder, runs)}`, "", ...head, ...parts.flat()].join("\n")}\n`;
}

/** What a section about a kind says: its facts, or that there are none. */
export function sectionLines(kind: DocumentedKind, use: ReadmeInUse): readonly string[] {
  const lines = factLines(kind, { ...use, readme: emptyReadme(use.readme.file.path) });
  return lines.length > 0 ? lines : [NOTHING[kind]];
}

function factLines(kind: DocumentedKind, use: ReadmeInUse): readonly string[] {
  const facts = allFacts(use);
  return kind === "user" ? usersAsSentences(use.runs, facts) : tableLines(kind, allRows(use, facts));
}

/** The titles of the sections, where the policy names none. */
export const TITLES: Readonly<Record<DocumentedKind, string>> = {
  user: "User",
  ports: "Ports",
  "config files": "Configuration",
  environment: "Environment",
  volumes: "Volumes",
};

const NOTHING: Readonly<Record<DocumentedKind, string>> = {
  user: "Who the container runs as is unknown.",
  ports: "No port is known to be open.",
  "config files": "No configuration of the image's own is loaded.",
  environment: "No variable is read.",
  volumes: "No volume is declared.",
};

const ABOUT: readonly (readonly [RegExp, DocumentedKind])[] = [
  [/^((container|runtime) )?users?$|^runs? as$|^permissions$/i, "user"],
  [/^((open|exposed|listening) )?ports?$/i, "ports"],
  [/^config(uration)?( files?)?$/i, "config files"],
  [/^(environment|env)( variables?)?$|^variables?$/i, "environment"],
  [/^(volumes?|mounts?)$/i, "volumes"],
];

/** The facts that a section of this title is about. */
export function kindOfTitle(title: string): DocumentedKind | undefined {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return ABOUT.find(([pattern]) => pattern.test(words))?.[1];
}

function isAboutAll(title: string): boolean {
  return /^(about|overview|purpose|description|summary|introduction)$/i.test(title.trim());
}

function titleOf({ name }: ImageFolder, runs: readonly Run[]): string {
  const title = name === "." ? (runs[0]?.image.name ?? "image") : name;
  return title.replace(/[<>`*[\]\\]/g, "\\$&");
}

function introOf(runs: readonly Run[]): string {
  if (runs.length > 1) {
    const images = listed(runs.map(({ image }) => inlineCode(image.name)));
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
    .map(({ program }) => inlineCode(program));
  return [...new Set([...servers, ...others])];
}

/** Whether a program waits or starts others: not what an image is there for. */
function isHelper(program: string): boolean {
  return isIdle(program) || isShell(program) || isInit(program) || isStepDownTool(program);
}

function baseOf({ final }: Image): string {
  const base = bottomOf(final);
  return base.kind === "registry"
    ? inlineCode(base.ref)
    : base.kind === "scratch"
      ? "an empty base"
      : "its base";
}

/** Who the container and the servers' workers run as, a sentence each. */
export function usersAsSentences(runs: readonly Run[], facts: readonly UntoldFact[]): readonly string[] {
  const sentences = runs.flatMap((run) => {
    const { containerUser: user, image } = run;
    const where = runs.length > 1 ? ` of ${inlineCode(image.name)}` : "";
    const label = user.known ? (user.value.name ?? user.value.uid?.toString()) : undefined;
    const does = user.known && user.value.root && givesUpRoot(run) ? "starts" : "runs";
    return label === undefined ? [] : [`The container${where} ${does} as ${inlineCode(label)}.`];
  });
  const told = sentences.join(" ");
  const others = userSentences(facts).filter(
    (sentence) => !told.includes(/`[^`]+`\.$/.exec(sentence)?.[0] ?? sentence),
  );
  return [...sentences, ...others].flatMap((sentence, index) => [
    ...(index > 0 ? [""] : []),
    ...wrappedProse(sentence),
  ]);
}

function givesUpRoot({ nginx, apache, processes: { stepsDown } }: Run): boolean {
  return [nginx, apache].some(isStarted) || (stepsDown.known && stepsDown.value);
}

/** A sentence for each user that is not told: "The workers of nginx run as `web`." */
export function userSentences(facts: readonly UntoldFact[]): readonly string[] {
  return facts
    .filter(({ kind }) => kind === "user")
    .map(({ name, note }) => {
      const program = /^(\S+) runs as it$/.exec(note)?.[1];
      const user = inlineCode(name.replace(/^user /, ""));
      if (program !== undefined) return `${inlineCode(program)} runs as ${user}.`;
      const who = note
        .replace(/\b(nginx|apache)\b/, (kind) => serverTitle(kind === "nginx" ? "nginx" : "apache"))
        .replace(/\bas it$/, () => `as ${user}`);
      return `${who.charAt(0).toUpperCase()}${who.slice(1)}.`;
    });
}

const HEADS: Readonly<Record<Column, string>> = {
  port: "Port",
  file: "File",
  container: "In the image",
  volume: "Volume",
  variable: "Variable",
  default: "Default",
  use: "Use",
};

/** The table of one kind; nothing where it would be empty. */
export function tableLines(kind: TableKind, rows: readonly FactRow[]): readonly string[] {
  const ours = rows.filter((row) => row.kind === kind);
  if (ours.length === 0) return [];
  const columns = COLUMNS[kind].filter(
    (column, index) => index === 0 || ours.some(({ cells }) => (cells[column] ?? "") !== ""),
  );
  return table(
    columns.map((column) => HEADS[column]),
    ours.map(({ cells }) => columns.map((column) => cells[column] ?? "")),
  );
}

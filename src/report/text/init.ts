import { safe } from "../../escape/safe.ts";
import type { FileChange } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import { plural } from "../counts.ts";
import { ruleTable } from "./rules.ts";
import type { TextStyle } from "./style.ts";

/** One convention, for a person. */
export interface CountedConvention {
  readonly key: string;
  readonly value: string | readonly string[];
  readonly count: number;
  readonly of: number;
  readonly what: string;
}

/** What `keelcheck init` found and wrote, or would write. */
export interface InitReport {
  readonly survey: {
    readonly root: string;
    readonly images: number;
    readonly folders: number;
    readonly remarks: readonly string[];
  };
  readonly conventions: readonly CountedConvention[];
  readonly changes: readonly FileChange[];
  readonly standing: readonly string[];
  /** Lines for a policy that stands already. */
  readonly additions?: string;
  readonly recorded: readonly Finding[];
  /** Findings that no baseline holds. */
  readonly left: number;
  /** Base images that a script records. */
  readonly bases: number;
  readonly ignored: readonly string[];
  readonly dryRun: boolean;
  /** Files whose text is shown where nothing is written. */
  readonly shown: readonly string[];
}

/** What is found, what is written, and what comes next. */
export function initText(report: InitReport, style: TextStyle): string {
  const parts = [
    surveyLines(report),
    conventionLines(report),
    recordedLines(report, style),
    fileLines(report),
    additionLines(report),
    nextLines(report),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** "ports.nginx: 8080, as in 47 of 52 images with nginx". */
export function conventionText({ key, value, count, of, what }: CountedConvention): string {
  const said = typeof value === "string" ? value : value.join(", ");
  return safe(`${key}: ${said}, as in ${count} of ${of} ${what}`);
}

function surveyLines({ survey: { root, images, folders, remarks } }: InitReport): readonly string[] {
  const where = root === "" ? "the whole repo" : safe(root);
  const found =
    images === 0 ? [] : [`${plural(images, "image")} in ${plural(folders, "folder")} of ${where}`];
  return [...found, ...remarks.map(safe)];
}

function conventionLines({ conventions }: InitReport): readonly string[] {
  if (conventions.length === 0) return ["no convention that 80% follow is stricter than the default"];
  return ["conventions:", ...conventions.map((one) => `  ${conventionText(one)}`)];
}

function recordedLines({ recorded }: InitReport, style: TextStyle): readonly string[] {
  if (recorded.length === 0) return [];
  const lines = ruleTable(recorded, style).map((line) => `  ${line}`);
  return [`${plural(recorded.length, "finding")} for the baseline:`, ...lines];
}

function fileLines({ changes, standing, ignored, dryRun, shown }: InitReport): readonly string[] {
  const verb = dryRun ? "would write" : "wrote";
  const lines = changes.flatMap(({ path, after = "" }) => [
    `${verb} ${safe(path)}`,
    ...(dryRun && shown.includes(path)
      ? after
          .trimEnd()
          .split("\n")
          .map((line) => `    ${safe(line)}`)
      : []),
  ]);
  return [
    ...lines,
    ...standing.map((path) => `${safe(path)} already exists and stays as it is`),
    ...ignored.map((path) => `git ignores ${safe(path)}: other checkouts do not have it`),
  ];
}

function additionLines({ additions, standing }: InitReport): readonly string[] {
  if (additions === undefined) return [];
  const lines = additions
    .trimEnd()
    .split("\n")
    .map((line) => `    ${safe(line)}`);
  return [`what ${safe(standing[0] ?? "the policy")} could also ask for:`, ...lines];
}

function nextLines({ bases, changes, dryRun, left }: InitReport): readonly string[] {
  if (dryRun) return [];
  const script = changes.find(({ path }) => path.endsWith(".sh"));
  const settle =
    script === undefined
      ? []
      : [`run sh ${script.path} where Docker is: it records ${plural(bases, "base image")}`];
  const paths =
    changes.length === 0 ? [] : ["commit what was written: keelcheck check now reports only what is new"];
  const waivers =
    left === 0
      ? []
      : [
          `${plural(left, "finding")} about waivers cannot be held: keelcheck check shows ${left === 1 ? "it" : "them"}`,
        ];
  return [...settle, ...waivers, ...paths];
}

import { safe } from "../../escape/safe.ts";
import { wrapped } from "../../escape/width.ts";
import type { At } from "../../facts.ts";
import { plural } from "../counts.ts";
import { some } from "../words.ts";
import type { TextStyle } from "./report.ts";

/** A base image that is not known, or not all of it, and what settles it. */
export interface BaseToSettle {
  /** As the FROM names it, with the variables replaced that have a value. */
  readonly ref: string;
  readonly why: string;
  /** Its configuration was recorded; what is still open is what it holds. */
  readonly recorded: boolean;
  /** Names of the images that start from it, other images of the repo between them included; sorted. */
  readonly images: readonly string[];
  /** The FROM lines that name it. */
  readonly at: readonly At[];
  /** Facts of these images that cannot be told because of it. */
  readonly unknown: readonly string[];
  /** The command that settles it. */
  readonly command?: string;
  /** Lines of the policy that settle it. */
  readonly policy?: string;
  /** What settles it where neither can, in words. */
  readonly advice?: string;
}

/** The bases of a repo that are not known. */
export interface BasesReport {
  readonly bases: readonly BaseToSettle[];
  /** The number of images that were read. */
  readonly imageCount: number;
  /** The policy's path, where its lines go. */
  readonly policyFile: string;
  readonly remarks: readonly string[];
}

/** Names and places that are listed before the rest is only counted. */
const MOST_NAMES = 6;

/** The bases that are not known, each with what settles it, for a terminal. */
export function basesText(report: BasesReport, style: TextStyle): string {
  const { bases, imageCount, remarks } = report;
  const parts = [
    ...(remarks.length === 0 ? [] : [remarks.map(safe).join("\n")]),
    ...bases.map((base) => baseText(base, report.policyFile, style)),
    bases.length === 0
      ? style.colors.good(`the bases of ${plural(imageCount, "image")} are known`)
      : `${plural(bases.length, "unknown base image")}; ${plural(imageCount, "image")} checked`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function baseText(base: BaseToSettle, policyFile: string, style: TextStyle): string {
  const { colors, columns } = style;
  const paragraph = (text: string) => {
    const [first = "", ...rest] = wrapped(safe(text), (columns ?? Infinity) - 4);
    return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
  };
  const from = base.at.map(({ file, line, column }) => `${file}:${line}:${column}`);
  return [
    colors.title(safe(base.ref)),
    "",
    ...paragraph(base.why),
    ...paragraph(`${plural(base.images.length, "image")}: ${some(base.images, MOST_NAMES)}`),
    ...paragraph(`named at ${some(from, MOST_NAMES)}`),
    ...(base.unknown.length === 0
      ? []
      : paragraph(`cannot be determined because of it: ${base.unknown.join(", ")}`)),
    ...settleLines(base, policyFile).map((line) => (line === "" ? "" : `  ${line}`)),
  ].join("\n");
}

function settleLines({ command, policy, advice }: BaseToSettle, policyFile: string): readonly string[] {
  const lines: string[] = [];
  if (command !== undefined) lines.push("", "to settle it:", `  ${safe(command)}`);
  if (policy !== undefined) {
    const where = `in ${safe(policyFile)}:`;
    lines.push("", command === undefined ? `to settle it, ${where}` : `or, ${where}`);
    lines.push(...policy.split("\n").map((line) => `  ${safe(line)}`));
  }
  if (advice !== undefined) lines.push("", "to settle it:", `  ${safe(advice)}`);
  return lines;
}

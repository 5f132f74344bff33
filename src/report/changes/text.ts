import { safe } from "../../escape/safe.ts";
import { wrapped } from "../../escape/width.ts";
import type { ImageChange } from "../../facts.ts";
import type { Colors } from "../colors.ts";
import { plural } from "../counts.ts";
import type { FactValue } from "../fact-values.ts";
import type { TextStyle } from "../text/report.ts";
import { joined, some } from "../words.ts";
import { AS_WELL, type Difference } from "./differences.ts";
import { changeGroups, type Heirs, type TouchedImage } from "./groups.ts";

/** Names of one line, before "and N more". */
const NAMED_AT_MOST = 12;

/** Ports, files or variables of one value. */
const WORDS_AT_MOST = 20;

/** What a change does to each image that it touches, for a terminal: `worker user: root -> web`, with the new place. */
export function changesText(images: readonly ImageChange[], base: string, style: TextStyle): string {
  if (images.length === 0) return `no images touched since ${safe(base)}\n`;
  const { own, heirs } = changeGroups(images);
  const telling = own.filter(({ kind }) => kind !== "same");
  const same = own.filter(({ kind }) => kind === "same");
  const parts = [
    ...telling.map((image) => imageLines(image, style)),
    ...heirs.map((group) => heirLines(group, style)),
    ...(same.length === 0 ? [] : [sameLines(same, style)]),
    [closing(images, base)],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function imageLines({ name, change, kind, differences }: TouchedImage, style: TextStyle): readonly string[] {
  const { before, after } = change;
  const { colors } = style;
  const file = colors.faint(safe((after ?? before)?.dockerfile ?? ""));
  const old = before !== undefined && before.name !== name ? `, formerly ${safe(before.name)}` : "";
  const word = kind === "new" ? "  new" : kind === "removed" ? "  removed" : old;
  return [
    `${colors.title(safe(name))}${word}  ${file}`,
    ...(differences.length === 0 ? [] : [""]),
    ...differences.flatMap((one) => differenceLines(one, kind === "new", style)),
  ];
}

function differenceLines(difference: Difference, isNew: boolean, style: TextStyle): readonly string[] {
  const { colors, columns = Infinity } = style;
  const { fact, after } = difference;
  const text = isNew ? `${safe(fact)}: ${valueText(after)}` : differenceText(difference);
  const [first = "", ...rest] = wrapped(text, columns - 4);
  const alarm = after?.alarming === true ? `  ${colors.warning("serves as root")}` : "";
  return [
    `  ${first}${rest.length === 0 ? alarm : ""}`,
    ...rest.map((line, index) => `    ${line}${index === rest.length - 1 ? alarm : ""}`),
    ...(after === undefined ? [] : placeLines(after, colors)),
  ];
}

/** Where the new value comes from, or why there is none. */
function placeLines({ at, why }: FactValue, colors: Colors): readonly string[] {
  if (at === undefined) return [];
  const place = colors.faint(`${safe(at.file)}:${at.line}:${at.column}`);
  return [`      ${place}${why === undefined ? "" : ` ${safe(why)}`}`];
}

/** `worker user: root -> web`; of a list, what comes on top or goes from it. */
function differenceText({ fact, before, after }: Difference): string {
  const name = safe(fact);
  if (before === undefined && after?.note === AS_WELL) return `${name}: ${valueText(after)}`;
  if (after === undefined && before?.note === AS_WELL) return `${name}: no longer ${listed(before.words)}`;
  return `${name}: ${valueText(before)} -> ${valueText(after)}`;
}

function valueText(value: FactValue | undefined): string {
  if (value === undefined) return "none";
  const words = listed(value.words);
  return [words, value.note ?? ""].filter((word) => word !== "").join(" ");
}

function listed(words: readonly string[]): string {
  const more = words.length - WORDS_AT_MOST;
  const shown = words.slice(0, WORDS_AT_MOST).map(safe).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function heirLines({ base, count, alike }: Heirs, style: TextStyle): readonly string[] {
  const head = `${plural(count, "image")} ${count === 1 ? "inherits" : "inherit"} ${safe(base)}`;
  return [style.colors.strong(head), "", ...alike.flatMap((group) => groupLines(group, style))];
}

function groupLines(group: readonly TouchedImage[], { columns = Infinity }: TextStyle): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const what = first.kind === "same" ? [staysText(first)] : first.differences.map(differenceText);
  return [`${named(group)}:`, ...what.map((line) => `  ${line}`)].flatMap((line) =>
    hanging(line, columns - 2).map((piece) => `  ${piece}`),
  );
}

/** A line broken at blanks, what follows a little to the right. */
function hanging(line: string, columns: number): readonly string[] {
  const indent = line.match(/^ */)?.[0] ?? "";
  const [first = "", ...rest] = wrapped(line.trimStart(), columns - indent.length - 2);
  return [indent + first, ...rest.map((piece) => `${indent}  ${piece}`)];
}

/** An image whose facts cannot be told at both ends is not said to stay the same. */
function staysText({ open }: TouchedImage): string {
  if (open.length === 0) return "nothing that runs changes";
  return `nothing known changes; ${joined(open.map(safe))} cannot be determined before or after`;
}

function sameLines(same: readonly TouchedImage[], style: TextStyle): readonly string[] {
  const told = same.filter(({ open }) => open.length === 0);
  const lines = [
    ...(told.length === 0 ? [] : [`nothing that runs changes in ${named(told)}`]),
    ...same.filter(({ open }) => open.length > 0).map((image) => `${safe(image.name)}: ${staysText(image)}`),
  ];
  return lines.flatMap((line) => hanging(line, style.columns ?? Infinity));
}

function named(images: readonly TouchedImage[]): string {
  return some(
    images.map(({ name }) => safe(name)),
    NAMED_AT_MOST,
  );
}

function closing(images: readonly ImageChange[], base: string): string {
  return `${plural(images.length, "image")} touched since ${safe(base)}`;
}

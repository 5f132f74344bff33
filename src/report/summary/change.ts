import { code, plain, prose } from "../../escape/markdown-text.ts";
import type { Comparison, Report } from "../../facts.ts";
import { type Difference, keyOf } from "../changes/differences.ts";
import { changeGroups, type Heirs, type TouchedImage } from "../changes/groups.ts";
import { plural } from "../counts.ts";
import type { FactValue } from "../fact-values.ts";
import { mermaidOfChange } from "../mermaid.ts";
import { joined, some } from "../words.ts";
import { type Block, block, fileLink, heading, type SummaryOptions } from "./blocks.ts";

/** Images with a table of their own; the others are named. */
const TABLES_AT_MOST = 25;

/** So many images to which the change does the same have one table. */
const ALIKE_FROM = 3;

/** The rule that speaks of files that cannot be read. */
const UNREADABLE = "fact/unreadable";

/** Names in one line, before "and N more". */
const NAMED_AT_MOST = 12;

/** Ports, files or variables in one cell, before "and N more". */
const WORDS_AT_MOST = 12;

/** Groups of heirs that are told apart; a change of a base mostly does one thing to all. */
const GROUPS_AT_MOST = 10;

/** What the change does to each image, before and after, and a picture of it. */
export function changeBlocks(report: Report, comparison: Comparison, options: SummaryOptions): Block[] {
  if (comparison.images.length === 0) return [];
  const { own, heirs } = changeGroups(comparison.images);
  const telling = alikeOf(own.filter(({ kind }) => kind !== "same"));
  const tables = telling.slice(0, TABLES_AT_MOST);
  const rest = telling.slice(TABLES_AT_MOST).flat();
  const unreadable = unreadableOf(report);
  return [
    heading(3, "What the change does"),
    ...tables.flatMap((group) => groupBlocks(group, unreadable, options)),
    ...(rest.length === 0 ? [] : [block(`\n${plural(rest.length, "more image")} change: ${named(rest)}.\n`)]),
    ...heirs.flatMap((group) => heirBlocks(group, tables.flat(), options)),
    ...sameBlocks(own.filter(({ kind }) => kind === "same")),
    ...pictureBlocks(report, comparison, unreadable),
  ];
}

/** The names of the images that have a table of their own. */
export function tabled({ images }: Comparison): ReadonlySet<string> {
  const telling = alikeOf(changeGroups(images).own.filter(({ kind }) => kind !== "same"));
  return new Set(telling.slice(0, TABLES_AT_MOST).flatMap((group) => group.map(({ name }) => name)));
}

/** The images by table: many to which the change does the same have one, in the place of the first. */
function alikeOf(images: readonly TouchedImage[]): readonly (readonly TouchedImage[])[] {
  const groups = new Map<string, TouchedImage[]>();
  const keyed = images.map((image, index) => {
    const { kind, change, name, differences } = image;
    const alone = kind !== "changed" || change.before?.name !== name;
    const key = alone ? `${index}` : JSON.stringify(differences.map(keyOf));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
    return { key, image };
  });
  return keyed.flatMap(({ key, image }) => {
    const group = groups.get(key) ?? [];
    if (group.length < ALIKE_FROM) return [[image]];
    return group[0] === image ? [group] : [];
  });
}

/** Dockerfiles that the change leaves unreadable: their images are not gone. */
function unreadableOf({ findings }: Report): ReadonlySet<string> {
  return new Set(findings.flatMap(({ rule, at }) => (rule === UNREADABLE ? [at.file.path] : [])));
}

function groupBlocks(
  group: readonly TouchedImage[],
  unreadable: ReadonlySet<string>,
  options: SummaryOptions,
): Block[] {
  const [first] = group;
  if (first === undefined) return [];
  if (group.length === 1) return imageBlocks(first, unreadable, options);
  // The places differ from image to image.
  const { links: _, ...bare } = options;
  const title = `\n**${plural(group.length, "image")}**: ${named(group)}\n\n`;
  return [block(title + tableOf(first.differences, false, bare))];
}

function imageBlocks(
  { name, change, kind, differences }: TouchedImage,
  unreadable: ReadonlySet<string>,
  options: SummaryOptions,
): Block[] {
  const { before, after } = change;
  if (after === undefined && before !== undefined && unreadable.has(before.dockerfile)) {
    const file = fileLink(code(before.dockerfile), { file: before.dockerfile }, options);
    return [block(`\n**${plain(name)}** (${file}) can no longer be read.\n`)];
  }
  if (after === undefined) {
    const gone = fileLink(
      code(before?.dockerfile ?? ""),
      { file: before?.dockerfile ?? "", gone: true },
      options,
    );
    return [block(`\n**${plain(name)}** (${gone}) is removed.\n`)];
  }
  const file = fileLink(code(after.dockerfile), { file: after.dockerfile }, options);
  const old = before !== undefined && before.name !== name ? `, formerly ${code(before.name)}` : "";
  const title = `\n**${plain(name)}** (${file}${old})${kind === "new" ? " is new" : ""}\n\n`;
  return [block(title + tableOf(differences, kind === "new", options))];
}

function tableOf(differences: readonly Difference[], isNew: boolean, options: SummaryOptions): string {
  const head = isNew ? "| | As it runs |\n| :-- | :-- |\n" : "| | Before | After |\n| :-- | :-- | :-- |\n";
  const rows = differences.map(({ fact, before, after }) => {
    const now = valueCell(after, options);
    return isNew
      ? `| ${label(fact)} | ${now} |\n`
      : `| ${label(fact)} | ${valueCell(before, options, true)} | ${now} |\n`;
  });
  return head + rows.join("");
}

/** Kept on one line: the values are what may be long. */
function label(fact: string): string {
  return plain(fact).replaceAll(" ", "&nbsp;");
}

function valueCell(value: FactValue | undefined, options: SummaryOptions, gone = false): string {
  if (value === undefined) return "–";
  const { at } = value;
  const text = valueText(value);
  const shown = at === undefined ? text : fileLink(text, { ...at, gone }, options);
  return value.why === undefined ? shown : `${shown}<br><i>${prose(value.why)}</i>`;
}

function valueText({ words, note, alarming }: FactValue): string {
  const shown = words.length === 0 ? [] : [some(words.map(code), WORDS_AT_MOST)];
  const all = [...shown, ...(note === undefined ? [] : [plain(note)])].join(" ");
  return alarming === true ? `⚠️ ${all}` : all;
}

/** `14 images inherit base`: what that does to them, and to which. */
function heirBlocks(
  { base, count, alike }: Heirs,
  own: readonly TouchedImage[],
  options: SummaryOptions,
): Block[] {
  const head = `\n**${plural(count, "image")} ${count === 1 ? "inherits" : "inherit"} ${plain(base)}**\n\n`;
  const shown = new Set(own.find(({ name }) => name === base)?.differences.map(keyOf));
  const lines = alike.slice(0, GROUPS_AT_MOST).map((group) => block(heirLine(group, shown, options)));
  const rest = alike.slice(GROUPS_AT_MOST).flat();
  return [block(head), ...lines, ...(rest.length === 0 ? [] : [block(`- in other ways: ${named(rest)}\n`)])];
}

/** What the table of the base says already is only named. */
function heirLine(
  group: readonly TouchedImage[],
  shown: ReadonlySet<string>,
  options: SummaryOptions,
): string {
  const [first] = group;
  if (first === undefined) return "";
  if (first.kind === "same") return `- ${named(group)}: ${staysText(first)}\n`;
  const as = first.differences.filter((one) => shown.has(keyOf(one))).map(({ fact }) => plain(fact));
  const others = first.differences
    .filter((one) => !shown.has(keyOf(one)))
    .map(
      ({ fact, before, after }) =>
        `${plain(fact)} ${valueCell(before, options, true)} → ${valueCell(after, options)}`,
    );
  const same = as.length === 0 ? [] : [`as above: ${joined(as)}`];
  return `- ${named(group)}: ${[...same, ...others].join("; ")}\n`;
}

/** An image whose facts cannot be told at both ends is not said to stay the same. */
function staysText({ open }: TouchedImage): string {
  if (open.length === 0) return "nothing that runs changes";
  return `nothing known changes (${plain(joined(open))} cannot be determined before or after)`;
}

function sameBlocks(same: readonly TouchedImage[]): Block[] {
  const told = same.filter(({ open }) => open.length === 0);
  const others = same.filter(({ open }) => open.length > 0).slice(0, TABLES_AT_MOST);
  return [
    ...(told.length === 0 ? [] : [block(`\nNothing that runs changes in ${named(told)}.\n`)]),
    ...others.map((image) => block(`\nIn ${code(image.name)} ${staysText(image)}.\n`)),
  ];
}

function named(images: readonly TouchedImage[]): string {
  return some(
    images.map(({ name }) => code(name)),
    NAMED_AT_MOST,
  );
}

const LEGEND = [
  { mark: "wrong", text: "Red: has findings from this change." },
  { mark: "changed", text: "Blue: changed." },
  { mark: "removed", text: "Dashed line: removed." },
];

/** The affected images on their bases; the tables above say the same where no picture is drawn. */
function pictureBlocks(
  { findings }: Report,
  { images, scope }: Comparison,
  unreadable: ReadonlySet<string>,
): Block[] {
  const counting = findings.filter(({ novelty }) => scope === "all" || novelty !== "existing");
  const offending = new Set(counting.flatMap((finding) => finding.images));
  const picture = mermaidOfChange(images, offending, unreadable);
  if (picture === "") return [];
  const legend = LEGEND.filter(({ mark }) => picture.includes(`]:::${mark}\n`)).map(({ text }) => text);
  const below = legend.length === 0 ? "" : `\n<sub>${legend.join(" ")}</sub>\n`;
  return [block(`\n\`\`\`mermaid\n${picture}\`\`\`\n${below}`)];
}

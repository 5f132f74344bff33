/** The index of all images, for the README of the folder that holds them. */

import { readable, readableCode } from "../escape/markdown-text.ts";
import { label } from "../escape/mermaid-label.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { codeOwners } from "../model/repo/owners.ts";
import { relativePath } from "../model/repo/path.ts";
import type { Run } from "../model/runs/types.ts";
import { ownStagesDown } from "../model/stages/below.ts";
import type { Image } from "../model/stages/image.ts";
import { textOf } from "../source.ts";
import { emptyReadme } from "./documented-facts.ts";
import { table } from "./markdown-table.ts";
import { kindFacts } from "./section/rows.ts";

/** The lines of the index in a README: a row an image, and a map of what is built on what. */
export function indexLines(fleet: Fleet, readme: string): readonly string[] {
  const images = [...fleet.images].sort((a, b) => compared(orderOf(a), orderOf(b)));
  const owners = codeOwners(fleet.read);
  const rows = images.map((image) => {
    const run = fleet.runs.find((one) => one.image === image && one.service === undefined);
    return [
      linkTo(image, readme),
      readableCode(baseOf(image)),
      run === undefined ? "Unknown" : factCells(run, "user"),
      run === undefined ? "Unknown" : factCells(run, "ports"),
      ...(owners === undefined ? [] : [owners(image.file.path).map(readableCode).join(" ")]),
    ];
  });
  const header = ["Image", "Base", "Runs as", "Ports", ...(owners === undefined ? [] : ["Owners"])];
  return [...table(header, rows), "", "```mermaid", ...mapLines(images), "```"];
}

function orderOf({ folder, name }: Image): string {
  return `${folder.path}\n${name}`;
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function linkTo({ name, readme, file }: Image, from: string): string {
  const target = relativePath(from, readme?.file.path ?? file.path)
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("(", "%28").replaceAll(")", "%29"))
    .join("/");
  return `[${readable(name)}](${target})`;
}

/** What a README of the image's own would say: the container's user, or its ports. */
function factCells(run: Run, kind: "user" | "ports"): string {
  const use = { readme: emptyReadme(run.image.file.path), name: "", runs: [run] };
  const users = kindFacts(use, "user");
  if (kind === "user") return users.rows[0]?.cells.user ?? "Unknown";
  const { rows, unknown } = kindFacts(use, "ports");
  const ports = rows.flatMap(({ cells }) => cells.port ?? []);
  // What else runs may listen too.
  if (unknown.length + users.unknown.length === 0) return ports.join(", ");
  return ports.length === 0 ? "Unknown" : `${ports.join(", ")}, maybe more`;
}

/** What an image is built on, as its Dockerfile names it. */
function baseOf({ final }: Image): string {
  const { base, at } = ownStagesDown(final).at(-1) ?? final;
  if (base.kind === "registry") return base.ref;
  if (base.kind === "image") return base.image.name;
  return base.kind === "scratch" || at.span === undefined ? "scratch" : textOf(at.file, at.span);
}

/** A flowchart from bases to images; the images of a base that nothing is built on are one node. */
function mapLines(images: readonly Image[]): readonly string[] {
  const parents = new Map(images.map((image) => [image, parentOf(image)]));
  const built = new Set([...parents.values()].filter((parent) => typeof parent !== "string"));
  const ids = new Map<Image | string, string>();
  const nodes: string[] = [];
  const idOf = (one: Image | string): string => {
    const known = ids.get(one);
    if (known !== undefined) return known;
    const id = `n${ids.size}`;
    ids.set(one, id);
    nodes.push(typeof one === "string" ? `  ${id}([${label([one])}])` : `  ${id}[${label([one.name])}]`);
    return id;
  };
  const leaves = new Map<Image | string, string[]>();
  const edges: string[] = [];
  for (const [image, parent] of parents) {
    if (built.has(image)) edges.push(`  ${idOf(parent)} --> ${idOf(image)}`);
    else leaves.set(parent, [...(leaves.get(parent) ?? []), image.name]);
  }
  for (const [parent, names] of leaves) {
    const id = idOf(parent);
    const leaf = `${id}l`;
    nodes.push(`  ${leaf}[${label([...names.slice(0, MOST_NAMES), ...more(names.length - MOST_NAMES)])}]`);
    edges.push(`  ${id} --> ${leaf}`);
  }
  return ["flowchart LR", ...nodes, ...edges];
}

const MOST_NAMES = 12;

function more(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

function parentOf(image: Image): Image | string {
  const { base } = ownStagesDown(image.final).at(-1) ?? image.final;
  return base.kind === "image" ? base.image : baseOf(image);
}

import { label } from "../escape/mermaid-label.ts";
import type { ImageChange, ImageFacts } from "../facts.ts";
import { type Difference, differences } from "./changes/differences.ts";
import { plural } from "./counts.ts";
import { CANNOT_TELL, type FactValue, type NamedFact, namedFacts } from "./fact-values.ts";
import { some } from "./words.ts";

/** Images in one picture; one with more is not read. Their bases come on top. */
const MOST_NODES = 24;

/** Images of one node that are named. */
const NAMED_AT_MOST = 3;

/** So many images of which the same is said are one node. */
const ALIKE_FROM = 3;

/**
 * Pixels after which Mermaid breaks a line itself, at hyphens too: more than our longest line takes, so that lines break
 * between words only, and only where they are broken here.
 */
const WRAPPING_WIDTH = 900;

/** Colours that can be told from the page in light and in dark. */
const CLASSES = [
  "classDef wrong stroke:#cf222e,stroke-width:4px",
  "classDef changed stroke:#0969da,stroke-width:3px",
  "classDef removed stroke-dasharray:6 4,opacity:0.6",
  "classDef base stroke-dasharray:2 3",
];

const MARKS = ["wrong", "changed", "removed", "plain"] as const;

type Mark = (typeof MARKS)[number];

/** An image, or several that are alike, as a node. */
interface Drawn {
  readonly names: readonly string[];
  /** What it is built on: a base from elsewhere, unless it inherits an image here. */
  readonly base: string;
  readonly inherits?: string;
  readonly lines: readonly string[];
  readonly mark: Mark;
}

/**
 * The images on their bases as a Mermaid flowchart, without a fence; those in `offending`, by name, stand out. Where there
 * are more than `most` nodes the rest is counted.
 */
export function mermaid(
  images: readonly ImageFacts[],
  offending: ReadonlySet<string> = new Set(),
  most = MOST_NODES,
): string {
  return drawing(
    images.map((image) => drawn(image, [], offending)),
    most,
  );
}

/**
 * What a change does to the images as a Mermaid flowchart: `root → web` where a user changes. Images that stay the same
 * are left out unless they are in `offending` or others are built on them; empty where nothing is left. `unreadable`:
 * Dockerfiles that are there and cannot be read.
 */
export function mermaidOfChange(
  changes: readonly ImageChange[],
  offending: ReadonlySet<string> = new Set(),
  unreadable: ReadonlySet<string> = new Set(),
): string {
  const all = changes.flatMap((change) => drawnChange(change, offending, unreadable));
  const telling = all.filter(({ mark }) => mark !== "plain");
  const used = new Set(telling.flatMap(({ inherits }) => inherits ?? []));
  const shown = all.filter(({ mark, names }) => mark !== "plain" || names.some((name) => used.has(name)));
  return telling.length === 0 ? "" : drawing(shown);
}

function drawnChange(
  change: ImageChange,
  offending: ReadonlySet<string>,
  unreadable: ReadonlySet<string>,
): Drawn[] {
  const { before, after, inherits } = change;
  const heir = inherits === undefined ? {} : { inherits };
  if (after !== undefined) {
    const image = drawn(after, before === undefined ? [] : differences(change), offending);
    if (before !== undefined) return [{ ...image, ...heir }];
    const mark = image.mark === "plain" ? "changed" : image.mark;
    return [{ ...image, ...heir, lines: ["new", ...image.lines], mark }];
  }
  if (before === undefined) return [];
  const { name, base, dockerfile } = before;
  if (unreadable.has(dockerfile))
    return [{ names: [name], base, lines: ["cannot be read"], mark: "wrong", ...heir }];
  return [{ names: [name], base, lines: ["removed"], mark: "removed", ...heir }];
}

function drawn(image: ImageFacts, differing: readonly Difference[], offending: ReadonlySet<string>): Drawn {
  const mark = offending.has(image.name) ? "wrong" : differing.length > 0 ? "changed" : "plain";
  return { names: [image.name], base: image.base, lines: linesOf(image, differing), mark };
}

/** The facts that a picture has room for. */
function linesOf(image: ImageFacts, differing: readonly Difference[]): readonly string[] {
  const changes = new Map(differing.map((one) => [one.fact, one]));
  const gone = differing.filter(({ after }) => after === undefined);
  const facts: readonly NamedFact[] = [
    ...namedFacts(image),
    ...gone.map(({ fact }) => ({ fact, value: GONE })),
  ];
  return facts.flatMap(({ fact, value }) => {
    const told = TOLD.find(({ pattern }) => pattern.test(fact));
    if (told === undefined) return [];
    const change = changes.get(fact);
    const now = words(change?.after ?? value);
    const old = change?.before === undefined ? undefined : words(change.before);
    return [`${told.say(fact)} ${old === undefined || old === now ? now : `${old} → ${now}`}`];
  });
}

const GONE: FactValue = { words: [], note: "none" };

const TOLD = [
  { pattern: /^container user$/, say: () => "container:" },
  { pattern: /^(nginx|apache) worker user$/, say: (fact: string) => `${kindOf(fact)} workers:` },
  { pattern: /^(nginx|apache) listens on$/, say: (fact: string) => `${kindOf(fact)} on` },
];

function kindOf(fact: string): string {
  return fact.split(" ")[0] ?? fact;
}

function words({ words: parts, note }: FactValue): string {
  if (parts.length === 0) return note === CANNOT_TELL ? "?" : (note ?? "nothing");
  return [families(parts).join(", "), ...(note === undefined ? [] : [note])].join(" ");
}

/** A port that is bound on all addresses of both families is the port alone. */
function families(parts: readonly string[]): readonly string[] {
  const all = new Set(parts);
  const short = parts.map((part) => {
    const port = part.match(/^(?:\*|0\.0\.0\.0|\[::\]):(\d+)$/)?.[1];
    const both = all.has(`*:${port}`) || (all.has(`0.0.0.0:${port}`) && all.has(`[::]:${port}`));
    return port !== undefined && both ? port : part;
  });
  return [...new Set(short)];
}

function drawing(images: readonly Drawn[], most = MOST_NODES): string {
  const { shown, hidden } = chosen(alikeAsOne(images), most);
  // Two images may have one name; an heir is drawn on the first of them.
  const named = shown.flatMap(({ names }, index) => names.map((name) => [name, `i${index}`] as const));
  const ids = new Map(named.toReversed());
  const bases = new Map<string, string>();
  const baseOf = ({ names, base, inherits }: Drawn): string => {
    const own = inherits === undefined || names.includes(inherits) ? undefined : ids.get(inherits);
    if (own !== undefined) return own;
    const outside = inherits ?? base;
    if (!bases.has(outside)) bases.set(outside, `b${bases.size}`);
    return bases.get(outside) ?? "";
  };
  const edges = shown.map((image, index) => `${baseOf(image)} --> i${index}`);
  const rest = [...hidden].map(([base, count], index) => {
    const from = ids.get(base) ?? bases.get(base);
    const node = `m${index}[${label([plural(count, "more image")])}]`;
    return from === undefined ? node : `${from} --> ${node}`;
  });
  const nodes = shown.map(
    (image, index) => `i${index}[${label([title(image), ...image.lines])}]${styleOf(image)}`,
  );
  const outside = [...bases].map(([base, id]) => `${id}([${label([base])}]):::base`);
  const lines = [...outside, ...nodes, ...edges, ...rest, ...CLASSES].map((line) => `  ${line}\n`);
  const settings = JSON.stringify({ flowchart: { wrappingWidth: WRAPPING_WIDTH } });
  return `%%{init: ${settings}}%%\nflowchart LR\n${lines.join("")}`;
}

function styleOf({ mark }: Drawn): string {
  return mark === "plain" ? "" : `:::${mark}`;
}

function title({ names }: Drawn): string {
  if (names.length === 1) return names[0] ?? "";
  // "and 1 more" is no shorter than a name.
  const most = names.length === NAMED_AT_MOST + 1 ? names.length : NAMED_AT_MOST;
  return `${names.length} images: ${some(names, most)}`;
}

/** Many images of which the same is said are one node, unless others are built on them. */
function alikeAsOne(images: readonly Drawn[]): readonly Drawn[] {
  const used = new Set(images.flatMap(({ inherits }) => inherits ?? []));
  const groups = new Map<string, Drawn[]>();
  for (const [index, image] of images.entries()) {
    const { names, base, inherits, lines, mark } = image;
    const alone = names.some((name) => used.has(name));
    const key = JSON.stringify(alone ? index : [inherits ?? base, lines, mark]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < ALIKE_FROM) return group;
    return [{ ...first, names: group.flatMap(({ names }) => names) }];
  });
}

/** The nodes that there is room for, in the order given, and how many images are left out by what they are built on. */
function chosen(
  images: readonly Drawn[],
  most: number,
): {
  readonly shown: readonly Drawn[];
  readonly hidden: ReadonlyMap<string, number>;
} {
  const used = new Set(images.flatMap(({ inherits }) => inherits ?? []));
  const rank = ({ names, mark }: Drawn) =>
    (names.some((name) => used.has(name)) ? 0 : MARKS.length) + MARKS.indexOf(mark);
  const kept = new Set(images.toSorted((a, b) => rank(a) - rank(b)).slice(0, most));
  const hidden = new Map<string, number>();
  for (const image of images) {
    if (kept.has(image)) continue;
    const base = image.inherits ?? image.base;
    hidden.set(base, (hidden.get(base) ?? 0) + image.names.length);
  }
  return { shown: images.filter((image) => kept.has(image)), hidden };
}

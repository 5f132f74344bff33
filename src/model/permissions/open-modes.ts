/** Paths of an image that everyone in the container may write, and the line that opens them. */
import type { Place } from "../../source.ts";
import { baseName, globExpression, isBelow, isGlob, isWithin, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { chmodWords, decidesBit, type ModeChange, readMode } from "../files/modes.ts";
import { operands } from "../shell/options.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
import type { Copy, Image, Step } from "../stages/image.ts";
import { resolveWord } from "../stages/variables.ts";

/** A line that lets everyone write. */
export interface OpenMode {
  /** As it is written: `777`, `o+w`. */
  readonly mode: string;
  /** Those of its paths that are still open, and still there, in the final image. */
  readonly paths: readonly string[];
  readonly at: Place;
}

// The others' write bit; and the one with which nobody may remove what is another's.
const OPEN = 0o002;
const STICKY = 0o1000;

/** What a line does to a path: a new mode, its end, or something that cannot be told. */
interface ModeEvent {
  /** `null` when it cannot be told. */
  readonly path: string | null;
  /** The path as it is written. */
  readonly raw: string;
  /** With all below it. */
  readonly deep: boolean;
  readonly change: ModeChange | "gone" | "unclear";
  /** Whether it runs whenever the build does. */
  readonly sure: boolean;
  /** The mode as it is written. */
  readonly mode: string;
  readonly at: Place;
}

/** An event whose path is known. */
type PathEvent = ModeEvent & { readonly path: string };

// Open to everyone by custom, most of them with the sticky bit; or no part of the image.
const FOR_EVERYONE = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"];

/** Every line of the final chain that leaves a path of the final image open for everyone to write. */
export function openModes({ final }: Image): readonly OpenMode[] {
  const lines = new Map<string, OpenMode>();
  for (const event of openEvents(final.steps)) {
    const key = JSON.stringify([event.at.file.path, event.at.span?.start]);
    const paths = [...(lines.get(key)?.paths ?? []), event.path];
    lines.set(key, { mode: event.mode, at: event.at, paths: [...new Set(paths)] });
  }
  return [...lines.values()];
}

/** Why it cannot be told of a line that lets everyone write whether, or to what, it does so in the final image. */
export function unclearModes({ final }: Image): readonly Unknown[] {
  const all = final.steps.flatMap(eventsOf);
  return all.flatMap((event, index): readonly Unknown[] => {
    const { path, raw, at, mode, sure } = event;
    if (!opens(event) || isForEveryone(path ?? raw.replace(/^["']/, ""))) return [];
    if (path === null) return [unknown(`what ${raw} stands for in this line is not known`, at)];
    const [end] = endsOf({ ...event, path }, all.slice(index + 1)).map(({ change }) => change);
    if (end === "unclear") return [unknown(`a later line may change the mode of ${path}`, at)];
    const why = `mode ${mode} is set on ${path} only under a condition`;
    return end === undefined && !sure ? [unknown(why, at)] : [];
  });
}

function isForEveryone(path: string): boolean {
  return FOR_EVERYONE.some((folder) => isWithin(path, folder));
}

/** The events that open a path which nothing behind them closes or removes. */
function openEvents(steps: readonly Step[]): readonly PathEvent[] {
  const all = steps.flatMap(eventsOf);
  return all.filter((event, index): event is PathEvent =>
    staysOpen(event, all.slice(0, index), all.slice(index + 1)),
  );
}

function opens({ change }: ModeEvent): boolean {
  return decided(change, OPEN) === true && decided(change, STICKY) !== true;
}

function staysOpen(event: ModeEvent, before: readonly ModeEvent[], after: readonly ModeEvent[]): boolean {
  const { change, path, sure } = event;
  if (!opens(event) || path === null || !sure) return false;
  if (isForEveryone(path)) return false;
  const known = { ...event, path };
  const isSticky = (other: ModeEvent) => decided(other.change, STICKY) === true && other.sure;
  if (
    decided(change, STICKY) === undefined &&
    before.some((other) => covers(other, known) && isSticky(other))
  )
    return false;
  return endsOf(known, after).length === 0;
}

/** The events behind one that end it, or may. */
function endsOf(event: PathEvent, after: readonly ModeEvent[]): readonly ModeEvent[] {
  return after.filter((other) => covers(other, event) && ends(other, event));
}

function ends({ change, sure }: ModeEvent, { deep }: ModeEvent): boolean {
  if (typeof change === "string" || !sure) return true;
  // A folder's own sticky bit does nothing for what lies in it.
  return decided(change, OPEN) === false || (decided(change, STICKY) === true && !deep);
}

function decided(change: ModeEvent["change"], bit: number): boolean | undefined {
  return typeof change === "string" ? undefined : decidesBit(change, bit);
}

/** Whether an event is about all that another is about. */
function covers(other: ModeEvent, { path, deep }: PathEvent): boolean {
  if (other.path === null) return false;
  const isSame =
    isGlob(other.path) && !isGlob(path) ? globExpression(other.path).test(path) : other.path === path;
  if (isSame) return other.deep || !deep || other.change === "gone";
  return (other.deep || other.change === "gone") && isWithin(path, other.path);
}

function eventsOf(step: Step): readonly ModeEvent[] {
  if (step.copy !== undefined) return copyEvents(step, step.copy);
  const { mounted } = step;
  return step.commands
    .flatMap(commandEvents)
    .filter(({ path }) => path === null || !mounted.some((folder) => isWithin(path, folder)));
}

/** What COPY brings has the mode of `--chmod`, or one of its own that nobody opened here. */
function copyEvents({ instruction, before }: Step, copy: Copy): readonly ModeEvent[] {
  if (!copy.target.known) return [];
  const flag = instruction.flags.find(({ name }) => name === "chmod");
  const at = { file: before.file, span: (flag ?? instruction).span };
  const value = flag?.value && resolveWord(before, flag.value);
  const mode = value?.known ? value.value : "";
  const change = value === undefined ? "gone" : (readMode(mode) ?? "unclear");
  const brought = copy.sources.flatMap(({ files }) => files.map(({ container }) => container));
  const target = copy.target.value.replace(/(?<=.)\/$/, "");
  const rest = { change, mode, at, sure: true } as const;
  if (change === "gone" && copy.from !== undefined) return foreignEvents(instruction, before, copy);
  if (change === "gone") return brought.map((path) => ({ path, raw: path, deep: false, ...rest }));
  const paths = brought.length === 1 ? brought : [target];
  return paths.map((path) => ({ path, raw: path, deep: true, ...rest }));
}

/** Without `--chmod` what comes from another stage keeps the mode that it has there. */
function foreignEvents(
  { words }: Step["instruction"],
  before: Step["before"],
  { fromStage, target }: Copy,
): readonly ModeEvent[] {
  if (fromStage === undefined || !target.known) return [];
  const into = resolvePath("/", target.value);
  const isFolder = target.value.endsWith("/");
  const opened = openEvents(fromStage.steps);
  return words.slice(0, -1).flatMap((word): readonly ModeEvent[] => {
    const pattern = resolveWord(before, word);
    if (!pattern.known || isGlob(pattern.value)) return [];
    const source = resolvePath("/", pattern.value);
    return opened.flatMap((event): readonly ModeEvent[] => {
      if (isBelow(event.path, source))
        return [{ ...event, path: resolvePath(into, event.path.slice(source.length + 1)) }];
      // A file that goes into a folder by its own name cannot be told from a folder whose content does.
      const isWhole = event.deep && isWithin(source, event.path) && !isFolder;
      return isWhole ? [{ ...event, path: into }] : [];
    });
  });
}

function commandEvents(command: RanCommand): readonly ModeEvent[] {
  const words = command.args.map(({ value }) => value);
  switch (command.name) {
    case "chmod":
      return chmodEvents(command, words);
    case "mkdir":
    case "install":
      return madeEvents(command, words);
    case "rm":
    case "rmdir":
    case "unlink":
    case "mv":
      return events(command, words.filter(isOperand), { deep: true, change: "gone", mode: "" });
    case "find":
    case "setfacl":
      return words.some((word) => word === null || baseName(word) === "chmod") || command.name === "setfacl"
        ? events(command, words.filter(isOperand), { deep: true, change: "unclear", mode: "" })
        : [];
    case "xargs":
      return words.some((word) => word === "chmod" || word === null)
        ? [{ path: "/", raw: "/", deep: true, change: "unclear", mode: "", sure: true, at: command.at }]
        : [];
    default:
      return [];
  }
}

function isOperand(word: string | null): word is string {
  return word !== null && !word.startsWith("-");
}

function chmodEvents(command: RanCommand, words: readonly (string | null)[]): readonly ModeEvent[] {
  const { mode, paths, deep } = chmodWords(words);
  const change = typeof mode === "string" ? (readMode(mode) ?? "unclear") : "unclear";
  return events(command, paths, { deep, change, mode: mode ?? "" });
}

// Stands for a word that cannot be told; no path holds it.
const UNREAD = "\0";

/** `mkdir -m` and `install -m` set the mode whatever the umask is. */
function madeEvents(command: RanCommand, words: readonly (string | null)[]): readonly ModeEvent[] {
  const isMkdir = command.name === "mkdir";
  const long = ["mode", "owner", "group", "target-directory", "suffix"];
  const options = { short: isMkdir ? "mZ" : "gmotS", long };
  const { names, values, flags } = operands(
    words.map((word) => word ?? UNREAD),
    options,
  );
  const mode = values.get("m") ?? values.get("mode");
  const change = mode === undefined ? undefined : readMode(mode);
  if (mode === undefined || change === undefined) return [];
  const folders = isMkdir || flags.has("d") || flags.has("directory");
  const paths = folders
    ? names
    : [values.get("t") ?? values.get("target-directory") ?? names.at(-1) ?? UNREAD];
  return events(
    command,
    paths.map((path) => (path === UNREAD ? null : path)),
    { deep: false, change, mode },
  );
}

function events(
  command: RanCommand,
  words: readonly (string | null)[],
  rest: Pick<ModeEvent, "deep" | "change" | "mode">,
): readonly ModeEvent[] {
  const { at, sure } = command;
  return words.map((word) => ({
    path: (word === null ? undefined : pathOf(command, word)) ?? null,
    raw: word ?? command.args.findLast(({ value }) => value === null)?.raw ?? "",
    at,
    sure,
    ...rest,
  }));
}

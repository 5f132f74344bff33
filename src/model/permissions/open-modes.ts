/** Paths of an image that everyone in the container may write, and the line that opens them. */
import type { Place } from "../../source.ts";
import { baseName, globExpression, isBelow, isGlob, isWithin, resolvePath } from "../container-path.ts";
import { chmodWords, decidesBit, type ModeChange, readMode } from "../files/modes.ts";
import { operands } from "../shell/options.ts";
import { type ChainStep, chainSteps, isMounted } from "../stages/chain.ts";
import type { Copy, Image } from "../stages/image.ts";
import { pathOf, type RunCommand, runCommands } from "../stages/run-lines.ts";
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
  readonly path: string;
  /** With all below it. */
  readonly deep: boolean;
  readonly change: ModeChange | "gone" | "unclear";
  /** The mode as it is written. */
  readonly mode: string;
  readonly at: Place;
}

// Open to everyone by custom, most of them with the sticky bit; or no part of the image.
const FOR_EVERYONE = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"];

/** Every line of the final chain that leaves a path of the final image open for everyone to write. */
export function openModes(image: Image): readonly OpenMode[] {
  const lines = new Map<string, OpenMode>();
  for (const event of openEvents(chainSteps(image))) {
    const key = JSON.stringify([event.at.file.path, event.at.span?.start]);
    const paths = [...(lines.get(key)?.paths ?? []), event.path];
    lines.set(key, { mode: event.mode, at: event.at, paths: [...new Set(paths)] });
  }
  return [...lines.values()];
}

/** The events that open a path which nothing behind them closes or removes. */
function openEvents(steps: readonly ChainStep[]): readonly ModeEvent[] {
  const all = steps.flatMap(eventsOf);
  return all.filter((event, index) => staysOpen(event, all.slice(0, index), all.slice(index + 1)));
}

function staysOpen(event: ModeEvent, before: readonly ModeEvent[], after: readonly ModeEvent[]): boolean {
  const { change, path } = event;
  if (decided(change, OPEN) !== true || decided(change, STICKY) === true) return false;
  if (FOR_EVERYONE.some((folder) => isWithin(path, folder))) return false;
  const isSticky = (other: ModeEvent) => decided(other.change, STICKY) === true;
  if (
    decided(change, STICKY) === undefined &&
    before.some((other) => covers(other, event) && isSticky(other))
  )
    return false;
  return !after.some((other) => covers(other, event) && ends(other, event));
}

function ends({ change }: ModeEvent, { deep }: ModeEvent): boolean {
  if (typeof change === "string") return true;
  // A folder's own sticky bit does nothing for what lies in it.
  return decided(change, OPEN) === false || (decided(change, STICKY) === true && !deep);
}

function decided(change: ModeEvent["change"], bit: number): boolean | undefined {
  return typeof change === "string" ? undefined : decidesBit(change, bit);
}

/** Whether an event is about all that another is about. */
function covers(other: ModeEvent, { path, deep }: ModeEvent): boolean {
  const isSame =
    isGlob(other.path) && !isGlob(path) ? globExpression(other.path).test(path) : other.path === path;
  if (isSame) return other.deep || !deep || other.change === "gone";
  return (other.deep || other.change === "gone") && isWithin(path, other.path);
}

function eventsOf(step: ChainStep): readonly ModeEvent[] {
  const { keyword } = step.instruction;
  if (keyword === "COPY" || keyword === "ADD") return copyEvents(step);
  return runCommands(step)
    .flatMap(commandEvents)
    .filter(({ path }) => !isMounted(step.instruction, path));
}

/** What COPY brings has the mode of `--chmod`, or one of its own that nobody opened here. */
function copyEvents({ instruction, state, image }: ChainStep): readonly ModeEvent[] {
  const copy = image.copies.find((one) => one.instruction === instruction);
  if (copy === undefined || !copy.target.known) return [];
  const flag = instruction.flags.find(({ name }) => name === "chmod");
  const at = { file: image.file, span: (flag ?? instruction).span };
  const value = flag?.value && resolveWord(state, flag.value);
  const mode = value?.known ? value.value : "";
  const change = value === undefined ? "gone" : (readMode(mode) ?? "unclear");
  const brought = copy.sources.flatMap(({ files }) => files.map(({ container }) => container));
  const target = copy.target.value.replace(/(?<=.)\/$/, "");
  if (change === "gone" && copy.from !== undefined) return foreignEvents(image, copy);
  if (change === "gone") return brought.map((path) => ({ path, deep: false, change, mode, at }));
  const paths = brought.length === 1 ? brought : [target];
  return paths.map((path) => ({ path, deep: true, change, mode, at }));
}

/** Without `--chmod` what comes from another stage keeps the mode that it has there. */
function foreignEvents(image: Image, { from, sources, target }: Copy): readonly ModeEvent[] {
  const stage = image.stages.find(
    ({ alias, index }) => alias?.toLowerCase() === from?.toLowerCase() || String(index) === from,
  );
  if (stage === undefined || !target.known) return [];
  const into = resolvePath("/", target.value);
  const opened = openEvents(chainSteps(image, stage));
  return sources.flatMap(({ pattern }): readonly ModeEvent[] => {
    if (/[$*?[]/.test(pattern)) return [];
    const source = resolvePath("/", pattern);
    return opened.flatMap((event): readonly ModeEvent[] => {
      if (isBelow(event.path, source))
        return [{ ...event, path: resolvePath(into, event.path.slice(source.length + 1)) }];
      // A file that goes into a folder by its own name cannot be told from a folder whose content does.
      const isWhole = event.deep && isWithin(source, event.path) && !target.value.endsWith("/");
      return isWhole ? [{ ...event, path: into }] : [];
    });
  });
}

function commandEvents(command: RunCommand): readonly ModeEvent[] {
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
        ? [{ path: "/", deep: true, change: "unclear", mode: "", at: command.at }]
        : [];
    default:
      return [];
  }
}

function isOperand(word: string | null): word is string {
  return word !== null && !word.startsWith("-");
}

function chmodEvents(command: RunCommand, words: readonly (string | null)[]): readonly ModeEvent[] {
  const { mode, paths, deep } = chmodWords(words);
  const change = typeof mode === "string" ? (readMode(mode) ?? "unclear") : "unclear";
  return events(command, paths, { deep, change, mode: mode ?? "" });
}

/** `mkdir -m` and `install -m` set the mode whatever the umask is. */
function madeEvents(command: RunCommand, words: readonly (string | null)[]): readonly ModeEvent[] {
  if (words.some((word) => word === null)) return [];
  const isMkdir = command.name === "mkdir";
  const long = ["mode", "owner", "group", "target-directory", "suffix"];
  const read = operands(words as readonly string[], { short: isMkdir ? "mZ" : "gmotS", long });
  const { names, values, flags } = read;
  const mode = values.get("m") ?? values.get("mode");
  const change = mode === undefined ? undefined : readMode(mode);
  if (mode === undefined || change === undefined) return [];
  const folders = isMkdir || flags.has("d") || flags.has("directory");
  const paths = folders ? names : [values.get("t") ?? values.get("target-directory") ?? names.at(-1) ?? null];
  return events(command, paths, { deep: false, change, mode });
}

function events(
  command: RunCommand,
  words: readonly (string | null)[],
  rest: Pick<ModeEvent, "deep" | "change" | "mode">,
): readonly ModeEvent[] {
  return words.flatMap((word) => {
    const path = word === null ? undefined : pathOf(command, word);
    if (path === undefined) return [];
    // What runs only under a condition opens nothing for sure, and may close anything.
    const change = command.sure || rest.change === "gone" ? rest.change : "unclear";
    return [{ path, at: command.at, ...rest, change }];
  });
}

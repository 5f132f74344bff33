/** Paths of an image that everyone in the container may write, and the line that opens them. */
import type { Place } from "../../source.ts";
import { baseName, isBelow, isWithin, resolvePath } from "../container-path.ts";
import { chmodWords, decidesBit, readMode } from "../files/modes.ts";
import { operands } from "../shell/options.ts";
import { type ChainStep, chainSteps, isMounted } from "../stages/chain.ts";
import { type CopiedStages, copiedStages } from "../stages/copied-stages.ts";
import type { Copy, Image, Stage } from "../stages/image.ts";
import { pathOf, type RunCommand, runCommands } from "../stages/run-lines.ts";
import { resolveWord } from "../stages/variables.ts";
import { type ModeEvent, noted } from "./mode-events.ts";

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

// Open to everyone by custom, most of them with the sticky bit; or no part of the image.
const FOR_EVERYONE = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"];

/** Every line of the final chain that leaves a path of the final image open for everyone to write. */
export function openModes(image: Image): readonly OpenMode[] {
  const lines = new Map<string, { readonly mode: string; readonly at: Place; readonly paths: Set<string> }>();
  for (const { at, mode, path } of openIn(image)) {
    const key = JSON.stringify([at.file.path, at.span?.start]);
    const line = lines.get(key) ?? { mode, at, paths: new Set() };
    line.paths.add(path);
    lines.set(key, line);
  }
  return Array.from(lines.values(), ({ paths, ...line }) => ({ ...line, paths: [...paths] }));
}

interface AskedStage {
  readonly image: Image;
  readonly stage: Stage;
  readonly steps: readonly ChainStep[];
}

/** What is open in each stage that was read. */
interface Opened extends CopiedStages {
  readonly events: Map<Stage, readonly ModeEvent[]>;
}

/** What is open in the final stage: the stages that it copies from are read before it, however long their row is. */
function openIn(image: Image): readonly ModeEvent[] {
  const opened: Opened = { ...copiedStages(), events: new Map() };
  const stack = [askedStage(image, image.final)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const missing = opened.events.has(top.stage) ? [] : stagesBefore(top, opened);
    if (missing.length > 0) for (const one of missing) stack.push(one);
    else {
      stack.pop();
      if (!opened.events.has(top.stage)) opened.events.set(top.stage, openEvents(top.steps, opened));
    }
  }
  return opened.events.get(image.final) ?? [];
}

function askedStage(image: Image, stage: Stage): AskedStage {
  return { image, stage, steps: chainSteps(image, stage) };
}

/** The stages that a stage copies from and that are not read yet; all of them stand above it. */
function stagesBefore({ steps }: AskedStage, opened: Opened): readonly AskedStage[] {
  const missing = new Map<Stage, Image>();
  for (const { instruction, image } of steps) {
    const copy = opened.copyOf(image, instruction);
    const stage = copy && opened.stageOf(image, copy);
    if (stage !== undefined && !opened.events.has(stage)) missing.set(stage, image);
  }
  return Array.from(missing, ([stage, image]) => askedStage(image, stage));
}

/** The events that open a path which nothing behind them closes or removes. */
function openEvents(steps: readonly ChainStep[], opened: Opened): readonly ModeEvent[] {
  const all = steps.flatMap((step) => eventsOf(step, opened));
  const sticky = noted();
  const candidates = all.filter((event) => {
    const isOpen = opens(event) && !(decided(event.change, STICKY) === undefined && sticky.covers(event));
    if (decided(event.change, STICKY) === true) sticky.add(event);
    return isOpen;
  });
  return notEnded(all, new Set(candidates));
}

function opens({ change, path }: ModeEvent): boolean {
  if (decided(change, OPEN) !== true || decided(change, STICKY) === true) return false;
  return !FOR_EVERYONE.some((folder) => isWithin(path, folder));
}

/** Those of the candidates that nothing behind them ends. */
function notEnded(all: readonly ModeEvent[], candidates: ReadonlySet<ModeEvent>): readonly ModeEvent[] {
  const [closing, sticky] = [noted(), noted()];
  const left: ModeEvent[] = [];
  for (const event of all.toReversed()) {
    // A folder's own sticky bit does nothing for what lies in it.
    const isEnded = () => closing.covers(event) || (!event.deep && sticky.covers(event));
    if (candidates.has(event) && !isEnded()) left.push(event);
    if (typeof event.change === "string" || decided(event.change, OPEN) === false) closing.add(event);
    else if (decided(event.change, STICKY) === true) sticky.add(event);
  }
  return left.reverse();
}

function decided(change: ModeEvent["change"], bit: number): boolean | undefined {
  return typeof change === "string" ? undefined : decidesBit(change, bit);
}

function eventsOf(step: ChainStep, opened: Opened): readonly ModeEvent[] {
  const { keyword } = step.instruction;
  if (keyword === "COPY" || keyword === "ADD") return copyEvents(step, opened);
  return runCommands(step)
    .flatMap(commandEvents)
    .filter(({ path }) => !isMounted(step.instruction, path));
}

/** What COPY brings has the mode of `--chmod`, or one of its own that nobody opened here. */
function copyEvents({ instruction, state, image }: ChainStep, opened: Opened): readonly ModeEvent[] {
  const copy = opened.copyOf(image, instruction);
  if (copy === undefined || !copy.target.known) return [];
  const flag = instruction.flags.find(({ name }) => name === "chmod");
  const at = { file: image.file, span: (flag ?? instruction).span };
  const value = flag?.value && resolveWord(state, flag.value);
  const mode = value?.known ? value.value : "";
  const change = value === undefined ? "gone" : (readMode(mode) ?? "unclear");
  const brought = copy.sources.flatMap(({ files }) => files.map(({ container }) => container));
  const target = copy.target.value.replace(/(?<=.)\/$/, "");
  if (change === "gone" && copy.from !== undefined) return foreignEvents(image, copy, opened);
  if (change === "gone") return brought.map((path) => ({ path, deep: false, change, mode, at }));
  const paths = brought.length === 1 ? brought : [target];
  return paths.map((path) => ({ path, deep: true, change, mode, at }));
}

/** Without `--chmod` what comes from another stage keeps the mode that it has there. */
function foreignEvents(image: Image, copy: Copy, all: Opened): readonly ModeEvent[] {
  const { sources, target } = copy;
  const stage = all.stageOf(image, copy);
  if (stage === undefined || !target.known) return [];
  const into = resolvePath("/", target.value);
  const opened = all.events.get(stage) ?? [];
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

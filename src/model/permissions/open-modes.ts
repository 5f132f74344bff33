/** Paths of an image that everyone in the container may write, and the line that opens them. */
import type { Place } from "../../source.ts";
import { baseName, isBelow, isGlob, isWithin, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { chmodWords, readMode } from "../files/modes.ts";
import { operands } from "../shell/options.ts";
import { pathOf, type RanCommand } from "../shell/ran.ts";
import type { Copy, Image, Stage, Step } from "../stages/image.ts";
import { resolveWord } from "../stages/variables.ts";
import { fatesOf, type ModeEvent, openEvents, opens, type PathEvent } from "./mode-events.ts";

/** A line that lets everyone write. */
export interface OpenMode {
  /** As it is written: `777`, `o+w`. */
  readonly mode: string;
  /** Those of its paths that are still open, and still there, in the final image. */
  readonly paths: readonly string[];
  readonly at: Place;
}

// Open to everyone by custom, most of them with the sticky bit; or no part of the image.
const FOR_EVERYONE = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"];

/** Every line of the final chain that leaves a path of the final image open for everyone to write. */
export function openModes({ final }: Image): readonly OpenMode[] {
  const lines = new Map<string, { readonly mode: string; readonly at: Place; readonly paths: Set<string> }>();
  for (const { at, mode, path } of openIn(final)) {
    const key = JSON.stringify([at.file.path, at.span?.start]);
    const line = lines.get(key) ?? { mode, at, paths: new Set() };
    line.paths.add(path);
    lines.set(key, line);
  }
  return Array.from(lines.values(), ({ paths, ...line }) => ({ ...line, paths: [...paths] }));
}

/** What is open in the stages that were read. */
type Opened = Map<Stage, readonly PathEvent[]>;

/** What is open in a stage: those that it copies from are read before it, however long their row is. */
function openIn(final: Stage): readonly PathEvent[] {
  const opened: Opened = new Map();
  const stack = [final];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const missing = opened.has(top) ? [] : copiedStages(top).filter((stage) => !opened.has(stage));
    if (missing.length > 0) {
      for (const stage of missing) stack.push(stage);
      continue;
    }
    stack.pop();
    if (!opened.has(top))
      opened.set(
        top,
        openEvents(top.steps.flatMap((step) => eventsOf(step, opened))).filter(
          ({ path }) => !isForEveryone(path),
        ),
      );
  }
  return opened.get(final) ?? [];
}

/** The stages that a stage copies from; all of them stand above it. */
function copiedStages({ steps }: Stage): readonly Stage[] {
  return [...new Set(steps.flatMap(({ copy }) => copy?.fromStage ?? []))];
}

/** Why it cannot be told of a line that lets everyone write whether, or to what, it does so in the final image. */
export function unclearModes({ final }: Image): readonly Unknown[] {
  const all = final.steps.flatMap((step) => eventsOf(step, new Map()));
  const unnamed = all.flatMap((event): readonly Unknown[] => {
    const { path, raw, at } = event;
    if (path !== null || !opens(event) || isForEveryone(raw.replace(/^["']/, ""))) return [];
    return [unknown({ key: `path ${raw}`, why: `what ${raw} stands for in this line is unknown` }, at)];
  });
  const doubted = fatesOf(all).flatMap(({ event, fate }): readonly Unknown[] => {
    const { path, at, mode, sure } = event;
    if (isForEveryone(path)) return [];
    const key = `mode of ${path}`;
    if (fate === "doubted") return [unknown({ key, why: `a later line may change the mode of ${path}` }, at)];
    const why = `mode ${mode} is set on ${path} only under a condition`;
    return fate === "open" && !sure ? [unknown({ key, why }, at)] : [];
  });
  return [...unnamed, ...doubted];
}

function isForEveryone(path: string): boolean {
  return FOR_EVERYONE.some((folder) => isWithin(path, folder));
}

function eventsOf(step: Step, opened: Opened): readonly ModeEvent[] {
  if (step.copy !== undefined) return copyEvents(step, step.copy, opened);
  const { mounted } = step;
  return step.commands
    .flatMap(commandEvents)
    .filter(({ path }) => path === null || !mounted.some((folder) => isWithin(path, folder)));
}

/** What COPY brings has the mode of `--chmod`, or one of its own that nobody opened here. */
function copyEvents({ instruction, before }: Step, copy: Copy, opened: Opened): readonly ModeEvent[] {
  if (!copy.target.known) return [];
  const flag = instruction.flags.find(({ name }) => name === "chmod");
  const at = { file: before.file, span: (flag ?? instruction).span };
  const value = flag?.value && resolveWord(before, flag.value);
  const mode = value?.known ? value.value : "";
  const change = value === undefined ? "gone" : (readMode(mode) ?? "unclear");
  const brought = copy.sources.flatMap(({ files }) => files.map(({ container }) => container));
  const target = copy.target.value.replace(/(?<=.)\/$/, "");
  const rest = { change, mode, at, sure: true } as const;
  if (change === "gone" && copy.from !== undefined)
    return foreignEvents({ instruction, before }, copy, opened);
  if (change === "gone") return brought.map((path) => ({ path, raw: path, deep: false, ...rest }));
  const paths = brought.length === 1 ? brought : [target];
  return paths.map((path) => ({ path, raw: path, deep: true, ...rest }));
}

/** Without `--chmod` what comes from another stage keeps the mode that it has there. */
function foreignEvents(
  { instruction: { words }, before }: Pick<Step, "instruction" | "before">,
  { fromStage, target }: Copy,
  all: Opened,
): readonly ModeEvent[] {
  if (fromStage === undefined || !target.known) return [];
  const into = resolvePath("/", target.value);
  const isFolder = target.value.endsWith("/");
  const opened = all.get(fromStage) ?? [];
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

/** What a builder refuses of a file whose instructions have the right form (BuildKit v0.34), whichever stage it builds. */
import type { SyntaxProblem } from "../syntax.ts";
import { refusedDuration } from "./durations.ts";
import { refusedFlag } from "./flags.ts";
import { heredocWord } from "./heredoc.ts";
import type { Instruction } from "./instruction.ts";
import type { Line } from "./lines.ts";
import type { Mount } from "./mounts.ts";

interface Lines {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly instructions: readonly Instruction[];
}

/** What ends the build although its form is right: the first of each instruction, and lines that no builder reads. */
export function refusals({ text, lines, instructions }: Lines): readonly SyntaxProblem[] {
  return [
    ...lines.flatMap(({ start, end, next }) =>
      next - start > LONGEST_LINE / 3 &&
      new TextEncoder().encode(text.slice(start, next)).length > LONGEST_LINE
        ? [{ message: `${STOPS}this line is longer than ${LONGEST_LINE} bytes`, span: { start, end } }]
        : [],
    ),
    ...instructions.flatMap((one) => refusal(one) ?? []),
  ];
}

const STOPS = "the build stops here: ";
// The scanner of BuildKit's parser (bufio.MaxScanTokenSize), line end included.
const LONGEST_LINE = 65_535;

/** The first thing in an instruction that ends the build; what ONBUILD defers is read by whoever builds on the image. */
function refusal(instruction: Instruction): SyntaxProblem | undefined {
  const found = refusedFlag(instruction) ?? OWN.get(instruction.keyword)?.(instruction);
  return found && { message: STOPS + found.message, span: found.span };
}

const OWN: ReadonlyMap<string, (instruction: Instruction) => SyntaxProblem | undefined> = new Map([
  ["ADD", refusedTarget],
  ["COPY", refusedTarget],
  ["ARG", refusedPair],
  ["ENV", refusedPair],
  ["LABEL", refusedPair],
  ["HEALTHCHECK", refusedHealthcheck],
  ["RUN", refusedRun],
  ["VOLUME", refusedVolume],
]);

function refusedTarget({ keyword, words, json }: Instruction): SyntaxProblem | undefined {
  const target = words.at(-1);
  if (target === undefined || json !== undefined || words.length < 2) return undefined;
  if (heredocWord(target.raw) === undefined) return undefined;
  return { message: `${keyword} needs a path to write ${target.raw} to`, span: target.span };
}

function refusedPair({ keyword, pairs = [] }: Instruction): SyntaxProblem | undefined {
  const found = pairs.find(({ name }) => name.raw === "");
  return found && { message: `${keyword} needs a name before "="`, span: found.span };
}

function refusedVolume({ words }: Instruction): SyntaxProblem | undefined {
  const found = words.find(({ raw }) => raw.trim() === "");
  return found && { message: "VOLUME needs a path", span: found.span };
}

const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["network", ["default", "none", "host"]],
  ["security", ["sandbox", "insecure"]],
]);

function refusedRun({ mounts = [], flags }: Instruction): SyntaxProblem | undefined {
  for (const mount of mounts) {
    const why = whyNoMount(mount);
    if (why !== undefined) return { message: why, span: mount.span };
  }
  for (const { name, value, span } of flags) {
    const taken = VALUES.get(name);
    const raw = value?.raw ?? "";
    if (taken !== undefined && !taken.includes(raw))
      return {
        message: `--${name} must be ${new Intl.ListFormat("en", { type: "disjunction" }).format(taken)}, not "${raw}"`,
        span,
      };
    const why = name === "device" ? whyNoDevice(raw) : undefined;
    if (why !== undefined) return { message: why, span };
  }
  return undefined;
}

// What else is wrong with a mount counts only where its stage is built.
function whyNoMount({ from, fields }: Mount): string | undefined {
  if (fields === undefined) return "--mount must be a list such as type=cache,target=/x";
  return /\$./.test(from?.raw ?? "") ? '"from" of a mount cannot contain a variable' : undefined;
}

function whyNoDevice(text: string): string | undefined {
  let named = false;
  for (const field of text.split(",")) {
    const [key = "", value] = field.split(/=(.*)/s);
    const name = key.toLowerCase();
    if (
      name === "required" &&
      (value === undefined || /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value))
    )
      continue;
    if (name === "required" || named) return `unknown device option "${field}"`;
    named = true;
  }
  return undefined;
}

const DURATIONS = new Set(["interval", "timeout", "start-period", "start-interval"]);

function refusedHealthcheck({ words, flags, keywordSpan }: Instruction): SyntaxProblem | undefined {
  const [kind, command] = words;
  if (kind === undefined) return undefined;
  const name = kind.raw.toUpperCase();
  if (name === "NONE")
    return command && { message: "HEALTHCHECK NONE takes no arguments", span: command.span };
  if (name !== "CMD")
    return { message: `HEALTHCHECK must be CMD or NONE, not "${kind.raw}"`, span: kind.span };
  if (command === undefined) return { message: "HEALTHCHECK CMD needs a command", span: keywordSpan };
  for (const flag of flags) {
    const text = flag.value?.raw ?? "";
    const why = DURATIONS.has(flag.name) ? refusedDuration(text) : undefined;
    if (why !== undefined) return { message: `--${flag.name} must be ${why}`, span: flag.span };
    if (flag.name === "retries" && text !== "" && !(/^\+?\d+$|^-0+$/.test(text) && Number(text) < 2 ** 31))
      return { message: `--retries must be a number, not "${text}"`, span: flag.span };
  }
  return undefined;
}

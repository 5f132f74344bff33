/** What a builder refuses of instructions whose form is right (BuildKit v0.34). */
import { expandWord } from "../expand.ts";
import type { SyntaxProblem } from "../syntax.ts";
import { readExpose } from "./expose.ts";
import { refusedFlag } from "./flags.ts";
import type { Instruction } from "./instruction.ts";
import type { Line } from "./lines.ts";
import type { Mount } from "./mounts.ts";
import type { Word } from "./words.ts";

interface Lines {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly instructions: readonly Instruction[];
  readonly escape: "\\" | "`";
}

/** What ends the build although its form is right: the first of each instruction, and lines that no builder reads. */
export function refusals({ text, lines, instructions, escape: sign }: Lines): readonly SyntaxProblem[] {
  const stages = instructions.filter(({ keyword }) => keyword === "FROM").length;
  return [
    ...lines.flatMap(({ start, end }) =>
      end - start > LONGEST_LINE / 3 && new TextEncoder().encode(text.slice(start, end)).length > LONGEST_LINE
        ? [{ message: `${STOPS}this line is longer than ${LONGEST_LINE} bytes`, span: { start, end } }]
        : [],
    ),
    ...instructions.flatMap((one) => refusal(one, sign) ?? noStage(one, stages) ?? []),
  ];
}

const STOPS = "the build stops here: ";
// The scanner of BuildKit's parser (bufio.MaxScanTokenSize).
const LONGEST_LINE = 65_535;

function noStage({ keyword, flags }: Instruction, stages: number): SyntaxProblem | undefined {
  const from = flags.find(({ name }) => name === "from")?.value;
  if (keyword !== "COPY" || from === undefined || !/^\d+$/.test(from.raw) || Number(from.raw) < stages)
    return undefined;
  return { message: `${STOPS}no stage has the number ${from.raw}`, span: from.span };
}

/** The first thing in an instruction that ends the build; what ONBUILD defers is read by whoever builds on the image. */
function refusal(instruction: Instruction, sign: "\\" | "`"): SyntaxProblem | undefined {
  const found =
    refusedFlag(instruction) ??
    refusedWord(instruction, sign) ??
    (OWN.get(instruction.keyword) ?? (() => undefined))(instruction);
  return found && { message: STOPS + found.message, span: found.span };
}

const OWN: ReadonlyMap<string, (instruction: Instruction) => SyntaxProblem | undefined> = new Map([
  ["ADD", refusedMode],
  ["COPY", refusedMode],
  ["EXPOSE", refusedPort],
  ["FROM", refusedImage],
  ["HEALTHCHECK", refusedHealthcheck],
  ["RUN", refusedMount],
  ["STOPSIGNAL", refusedSignal],
]);

// Words that are expanded; those of RUN, CMD and ENTRYPOINT are a shell's.
const EXPANDED = new Set(["USER", "WORKDIR", "STOPSIGNAL", "EXPOSE", "VOLUME"]);

function refusedWord(
  { keyword, words, pairs = [] }: Instruction,
  sign: "\\" | "`",
): SyntaxProblem | undefined {
  const values = pairs.flatMap(({ value }) => (value === undefined ? [] : [value]));
  for (const word of EXPANDED.has(keyword) ? words : values) {
    // A variable that is set shows the mistakes of the form, and no others.
    const read = expandWord(word.raw, () => "x", sign);
    const why = "value" in read ? undefined : read.malformed;
    if (why !== undefined && FORM.test(why)) return { message: `in ${word.raw} ${why}`, span: word.span };
  }
  return undefined;
}

const FORM = /quote is not closed|is missing$|modifier is unknown$/;

/** Whether a word is told by the file alone. */
function isPlain({ raw }: Word): boolean {
  return !/[$"'\\`]/.test(raw);
}

function refusedPort({ words }: Instruction): SyntaxProblem | undefined {
  for (const word of words.filter(isPlain)) {
    const read = readExpose(word.raw);
    if (!("refused" in read)) continue;
    const isComment = word.raw.startsWith("#");
    const message = isComment ? "a comment cannot stand behind an instruction" : read.refused;
    return { message, span: word.span };
  }
  return undefined;
}

function refusedMode({ flags }: Instruction): SyntaxProblem | undefined {
  const value = flags.find(({ name }) => name === "chmod")?.value;
  if (value === undefined || !/^\d+$/.test(value.raw) || /^0*[0-7]{1,4}$/.test(value.raw)) return undefined;
  return { message: `${value.raw} is no mode: it is octal, up to 7777`, span: value.span };
}

function refusedImage({ words: [base] }: Instruction): SyntaxProblem | undefined {
  if (base === undefined || !isPlain(base)) return undefined;
  if (hasCapitals(base.raw))
    return { message: `${base.raw} is no image: the name of one has no capitals`, span: base.span };
  const [, digest] = base.raw.split("@sha256:");
  if (digest === undefined || /^[\da-f]{64}$/.test(digest)) return undefined;
  return { message: `the digest sha256:${digest} does not have 64 digits`, span: base.span };
}

/** Whether a repository's name has capitals; that of a registry, and a tag, may. FROM finds no stage by them either. */
function hasCapitals(reference: string): boolean {
  const name = reference.replace(/@.*$/, "").replace(/:[^/]*$/, "");
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const path = /[.:A-Z]|^localhost$/.test(first) ? name.slice(slash + 1) : name;
  return /[A-Z]/.test(path);
}

const MOUNTS = new Set(["bind", "cache", "tmpfs", "secret", "ssh"]);

function refusedMount({ mounts = [], flags }: Instruction): SyntaxProblem | undefined {
  for (const mount of mounts) {
    const why = whyNoMount(mount);
    if (why !== undefined) return { message: why, span: mount.span };
  }
  const network = flags.find(({ name }) => name === "network");
  if (network?.value === undefined || /^(?:default|none|host)$/.test(network.value.raw)) return undefined;
  return { message: `--network is default, none or host, not "${network.value.raw}"`, span: network.span };
}

function whyNoMount({ type, from, source, target, id }: Mount): string | undefined {
  if (type.includes("$")) return undefined;
  if (!MOUNTS.has(type)) return `"${type}" is no type of a mount`;
  if (/\$./.test(from?.raw ?? "")) return "from= of a mount takes no variable";
  if (type !== "secret") return undefined;
  if (from !== undefined && from.raw !== "") return "a secret is taken from no stage";
  return source || target || id ? undefined : "a secret lacks its id";
}

const DURATIONS = new Set(["interval", "timeout", "start-period", "start-interval"]);
// Go's time.ParseDuration.
const DURATION = /^\+?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

function refusedHealthcheck({ words, flags, keywordSpan }: Instruction): SyntaxProblem | undefined {
  const [kind, command] = words;
  if (kind === undefined) return undefined;
  const name = kind.raw.toUpperCase();
  if (name === "NONE")
    return command && { message: "HEALTHCHECK NONE takes nothing behind it", span: command.span };
  if (name !== "CMD") return { message: `HEALTHCHECK takes CMD or NONE, not "${kind.raw}"`, span: kind.span };
  if (command === undefined) return { message: "HEALTHCHECK CMD lacks its command", span: keywordSpan };
  for (const flag of flags) {
    const text = flag.value?.raw ?? "";
    if (text !== "" && DURATIONS.has(flag.name) && !DURATION.test(text))
      return { message: `--${flag.name} takes a time such as 30s, not "${text}"`, span: flag.span };
    if (text !== "" && flag.name === "retries" && !/^\+?\d+$/.test(text))
      return { message: `--retries takes a number, not "${text}"`, span: flag.span };
  }
  return undefined;
}

// moby/sys/signal, of Linux.
const SIGNALS = new Set(
  `ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP
  TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ`.split(/\s+/),
);

function refusedSignal({ words: [signal] }: Instruction): SyntaxProblem | undefined {
  if (signal === undefined || !isPlain(signal) || isSignal(signal.raw)) return undefined;
  return { message: `"${signal.raw}" is no signal`, span: signal.span };
}

function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const [, offset = "0"] = /^RT(?:MIN\+?|MAX-?)(\d*)$/.exec(name) ?? [];
  return SIGNALS.has(name) || (/^RT(?:MIN(?:\+\d+)?|MAX(?:-\d+)?)$/.test(name) && Number(offset || "0") < 16);
}

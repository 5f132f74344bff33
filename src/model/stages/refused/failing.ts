/** Commands of a RUN that surely fail, and the build with them. */
import { decidingSpans } from "../../../parsers/shell/deciding.ts";
import { parseShell, type ShellCommand } from "../../../parsers/shell/parse.ts";
import { beginBefore, type Span } from "../../../source.ts";
import { baseName } from "../../container-path.ts";
import { containerFiles } from "../../files/layers.ts";
import { lacksBuiltin, scriptEnd } from "../../shell/dialect.ts";
import { shellReads } from "../../shell/shell-call.ts";
import { absentProgram, type RunGround } from "../absent-programs.ts";
import { dialectOfSh } from "../dialect.ts";
import type { Step } from "../image.ts";
import type { State } from "../state.ts";
import type { Refused } from "./expanded.ts";
import { failingScript } from "./failing-scripts.ts";

/** Why a RUN of the shell form surely fails, the state behind it; `undefined` where it may not. */
export function failingRun(
  { instruction, files, mounted, failed = [] }: Step,
  after: State,
): Refused | undefined {
  const { shell, heredocs } = instruction;
  if (shell === undefined || (heredocs.length > 0 && shell.text.startsWith("#!"))) return undefined;
  if (shellReads(after.shell, shell.text) !== shell.text || mounted.some(bringsPrograms)) return undefined;
  const now = containerFiles(after.layers, after.work.budget);
  const placed = (why: string, span: Refused["span"]): Refused => {
    return { why, span: shell.mapSpan(span), late: true };
  };
  const dialect = baseName(after.shell[0] ?? "") === "sh" ? dialectOfSh(after, files()) : undefined;
  const failures = new Map(
    failed.toReversed().map(({ at, why }) => [`${at.span?.start} ${at.span?.end}`, why]),
  );
  const failureAt = ({ start, end }: Refused["span"]) => failures.get(`${start} ${end}`);
  const end = dialect && scriptEnd(shell.text, dialect, { stopsAtErrors: errorsStop(after) });
  if (end !== undefined) return placed(`sh is ${dialect} here, which ends this RUN at ${end.what}`, end.span);
  const stays = !/\b(?:cd|pushd)\b/.test(shell.text);
  for (const { name, args, span } of decidingCalls(shell.text, errorsStop(after))) {
    const ground: RunGround = { after, files: [files(), now] };
    const isBuiltin = dialect !== undefined && lacksBuiltin(dialect, name);
    const why = isBuiltin
      ? `sh is ${dialect} here, which does not know "${name}"`
      : (absentProgram(name, ground) ??
        failureAt(shell.mapSpan(span)) ??
        failingScript({ name, args, stays }, ground));
    if (why !== undefined) return placed(why, span);
  }
  return undefined;
}

function bringsPrograms(path: string): boolean {
  return /^\/((usr|bin|sbin|etc)(\/|$)|$)/.test(path);
}

function errorsStop({ shell }: State): boolean {
  return shell.slice(1).some((flag) => /^-\w*e/.test(flag));
}

interface Call {
  readonly name: string;
  readonly args: readonly (string | null)[];
  readonly span: ShellCommand["span"];
}

/** The commands that surely run and whose failure is the RUN's, up to one that ends it. */
function decidingCalls(text: string, stopsAtErrors: boolean): readonly Call[] {
  const { commands, functions } = parseShell(text);
  const own = new Set(functions.map(({ name }) => name));
  const deciding = decidingSpans(text);
  const decides = inOneOf(deciding);
  const calls: Call[] = [];
  let stops = stopsAtErrors;
  for (const command of commands) {
    const { span } = command;
    const [name = null, ...args] = command.words.map((word) => word.text);
    if (name === null || own.has(name) || !isSure(command)) continue;
    if (name === "exit" || name === "exec") return calls;
    if (name === "set" && args.some((arg) => arg !== null && /^-\w*e/.test(arg))) stops = true;
    if (stops || decides(span)) calls.push({ name, args, span });
  }
  const tests = deciding.filter(({ start }) => text.startsWith("[[", start));
  return [...calls, ...tests.map((span) => ({ name: "[[", args: [], span }))];
}

/** Whether a span lies in one of several. */
function inOneOf(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start).map((span) => ({ span }));
  let reached = 0;
  const ends = sorted.map(({ span: { end } }) => {
    reached = Math.max(reached, end);
    return reached;
  });
  return ({ start, end }) => end <= (ends[beginBefore(sorted, start + 1) - 1] ?? -1);
}

function isSure({ certainty, pipe, background, caught, asks }: ShellCommand): boolean {
  const isLast = pipe === undefined || pipe.index === pipe.length - 1;
  return certainty === "always" && isLast && !background && !caught && asks !== true;
}

/** Scripts for bash that dash reads: measured with dash 0.5.12, which reads a script command by command and ends with 2. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import { isSameStart, type Place, type Span } from "../../source.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { State } from "../stages/state.ts";
import type { Stop } from "./record.ts";
import type { ShellText } from "./text-command.ts";

/** Whether `sh` is dash: in Debian and Ubuntu, unless something puts another shell in its place. */
export function readsAsDash({ system, from, steps }: State, files: ContainerFiles): boolean {
  if (system !== "debian") return false;
  const isConfigured = steps.some(({ commands }) =>
    commands.some(({ args }) => args.some(({ raw }) => /\bdash\b|\/sh\b["']?$/.test(raw))),
  );
  return !isConfigured && SH.every((path) => isOfBase(files.entry(path), from));
}

const SH = ["/bin/sh", "/usr/bin/sh"];

function isOfBase(found: ReturnType<ContainerFiles["entry"]>, from: Place): boolean {
  return found === undefined || (!isFile(found) && isSameStart(found.at, from));
}

/** Why dash ends at a text: what it takes for an error of syntax, and nothing that may start another shell before. */
export function dashRefusal({ text, place }: ShellText, path: string): Stop | undefined {
  const parsed = parseShell(text, "start");
  if (parsed.problems.length > 0) return undefined;
  const commands = [...parsed.commands, ...parsed.functions.flatMap((one) => one.commands)];
  const found = [
    ...parsed.functions
      .filter(({ span }) => /^function\s/.test(text.slice(span.start)))
      .map(({ span }) => ({
        span: { start: span.start, end: span.start + "function".length },
        what: "function",
      })),
    ...commands.flatMap(ofCommand),
  ].sort((one, other) => one.span.start - other.span.start);
  const [first] = found;
  if (first === undefined || commands.some((command) => mayLeave(command, first.span))) return undefined;
  return {
    key: `dash ${path}`,
    at: place(first.span),
    note: `sh is dash here, which ends at "${first.what}": it is bash's`,
    help: `begin ${path} with #!/bin/bash, or write it as sh knows it`,
  };
}

function ofCommand({ assignments, redirects }: ShellCommand): readonly { span: Span; what: string }[] {
  return [
    ...assignments
      .filter(({ value }) => value.raw.startsWith("("))
      .map(({ span, name }) => ({ span, what: `${name}=(…)` })),
    ...redirects
      .filter(({ operator }) => operator === "<<<")
      .map(({ target }) => ({ span: target.span, what: "<<<" })),
  ];
}

/** Whether a command before a place may end the script, or go on with it in another shell. */
function mayLeave({ words, span }: ShellCommand, { start }: Span): boolean {
  return span.start < start && /^(exec|exit|return)$/.test(words[0]?.text ?? "");
}

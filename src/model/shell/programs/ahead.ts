/** What a command does by what stands before its program: variables by which others run, words of `env`, `time` and `sudo`. */
import type { ShellCommand } from "../../../parsers/shell/parse.ts";
import type { Reason, Unknown } from "../../fact.ts";
import { anything } from "../doubtful.ts";
import type { Effect } from "../effects.ts";
import { namedSlots } from "../unread.ts";

// What they name is loaded or run by programs that know nothing of it (ld.so(8), bash(1), less(1), and the languages' manuals).
const HOOKS =
  /^(LD_PRELOAD|LD_AUDIT|BASH_ENV|PERL5OPT|PERL5DB|RUBYOPT|NODE_OPTIONS|PYTHONSTARTUP|LESSOPEN|LESSCLOSE|MANPAGER|PAGER|PROMPT_COMMAND)$/;
const SYSTEM_LIBRARY = /^["']?\/(usr\/)?lib(64|32)?\//;

/** Effects of a command besides those of its program; `before` is how many words stand before that. */
export function aheadEffects(command: ShellCommand, { before, name, why }: Ahead): readonly Effect[] {
  const [program, ...rest] = command.words;
  if (program === undefined) return [];
  const words = [program, ...rest].slice(0, before).map(({ raw }) => raw);
  const exported = /^(export|declare|typeset)$/.test(name) ? rest.map(({ raw }) => raw) : [];
  const set = [...command.assignments.map((one) => `${one.name}=${one.value.raw}`), ...words, ...exported];
  const reason = (what: string) =>
    why({ key: `${what} of ${name}`, why: `what ${name} does with ${what} here is unknown` });
  const hook = set.map(hookOf).find((one) => one !== undefined);
  if (hook !== undefined) return anything(reason(hook));
  const given = [...command.assignments.map(({ value }) => value.raw), ...words].join(" ");
  return namedSlots(given).map((path) => ({ kind: "opaque", path, why: reason(path) }));
}

interface Ahead {
  readonly before: number;
  readonly name: string;
  readonly why: (reason: Reason) => Unknown;
}

/** The variable, where what it names may be anybody's. */
function hookOf(text: string): string | undefined {
  const [, name = "", value = ""] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  return HOOKS.test(name) && value.includes("/") && !SYSTEM_LIBRARY.test(value) ? name : undefined;
}

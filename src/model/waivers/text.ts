/** The words of a waiver's comment: `keelcheck-ignore nginx/user-root until 2027-01-31 -- reason`. */
import { unknownRule } from "../../policy/rule-names.ts";
import { isDay } from "../../policy/schema.ts";

/** The word that a waiver's comment begins with. */
export const WAIVER_WORD = "keelcheck-ignore";

/** What a comment says of one rule. */
export interface WaiverWords {
  /** As written; empty where none is named. */
  readonly rule: string;
  readonly reason: string;
  readonly until?: string;
  readonly problem?: WaiverProblem;
}

/** What is wrong with a waiver. */
export interface WaiverProblem {
  /** Without prose (`until 2027-02-30`): it stays when the message changes. */
  readonly key: string;
  readonly message: string;
}

const EXAMPLE = `"${WAIVER_WORD} nginx/user-root -- why it may be so"`;

/** Reads a comment's text, one waiver for each rule that it names; none where the comment is no waiver. */
export function readWaiverText(text: string, patterns: readonly string[]): readonly WaiverWords[] {
  const plain = text.replace(/^[#;/\s]+/, "");
  if (!plain.startsWith(WAIVER_WORD)) return [];
  const [, word = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(plain) ?? [];
  if (word !== WAIVER_WORD) return [{ rule: "", reason: "", problem: wrongWord(word) }];
  // An em dash is what many editors make of two hyphens.
  const [head = "", reason = ""] = cut(rest, /(?:^|\s)(?:--|\u2014)(?:\s|$)/);
  const [named = "", until] = cut(head, /(?:^|[\s,])until(?:\s|$)/);
  const date = readDate(until);
  const rules = named.split(/[\s,]+/).filter((name) => name !== "");
  if (rules.length === 0) {
    return [
      {
        rule: "",
        reason,
        problem: { key: "no rule", message: `this waiver names no rule: write ${EXAMPLE}` },
      },
    ];
  }
  return rules.map((rule) => {
    const problem = ruleProblem(rule, patterns) ?? date.problem;
    return { rule, reason, ...date, ...(problem === undefined ? {} : { problem }) };
  });
}

function wrongWord(word: string): WaiverProblem {
  const whole = /file/i.test(word) ? "; waive a whole file in the policy" : "";
  return { key: `word ${word}`, message: `unknown word "${word}": write ${EXAMPLE}${whole}` };
}

/** What is wrong with waiving a rule that cannot be waived. */
export function notWaivable(rule: string): WaiverProblem | undefined {
  if (!rule.startsWith("policy/")) return undefined;
  const message = `${rule} cannot be waived: what it says about policy and waivers must be seen`;
  return { key: `not waivable ${rule}`, message };
}

function ruleProblem(rule: string, patterns: readonly string[]): WaiverProblem | undefined {
  if (patterns.includes(rule)) return notWaivable(rule);
  return notWaivable(rule) ?? { key: `unknown rule ${rule}`, message: unknownRule(rule, patterns) };
}

function readDate(until: string | undefined): Pick<WaiverWords, "until" | "problem"> {
  if (until === undefined) return {};
  if (isDay(until)) return { until };
  const shown = until === "" ? "nothing" : `"${until}"`;
  const message = `"until" takes a day as YYYY-MM-DD, not ${shown}`;
  return { problem: { key: `until ${until}`.trimEnd(), message } };
}

/** The trimmed texts before and behind the first match; the second is absent where nothing matches. */
function cut(text: string, at: RegExp): readonly [before: string, behind?: string] {
  const match = at.exec(text);
  if (match === null) return [text.trim()];
  const behind = text.slice(match.index + match[0].length).trim();
  return [text.slice(0, match.index).trim(), behind];
}

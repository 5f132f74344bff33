import { describePlace } from "../../engine/describe-fact.ts";
import type { At } from "../../facts.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { isDeclared, openBase, recordCommand } from "../../model/stages/base.ts";
import { bottomStage } from "../../model/stages/below.ts";
import type { Image, Stage, UnknownFact } from "../../model/stages/image.ts";
import type { Policy } from "../../policy/policy.ts";
import type { BasesReport, BaseToSettle } from "../../report/text/bases.ts";
import type { Place } from "../../source.ts";
import type { Failure } from "../../work.ts";
import { thrown } from "../check.ts";
import type { CommandOutcome } from "../exit.ts";
import { type LoadOptions, load } from "../load.ts";
import { POLICY_PATHS } from "../policy-files.ts";

/** Whose bases to list. */
export interface BasesOptions extends LoadOptions {
  /** The folder as the command line names it, for the commands that are proposed. */
  readonly path: string;
}

/** Lists the bases of a workspace that are not known. Prints nothing. */
export async function runBases(
  options: BasesOptions,
): Promise<CommandOutcome<{ readonly report: BasesReport; readonly bugs: readonly Failure[] }>> {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { fleet, policy, remarks } = loaded;
  const report: BasesReport = {
    bases: basesToSettle(fleet, policy).map((base) => withPath(base, options.path)),
    imageCount: fleet.images.length,
    policyFile: policy.file ?? POLICY_PATHS[0] ?? "",
    remarks,
  };
  return { ok: true, report, bugs: thrown(fleet.failures.list) };
}

/** What is open of a base, before it is known who starts from it. */
type Question = Pick<BaseToSettle, "ref" | "why" | "recorded" | "command" | "policy" | "advice"> & {
  /** Whether it is listed even where no fact is known to hang on it. */
  readonly always: boolean;
  /** What facts that hang on it have as their way out. */
  readonly settles: readonly string[];
};

interface Entry {
  readonly question: Question;
  readonly images: Set<string>;
  readonly at: Map<string, At>;
  readonly unknown: Set<string>;
}

/** The bases of a fleet that are not known, each once, sorted by reference. */
export function basesToSettle(fleet: Fleet, policy: Policy): readonly BaseToSettle[] {
  const entries = new Map<string, Entry>();
  for (const image of fleet.images) {
    const final = bottomStage(image.final);
    for (const bottom of new Set([final, ...image.stages.map(bottomStage)])) {
      const question = questionOf(bottom, policy);
      if (question === undefined) continue;
      const facts = factsBehind(image, question);
      // A stage that files are only copied from decides nothing else.
      if (facts.length === 0 && (bottom !== final || !question.always)) continue;
      addTo(entries, { question, image, at: describePlace(bottom.at), facts });
    }
  }
  return [...entries.values()].map(settled).sort((a, b) => compare(a.ref, b.ref) || compare(a.why, b.why));
}

function questionOf({ base, source, at }: Stage, policy: Policy): Question | undefined {
  if (base.kind === "registry") return registryQuestion(base.ref, policy, at);
  if (base.kind !== "unknown") return undefined;
  const { why, settle } = base;
  return {
    ref: source.base.raw,
    why,
    recorded: false,
    always: true,
    ...inWords(settle),
    settles: present([settle]),
  };
}

function registryQuestion(ref: string, policy: Policy, at: Place): Question | undefined {
  const { configuration, contents } = openBase(ref, policy, at);
  if (contents === undefined) return undefined;
  const settles = present([configuration?.settle, contents.settle]);
  const about = { ref, why: contents.why, recorded: configuration === undefined, settles };
  const lines = (facts: string) => `base-images:\n  ${ref}: { ${facts} }`;
  if (configuration === undefined) return { ...about, always: false, policy: lines("like: IMAGE") };
  const always = !isDeclared(ref, policy);
  const command = recordCommand(ref);
  if (command === undefined) return { ...about, always, ...inWords(configuration.settle) };
  return { ...about, always, command, policy: lines("user: USER, exposes: [PORT], like: IMAGE") };
}

function inWords(settle: string | undefined): Pick<Question, "advice"> {
  return settle === undefined ? {} : { advice: settle };
}

function present(texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}

/** Facts of the image whose reason, or whose way out, is the base's. */
function factsBehind(image: Image, { why, settles }: Question): readonly string[] {
  const hangs = ({ reason }: UnknownFact) =>
    reason.why.includes(why) || (reason.settle !== undefined && settles.includes(reason.settle));
  return image.unknowns.filter(hangs).map(({ fact }) => fact);
}

function addTo(
  entries: Map<string, Entry>,
  { question, image, at, facts }: { question: Question; image: Image; at: At; facts: readonly string[] },
): void {
  const key = JSON.stringify([question.ref, question.why]);
  const entry = entries.get(key) ?? { question, images: new Set(), at: new Map(), unknown: new Set() };
  entry.images.add(image.name);
  entry.at.set(`${at.file}:${at.line}:${at.column}`, at);
  for (const fact of facts) entry.unknown.add(fact);
  entries.set(key, entry);
}

function settled({
  question: { always: _, settles: __, ...question },
  images,
  at,
  unknown,
}: Entry): BaseToSettle {
  return {
    ...question,
    images: [...images].sort(),
    at: [...at.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
    unknown: [...unknown].sort(),
  };
}

/** The command as it is to be typed where the command line named another folder. */
function withPath(base: BaseToSettle, path: string): BaseToSettle {
  if (base.command === undefined || path === ".") return base;
  return { ...base, command: `${base.command} ${shellWord(path)}` };
}

function shellWord(text: string): string {
  return /^[\w./][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

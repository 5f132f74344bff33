import { BASELINE_PATH } from "../../policy/baseline/baseline.ts";
import { conventionText, initText } from "../../report/text/init.ts";
import { type CommandFailure, type CommandOutcome, EXIT, usage } from "../exit.ts";
import { writeChanges } from "../fix-write.ts";
import {
  type Decisions,
  type InitOptions,
  type InitPlan,
  planInit,
  type Survey,
  surveyRepo,
} from "../init/init.ts";
import type { Outlets } from "./check.ts";
import { namedTree } from "./named-tree.ts";
import type { Offer, Prompts } from "./prompts.ts";
import { type SharedFlags, textStyle } from "./terminal.ts";
import { failed, today, withTree } from "./tree.ts";

/** The flags of `init`. */
export interface InitFlags extends SharedFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `keelcheck init`: hands back the exit code. */
export async function initCommand(path: string, flags: InitFlags, { io, say }: Outlets): Promise<number> {
  const asks = flags.yes === true || flags.dryRun === true ? undefined : io.prompts;
  if (asks === undefined && flags.yes !== true && flags.dryRun !== true) return failed(NOBODY, flags, io);
  const { folder } = namedTree(path, flags, io);
  const surveyed = await withTree({ folder, flags, io }, async (options) => {
    const asked: InitOptions = { ...options, folder, today: today() };
    const found = await surveyRepo(asked);
    return found.ok ? { ...found, asked } : found;
  });
  if (!surveyed.ok) return failed(surveyed.failure, flags, io);
  const decisions = await decided(surveyed.survey, asks);
  if (decisions === undefined) return stopped(io.out);
  const planned = await planInit(surveyed.asked, surveyed.survey, decisions);
  if (!planned.ok) return failed(planned.failure, flags, io);
  const { plan } = planned;
  if (asks !== undefined && (await asks.confirm(question(plan))) !== true) return stopped(io.out);
  const written: CommandOutcome<object> =
    flags.dryRun === true ? { ok: true } : writeChanges(folder, plan.changes);
  if (!written.ok) return failed(written.failure, flags, io);
  const shown = plan.changes.map((change) => change.path).filter((each) => each !== BASELINE_PATH);
  io.out(initText({ ...plan, dryRun: flags.dryRun === true, shown }, textStyle(flags, io)));
  say(plan.bugs);
  return plan.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}

const NOBODY: CommandFailure = usage(
  "init asks questions, and there is no terminal: use --yes, or --dry-run to see what it would write",
).failure;

function stopped(out: (text: string) => void): number {
  out("nothing was written\n");
  return EXIT.ok;
}

function question({ changes }: InitPlan): string {
  if (changes.length === 0) return "There is nothing to write. Show what was found?";
  return `Write ${changes.map(({ path }) => path).join(", ")}?`;
}

const RUNTIMES: readonly Offer<"unknown" | "docker" | "podman" | "kubernetes">[] = [
  { value: "unknown", label: "leave it open", hint: "low ports without root are notices" },
  { value: "docker", label: "Docker" },
  { value: "podman", label: "Podman" },
  { value: "kubernetes", label: "Kubernetes", hint: "only root may bind ports below 1024" },
];

/** What a person decides; everything where nobody is asked. */
async function decided(survey: Survey, prompts: Prompts | undefined): Promise<Decisions | undefined> {
  const { conventions } = survey;
  if (prompts === undefined) return { conventions };
  const keys =
    conventions.length === 0
      ? []
      : await prompts.several(
          "Hold every image to these conventions?",
          conventions.map((one) => ({ value: one.key, label: conventionText(one) })),
        );
  if (keys === undefined) return undefined;
  const chosen = conventions.filter(({ key }) => keys.includes(key));
  if (survey.policyFile !== undefined) return { conventions: chosen };
  const runtime = await prompts.one("Where do the images run?", RUNTIMES);
  if (runtime === undefined) return undefined;
  return runtime === "unknown" ? { conventions: chosen } : { conventions: chosen, runtime };
}

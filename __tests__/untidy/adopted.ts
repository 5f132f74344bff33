import { planInit, surveyRepo } from "../../src/app/init/init.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import type { Files } from "../app/changes-between.ts";
import { directReadmes } from "../app/direct-readmes.ts";

/** The tree as `init --yes` leaves it. */
export async function adopted(files: Files): Promise<Files> {
  const options = { workspace: memoryWorkspace(files), folder: "/nowhere", rules, readmes: directReadmes };
  const surveyed = await surveyRepo(options);
  if (!surveyed.ok) throw new Error(JSON.stringify(surveyed.failure));
  const planned = await planInit(options, surveyed.survey, surveyed.survey);
  if (!planned.ok) throw new Error(JSON.stringify(planned.failure));
  const written = planned.plan.changes.map(({ path, after = "" }) => [path, after] as const);
  return { ...files, ...Object.fromEntries(written) };
}

import type { Change } from "./change.ts";
import { accounts } from "./hostile/accounts.ts";
import { archives } from "./hostile/archives.ts";
import { besideBuilds } from "./hostile/beside-builds.ts";
import { builds } from "./hostile/builds.ts";
import { editedFirst } from "./hostile/edits.ts";
import { healthChecks } from "./hostile/health.ts";
import { images } from "./hostile/images.ts";
import { numbers } from "./hostile/numbers.ts";
import { otherRuns } from "./hostile/other-runs.ts";
import { otherStarts } from "./hostile/other-starts.ts";
import { inPipelines } from "./hostile/pipelines.ts";
import { programs } from "./hostile/programs.ts";
import { runs } from "./hostile/runs.ts";
import { serverSettings } from "./hostile/server-settings.ts";
import { settings } from "./hostile/settings.ts";
import { standIns } from "./hostile/stand-ins.ts";
import { starts } from "./hostile/starts.ts";
import { hostileSteps } from "./hostile/steps.ts";
import { volumes } from "./hostile/volumes.ts";
import { written } from "./hostile/writers.ts";
import { writes } from "./hostile/writes.ts";

/** Every hostile change of what is built and started, of all tables. */
export const attacks: readonly Change[] = [
  ...writes,
  ...written,
  ...accounts,
  ...programs,
  ...builds,
  ...inPipelines,
  ...editedFirst,
  ...runs,
  ...starts,
  ...images,
  ...besideBuilds,
  ...settings,
  ...volumes,
  ...healthChecks,
  ...serverSettings,
  ...hostileSteps,
  ...numbers,
  ...standIns,
  ...archives,
  ...otherStarts,
  ...otherRuns,
];

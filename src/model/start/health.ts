/** The health check, which runs in the container again and again beside what is started (docs.docker.com, "HEALTHCHECK"). */
import type { State } from "../stages/state.ts";
import { isServer } from "../stock/programs/servers.ts";
import { startWords } from "./follow.ts";
import { type Here, nothingStarted, otherStarts } from "./record.ts";
import { startShellForm } from "./shell-form.ts";

/**
 * Follows the health check of an image or of a service: the servers that it starts as well, and its scripts, for what they
 * write. A check that cannot be read is taken for one.
 */
export function followHealth({ healthcheck }: State, { started, input, step }: Here): void {
  if (healthcheck === undefined) return;
  const beside = nothingStarted();
  const note = "the health check runs this in the container";
  const because = [{ at: healthcheck.at, note }];
  const here = { started: beside, input, step: { ...step, at: healthcheck.at, because, sure: false } };
  if (healthcheck.words === undefined) startShellForm(healthcheck, here);
  else startWords(healthcheck.words, here);
  for (const script of beside.scripts) started.scripts.push({ ...script, aside: true });
  for (const program of beside.programs)
    if (isServer(program.program)) started.beside.push({ ...program, stays: true });
  started.besideDoubt = beside.foreign;
  started.apart ??= otherStarts(beside);
}

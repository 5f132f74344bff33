/** The health check of an image or of a service (docs.docker.com, "HEALTHCHECK"). */
import type { State } from "../../stages/state.ts";
import { startWords } from "../follow.ts";
import { type Here, otherStarts } from "../record.ts";
import { startShellForm } from "../shell-form.ts";
import { beside } from "./beside.ts";

/** Follows the health check; of one that cannot be read nobody knows what it starts. */
export function followHealth({ healthcheck }: State, { started, input, step }: Here): void {
  if (healthcheck === undefined) return;
  const because = [{ at: healthcheck.at, note: "the health check runs this in the container" }];
  const from = { ...step, at: healthcheck.at, because };
  const own = beside({ started, input, step: from }, (here) =>
    healthcheck.words === undefined ? startShellForm(healthcheck, here) : startWords(healthcheck.words, here),
  );
  started.apart ??= otherStarts(own);
}

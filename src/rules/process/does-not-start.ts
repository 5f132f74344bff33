import { closedScript, unrunnableScripts } from "../../model/layout/scripts.ts";
import type { Fleet, Run } from "../../model/model.ts";
import { undefinedNames } from "../../model/users/undefined.ts";
import type { Rule } from "../../rule.ts";

type Stop = Run["stops"][number];

// What other rules name, and what is there to be built on: docs/rules/process/does-not-start.md.
export const doesNotStart: Rule = {
  id: "process/does-not-start",
  summary: "The container stays up, and so does each server in it",
  severity: "error",
  scope: "run",

  *check(run, { fleet }) {
    if (run.service === undefined && fleet.links.isBase(run.image)) return;
    for (const stop of run.stops) {
      if (stop.told === true || isNamedElsewhere(stop, run, fleet) || isOverridden(stop, run, fleet))
        continue;
      const { key, at, note, help, because = [] } = stop;
      yield { key, at, message: note, help, related: because };
    }
  },
};

/** Whether user/undefined names the account that is missing, or layout/file-mode the script that cannot be run. */
function isNamedElsewhere({ account, closed }: Stop, run: Run, { runs }: Fleet): boolean {
  if (account !== undefined) return undefinedNames(run).some(({ name }) => name === account);
  if (closed === undefined) return false;
  const own = runs.find(({ image, service }) => image === run.image && service === undefined);
  const isClosed = own !== undefined && closedScript(own)?.container === closed;
  return isClosed || unrunnableScripts(run.image).some(({ container }) => container === closed);
}

/** Whether compose starts the image, and always in a way that it stays up. */
function isOverridden({ key }: Stop, { image, service }: Run, { runs }: Fleet): boolean {
  if (service !== undefined) return false;
  const services = runs.filter((run) => run.image === image && run.service !== undefined);
  return services.length > 0 && !services.some(({ stops }) => stops.some((stop) => stop.key === key));
}

/** Apache in a service whose file system is read-only; of nginx each path that it must write is told one by one. */
import { ownValue } from "../../names.ts";
import { known } from "../fact.ts";
import { isInMount } from "../runs/mounts.ts";
import type { Run } from "../runs/types.ts";

// Measured: the official image ends when it cannot write its pid.
const PID_FILES: Readonly<Record<string, string>> = {
  "/usr/local/apache2/conf/httpd.conf": "/usr/local/apache2/logs/httpd.pid",
};

/** The run, Apache turned to "does not start" where its pid file has no place to be written to. */
export function withReadOnly(run: Run): Run {
  const { apache, compose } = run;
  const readOnly = compose?.service.readOnly;
  if (readOnly === undefined || apache?.starts.known !== true || !apache.starts.value) return run;
  const path = apache.mainConfig.known ? ownValue(PID_FILES, apache.mainConfig.value.path) : undefined;
  if (path === undefined || isInMount(run, path)) return run;
  const note = `the file system is read-only, so Apache cannot write ${path}`;
  const starts = known(false, readOnly, [{ at: readOnly, note }]);
  const listeners = run.listeners.filter(({ server }) => server !== "apache");
  return { ...run, apache: { ...apache, starts }, listeners };
}

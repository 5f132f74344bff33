/** A service whose root file system nothing can be written to (`read_only`): what its servers write goes to mounts alone. */
import { isWithin } from "../container-path.ts";
import { known } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import { writtenPaths } from "../nginx/written-paths.ts";
import type { Run } from "../runs/types.ts";
import { otherSpelling } from "../stock/system-folders.ts";

/** The run, its servers turned to "does not start" where they must write to what is read-only. */
export function withReadOnly(run: Run): Run {
  const readOnly = run.compose?.service.readOnly;
  if (readOnly === undefined) return run;
  const { nginx, apache } = run;
  const blocked = { nginx: nginx && nginxBlocked(run), apache: apache && apacheBlocked(run) };
  const ended = (kind: "nginx" | "apache") => {
    const path = blocked[kind];
    if (path === undefined) return undefined;
    const note = `the file system is read-only, so ${kind} cannot write ${path}`;
    return known(false, readOnly, [{ at: readOnly, note }]);
  };
  const nginxEnd = ended("nginx");
  const apacheEnd = ended("apache");
  return {
    ...run,
    ...(nginx && nginxEnd ? { nginx: { ...nginx, starts: nginxEnd } } : {}),
    ...(apache && apacheEnd ? { apache: { ...apache, starts: apacheEnd } } : {}),
    listeners: run.listeners.filter(({ server }) => blocked[server] === undefined),
  };
}

/** The first path that nginx must write and cannot. A folder that is there already it takes as it is. */
function nginxBlocked(run: Run): string | undefined {
  const { nginx } = run;
  if (nginx?.starts.known !== true || !nginx.starts.value) return undefined;
  const found = writtenPaths(nginx).find(({ kind, path }) => {
    const standing = run.image.files.lookup(path);
    if (kind === "temp" && standing !== undefined) return false;
    // The official image's logs are links to the container's own output.
    if (kind === "log" && (standing === undefined || !isFile(standing) || isDevice(standing.path)))
      return false;
    return !isWritable(run, path);
  });
  return found?.path;
}

const PID_FOLDERS: Readonly<Record<string, string>> = {
  "/usr/local/apache2/conf/httpd.conf": "/usr/local/apache2/logs",
};

// Measured: the official image ends when it cannot write logs/httpd.pid.
function apacheBlocked(run: Run): string | undefined {
  const { apache } = run;
  if (apache?.starts.known !== true || !apache.starts.value || !apache.mainConfig.known) return undefined;
  const folder = PID_FOLDERS[apache.mainConfig.value.path];
  return folder === undefined || isWritable(run, `${folder}/httpd.pid`) ? undefined : `${folder}/httpd.pid`;
}

function isDevice(path: string): boolean {
  return /^\/(?:dev|proc)(?:\/|$)/.test(path);
}

/** Whether a path lies in a mount, or may: of a mount whose place comes from outside nothing is told. */
function isWritable({ compose, image }: Run, path: string): boolean {
  const { mounts = [], volumesFrom = [] } = compose?.service ?? {};
  if (isDevice(path) || volumesFrom.length > 0) return true;
  const spellings = [path, otherSpelling(path) ?? path];
  const inside = (folder: string) => spellings.some((one) => isWithin(one, folder));
  if (image.volumes.some(({ value }) => inside(value))) return true;
  return mounts.some(({ target, readOnly }) => target === null || (!readOnly && inside(target)));
}

/** What nginx must write in a compose service whose file system is read-only. */
import type { Place } from "../../source.ts";
import { isFile } from "../files/layers.ts";
import type { Denied } from "../permissions/writability.ts";
import { isInMount } from "../runs/mounts.ts";
import type { Run } from "../runs/types.ts";
import type { WrittenPath } from "../servers/written.ts";

/** A path that nobody can write, and where that is said. */
export interface ClosedPath extends Denied {
  readonly at: Place;
}

/** Why a path cannot be written, not even by root: it lies in no mount, and `read_only` closes the rest. */
export function closedByReadOnly(run: Run, { kind, path }: WrittenPath): ClosedPath | undefined {
  const readOnly = run.compose?.service.readOnly;
  if (readOnly === undefined || isInMount(run, path)) return undefined;
  const standing = run.image.files.lookup(path);
  // A folder that is there already nginx takes as it is; the official image's logs are links to the container's output.
  if (kind === "temp" && standing !== undefined) return undefined;
  if (kind === "log" && (!isFile(standing) || /^\/(?:dev|proc)\//.test(standing.path))) return undefined;
  const why = "the service's file system is read-only";
  return { kind: "no", path: "/", why, missing: false, related: [], at: readOnly };
}

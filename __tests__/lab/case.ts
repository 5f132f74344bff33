import { createHash } from "node:crypto";
import type { MemoryFile } from "../../src/workspace/memory.ts";

/** What the compose file of a case says of the service that is started; the lab reads no compose files itself. */
export interface Service {
  readonly name: string;
  readonly target?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Paths from the repo's root, and where each is mounted in the container. */
  readonly mounts?: readonly { readonly from: string; readonly to: string }[];
}

/** One image that the lab builds and starts, and that `inspect` is asked about. */
export interface LabCase {
  /** Unique among all themes; what `--only` takes. */
  readonly name: string;
  /** The image folder, and the build context; `FOLDER` unless it says another. */
  readonly folder?: string;
  /** Relative to the image folder; with a leading `/` from the repo's root. */
  readonly files: Readonly<Record<string, MemoryFile>>;
  /** Images of the same repo that are built before: what a `FROM` calls them, and their folder from the repo's root. */
  readonly before?: readonly { readonly ref: string; readonly folder: string }[];
  /** A base image that the lab does not make itself: `--base REF=FOLDER` says what to build it from. */
  readonly given?: string;
  /** Started as this compose service instead of by itself. */
  readonly service?: Service;
  /** On Kubernetes ports below 1024 are closed to everyone but root; the policy says so too. */
  readonly runtime?: "kubernetes";
  /** Seconds that the container is watched at least, for what comes up late or dies again. */
  readonly watch?: number;
  /** What `ps` and `ss` show of it is recorded too. */
  readonly listed?: true;
  /** What the case is about, where its name does not say it. */
  readonly note?: string;
}

/** Cases of one kind; their observations are `observed/<name>.json`. */
export interface Theme {
  readonly name: string;
  readonly cases: readonly LabCase[];
}

/** The image folder of a case that says no other. */
export const FOLDER = "deployment/images/web";

/** The image folder of a case, from the repo's root. */
export function folderOf({ folder = FOLDER }: LabCase): string {
  return folder;
}

/** The files of a case by their paths from the repo's root, with the policy that its runtime asks for. */
export function treeOf(one: LabCase): Readonly<Record<string, MemoryFile>> {
  const { files, runtime } = one;
  const rooted = Object.entries(files).map(
    ([path, file]) => [path.startsWith("/") ? path.slice(1) : `${folderOf(one)}/${path}`, file] as const,
  );
  const policy = runtime === undefined ? [] : [[".github/keelcheck.yml", `runtime: ${runtime}\n`] as const];
  return Object.fromEntries([...policy, ...rooted]);
}

/** Tells whether an observation is of the case as it stands: changes with every file and with how it is started. */
export function fingerprint(one: LabCase): string {
  const { before = [], watch, service, folder, listed } = one;
  const how = [service, folder, listed].filter((part) => part !== undefined);
  const text = JSON.stringify([treeOf(one), before, watch ?? null, ...how]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

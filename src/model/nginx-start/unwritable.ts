import { once } from "../../once.ts";
import type { Place } from "../../source.ts";
import { type ContainerUser, usersCalled } from "../accounts.ts";
import { servicesOfBuild } from "../builds/services-of-build.ts";
import type { ComposeRun } from "../builds/types.ts";
import { isWithin } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import type { Nginx } from "../nginx/types.ts";
import { writtenPaths } from "../nginx/written-paths.ts";
import { mayPrepareAtStart, runsNginxInBuild } from "../permissions/mentions.ts";
import {
  canMakeFolder,
  canWriteFile,
  type Denied,
  hasListedBase,
  isStream,
  type Writer,
} from "../permissions/writability.ts";
import type { Run } from "../runs/types.ts";
import { isStarted } from "../servers/questions.ts";
import type { Server } from "../servers/types.ts";
import type { WrittenPath } from "../servers/written.ts";
import { otherSpelling } from "../stock/system-folders.ts";
import { nginxUbi } from "../stock/ubi.ts";
import { type ClosedPath, closedByReadOnly } from "./read-only.ts";

/** A path that a server must write before it serves, and cannot: it does not start. */
export interface UnwritablePath {
  readonly kind: WrittenPath["kind"];
  readonly path: string;
  /** The directive that names it, or would. */
  readonly directive: string;
  /** Where the path is named, or where the user is that cannot write it. */
  readonly at: Place;
  /** Who cannot, for a message: `user "web"`; the server where not even root can. */
  readonly who: string;
  /** Who it would have to belong to, as chown takes it. */
  readonly owner: string;
  /** To follow a colon: "/run belongs to root". */
  readonly why: string;
  /** The file or folder that stands in the way. */
  readonly blocked: string;
  /** Whether a folder is missing, which stops root as well. */
  readonly missing: boolean;
  /** A folder stands where the file would be, which stops root as well. */
  readonly isFolder?: true;
  /** The service's file system is read-only, which stops root, too: only a mount helps. */
  readonly readOnly?: true;
  /** How many other paths of this kind fail for the same reason at the same place. */
  readonly others: number;
  readonly related: readonly Evidence[];
}

const STREAMS = ["/dev/stdout", "/dev/stderr", "/proc/self/fd/1", "/proc/self/fd/2"];

/** What else than the image decides about it: compose files. */
export interface Surroundings {
  readonly fleet: { readonly composeServices: readonly ComposeRun[] };
}

/** The paths that keep nginx from starting; empty wherever that cannot be told. */
export function unwritablePaths(run: Run, around: Surroundings): readonly UnwritablePath[] {
  return folded(
    failures(run).flatMap(({ path, blocked, readOnly, found }) =>
      readOnly || !isPrepared(run, around, { blocked, path }) ? [found] : [],
    ),
  );
}

/** What nginx cannot write, as far as the image alone decides. */
const failures = once((run: Run) => {
  const { nginx } = run;
  // Files of UBI's image are opened to every user by scripts of its own.
  if (!isStarted(nginx) || !nginx.master.known || nginx.install === nginxUbi) return [];
  const user = nginx.master.value;
  if (isNobody(run, user)) return [];
  return writtenPaths(nginx).flatMap((written) => {
    const { path } = written;
    const closed = closedByReadOnly(run, written);
    if (closed !== undefined)
      return [
        {
          path,
          blocked: closed.path,
          readOnly: true,
          found: closedPath(nginx, { written, denied: closed, user }),
        },
      ];
    const denied = denial(run, written, { image: run.image, user, ...streamsOf(nginx) });
    if (denied === undefined) return [];
    return [
      { path, blocked: denied.path, readOnly: false, found: unwritable(nginx, { written, denied, user }) },
    ];
  });
});

/** A name that no account has: the container does not start at all, and that is user/undefined's to say. */
export function isNobody({ image: { accounts } }: Run, { name, uid, root }: ContainerUser): boolean {
  return name !== undefined && uid === undefined && !root && usersCalled(accounts.users, name).length === 0;
}

/** Whom a server's standard output belongs to, for a writer. */
export function streamsOf({ streams }: Server<unknown>): Pick<Writer, "streams"> {
  return streams === undefined ? {} : { streams };
}

function denial(run: Run, { kind, path }: WrittenPath, writer: Writer): Denied | undefined {
  if (kind === "temp" && runsNginxInBuild(run.image)) return undefined;
  const verdict = kind === "temp" ? canMakeFolder(writer, path) : canWriteFile(writer, path);
  return verdict.kind === "no" ? verdict : undefined;
}

/** Whether something else than the layers of the image may make a path writable: the base, a script at the start, compose. */
export function isPrepared(
  run: Run,
  { fleet: { composeServices } }: Surroundings,
  { blocked, path }: { readonly blocked: string; readonly path: string },
): boolean {
  const { image } = run;
  if (!hasListedBase(image) || mayPrepareAtStart(run, path)) return true;
  if (isStream(blocked)) return STREAMS.some((stream) => mayPrepareAtStart(run, stream));
  const spellings = [path, otherSpelling(path) ?? path];
  const isIn = (volume: string) => spellings.some((one) => isWithin(one, volume.replace(/(?<=.)\/+$/, "")));
  // Who a volume belongs to is for whoever mounts one to say.
  if (image.volumes.some(({ value }) => isIn(value))) return true;
  return servicesOfBuild(composeServices, image.build).some(
    ({ service }) =>
      service.open !== undefined ||
      service.mounts.some(({ target: mounted }) => mounted === null || isIn(mounted)),
  );
}

/** A write that fails: what, why and to whom. */
interface Failure<D extends Denied = Denied> {
  readonly written: WrittenPath;
  readonly denied: D;
  readonly user: ContainerUser;
}

/** A path that a read-only file system closes: it is shown where that is said. */
function closedPath(nginx: Nginx, { written, denied, user }: Failure<ClosedPath>): UnwritablePath {
  const path = unwritable(nginx, { written, denied: { ...denied, related: [] }, user });
  return { ...path, at: denied.at, readOnly: true };
}

function unwritable({ master }: Nginx, { written, denied, user }: Failure): UnwritablePath {
  const { kind, path, directive, at, because } = written;
  const stopsRoot = denied.missing || denied.isFolder === true;
  const userIs = stopsRoot ? [] : [{ at: master.at, note: "nginx is started as this user" }];
  return {
    kind,
    path,
    directive,
    at: at ?? master.at,
    who: stopsRoot ? "nginx" : writerName(user),
    owner: user.name ?? `${user.uid ?? ""}`,
    why: denied.why,
    blocked: denied.path,
    missing: denied.missing,
    ...(denied.isFolder && { isFolder: denied.isFolder }),
    others: 0,
    related: [...(at === undefined ? [] : [...because, ...userIs]), ...denied.related],
  };
}

/** How a message names who cannot write. */
export function writerName({ name, uid }: ContainerUser): string {
  return name === undefined ? `uid ${uid ?? "unknown"}` : `user "${name}"`;
}

/** Several paths fail together, such as the five temp folders: one finding a place and obstacle. */
export function folded(paths: readonly UnwritablePath[]): readonly UnwritablePath[] {
  const groups = new Map<string, UnwritablePath>();
  for (const one of paths) {
    const { at, kind, blocked } = one;
    const key = JSON.stringify([kind, blocked, at.file.path, at.span]);
    const before = groups.get(key);
    if (before === undefined) groups.set(key, one);
    else if (before.path !== one.path) groups.set(key, { ...before, others: before.others + 1 });
  }
  return [...groups.values()];
}

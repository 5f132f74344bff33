import type { ContainerUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { isWithin, parentOf, resolvePath } from "../container-path.ts";
import {
  folded,
  isNobody,
  isPrepared,
  type Surroundings,
  streamsOf,
  type UnwritablePath,
  writerName,
} from "../nginx-start/unwritable.ts";
import { namesFolder } from "../permissions/mentions.ts";
import {
  canMakeFolder,
  canWriteFile,
  canWriteInto,
  type Denied,
  type Verdict,
} from "../permissions/writability.ts";
import type { Run } from "../runs/types.ts";
import { isStarted } from "../servers/questions.ts";
import type { WrittenPath } from "../servers/written.ts";

// One of them is enough to keep Apache from starting.
const MOST_PATHS = 1000;
const DEBIAN = "Debian's apache2 package";

/** The paths that keep Apache from starting; empty wherever that cannot be told. */
export function apacheUnwritable(run: Run, around: Surroundings): readonly UnwritablePath[] {
  const { apache } = run;
  if (!isStarted(apache) || !apache.master.known) return [];
  // One process (-X) opens its files before it becomes another.
  const process = run.processes.list.find(({ at }) => at === apache.launched.at);
  const user = process?.user ?? apache.master;
  if (!user.known || isNobody(run, user.value)) return [];
  const writer = user.value;
  const written = [...ofControl(apache, process?.program), ...apache.written.slice(0, MOST_PATHS)];
  const found = written.flatMap((written) => {
    const denied = denial(run, { apache, written, user: writer });
    if (denied === undefined) return [];
    if (isPrepared(run, around, { blocked: denied.path, path: written.path })) return [];
    return [unwritable(apache, { written, denied, user: writer })];
  });
  return folded(found);
}

interface Write {
  readonly apache: Apache;
  readonly written: WrittenPath;
  readonly user: ContainerUser;
}

/** The folder that Debian's apachectl makes before it starts anything; where it cannot, it ends. */
function ofControl(
  { installed, runFolder, written }: Apache,
  program: string | undefined,
): readonly WrittenPath[] {
  if (runFolder === undefined || !/^apache(2)?ctl$/.test(program ?? "")) return [];
  if (installed.install.title !== DEBIAN) return [];
  if (written.some(({ kind, path }) => kind === "pid" && isWithin(path, runFolder))) return [];
  return [{ kind: "temp", path: resolvePath(runFolder, "socks"), directive: "apachectl", because: [] }];
}

function denial(run: Run, { apache, written, user }: Write): Denied | undefined {
  const { kind, path } = written;
  const writer = { image: run.image, user, ...streamsOf(apache) };
  const folder = parentOf(path);
  const own = canWriteFile(writer, path);
  const verdict =
    kind === "pid"
      ? own.kind === "no" && own.isFolder
        ? own
        : canWriteInto(writer, folder)
      : kind === "temp"
        ? canMakeFolder(writer, path)
        : own;
  const isOpen = verdict.kind === "unknown" || (verdict.kind === "no" && verdict.missing);
  const made =
    isOpen && isDebiansRunFolder(folder, run, apache) ? runFolder(writer, folder, apache) : verdict;
  return made.kind === "no" ? made : undefined;
}

/** apachectl makes the folder as whoever starts it; nothing else does. */
function runFolder(
  writer: Parameters<typeof canMakeFolder>[0],
  folder: string,
  { byControl }: Apache,
): Verdict {
  const making = canMakeFolder(writer, folder);
  if (making.kind !== "yes" || byControl) return making;
  return { kind: "no", path: folder, why: `there is no folder ${folder}`, missing: true, related: [] };
}

// With these a build makes the folder: apachectl and Debian's service script do so whatever they are asked.
const PREPARING = ["/run/apache2", "apachectl", "apache2ctl", "init.d", "invoke-rc.d"];

/** The folder of Debian's pid file, which its package does not bring, where no line of the build makes it. */
function isDebiansRunFolder(folder: string, { image }: Run, { installed }: Apache): boolean {
  const { install, from } = installed;
  if (install.title !== DEBIAN || from !== "package") return false;
  const isRun = isWithin(folder, "/run/apache2") || isWithin(folder, "/var/run/apache2");
  const commands = image.final.steps.flatMap(({ commands: ran }) => ran);
  const isPrepared = commands.some(({ program, args }) =>
    [program, ...args.map(({ value, raw }) => value ?? raw)].some(
      (word) => word === "service" || PREPARING.some((part) => word?.includes(part) === true),
    ),
  );
  return isRun && !isPrepared && !namesFolder(image, "/run/apache2");
}

function unwritable(
  { master }: Apache,
  { written, denied, user }: { written: WrittenPath; denied: Denied; user: ContainerUser },
): UnwritablePath {
  const { kind, path, directive, at, because } = written;
  const stopsRoot = denied.missing || denied.isFolder === true;
  const userIs = stopsRoot ? [] : [{ at: master.at, note: "Apache is started as this user" }];
  return {
    kind,
    path,
    directive,
    at: at ?? master.at,
    who: stopsRoot ? "Apache" : writerName(user),
    owner: user.name ?? `${user.uid ?? ""}`,
    why: denied.why,
    blocked: denied.path,
    missing: denied.missing,
    ...(denied.isFolder && { isFolder: denied.isFolder }),
    others: 0,
    related: [...(at === undefined ? [] : [...because, ...userIs]), ...denied.related],
  };
}

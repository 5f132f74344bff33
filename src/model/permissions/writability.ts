import type { ContainerUser } from "../accounts.ts";
import { baseName, isWithin, parentOf, resolvePath } from "../container-path.ts";
import { type Evidence, type Fact, type Unknown, unknown } from "../fact.ts";
import { closedFolder, ownerName, permits, RUN, sameUser, WRITE } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import { bottomStage } from "../stages/below.ts";
import type { Image } from "../stages/image.ts";
import {
  isOwnRootFolder,
  isOwnRunFolderName,
  isOwnVarFolderName,
  isSystemFolder,
} from "../stock/system-folders.ts";
import { installsServersAlone, mayChange, namesFolder, namesInBuild } from "./mentions.ts";

/** Who wants to write, into which image. */
export interface Writer {
  readonly image: Image;
  readonly user: ContainerUser;
  /** Whom its standard output belongs to, where that is known. */
  readonly streams?: Fact<ContainerUser>;
}

/** Why somebody cannot write. */
export interface Denied {
  readonly kind: "no";
  /** The file or folder that stands in the way. */
  readonly path: string;
  /** To follow a colon: "/run belongs to root". */
  readonly why: string;
  readonly missing: boolean;
  /** A folder stands where a file is wanted, which stops root as well. */
  readonly isFolder?: true;
  readonly related: readonly Evidence[];
}

/** Whether somebody can write: yes, no with the reason, or it cannot be told. */
export type Verdict = { readonly kind: "yes" } | Denied | { readonly kind: "unknown"; readonly why: Unknown };

const YES: Verdict = { kind: "yes" };
// Images that add no folder to `/` but the system's, and nginx's /docker-entrypoint.d.
const PLAIN_BASES = /^(debian|ubuntu|alpine|nginx|httpd|nginxinc\/nginx-unprivileged)$/;
// The kernel gives up after 40 links as well (path_resolution(7)).
const MOST_LINKS = 40;

/** Whether a user can open a file to write, and make it where it is not there: open(2) with O_CREAT. */
export function canWriteFile(writer: Writer, path: string): Verdict {
  return fileVerdict(writer, path, MOST_LINKS);
}

/** Whether a user can make a folder, or finds it there: mkdir(2), which makes no folder above it. */
export function canMakeFolder(writer: Writer, path: string): Verdict {
  const real = resolvePath(realFolder(writer.image, parentOf(path)), baseName(path));
  const standing = standingAt(writer.image, real);
  if (standing === undefined) return namedVerdict(writer, real) ?? folderVerdict(writer, parentOf(real));
  return "known" in standing ? cannotTell(standing) : YES;
}

/** Whether a user can make files in a folder. */
export function canWriteInto(writer: Writer, path: string): Verdict {
  return folderVerdict(writer, path);
}

function fileVerdict(writer: Writer, path: string, links: number): Verdict {
  if (isDevice(path)) return isStream(path) ? streamVerdict(writer, path) : YES;
  const real = realFolder(writer.image, parentOf(path));
  const inFolder = resolvePath(real, baseName(path));
  const standing = standingAt(writer.image, inFolder);
  if (standing === undefined) return namedVerdict(writer, inFolder) ?? folderVerdict(writer, real);
  if ("known" in standing) return cannotTell(standing);
  if (standing.kind === "link" && standing.target !== undefined) {
    return links === 0 ? YES : fileVerdict(writer, standing.target, links - 1);
  }
  return standing.kind === "directory" ? isAFolder(inFolder) : permission(writer, standing, WRITE);
}

/** open(2) of a folder to write: EISDIR, whoever asks. */
function isAFolder(path: string): Denied {
  return { kind: "no", path, why: `${path} is a folder`, missing: false, isFolder: true, related: [] };
}

/** What a command of the build names, and no layer has, may be there after all. */
function namedVerdict({ image, user }: Writer, path: string): Verdict | undefined {
  if (user.root || !namesInBuild(image, path)) return undefined;
  return cannotTell(
    unknown({ key: `named ${path}`, why: `a command of the image names ${path}` }, image.final.at),
  );
}

/** The folder that a path leads to, links followed. */
function realFolder({ files }: Image, path: string): string {
  const found = files.lookup(path);
  return isFile(found) ? found.path : path;
}

function folderVerdict(writer: Writer, path: string): Verdict {
  const { image } = writer;
  const real = realFolder(image, path);
  const found = image.files.lookup(real);
  if (found === undefined || (isGap(image, found) && isNewFolder(image, real))) return absent(image, real);
  if (!isFile(found)) return cannotTell(found);
  return permission(writer, found, WRITE | RUN);
}

function absent(image: Image, path: string): Verdict {
  const { at } = image.final;
  const volume = image.volumes.some(({ value }) => isWithin(path, value));
  // Home folders come with users, and what anything names it may make.
  if (volume || isWithin(path, "/home") || namesFolder(image, path)) {
    return cannotTell(
      unknown({ key: `folder ${path}`, why: `whether folder ${path} exists is unknown` }, at),
    );
  }
  return { kind: "no", path, why: `there is no folder ${path}`, missing: true, related: [] };
}

/** Whether a folder of `/` is none that our table's systems, or their nginx images, have. */
function isNewFolder(image: Image, path: string): boolean {
  const { base } = bottomStage(image.final);
  const isPlain = base.kind === "registry" && PLAIN_BASES.test(base.family ?? "");
  const [top = path] = /^\/[^/]+/.exec(path) ?? [];
  const [, inVar] = /^(\/var\/[^/]+\/[^/]+)/.exec(path) ?? [];
  const own = isOwnRootFolder(top)
    ? top
    : isOwnRunFolder(image, path)
      ? path
      : inVar !== undefined && isOwnVarFolderName(inVar) && installsServersAlone(image)
        ? inVar
        : undefined;
  return isPlain && own !== undefined && image.files.under(own).files.length === 0;
}

/** Whether a folder of /run is none that a system or a package has; daemons that bring one bring their users, too. */
function isOwnRunFolder({ accounts }: Image, path: string): boolean {
  // What a build makes of /var/run is asked of its links first.
  return accounts.others === undefined && path.startsWith("/run/") && isOwnRunFolderName(path);
}

/** What stands at a path; in a folder that is known, what a base of our table is not known to hold is not there. */
function standingAt(image: Image, path: string): ContainerFile | Unknown | undefined {
  const found = image.files.entry(path);
  if (!isGap(image, found)) return found;
  const folder = parentOf(path);
  return isFile(image.files.lookup(folder)) || isNewFolder(image, folder) ? undefined : found;
}

/** Whether an answer is only that our table says nothing of a path of the base. */
function isGap(image: Image, found: ContainerFile | Unknown | undefined): boolean {
  if (found === undefined || isFile(found)) return false;
  const { at, base } = bottomStage(image.final);
  if (base.kind !== "registry" || base.family === undefined) return false;
  return found.at.file === at.file && found.at.span?.start === at.span?.start;
}

/** Whether an image starts from one that our table itself describes, and not from one that is only said to be like it. */
export function hasListedBase({ final }: Image): boolean {
  const { base } = bottomStage(final);
  return base.kind === "registry" && base.listed === true;
}

/** Whether the permission bits of a file or folder let a user in. */
function permission(writer: Writer, file: ContainerFile, bits: number): Verdict {
  const { image, user } = writer;
  const asker = { user, accounts: image.accounts };
  const answer = permits(file, asker, bits);
  if (typeof answer !== "string") return cannotTell(answer);
  const closed = answer === "no" ? file : closedFolder(image.files, file.path, asker);
  if (closed === undefined) return YES;
  if (isImplied(closed) || mayChange(image, closed)) {
    const why = `who owns ${closed.path} is unknown`;
    return cannotTell(unknown({ key: `owner of ${closed.path}`, why }, closed.owner.at));
  }
  return denied(writer, closed);
}

function denied({ image: { accounts }, user }: Writer, file: ContainerFile): Denied {
  const { path, owner, mode } = file;
  const name = owner.known ? ownerName(accounts, owner.value.user) : "";
  const isOwner = owner.known && sameUser({ user, accounts }, owner.value.user) === true;
  const bits = `mode ${mode.known ? mode.value.toString(8).padStart(4, "0") : ""}`;
  const belongs = isUntouched(file) ? `${path} belongs to ${name}` : `${path} belongs to ${name} (${bits})`;
  const why = isOwner ? `${path} has ${bits}` : belongs;
  const fromRepo = file.from === "repo" || file.from === "run";
  const changed = owner.known && owner.at !== file.at;
  const related = [
    ...(fromRepo ? [{ at: file.at, note: `${path} is added here` }] : []),
    ...(owner.known && changed ? [{ at: owner.at, note: `it is given to ${name} here` }] : []),
  ];
  return { kind: "no", path, why, missing: false, related };
}

/** Whether it is a folder of the system as the base has it: everybody knows its mode. */
function isUntouched({ path, at, owner, mode }: ContainerFile): boolean {
  return isSystemFolder(path) && owner.at === at && mode.at === at;
}

/** A folder that no line makes: it is there because a file lies in it, and only that file's owner and mode are known. */
function isImplied({ kind, from, mode }: ContainerFile): boolean {
  if (kind !== "directory") return false;
  return from === "repo" || !mode.known || (mode.value & 0o111) === 0;
}

/** The standard output or error by a path: opening it again asks for the rights to the pipe behind it. */
export function isStream(path: string): boolean {
  return /^\/(dev\/(stdout|stderr|fd\/[12])|proc\/self\/fd\/[12])$/.test(path);
}

/** A pipe has the mode 0600, and belongs to whoever made it (pipe(7), proc(5)). */
function streamVerdict({ image: { accounts }, user, streams }: Writer, path: string): Verdict {
  if (user.root || streams?.known !== true) return YES;
  const { name, uid, root } = streams.value;
  const owner = root ? "root" : (name ?? `${uid ?? ""}`);
  if (owner === "" || sameUser({ user, accounts }, owner) !== false) return YES;
  return { kind: "no", path, why: `${path} is a pipe of ${owner}`, missing: false, related: [] };
}

function isDevice(path: string): boolean {
  return /^\/(dev|proc|sys)(\/|$)/.test(path);
}

function cannotTell(why: Unknown): Verdict {
  return { kind: "unknown", why };
}

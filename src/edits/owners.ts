import type { Edit, Fix } from "../finding.ts";
import { isGlob, isWithin } from "../model/container-path.ts";
import type { ContainerFile, Image } from "../model/model.ts";
import type { WrongOwner } from "../model/permissions/owned.ts";
import { settingBehind } from "../model/stages/chain.ts";
import { isRootAt } from "../model/stages/setting.ts";
import { hasGroup, hasUser } from "../model/users/known.ts";
import type { Instruction } from "../parsers/dockerfile/parse.ts";
import { isSamePlace, type Place, type Span, textOf } from "../source.ts";
import { commandAt, insertBehind } from "./commands.ts";
import { addFlag, insertLineBehind } from "./instructions.ts";

/** How a fix gives files of an image to the user that the policy wants. */

/** What one line gave to the wrong user, of all paths of the policy that ask for the same user. */
interface Handover {
  readonly image: Image;
  readonly at: Place;
  readonly wanted: string;
  readonly owner: string;
  /** Sorted by path. */
  readonly files: readonly ContainerFile[];
  /** Paths of the policy, none of them a glob, or `undefined` where one is. */
  readonly asked: readonly string[] | undefined;
  /** Whether the line gives nothing else to anybody. */
  readonly whole: boolean;
}

/**
 * The fix for what a line gave to somebody else, the same one for each of the policy's paths below which it did.
 * It is safe where nothing else changes hands. `undefined` where no line of the Dockerfile can do it.
 */
export function ownerFix(image: Image, wrong: WrongOwner, all: readonly WrongOwner[]): Fix | undefined {
  const { at, wanted } = wrong;
  if (at.file.path !== image.file.path || image.dockerfile.template) return undefined;
  if (!/^[\w.-]+$/.test(wanted)) return undefined;
  const handover = handoverOf(image, wrong, all);
  const edit = copyEdit(handover) ?? commandEdit(handover) ?? lineEdit(handover) ?? editBehindUser(handover);
  if (edit === undefined) return undefined;
  const isNarrow = handover.whole || edit.kind === "command";
  return { title: `give ${shown(handover)} to ${wanted}`, safe: isNarrow, edits: [edit.edit] };
}

function handoverOf(image: Image, { at, wanted, owner }: WrongOwner, all: readonly WrongOwner[]): Handover {
  const same = all.filter((other) => other.wanted === wanted && isSamePlace(other.at, at));
  const paths = new Set(same.flatMap(({ files }) => files.map(({ path }) => path)));
  const given = image.files.all.filter((file) => file.owner.known && isSamePlace(file.owner.at, at));
  const asked = [...new Set(same.map(({ path }) => path.replace(/(?<=.)\/+$/, "")))];
  return {
    image,
    at,
    wanted,
    owner,
    files: given.filter(({ path }) => paths.has(path)),
    asked: asked.some(isGlob) ? undefined : asked,
    whole: given.every(({ path, kind }) => paths.has(path) || kind === "link"),
  };
}

interface Found {
  readonly kind: "copy" | "command";
  readonly edit: Edit;
}

/** `--chown` for a COPY or ADD, where the user is there already. */
function copyEdit({ image, at, wanted }: Handover): Found | undefined {
  const copy = image.final.steps
    .filter(({ before }) => before.file.path === at.file.path)
    .map(({ instruction }) => instruction)
    .filter(({ keyword }) => keyword === "COPY" || keyword === "ADD")
    .find(({ span }) => holds(span, at));
  const isLinked = copy?.flags.some(({ name }) => name === "link") === true;
  const owner = copy && (isLinked ? ownerNumbers(image, wanted) : ownerName(image, wanted, at));
  if (copy === undefined || owner === undefined) return undefined;
  const value = copy.flags.find(({ name }) => name === "chown")?.value;
  if (value === undefined) return { kind: "copy", edit: addFlag(at.file, copy, `chown=${owner}`) };
  if (!/^[\w.-]+(:[\w.-]*)?$/.test(value.raw) || textOf(at.file, value.span) !== value.raw) return undefined;
  const text = value.raw.includes(":") || isLinked ? owner : wanted;
  return { kind: "copy", edit: { replace: { file: at.file, span: value.span }, text } };
}

/** Next to --link a name cannot be looked up. */
function ownerNumbers({ accounts }: Image, wanted: string): string | undefined {
  const user = accounts.users.find(({ name }) => name === wanted);
  const gid = accounts.groups.find(({ name }) => name === user?.group)?.gid;
  return user?.uid === undefined || gid === undefined ? undefined : `${user.uid}:${gid}`;
}

/** `chown` behind the command that makes the files, or another owner for one that gives them away. */
function commandEdit(handover: Handover): Found | undefined {
  const { image, at, wanted, whole } = handover;
  const placed = commandAt(image, at);
  const name = placed && ownerName(image, wanted, at);
  if (placed === undefined || name === undefined) return undefined;
  const { command } = placed;
  const isChown = command.name === "chown";
  const named = isChown ? command.args.find(({ value }) => !value?.startsWith("-")) : undefined;
  if (named?.at.span && whole && /^[\w.-]+(:[\w.-]*)?$/.test(textOf(named.at.file, named.at.span))) {
    const text = named.value?.includes(":") ? name : wanted;
    return { kind: "command", edit: { replace: named.at, text } };
  }
  if (!isChown && !isAsRoot(handover)) return undefined;
  const text = chownText(handover, name);
  const edit = text === undefined ? undefined : insertBehind(placed, text);
  return edit && { kind: "command", edit };
}

/** Whether the line runs as root: who made the files as somebody else may not give them away. */
function isAsRoot({ owner, files }: Handover): boolean {
  return owner === "root" || files.every(({ from }) => from === "package");
}

/** A RUN of its own behind one that no command can be put into, a WORKDIR, or the FROM of a base that has the files. */
function lineEdit(handover: Handover): Found | undefined {
  const { image, at } = handover;
  const maker = instructionAt(image, at);
  const isRun = maker?.keyword === "RUN" && isAsRoot(handover);
  if (
    maker === undefined ||
    !(isRun || (maker.keyword !== "RUN" && isRootAt(settingBehind(handover.image, maker)) === true))
  )
    return undefined;
  return chownLine(handover, maker);
}

function chownLine(handover: Handover, behind: Instruction): Found | undefined {
  const { image, wanted } = handover;
  const { end } = behind.span;
  const name = ownerName(image, wanted, { file: image.file, span: { start: end, end } });
  const text = name === undefined ? undefined : chownText(handover, name);
  if (text === undefined) return undefined;
  return { kind: "command", edit: insertLineBehind(image.dockerfile, behind, `RUN ${text}`) };
}

/** The RUN, WORKDIR or FROM of the final chain that a place lies in. */
function instructionAt(image: Image, at: Place): Instruction | undefined {
  const own = image.final.steps
    .filter(({ before }) => before.file.path === at.file.path)
    .map(({ instruction }) => instruction);
  const all = [...own, ...image.stages.map(({ source }) => source.from)];
  return all.find(({ keyword, span }) => /^(RUN|WORKDIR|FROM)$/.test(keyword) && holds(span, at));
}

function holds(outer: Span, { span }: Place): boolean {
  return span !== undefined && outer.start <= span.start && span.end <= outer.end;
}

/** `chown` behind what makes the user, where the files are older: those of a base or of a package. */
function editBehindUser(handover: Handover): Found | undefined {
  const { image, at, wanted } = handover;
  const account = image.accounts.users.find(({ name, from }) => name === wanted && from !== "base");
  if (account === undefined || account.at.file.path !== at.file.path) return undefined;
  if ((account.at.span?.start ?? 0) < (at.span?.start ?? 0)) return undefined;
  const placed = commandAt(image, account.at);
  const owner = ownerName(image, wanted, { file: image.file, span: endOf(image) });
  const text = owner === undefined ? undefined : chownText(handover, owner);
  const edit = placed && text !== undefined ? insertBehind(placed, text) : undefined;
  if (edit !== undefined) return { kind: "command", edit };
  const run = instructionAt(image, account.at);
  return run?.keyword === "RUN" ? chownLine(handover, run) : undefined;
}

/** `web:web` where the group is known to be there, else `web`; `undefined` where the user is not there yet. */
function ownerName(image: Image, wanted: string, at: Place): string | undefined {
  if (/^\d+$/.test(wanted)) return wanted;
  if (!hasUser(image, wanted, at)) return undefined;
  const account = image.accounts.users.find(({ name }) => name === wanted);
  const group = account?.group !== undefined && /^[a-z_][\w-]*$/.test(account.group) ? account.group : wanted;
  return hasGroup(image, group, at) ? `${wanted}:${group}` : wanted;
}

function endOf({ file }: Image): Span {
  return { start: file.text.length, end: file.text.length };
}

// More than these are said by the path of the policy.
const MOST_PATHS = 3;

function chownText({ files, asked }: Handover, owner: string): string | undefined {
  const top = topmost(files);
  const paths = top.length > MOST_PATHS ? asked : top.map(({ path }) => path);
  if (paths === undefined || paths.length === 0 || paths.some((path) => !/^[\w./@%+:,-]+$/.test(path)))
    return undefined;
  const deep = top.length > MOST_PATHS || top.some(({ kind }) => kind === "directory");
  return `chown ${deep ? "-R " : ""}${owner} ${paths.join(" ")}`;
}

function shown({ files }: Handover): string {
  const [first, ...others] = topmost(files);
  return others.length > 0 ? `${first?.path} and ${others.length} more` : (first?.path ?? "it");
}

/** The files that lie in none of the others. */
function topmost(files: readonly ContainerFile[]): readonly ContainerFile[] {
  return files.filter(
    ({ path }) => !files.some((other) => other.path !== path && isWithin(path, other.path)),
  );
}

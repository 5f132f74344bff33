import type { Edit } from "../finding.ts";
import { isFile } from "../model/files/layers.ts";
import type { Image, Nginx, Run } from "../model/model.ts";
import { streamsOf, type UnwritablePath } from "../model/nginx-start/unwritable.ts";
import { canWriteFile, isStream } from "../model/permissions/writability.ts";
import { isRootAt } from "../model/stages/setting.ts";
import { isSystemFolder } from "../model/stock/system-folders.ts";
import { hasUser } from "../model/users/known.ts";
import type { Instruction } from "../parsers/dockerfile/parse.ts";
import { insertLineBefore } from "./instructions.ts";
import { nginxDirectiveAt } from "./nginx.ts";
import { indentAt, insertAt, lineEndOf } from "./places.ts";
import { type DraftFix, sourcePlace } from "./sources.ts";

/** What lets nginx write a path: another path for a pid of the repo's own, a command of root's, or a log's output. */
export function writableFix(run: Run, nginx: Nginx, one: UnwritablePath): DraftFix | undefined {
  if (one.readOnly || isStream(one.blocked)) return undefined;
  const pid =
    one.kind === "pid" && !one.missing ? otherPathFix(run, nginx, { one, path: FREE_PID }) : undefined;
  if (pid !== undefined) return pid;
  const command = commandFix(run, nginx, one);
  if (command !== undefined || one.kind !== "log") return command;
  const path = one.directive === "error_log" ? "/dev/stderr" : "/dev/stdout";
  return otherPathFix(run, nginx, { one, path });
}

// Where nginx's unprivileged image has it.
const FREE_PID = "/tmp/nginx.pid";

interface OtherPath {
  readonly one: UnwritablePath;
  /** Where nginx writes instead. */
  readonly path: string;
}

function otherPathFix(run: Run, nginx: Nginx, { one, path }: OtherPath): DraftFix | undefined {
  const placed = nginxDirectiveAt(nginx, one.at);
  const [word] = placed?.directive.args ?? [];
  if (placed === undefined || word === undefined || placed.directive.name.value !== one.directive)
    return undefined;
  const replace = word.quoted ? undefined : sourcePlace(placed.content, word.span);
  if (replace === undefined || !nginx.master.known) return undefined;
  const writer = { image: run.image, user: nginx.master.value, ...streamsOf(nginx) };
  if (canWriteFile(writer, path).kind !== "yes") return undefined;
  const title = one.kind === "log" ? `log to ${path}` : `write the pid to ${path}`;
  return { title, safe: false, edits: [{ replace, text: path }] };
}

/** The folder that stands in the way made, and given to the user; of a folder of the system only the file in it. */
function commandFix(run: Run, { master }: Nginx, one: UnwritablePath): DraftFix | undefined {
  const { kind, path, blocked, owner, missing, isFolder, others } = one;
  if (isFolder) return undefined;
  const isSystems = !missing && isSystemFolder(blocked);
  if (!master.known || (isSystems && (kind === "temp" || others > 0))) return undefined;
  const given = isSystems ? path : blocked;
  const commands = [
    ...(missing ? [`mkdir -p ${blocked}`] : isSystems ? [`touch ${path}`] : []),
    ...(master.value.root ? [] : [`chown ${owner} ${given}`]),
  ];
  const edit = rootCommand(run, { commands, needed: missing ? undefined : blocked, owner });
  const title = master.value.root ? `create folder ${blocked}` : `give ${given} to ${owner}`;
  return edit && { title, safe: false, edits: [edit] };
}

/** A folder that is there given to a user. */
export function givenFolderFix(run: Run, folder: string, owner: string): DraftFix {
  const edit = rootCommand(run, { commands: [`chown -R ${owner} ${folder}`], needed: folder, owner });
  return { title: `give ${folder} to ${owner}`, safe: false, edits: [edit] };
}

interface RootCommand {
  readonly commands: readonly string[];
  /** The path that must be there when they run. */
  readonly needed: string | undefined;
  readonly owner: string;
}

/** The edit that puts a RUN before the USER line that ends root's part of the build, or before CMD where none does. */
function rootCommand(run: Run, { commands, needed, owner }: RootCommand): Edit | undefined {
  const { image, containerUser, service } = run;
  const text = `RUN ${commands.join(" && ")}`;
  if (service !== undefined || !containerUser.known || image.dockerfile.template || commands.length === 0)
    return undefined;
  if (!/^[\w ./&-]+$/.test(text)) return undefined;
  const { steps, after } = image.final;
  const last = steps.findLast(({ instruction }) => instruction.keyword === "USER");
  if (isRootAt(last?.before ?? after) !== true) return undefined;
  if (last === undefined) return insertAtEnd(image, text);
  if (last.before.file.path !== image.file.path || !isThere(image, last.instruction, { needed, owner }))
    return undefined;
  return insertLineBefore(image.dockerfile, last.instruction, text);
}

/** Whether the path, and the user, are there before a line: from the base, or from an earlier line. */
function isThere(
  image: Image,
  { span }: Instruction,
  { needed, owner }: Pick<RootCommand, "needed" | "owner">,
): boolean {
  const { file, files } = image;
  const found = needed === undefined ? undefined : files.lookup(needed);
  const isLater =
    isFile(found) && found.at.file.path === file.path && (found.at.span?.start ?? 0) > span.start;
  return !isLater && (/^\d+$/.test(owner) || hasUser(image, owner, { file, span }));
}

function insertAtEnd({ dockerfile, file, final }: Image, text: string): Edit {
  const { instructions, from } = final.source;
  const start = instructions.find(({ keyword }) => keyword === "CMD" || keyword === "ENTRYPOINT");
  if (start !== undefined) return insertLineBefore(dockerfile, start, text);
  const { span } = instructions.at(-1) ?? from;
  return insertAt(file, span.end, `${lineEndOf(file)}${indentAt(file, span.start)}${text}`);
}

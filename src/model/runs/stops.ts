/** What stops a container, or what it is there for, by the way that it is started. */
import type { Apache } from "../apache/types.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Nginx } from "../nginx/types.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import type { Started, StartedProgram, Stop } from "../start/record.ts";

/** Why what a container starts ends at once: the entry itself, or a program that should go on. */
export function startStops({ broken, programs }: Started): readonly Stop[] {
  if (broken !== undefined) return [broken];
  return programs.flatMap((program, index) => {
    const goesOn = program.stays || program.supervised === true || index === programs.length - 1;
    return program.refused === undefined || !program.sure || !goesOn
      ? []
      : [withChain(program, program.refused)];
  });
}

/** What a server needs before it serves, and the image does not have. */
export function absentStops({ kind, absent }: Nginx | Apache): readonly Stop[] {
  return absent.map(({ kind: what, path, at, note }) => ({
    key: `absent ${path}`,
    at,
    note: what === "file" ? `${note}, so ${SERVER_NAMES[kind]} does not start` : note,
    help:
      what === "file"
        ? `copy it to ${path}, or start ${SERVER_NAMES[kind]} with another file`
        : `add RUN mkdir -p ${path}`,
  }));
}

function withChain({ because }: StartedProgram, stop: Stop): Stop {
  return because.length === 0 ? stop : { ...stop, because };
}

/**
 * A pid file of before that Apache takes for corrupted (AH00059): empty, or without a digit at its beginning
 * (ap_read_pid of httpd 2.4). One with the number of a process that is gone it replaces.
 */
export function corruptPidFile({ written, installed }: Apache, files: ContainerFiles): Stop | undefined {
  const path = written.find(({ kind }) => kind === "pid")?.path;
  const file = path === undefined ? undefined : files.lookup(path);
  if (!isFile(file) || file.kind !== "file") return undefined;
  const { content, from } = file;
  // A base without Apache has none that `touch` would have kept.
  const isTouched = !content.known && content.ofBase && from === "run" && installed.from === "package";
  const text = content.known ? content.value.file.text : isTouched ? "" : undefined;
  if (text === undefined || /^\d/.test(text)) return undefined;
  const what = text === "" ? "is empty" : "does not begin with a number";
  const note = `pid file ${path} ${what}, so Apache does not start`;
  return { key: `pid file ${path}`, at: file.at, note, help: `remove ${path} from the image` };
}

/** What stops a container, or what it is there for, by the way that it is started. */
import type { Apache } from "../apache/types.ts";
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

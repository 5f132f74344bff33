/** What supervisord makes before it starts anything, and cannot: measured with supervisor 4.2.5. */
import type { Place } from "../../source.ts";
import { parentOf, resolvePath } from "../container-path.ts";
import { isPrepared, type Surroundings, writerName } from "../nginx-start/unwritable.ts";
import { canWriteFile, canWriteInto } from "../permissions/writability.ts";
import type { Run } from "../runs/types.ts";
import type { Supervisor } from "../start/record.ts";
import { type ConfigValue, type ProgramSection, programNames } from "../start/supervisor/config.ts";
import { booleanOf } from "../start/supervisor/values.ts";

/** A file that supervisord ends at, because it cannot make or open it. */
export interface SupervisorUnwritable {
  readonly supervisor: Supervisor;
  readonly what: "log" | "socket";
  readonly path: string;
  readonly at: Place;
  /** Of a log of a program: only that is not started. */
  readonly program?: ProgramSection;
  /** Who cannot, for a message: `user "web"`. */
  readonly who: string;
  /** To follow a colon. */
  readonly why: string;
}

// Of `[supervisord]`, in the folder that it is started in (options.py).
const DEFAULT_LOG = "supervisord.log";

/** The log and the socket of each supervisord that it cannot make; its pid file does not stop it. */
export function supervisorUnwritable(run: Run, around: Surroundings): readonly SupervisorUnwritable[] {
  return run.supervisors.flatMap((supervisor) => {
    const { user, problems } = supervisor;
    if (!user.known || user.value.root || problems.some(({ stops }) => stops === "supervisord")) return [];
    const writer = { image: { ...run.image, files: run.filesAtStart }, user: user.value };
    return [...madeFiles(supervisor), ...programLogs(supervisor)].flatMap((made) => {
      const { what, path } = made;
      const verdict = what === "log" ? canWriteFile(writer, path) : canWriteInto(writer, parentOf(path));
      if (verdict.kind !== "no" || isPrepared(run, around, { blocked: verdict.path, path })) return [];
      return [{ supervisor, ...made, who: writerName(user.value), why: verdict.why }];
    });
  });
}

type MadeFile = Pick<SupervisorUnwritable, "what" | "path" | "at" | "program">;

/** Both are made once it is the user of its configuration. */
function madeFiles({ config, folder }: Supervisor): readonly MadeFile[] {
  const own = config.sections.get("supervisord");
  const start = own?.values.has("directory") ? null : folder;
  const pathOf = (value: ConfigValue | undefined, usual?: string) => {
    const text = value && config.expand(value);
    const path = text === undefined ? usual : text.kind === "text" ? text.text : undefined;
    if (path === undefined || path.startsWith("/")) return path;
    return start === null ? undefined : resolvePath(start, path);
  };
  const log = own?.values.get("logfile");
  const socket = config.sections.get("unix_http_server")?.values.get("file");
  const logPath = config.options.logfile === undefined ? pathOf(log, DEFAULT_LOG) : undefined;
  const socketPath = pathOf(socket);
  return [
    ...(own === undefined || logPath === undefined
      ? []
      : [{ what: "log" as const, path: logPath, at: log?.at ?? own.at }]),
    ...(socket === undefined || socketPath === undefined
      ? []
      : [{ what: "socket" as const, path: socketPath, at: socket.at }]),
  ];
}

/** The logs that it opens for a program before it starts it; where nothing says it they lie in a folder for all. */
function programLogs({ config }: Supervisor): readonly MadeFile[] {
  return config.programs.flatMap((program) =>
    ["stdout_logfile", "stderr_logfile"].flatMap((key): readonly MadeFile[] => {
      const { values } = program;
      const value = values.get(key);
      const isOne = key === "stderr_logfile" && booleanOf(values.get("redirect_stderr")?.raw ?? "") === true;
      const text = value === undefined || isOne ? undefined : config.expand(value, programNames(program));
      if (value === undefined || text?.kind !== "text" || !text.text.startsWith("/")) return [];
      return [{ what: "log", path: text.text, at: value.at, program }];
    }),
  );
}

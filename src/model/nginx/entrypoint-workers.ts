/** 30-tune-worker-processes.sh of the official images. */
import { parentOf } from "../container-path.ts";
import { known, unknown } from "../fact.ts";
import type { ContainerFile } from "../files/types.ts";
import { replacedIn } from "../render/text.ts";
import type { ServerInput, StartWrite } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import { failure, runs, writable } from "./entrypoint-scripts.ts";

/** What the script leaves of the main configuration. */
export interface Tuned {
  readonly files: readonly ContainerFile[];
  readonly writes: readonly StartWrite[];
  /** sed changes a file by a new one beside it, and the entrypoint ends where the folder is closed. */
  readonly ends?: ServerProblem;
}

const SCRIPT = "30-tune-worker-processes.sh";
const NOTHING: Tuned = { files: [], writes: [] };

/** Lines that begin with `worker_processes` get a number of processors; the script runs where a variable asks for it. */
export function tuneWorkers(input: ServerInput, main: ContainerFile): Tuned {
  const asked = input.environment.get("NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE");
  if (asked === undefined || asked === "" || !main.content.known) return NOTHING;
  const isRun = runs(input, SCRIPT);
  const mayChange = writable(input, main.path);
  if (isRun === false || mayChange === false) return NOTHING;
  const folder = parentOf(main.path);
  const mayReplace = writable(input, folder);
  const open = [isRun, mayChange, mayReplace].find((answer) => typeof answer !== "boolean");
  if (asked === null || open !== undefined) {
    const why = `whether ${SCRIPT} changes ${main.path} is unknown`;
    return { files: [], writes: [{ path: main.path, why: open ?? unknown({ key: SCRIPT, why }, main.at) }] };
  }
  if (mayReplace === false)
    return { ...NOTHING, ends: failure(input, folder, `${SCRIPT} cannot change ${main.path}`) };
  const content = replacedIn(
    main.content.value,
    /^worker_processes.*$/gm,
    ([line]) => `#${line}\nworker_processes 1;`,
  );
  return { files: [{ ...main, content: known(content, content.place()) }], writes: [] };
}

/** What cron runs, where something starts it: the crontabs of the image, crontab(5). */
import type { Span } from "../../../source.ts";
import { baseName, parentOf, resolvePath } from "../../container-path.ts";
import { isFile } from "../../files/layers.ts";
import type { ContainerFile } from "../../files/types.ts";
import { startText } from "../follow.ts";
import { isBrought } from "../program-file.ts";
import type { Here, StartInput } from "../record.ts";
import { beside } from "./beside.ts";

const CRON = /^(cron|crond|anacron|fcron|supercronic|yacron)$/;
// Those of the system name the user in each line.
const SYSTEM = ["/etc/crontab", "/etc/cron.d/*"];
const OF_USERS = [
  "/etc/crontabs/*",
  "/var/spool/cron/*",
  "/var/spool/cron/crontabs/*",
  "/var/spool/cron/tabs/*",
];

/** Follows the lines of the crontabs that the repo brings, where a cron is started. */
export function followScheduled({ started, input, step }: Here): void {
  const crons = started.programs.filter(({ program }) => CRON.test(program));
  if (crons.length === 0) return;
  const named = crons.flatMap(({ args }) =>
    args.flatMap((arg) => (arg?.startsWith("-") === false ? arg : [])),
  );
  const paths = [...OF_USERS, ...named.map((path) => resolvePath(input.folder ?? "/", path))];
  for (const file of crontabs(input, SYSTEM)) follow(file, 6);
  for (const file of crontabs(input, paths)) follow(file, 5);

  function follow(file: ContainerFile, fields: number): void {
    if (!file.content.known) return;
    const { file: text, place } = file.content.value;
    for (const { command, span } of commandsOf(text.text, fields)) {
      const at = place(span);
      const because = [{ at, note: "cron runs this" }];
      beside({ started, input, step: { ...step, at, because } }, (here) =>
        startText({ text: command, place: () => at }, here),
      );
    }
  }
}

function crontabs({ files }: StartInput, patterns: readonly string[]): readonly ContainerFile[] {
  return patterns
    .flatMap((pattern) => files.glob(pattern).files)
    .filter((file) => isFile(file) && isBrought(file) && !/^\.|~$/.test(baseName(file.path)))
    .filter(({ path }) => parentOf(path) !== "/var/spool/cron" || !/^(crontabs|tabs)$/.test(baseName(path)));
}

function commandsOf(
  text: string,
  fields: number,
): readonly { readonly command: string; readonly span: Span }[] {
  return Array.from(text.matchAll(/[^\r\n]+/g)).flatMap(({ 0: line, index }) => {
    if (/^\s*(#|$)|^\s*\w+\s*=/.test(line)) return [];
    const skipped = /^\s*@/.test(line) ? fields - 4 : fields;
    const [, command] = new RegExp(`^\\s*(?:\\S+\\s+){${skipped}}(.+)$`).exec(line) ?? [];
    return command === undefined ? [] : [{ command, span: { start: index, end: index + line.length } }];
  });
}
